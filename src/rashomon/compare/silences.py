"""The silence matrix: for each event and account whether it asserts, denies, reports, mentions it or is silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account
from rashomon.compare.edtf import days
from rashomon.compare.events import STATES, Event
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.words import content
from rashomon.model import Row


@dataclass(frozen=True, slots=True)
class Silence:
    """One cell: an account's state on an event. A silent cell carries the nearest passage that was considered."""

    event: str
    document: str
    state: str
    passages: tuple[Passage, ...]  # of the tellings, the strongest first
    nearest: Passage | None = None

    def to_row(self) -> Row:
        """The contract's row of `rashomon export silences`."""
        return {"event": self.event, "document": self.document, "state": self.state}


def find_silences(accounts: Sequence[Account], events: Iterable[Event]) -> tuple[Silence, ...]:
    """A cell for each event and account. The events in the order given, the accounts in theirs."""
    published = {one.document.id: (one.document.published or "")[:10] for one in accounts}
    sentences = {one.document.id: _sentences(one) for one in accounts}
    return tuple(_cell(event, account, published, sentences) for event in events for account in accounts)


def _cell(
    event: Event,
    account: Account,
    published: dict[str, str],
    sentences: dict[str, list[tuple[frozenset[str], Passage]]],
) -> Silence:
    document = account.document.id
    told = event.told_by(document)
    if told:
        return Silence(event.id, document, told[0].state, tuple(one.passage for one in told))
    known = known_from(event, published)
    own = published[document]
    # Only whole days are compared: a paper of the same day may have known.
    state = "could_not_know" if known and len(own) == 10 and own < known else "silent"
    return Silence(event.id, document, state, (), _nearest(event, sentences[document]))


def known_from(event: Event, published: dict[str, str]) -> str | None:
    """The first day on which the event could be told: when it happened by the earliest date told, or when it was out.

    Where an account dates it, the earliest such first day; else the day of the first account that tells of it.
    None where neither is known to the day.
    """
    dated = [stretch[0] for one in event.versions for part in one.of("when") if (stretch := days(part.value))]
    out = [day for one in event.documents if len(day := published.get(one, "")) == 10]
    return min(dated) if dated else min(out, default=None)


def _sentences(account: Account) -> list[tuple[frozenset[str], Passage]]:
    """The sentences around the claims of an account, each once, with their content words."""
    found: dict[tuple[int, int], tuple[frozenset[str], Passage]] = {}
    for row in account.of("claim"):
        low, high = sentence_around(account.document.text, row.start, row.end)
        if (low, high) not in found:
            one = passage(account.document, low, high)
            found[low, high] = (content(one.words), one)
    return list(found.values())


def _nearest(event: Event, sentences: list[tuple[frozenset[str], Passage]]) -> Passage | None:
    """The sentence that shares most words with the event's tellings, by overlap over the smaller; None under two."""
    told = [content(one.passage.words) for one in event.versions]
    best: tuple[float, Passage] | None = None
    for words, one in sentences:
        score = max((_overlap(words, other) for other in told), default=0.0)
        if score > 0 and (best is None or score > best[0]):
            best = (score, one)
    return best[1] if best else None


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared > 1 else 0.0


def matrix(silences: Iterable[Silence]) -> dict[str, dict[str, Silence]]:
    """The cells by event, then by document."""
    found: dict[str, dict[str, Silence]] = {}
    for one in silences:
        found.setdefault(one.event, {})[one.document] = one
    return found


def is_telling(state: str) -> bool:
    """Whether an account in this state tells of the event at all."""
    return state in STATES[:4]
