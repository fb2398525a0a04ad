"""What one of two texts that share their words tells and the other does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account, flat
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.ties import FOLDED, Ties
from rashomon.compare.version import Version, version
from rashomon.compare.words import content
from rashomon.model import Link


@packed_by_fields
@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a text tells and an edited copy of it, or its original, does not."""

    event: str
    teller: Version
    document: str  # which leaves it out
    nearest: Passage | None


def find_left_out(
    accounts: Sequence[Account], ties: Ties, copies: Iterable[Link], sure: Iterable[str] = ()
) -> tuple[LeftOut, ...]:
    """What one of two texts that share their words tells in a sentence that the other has no like of.

    Not the events of `sure`, which independent texts tell: the matrix has a row for each of them already. Of the
    claims of one sentence each is an event; the first is enough to show.
    """
    by_document = {one.document.id: one for one in accounts}
    known = frozenset(sure)
    tellers: dict[str, set[str]] = {}
    for account in accounts:
        for row in account.of("claim"):
            if row.id in ties.event_ids:
                tellers.setdefault(ties.event_ids[row.id], set()).add(account.document.id)
    found: dict[tuple[str, str], LeftOut] = {}
    seen: set[tuple[str, str]] = set()
    for link in sorted(copies, key=lambda one: (one.left, one.right)):
        pair = (by_document.get(link.left), by_document.get(link.right))
        if link.label in FOLDED and pair[0] is not None and pair[1] is not None:
            for account, other in ((pair[0], pair[1]), (pair[1], pair[0])):
                for one in _left_out(account, other, ties):
                    # Copies tell the same sentence: what leaves it out is shown once, beside the first of them.
                    place = (flat(one.teller.sentence.words), one.document)
                    is_new = (one.event, one.document) not in found and place not in seen
                    if is_new and one.event not in known and one.document not in tellers[one.event]:
                        found[one.event, one.document] = one
                        seen.add(place)
    return tuple(found.values())


def _left_out(account: Account, other: Account, ties: Ties) -> Iterator[LeftOut]:
    sentences = _sentences(other)
    words_of_other = " ".join(other.document.text.split())
    by_word: dict[str, list[int]] = {}
    for place, (words, _) in enumerate(sentences):
        for word in words:
            by_word.setdefault(word, []).append(place)
    for row in account.of("claim"):
        event = ties.event_ids.get(row.id)
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
            nearest = sentences[best[0]][1] if best and best[1] > 1 else None
            yield LeftOut(event, told, other.document.id, nearest)


def _sentences(account: Account) -> list[tuple[frozenset[str], Passage]]:
    """The sentences around the claims of an account, each once, with their content words."""
    found = dict.fromkeys(account.sentence(row) for row in account.of("claim"))
    return [(content(one.words), one) for one in found]
