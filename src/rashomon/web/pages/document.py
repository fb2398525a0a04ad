"""The document page: the whole text, with who says what, names, figures and times beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rashomon.compare import Account, Passage, Speaker
from rashomon.compare.cited import contents
from rashomon.compare.passage import passage
from rashomon.compare.speakers import chain, steps_to
from rashomon.compare.ties import Ties, tie
from rashomon.model import Annotation, Document, Row
from rashomon.web.marked import Mark, Paragraph, marked
from rashomon.web.precision import precision_of

#: Layers by the mentions they show; each can be switched on and off on the page.
_LAYERS = {"figure": "figure", "time": "time", "place": "place", "country": "place", "facility": "place"}
LIST_HEAD = ("row", "sort", "label", "value", "by", "start", "end", "words")


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the margin: whose words, how put, or what a figure, a time or a place was read as.

    What is said in pieces ("the army", "said a guard", "to have left") is one line; `rest` are its other pieces.
    """

    sort: str  # says, figure, time or forecast
    passage: Passage
    chain: tuple[Speaker, ...]
    value: str
    row: str
    rest: tuple[Passage, ...] = ()

    def to_row(self) -> Row:
        by = [one.to_row() for one in self.chain]
        rest = [one.to_row() for one in self.rest]
        return {
            "row": self.row, "sort": self.sort, **self.passage.to_row(), "rest": rest, "chain": by, "value": self.value,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the lists below the text: a name with how often it stands, or a claim with whose word it is."""

    row: str
    passage: Passage
    label: str
    value: str
    times: int
    chain: tuple[Speaker, ...] = ()
    precision: str = ""  # of a place: how much ground its coordinates stand for

    def to_row(self) -> Row:
        by = [one.name or None for one in self.chain]
        return {
            "row": self.row, **self.passage.to_row(), "label": self.label, "value": self.value, "times": self.times,
            "by": by, "precision": self.precision or None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document with its layers. `at` are the words to highlight, in the text or in the title."""

    document: Document
    paragraphs: tuple[tuple[Paragraph, tuple[Note, ...]], ...]
    at: Passage | None
    stories: tuple[str, ...]
    counts: dict[str, int]
    names: tuple[Listed, ...]
    claims: tuple[Listed, ...]

    @property
    def title_parts(self) -> tuple[str, str, str]:
        """The title before, within and after the highlighted words."""
        title = self.document.title or "Untitled"
        if self.at is None or self.at.part != "title":
            return (title, "", "")
        return (title[: self.at.start], title[self.at.start : self.at.end], title[self.at.end :])

    def lines(self) -> Iterator[tuple[object, ...]]:
        """What was found in the text as lines of a table: the notes, the names, the claims."""
        notes = (note for _, found in self.paragraphs for note in found)
        for one in notes:
            yield (
                one.row,
                one.sort,
                "",
                one.value,
                _by(one.chain),
                one.passage.start,
                (one.passage, *one.rest)[-1].end,
                " … ".join(piece.words for piece in (one.passage, *one.rest)),
            )
        for sort, found in (("name", self.names), ("claim", self.claims)):
            for each in found:
                place = each.passage
                yield (each.row, sort, each.label, each.value, _by(each.chain), place.start, place.end, place.words)

    def to_row(self) -> Row:
        notes = [note.to_row() for _, found in self.paragraphs for note in found]
        return {
            "document": self.document.to_row(), "notes": notes, "stories": list(self.stories),
            "names": [one.to_row() for one in self.names], "claims": [one.to_row() for one in self.claims],
        }  # fmt: skip


def _by(chain: tuple[Speaker, ...]) -> str:
    return " > ".join(one.name or "not named" for one in chain)


def make_document_page(
    document: Document, rows: tuple[Annotation, ...], at: str = "", stories: tuple[str, ...] = ()
) -> DocumentPage:
    """The page of a document; `at` is START-END, or title:START-END, else nothing is highlighted."""
    account = Account(document, rows)
    ties = tie([account], (), ())
    highlighted = read_place(document, at)
    marks = list(_marks(account))
    if highlighted is not None and highlighted.part == "text":
        marks.append(Mark(highlighted.start, highlighted.end, "at"))
    anchors = [(highlighted.start, "at")] if highlighted is not None and highlighted.part == "text" else []
    notes = sorted(_notes(account, ties), key=lambda one: (one.passage.start, one.sort, one.passage.end))
    starts = [one.passage.start for one in notes]
    found = tuple(
        (one, tuple(notes[bisect_left(starts, one.start) : bisect_left(starts, one.end)]))
        for one in marked(document.text, marks, anchors)
    )
    counts = {sort: sum(mark.sort == sort for mark in marks) for sort in ("said", "name", "figure", "time", "place")}
    claims = tuple(
        Listed(row.id, account.passage(row), row.label, row.value or "", 1, chain(account, row, ties))
        for row in account.of("claim")
    )
    return DocumentPage(document, found, highlighted, stories, counts, tuple(_names(account)), claims)


def read_place(document: Document, at: str) -> Passage | None:
    """The passage that an address asks for; None where it names none or lies outside the document.

    >>> read_place(Document("d", "One two."), "4-7").words
    'two'
    """
    part: Literal["text", "title"] = "title" if at.startswith("title:") else "text"
    first, dash, last = at.removeprefix("title:").partition("-")
    words = document.text if part == "text" else document.title or ""
    if not (dash and first.isdecimal() and last.isdecimal() and len(at) < 40):
        return None
    start, end = int(first), int(last)
    return Passage(document.id, start, end, words[start:end], part) if start < end <= len(words) else None


def _marks(account: Account) -> Iterator[Mark]:
    for row in account.of("attribution"):
        yield Mark(row.start, row.end, "scare" if row.label == "scare" else "said")
    for row in account.of("mention"):
        yield Mark(row.start, row.end, _LAYERS.get(row.label, "name"))


def _names(account: Account) -> Iterator[Listed]:
    """Each name once with how often it stands, the most often first."""
    found: dict[tuple[str, str], list[Annotation]] = {}
    for row in account.of("mention"):
        if row.label not in ("figure", "time"):
            found.setdefault((row.label, row.value or account.passage(row).words.casefold()), []).append(row)
    for (label, value), rows in sorted(found.items(), key=lambda one: (-len(one[1]), one[1][0].start)):
        ground = precision_of(label, rows[0].value)
        yield Listed(rows[0].id, account.passage(rows[0]), label, value, len(rows), (), ground)


def _notes(account: Account, ties: Ties) -> Iterator[Note]:
    for group in contents(account):
        first, *rest = (account.passage(one) for one in group)
        steps = steps_to(account, group[0], ties)
        yield Note("says", first, steps, steps[-1].stance, group[0].id, tuple(rest))
    for row in account.of("mention", "figure", "time"):
        if row.value:
            yield Note(row.label, account.passage(row), (), row.value, row.id)
    for row in account.of("claim"):
        if row.value == "forecast":
            yield Note("forecast", passage(account.document, row.start, row.end), (), "expected", row.id)
