"""Who is meant by words that name nobody: "the country", "both leaders", "the two Karsas", "North and South Karsa".

Words that stand for several get one mention for each of them, with that one's key; its `who` is where the text names
that one first. Only where the text makes clear who is meant: the rest is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.annotate.found import Found, Maker
from rashomon.annotate.meant.members import Member, Members
from rashomon.annotate.meant.phrases import Phrase, find_phrases
from rashomon.model import Annotation, Document

NAME = "meant"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse", "mention", "candidate:place", "candidate:people")
MAKES: tuple[str, ...] = ("mention:government", "mention:person")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """Mentions of the states and persons that such words stand for, each with the key of whom it means."""
    phrases = list(find_phrases(document.text))
    if not phrases:
        return []
    make = Maker(document, f"{NAME}@{VERSION}")
    members = Members(document, found)
    return [row for phrase in phrases for row in _rows(make, phrase, members.of(phrase))]


def _rows(make: Maker, phrase: Phrase, members: list[Member]) -> Iterator[Annotation]:
    for one in members:
        who = one.first.id if len(members) > 1 else None
        yield make.standing(phrase.start, phrase.end, one.label, one.first.value, who)
