"""A text cut into pieces at every boundary of what is marked in it, so that any spans may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to show in a certain way: `sort` is a class name of the style sheet."""

    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with all their marks' sorts, in order of the alphabet; `anchors` are the ids that begin here."""

    words: str
    sorts: tuple[str, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text between blank lines, in pieces; `start` and `end` are offsets of the text."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches between line ends that hold something; each line is its own, as news text is set.

    >>> list(paragraphs("One.\\n\\nTwo three."))
    [(0, 4), (6, 16)]
    """
    place = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = place + line.index(stripped[0])
            yield start, start + len(stripped)
        place += len(line)


def marked(text: str, marks: Iterable[Mark], anchors: Iterable[tuple[int, str]] = ()) -> list[Paragraph]:
    """The paragraphs of a text in pieces. Time grows with the text and the marks, n log n.

    `anchors` are (offset, id): the piece that begins there carries the id.
    """
    wanted = sorted(marks, key=lambda one: (one.start, one.end, one.sort))
    named = sorted(anchors)
    first = 0
    found: list[Paragraph] = []
    place = 0
    active: list[Mark] = []
    for start, end in paragraphs(text):
        while place < len(wanted) and wanted[place].start < end:
            active.append(wanted[place])
            place += 1
        active = [one for one in active if one.end > start]
        ids: dict[int, list[str]] = {}
        while first < len(named) and named[first][0] < end:
            ids.setdefault(max(named[first][0], start), []).append(named[first][1])
            first += 1
        found.append(Paragraph(start, end, tuple(_pieces(text, (start, end), active, ids))))
    return found


def _pieces(text: str, span: tuple[int, int], marks: Sequence[Mark], ids: dict[int, list[str]]) -> Iterator[Piece]:
    low, high = span
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for one in marks:
        if max(one.start, low) < min(one.end, high):
            begins.setdefault(max(one.start, low), []).append(one.sort)
            ends.setdefault(min(one.end, high), []).append(one.sort)
    edges = sorted({low, high, *begins, *ends, *ids})
    active: dict[str, int] = {}
    for start, end in pairwise(edges):
        for sort in ends.get(start, ()):
            active[sort] -= 1
            if not active[sort]:
                del active[sort]
        for sort in begins.get(start, ()):
            active[sort] = active.get(sort, 0) + 1
        yield Piece(text[start:end], tuple(sorted(active)), tuple(ids.get(start, ())))
