"""The page of a difference: two passages side by side in their context, with the type and what each was read as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.compare import Comparison, Difference, Event, Passage, Version
from rashomon.compare.corrections import difference_key
from rashomon.ids import content_id
from rashomon.model import Document, Row
from rashomon.store.judgements import Entry
from rashomon.web.pages.history import Said, history

#: Characters of context on each side of a sentence: about a paragraph of news.
CONTEXT = 420
HEAD = (
    "event", "aspect", "side", "document", "source", "title", "start", "end", "words", "value", "status", "by",
    "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two passages in its context; `pieces` are (words, how shown) in order."""

    document: Document
    outlet: str
    words: Passage
    value: str
    told: Version
    pieces: tuple[tuple[str, str], ...]

    def to_row(self) -> Row:
        return {
            "document": self.document.id, **self.words.to_row(), "value": self.value, "status": self.told.status,
            "by": [one.name or None for one in self.told.chain], "sentence": self.told.sentence.to_row(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """One difference of a story. `key` is what a judgement of it names: its aspect and two predicate rows."""

    id: str
    story: str
    story_name: str
    found: Difference
    event: Event | None
    sides: tuple[Side, Side]
    key: tuple[str, str, str]
    history: tuple[Said, ...]
    place: tuple[str | None, str | None]  # the difference before this one and the one after it

    def to_row(self) -> Row:
        return {
            "id": self.id, "event": self.found.event, "aspect": self.found.aspect,
            "left": self.sides[0].to_row(), "right": self.sides[1].to_row(),
            "judgements": [one.to_row() for one in self.history],
        }  # fmt: skip

    def lines(self) -> list[tuple[object, ...]]:
        """The two passages as lines of a table."""
        found = []
        for name, one in zip(("left", "right"), self.sides, strict=True):
            by = " > ".join(step.name or "not named" for step in one.told.chain)
            found.append((
                self.found.event, self.found.aspect, name, one.document.id, one.document.source, one.document.title,
                one.words.start, one.words.end, one.words.words, one.value, one.told.status, by,
                one.told.sentence.words,
            ))  # fmt: skip
        return list(found)


def difference_id(one: Difference) -> str:
    """The id of a difference: of its aspect and its two passages, so that it stays when an event is linked anew."""
    sides = sorted((side.document, side.start, side.end) for side in (one.left, one.right))
    return content_id("difference", one.aspect, *sides)


def make_difference_page(
    comparison: Comparison, story: tuple[str, str], wanted: str, predicates: Mapping[str, str], log: Iterable[Entry]
) -> DifferencePage | None:
    """The page of a difference of this comparison by its id; None where there is none. `story` is its id and name."""
    ids = [difference_id(one) for one in comparison.differences]
    if wanted not in ids:
        return None
    place = ids.index(wanted)
    one = comparison.differences[place]
    sides = (
        _side(comparison, one.left, one.left_value, one.left_version),
        _side(comparison, one.right, one.right_value, one.right_version),
    )
    key = difference_key(one, predicates)
    near = (ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None)
    said = history(log, key[1], key[2], key[0])
    return DifferencePage(wanted, *story, one, comparison.event(one.event), sides, key, said, near)


def _side(comparison: Comparison, words: Passage, value: str, told: Version) -> Side:
    document = comparison.document(words.document)
    return Side(document, comparison.name(words.document), words, value, told, _context(document.text, words, told))


def _context(text: str, words: Passage, told: Version) -> tuple[tuple[str, str], ...]:
    """The words in their sentence in their surroundings, cut at blanks: `context`, `sentence` and `words` in order."""
    low, high = min(told.sentence.start, words.start), max(told.sentence.end, words.end)
    first, last = max(0, low - CONTEXT), min(len(text), high + CONTEXT)
    if first:
        first = min(low, text.find(" ", first, low) + 1 or first)
    if last < len(text):
        last = max(high, text.rfind(" ", high, last))
    edges = (
        (first, low, "context"), (low, words.start, "sentence"), (words.start, words.end, "words"),
        (words.end, high, "sentence"), (high, last, "context"),
    )  # fmt: skip
    shown = [(text[start:end], sort) for start, end, sort in edges if start < end]
    if first:
        shown.insert(0, ("… ", "context"))
    if last < len(text):
        shown.append((" …", "context"))
    return tuple(shown)
