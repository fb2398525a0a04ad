"""The silence matrix: for each event and account whether it asserts, denies, reports, mentions it or is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account, flat
from rashomon.compare.edtf import days
from rashomon.compare.events import STATES, Event, Version, version
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.ties import FOLDED, Ties
from rashomon.compare.words import content
from rashomon.model import Link, Row


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
    # An account that only perhaps tells it is not called silent: what it perhaps tells is what its cell shows.
    told = event.shown.told_by(document) or event.told_by(document)
    if told:
        return Silence(event.id, document, told[0].state, tuple(one.passage for one in told))
    known = known_from(event.shown, published)
    own = published[document]
    # Only whole days are compared: a paper of the same day may have known.
    state = "could_not_know" if known and len(own) == 10 and own < known else "silent"
    return Silence(event.id, document, state, (), _nearest(event.shown, sentences[document]))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a text tells and an edited copy of it, or its original, does not."""

    teller: Version
    document: str  # which leaves it out
    nearest: Passage | None

    def cells(self, event: str) -> tuple[Silence, Silence]:
        """The two cells of the silence matrix that it fills."""
        told = Silence(event, self.teller.document, self.teller.state, (self.teller.passage,))
        return told, Silence(event, self.document, "silent", (), self.nearest)


def find_left_out(accounts: Sequence[Account], ties: Ties, copies: Iterable[Link]) -> dict[str, LeftOut]:
    """By event: what one of two texts that share their words tells in a sentence that the other has no like of.

    Only events that no other account here tells: the matrix has the others. Of the claims of one sentence each is
    an event; the first is enough to show.
    """
    by_document = {one.document.id: one for one in accounts}
    tellers: dict[str, set[str]] = {}
    for account in accounts:
        for row in account.of("claim"):
            if row.id in ties.events:
                tellers.setdefault(ties.events[row.id].id, set()).add(account.document.id)
    found: dict[str, LeftOut] = {}
    for link in sorted(copies, key=lambda one: (one.left, one.right)):
        pair = (by_document.get(link.left), by_document.get(link.right))
        if link.label in FOLDED and pair[0] is not None and pair[1] is not None:
            for account, other in ((pair[0], pair[1]), (pair[1], pair[0])):
                for event, one in _left_out(account, other, ties):
                    if tellers[event] == {account.document.id}:
                        found.setdefault(event, one)
    return found


def _left_out(account: Account, other: Account, ties: Ties) -> Iterator[tuple[str, LeftOut]]:
    sentences = _sentences(other)
    words_of_other = flat(other.document.text)
    by_word: dict[str, list[int]] = {}
    for place, (words, _) in enumerate(sentences):
        for word in words:
            by_word.setdefault(word, []).append(place)
    for row in account.of("claim"):
        event = ties.events.get(row.id)
        if event is None:
            continue
        told = version(account, row, ties)
        if flat(told.sentence.words) in words_of_other:
            continue
        words = content(told.sentence.words)
        shared = Counter(place for word in words for place in by_word.get(word, ()))
        best = max(shared.items(), key=lambda one: (one[1], -one[0]), default=None)
        # Half of its words in one sentence of the other: told there in other words, or shortened.
        if words and (best is None or best[1] < len(words) / 2):
            yield event.id, LeftOut(told, other.document.id, sentences[best[0]][1] if best and best[1] > 1 else None)


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
