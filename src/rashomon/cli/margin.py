"""One document with who says what in the margin, as lines of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare import Account
from rashomon.compare.account import flat
from rashomon.compare.coding import chain_names
from rashomon.compare.source_sorts import source_sort
from rashomon.compare.speakers import has_proper_name, stance
from rashomon.model import Annotation

#: Narrower, and neither column can be read; wider, and lines of text are too long for the eye.
LEAST, MOST = 60, 132
#: The bar beside the text, by how many speak: the document itself, one, one through another, and deeper.
BARS = (" ", "│", "║", "┃")
LEGEND = (
    "“ quoted   ~ in other words   ± partly quoted   ? scare quotes     › A says that B says",
    "│ somebody's words   ║ words within words   (no bar) the document's own voice",
)
_SIGNS = {"direct": "“", "indirect": "~", "mixed": "±", "scare": "?"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text as it is printed, and the characters of the document that it shows."""

    start: int
    end: int
    words: str


def margin_lines(account: Account, width: int) -> Iterator[str]:
    """The document's text at the right, and beside the line where each content begins, who says it and how.

    A note that needs more lines than its passage pushes the text down; the text itself is never cut.
    """
    width = max(LEAST, min(width, MOST))
    side = width // 3
    rows = account.of("attribution")
    notes = [(row.start, _note(account, row)) for row in rows if not _goes_on(account, row)]
    lines = list(_lines(account.document.text, width - side - 3))
    waiting: list[str] = []
    for number, line in enumerate(lines):
        stop = lines[number + 1].start if number + 1 < len(lines) else len(account.document.text) + 1
        while notes and notes[0][0] < stop:
            waiting += textwrap.wrap(notes.pop(0)[1], side - 1, subsequent_indent="    ", max_lines=4, placeholder=" …")
        while waiting and not line.words and len(waiting) > 1:
            yield _row(waiting.pop(0), side, " ", "")
        bar = BARS[min(_depth(account, rows, line), len(BARS) - 1)]
        yield _row(waiting.pop(0) if waiting else "", side, bar, line.words)
    for one in waiting:
        yield _row(one, side, " ", "")


def _row(note: str, side: int, bar: str, words: str) -> str:
    return f"{note:<{side}}{bar} {words}".rstrip()


def _note(account: Account, row: Annotation) -> str:
    """Who says it, through whom, and how: "~ ministry › Ena Dorn: denies"."""
    sign = _SIGNS[row.label]
    if row.label == "scare":
        return f"{sign} the writer's distance"
    who = account.row(row.who)
    names = chain_names(account, row)
    sort = "" if who is None or has_proper_name(account, who) else source_sort(account.name(who), who.label) or ""
    shown = f" ({sort})" if sort and sort not in names[-1].casefold() else ""
    return f"{sign} {' › '.join(names)}{shown}: {stance(account, row)}"


def _goes_on(account: Account, row: Annotation) -> bool:
    """Whether a piece only goes on with a content whose first piece has its note already."""
    return any(
        one.value and one.value.partition(":")[2] not in ("", str(row.start)) for one in account.about(row, "cue")
    )


def _depth(account: Account, rows: list[Annotation], line: _Line) -> int:
    """How many speak in the words of a line, where most do."""
    inside = [one for one in rows if one.label != "scare" and one.start < line.end and one.end > line.start]
    return max((len(account.chain(one)) + 1 for one in inside), default=0) if line.words else 0


def _lines(text: str, width: int) -> Iterator[_Line]:
    """The text wrapped to `width`, blank lines kept as one; every word of it, in order."""
    at = 0
    blank = True
    for paragraph in text.splitlines(keepends=True):
        words = flat(paragraph)
        if not words:
            if not blank:
                yield _Line(at, at, "")
            blank = True
            at += len(paragraph)
            continue
        blank = False
        place, stop = at, at + len(paragraph)
        for piece in textwrap.wrap(words, width, break_on_hyphens=False):
            first = text.find(piece.split()[0], place, stop)
            place = first if first >= 0 else place
            end = place
            for word in piece.split():
                found = text.find(word, end, stop)
                end = found + len(word) if found >= 0 else end
            yield _Line(place, end, piece)
            place = end
        at = stop
