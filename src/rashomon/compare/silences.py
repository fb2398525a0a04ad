"""The silence matrix: for each event and account whether it asserts, denies, reports, mentions it or is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account
from rashomon.compare.edtf import days_told
from rashomon.compare.events import STATES, Event
from rashomon.compare.left_out import LeftOut
from rashomon.compare.nearest import READ, Near, Sentences, Sought
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.ties import Ties
from rashomon.compare.version import version
from rashomon.model import Row


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Silence:
    """One cell: an account's state on an event. A silent cell carries the nearest passage that was considered."""

    event: str
    document: str
    state: str
    passages: tuple[Passage, ...]  # of the tellings, the strongest first
    nearest: Passage | None = None
    is_sure: bool = True  # whether the passages surely tell the event; else they perhaps do

    def to_row(self) -> Row:
        """The contract's row of `rashomon export silences`."""
        return {"event": self.event, "document": self.document, "state": self.state}

    def to_full_row(self) -> Row:
        """The contract's row, with the passages that tell it or the one that comes nearest."""
        return self.to_row() | {
            "sure": self.is_sure, "passages": [one.to_row() for one in self.passages],
            "nearest": self.nearest.to_row() if self.nearest else None,
        }  # fmt: skip


def find_silences(accounts: Sequence[Account], events: Iterable[Event], sentences: Sentences) -> tuple[Silence, ...]:
    """A cell for each event and account. The events in the order given, the accounts in theirs."""
    published = {one.document.id: (one.document.published or "")[:10] for one in accounts}
    found: list[Silence] = []
    for event in events:
        silent = published.keys() - set(event.documents)
        near = sentences.nearest(event.shown.versions, most=READ, among=silent)
        looked = (Sought.of(event.shown.versions), sentences, near)
        known = known_from(event.shown, published)
        found += (_cell(event, account, known, looked) for account in accounts)
    return tuple(found)


def _cell(
    event: Event, account: Account, known: str | None, looked: tuple[Sought, Sentences, Mapping[str, list[Near]]]
) -> Silence:
    document = account.document.id
    sure = event.shown.told_by(document)
    # An account that only perhaps tells it is not called silent: what it perhaps tells is what its cell shows.
    told = sure or event.told_by(document)
    if told:
        return Silence(event.id, document, told[0].state, tuple(one.passage for one in told), None, bool(sure))
    own = (account.document.published or "")[:10]
    sought, sentences, found = looked
    near = found.get(document, [])
    nearest = near[0].sentence if near else None
    # Only whole days are compared: a paper of the same day may have known.
    if known and len(own) == 10 and own < known:
        return Silence(event.id, document, "could_not_know", (), nearest)
    perhaps = sentences.perhaps(sought, near)
    if perhaps is not None:
        return Silence(event.id, document, perhaps.state, (perhaps.passage,), nearest, is_sure=False)
    return Silence(event.id, document, "silent", (), nearest)


def cells_of(left_out: Iterable[LeftOut], accounts: Sequence[Account], ties: Ties) -> tuple[Silence, ...]:
    """The cells of what copies leave out: who of the copies tells it, who is silent."""
    told: dict[str, dict[str, Silence]] = {}
    wanted = list(left_out)
    events = {one.event for one in wanted}
    for account in accounts:
        for row in account.of("claim"):
            event = ties.event_ids.get(row.id)
            if event is not None and event in events and account.document.id not in told.get(event, {}):
                one = version(account, row, ties)
                cell = Silence(event, account.document.id, one.state, (one.passage,))
                told.setdefault(event, {})[account.document.id] = cell
    cells = [cell for event in told.values() for cell in event.values()]
    return (*cells, *(Silence(one.event, one.document, "silent", (), one.nearest) for one in wanted))


def known_from(event: Event, published: Mapping[str, str]) -> str | None:
    """The first day on which the event could be told: when it happened by the earliest date told, or when it was out.

    Where an account dates it, the earliest such first day; else the day of the first account that tells of it.
    None where neither is known to the day.
    """
    times = [part for one in event.versions for part in one.of("when")]
    dated = [stretch[0] for one in times if (stretch := days_told(one.value, one.passage.words))]
    out = [day for one in event.documents if len(day := published.get(one, "")) == 10]
    return min(dated) if dated else min(out, default=None)


def matrix(silences: Iterable[Silence]) -> dict[str, dict[str, Silence]]:
    """The cells by event, then by document."""
    found: dict[str, dict[str, Silence]] = {}
    for one in silences:
        found.setdefault(one.event, {})[one.document] = one
    return found


def is_telling(state: str) -> bool:
    """Whether an account in this state tells of the event at all."""
    return state in STATES[:4]


def sorted_matrix(silences: Iterable[Silence], documents: Sequence[str]) -> tuple[list[str], list[str]]:
    """Events and documents in the order that shows best what some tell and others leave out.

    First the events on which the accounts divide most evenly, then those fewer leave out, last those all tell; within
    that the order given. The documents so that those which are silent on the same events stand together: each next
    one is the likest of those left, from the first given. Nothing is known of sides; the pattern alone decides.
    """
    rows = matrix(silences)
    tells = {key: {one: is_telling(cell.state) for one, cell in row.items()} for key, row in rows.items()}
    could = {key: {one for one, cell in row.items() if cell.state != "could_not_know"} for key, row in rows.items()}

    def divided(event: str) -> int:
        telling = sum(tells[event][one] for one in could[event])
        return min(telling, len(could[event]) - telling)

    events = sorted(rows, key=lambda one: -divided(one))
    order = list(documents[:1])
    waiting = [one for one in documents if one not in order]
    while waiting:
        last = order[-1]
        scores = {one: sum(row.get(one) == row.get(last) for row in tells.values()) for one in waiting}
        order.append(max(waiting, key=lambda one: (scores[one], -documents.index(one))))
        waiting.remove(order[-1])
    return events, order
