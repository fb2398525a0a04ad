"""The pages of copies: which texts repeat which, and two of them side by side with what was cut or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.compare import Passage
from rashomon.compare.passage import passage
from rashomon.model import Document, Link, Row
from rashomon.store import Head, Library
from rashomon.store.judgements import Entry
from rashomon.store.rows import load_copies, load_link
from rashomon.web.pages.history import Said, history

HEAD = ("left", "right", "sort", "left_start", "left_end", "left_words", "right_start", "right_end", "right_words")
LIST_HEAD = ("id", "left", "left_source", "left_title", "right", "right_source", "right_title", "kind", "share")
#: What is no word: a gap of only such marks between two like stretches is no change.
_EMPTY = re.compile(r"[\W_]*")
_OPENING = re.compile(r"[\W_]*\n")
_LINES = re.compile(r"\s*\n\s*(?<=\n)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on either side: `same` in both, `changed`, `left` only in the left text, `right` only in the right."""

    sort: str
    left: Passage
    right: Passage

    def to_row(self) -> Row:
        return {"sort": self.sort, "left": self.left.to_row(), "right": self.right.to_row()}


@dataclass(frozen=True, slots=True)
class Line:
    """Paragraphs that stand beside each other: the stretches of either side in order, those of both on both."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]

    @property
    def is_same(self) -> bool:
        return all(one.sort == "same" for one in (*self.left, *self.right))

    @property
    def has_words(self) -> bool:
        return any((one.left.words + one.right.words).strip() for one in (*self.left, *self.right))

    @property
    def words(self) -> str:
        """The words of a line that both texts have."""
        return "".join(one.left.words for one in self.left).strip()


@dataclass(frozen=True, slots=True)
class CopyPage:
    """Two texts one of which repeats the other, laid stretch by stretch."""

    link: Link
    left: Document
    right: Document
    stretches: tuple[Stretch, ...]
    history: tuple[Said, ...]

    @property
    def paragraphs(self) -> list[Line]:
        """The stretches by paragraph: a line ends where both texts have a line end."""
        found: list[Line] = []
        left: list[Stretch] = []
        right: list[Stretch] = []
        for one, is_end in (piece for each in self.stretches for piece in _split(each)):
            if one.left.words:
                left.append(one)
            if one.right.words:
                right.append(one)
            if is_end:
                found.append(Line(tuple(left), tuple(right)))
                left, right = [], []
        found.append(Line(tuple(left), tuple(right)))
        return [one for one in found if one.has_words]

    def count(self, sort: str) -> int:
        return sum(one.sort == sort for one in self.stretches)

    def to_row(self) -> Row:
        return {
            "id": self.link.id, "kind": self.link.label, "share": self.link.share,
            "left": self.left.head(), "right": self.right.head(),
            "stretches": [one.to_row() for one in self.stretches],
            "judgements": [one.to_row() for one in self.history],
        }  # fmt: skip

    def lines(self) -> Iterator[tuple[object, ...]]:
        for one in self.stretches:
            left, right = one.left, one.right
            yield (
                self.left.id, self.right.id, one.sort, left.start, left.end, left.words, right.start, right.end,
                right.words,
            )  # fmt: skip


#: Pairs on one page; all are in the CSV.
PAGE = 50


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """Every pair of texts of which one repeats the other, the most alike first."""

    pairs: tuple[tuple[Link, Head, Head], ...]
    total: int

    def to_row(self) -> Row:
        return {"copies": [link.to_row() for link, _, _ in self.pairs]}

    def lines(self) -> Iterator[tuple[object, ...]]:
        for link, left, right in self.pairs:
            share = None if link.share is None else round(link.share, 3)
            yield (
                link.id, left.id, left.source, left.title, right.id, right.source, right.title, link.label, share
            )  # fmt: skip


def make_copies_page(library: Library, most: int | None = None) -> CopiesPage:
    """The list of all copies of a library, or of so many of them."""
    links, total = load_copies(library, most)
    heads = {one.id: one for one in library.heads({end for link in links for end in (link.left, link.right)})}
    known = [one for one in links if one.left in heads and one.right in heads]
    pairs = []
    for one in known:
        first, second = sorted((heads[one.left], heads[one.right]), key=_order)
        pairs.append((one, first, second))
    return CopiesPage(tuple(pairs), total)


def make_copy_page(library: Library, link_id: str, log: Iterable[Entry]) -> CopyPage | None:
    """The page of one pair by its link's id; None where there is none. The earlier text stands on the left.

    `log` is all that people judged.
    """
    link = load_link(library, link_id)
    if link is None or link.kind != "copy":
        return None
    left, right = library.document(link.left), library.document(link.right)
    if left is None or right is None:
        return None
    spans = list(link.spans)
    if _order(right) < _order(left):
        left, right = right, left
        spans = [(rs, re_, ls, le) for ls, le, rs, re_ in spans]
    return CopyPage(link, left, right, tuple(_stretches(left, right, spans)), history(log, link.id))


def _order(document: Document | Head) -> tuple[bool, str, str]:
    return (document.published is None, document.published or "", document.id)


def _stretches(left: Document, right: Document, spans: list[tuple[int, int, int, int]]) -> Iterator[Stretch]:
    """The texts from end to end: what they share, and between that what stands in only one or was changed."""
    at_left = at_right = 0
    for low, high, other_low, other_high in sorted(spans):
        if low < at_left or other_low < at_right:
            # A passage moved to another place of the text: it is in both, so it is no cut where it now stands.
            continue
        yield from _between(left, right, (at_left, low), (at_right, other_low))
        yield Stretch("same", passage(left, low, high), passage(right, other_low, other_high))
        at_left, at_right = high, other_high
    yield from _between(left, right, (at_left, len(left.text)), (at_right, len(right.text)))


def _split(one: Stretch) -> Iterator[tuple[Stretch, bool]]:
    """A stretch cut after the line ends that both sides have, and for each piece whether a line ends with it."""
    left, right = one.left.words, one.right.words
    if one.sort != "same":
        ends = left.rfind("\n") + 1, right.rfind("\n") + 1
        if not all(ends):
            yield from _split_one_sided(one)
            return
        yield _part(one, (0, 0), ends), True
        if ends != (len(left), len(right)):
            yield _part(one, ends, (len(left), len(right))), False
        return
    place = (0, 0)
    # Blanks may differ between the two, so line ends are counted, not measured.
    for mine, other in zip(_LINES.finditer(left), _LINES.finditer(right), strict=False):
        yield _part(one, place, (mine.end(), other.end())), True
        place = (mine.end(), other.end())
    if place != (len(left), len(right)):
        yield _part(one, place, (len(left), len(right))), False


def _split_one_sided(one: Stretch) -> Iterator[tuple[Stretch, bool]]:
    """A stretch with line ends on one side at most: whole paragraphs of one text stand in lines of their own."""
    whole = (len(one.left.words), len(one.right.words))
    begins = [_OPENING.match(side.words) for side in (one.left, one.right)]
    place = (begins[0].end() if begins[0] else 0, begins[1].end() if begins[1] else 0)
    if place != (0, 0):
        yield _part(one, (0, 0), place), True
    if place != whole:
        yield _part(one, place, whole), (one.left.words + one.right.words).endswith("\n")


def _part(one: Stretch, low: tuple[int, int], high: tuple[int, int]) -> Stretch:
    """A piece of a stretch: from and to these characters of its left and right words."""
    left, right = (
        Passage(side.document, side.start + start, side.start + end, side.words[start:end])
        for side, start, end in zip((one.left, one.right), low, high, strict=True)
    )
    return Stretch("same" if one.sort == "same" else _sort(left.words, right.words), left, right)


def _sort(left: str, right: str) -> str:
    has_left, has_right = not _EMPTY.fullmatch(left), not _EMPTY.fullmatch(right)
    if not has_left and not has_right:
        return "same"
    return "changed" if has_left and has_right else "left" if has_left else "right"


def _between(left: Document, right: Document, mine: tuple[int, int], other: tuple[int, int]) -> Iterator[Stretch]:
    first, second = left.text[slice(*mine)], right.text[slice(*other)]
    if first or second:
        yield Stretch(_sort(first, second), passage(left, *mine), passage(right, *other))
