"""The pages of copies: which texts repeat which, and two of them side by side with what was cut or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare import Passage
from rashomon.compare.passage import passage
from rashomon.model import Document, Link, Row
from rashomon.store import Head, Library, judgements
from rashomon.store.rows import load_link
from rashomon.web.pages.history import Said, history

#: A stretch that both texts have is shown in full up to here; of a longer one its ends, with how much is between.
SHOWN = 260
HEAD = ("left", "right", "sort", "left_start", "left_end", "left_words", "right_start", "right_end", "right_words")
LIST_HEAD = ("id", "left", "left_source", "left_title", "right", "right_source", "right_title", "kind", "share")
#: What is no word: a gap of only such marks between two like stretches is no change.
_EMPTY = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on either side: `same` in both, `changed`, `left` only in the left text, `right` only in the right."""

    sort: str
    left: Passage
    right: Passage

    def to_row(self) -> Row:
        return {"sort": self.sort, "left": self.left.to_row(), "right": self.right.to_row()}


@dataclass(frozen=True, slots=True)
class CopyPage:
    """Two texts one of which repeats the other, laid stretch by stretch."""

    link: Link
    left: Document
    right: Document
    stretches: tuple[Stretch, ...]
    history: tuple[Said, ...]

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


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """Every pair of texts of which one repeats the other, the most alike first."""

    pairs: tuple[tuple[Link, Head, Head], ...]

    def to_row(self) -> Row:
        return {"copies": [link.to_row() for link, _, _ in self.pairs]}

    def lines(self) -> Iterator[tuple[object, ...]]:
        for link, left, right in self.pairs:
            share = None if link.share is None else round(link.share, 3)
            yield (
                link.id, left.id, left.source, left.title, right.id, right.source, right.title, link.label, share
            )  # fmt: skip


def make_copies_page(library: Library) -> CopiesPage:
    """The list of all copies of a library."""
    links = sorted(library.links("copy"), key=lambda one: (-(one.share or 0), one.left, one.right))
    heads = {one.id: one for one in library.heads({end for link in links for end in (link.left, link.right)})}
    known = (one for one in links if one.left in heads and one.right in heads)
    return CopiesPage(tuple((one, heads[one.left], heads[one.right]) for one in known))


def make_copy_page(library: Library, link_id: str) -> CopyPage | None:
    """The page of one pair by its link's id; None where there is none. The earlier text stands on the left."""
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
    return CopyPage(link, left, right, tuple(_stretches(left, right, spans)), history(judgements.log(library), link.id))


def _order(document: Document) -> tuple[bool, str, str]:
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


def _between(left: Document, right: Document, mine: tuple[int, int], other: tuple[int, int]) -> Iterator[Stretch]:
    has_left = not _EMPTY.fullmatch(left.text, *mine)
    has_right = not _EMPTY.fullmatch(right.text, *other)
    if has_left or has_right:
        sort = "changed" if has_left and has_right else "left" if has_left else "right"
        yield Stretch(sort, passage(left, *mine), passage(right, *other))
