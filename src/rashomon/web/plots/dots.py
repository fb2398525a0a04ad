"""A matrix of dots: rows of words, a column an account, two signs: full for one sort of use, a ring for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from rashomon.web.plots.plot import Key, short
from rashomon.web.plots.svg import element, number, percent, picture

#: Where the columns begin, as a share of the width: 24 characters of 13 pixels fit left of it on a phone (390 pixels).
COLUMNS_FROM = 0.47
ROW, HEAD = 23, 24
LABEL_LENGTH = 24
SMALLEST = 3.6


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a row is used in a column: `full` and `ring` are the two sorts of use."""

    full: int = 0
    ring: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: its words and its cells by document."""

    words: str
    cells: Mapping[str, Cell]

    @property
    def total(self) -> int:
        return sum(one.full + one.ring for one in self.cells.values())


@dataclass(frozen=True, slots=True)
class Signs:
    """What a full dot and a ring mean, in words for a title: "in its own words", "in words it quotes"."""

    full: str
    ring: str


def draw_dots(name: str, title: str, lines: Sequence[Line], keys: Sequence[Key], signs: Signs) -> str:
    """The matrix as one picture."""
    spot = (1 - COLUMNS_FROM) / max(len(keys), 1)
    middle = {key.column.document.id: COLUMNS_FROM + spot * (index + 0.5) for index, key in enumerate(keys)}
    largest = 8.0 if len(keys) <= 8 else 5.0
    drawn = [
        element("text", text=key.letter, x=percent(middle[key.column.document.id]), y=15, class_="letter")
        for key in keys
    ]  # fmt: skip
    most = max((max(one.full, one.ring) for line in lines for one in line.cells.values()), default=1)
    columns = [
        (key.column.document.id, percent(middle[key.column.document.id]), escape(f"{key.letter} {key.column.name}, "))
        for key in keys
    ]
    for row, line in enumerate(lines):
        y = HEAD + ROW * row + ROW / 2
        drawn.append(element("line", x1=0, x2="100%", y1=y + ROW / 2, y2=y + ROW / 2, class_="rule"))
        full_words = element("title", text=line.words)
        drawn.append(element("text", full_words, text=short(line.words, LABEL_LENGTH), x=0, y=y + 4.5, class_="label"))
        words = escape(f"“{short(line.words, 80)}”: ")
        for document, x, who in columns:
            cell = line.cells.get(document)
            if cell is not None:
                dots = _signs(cell, most, largest, f"<title>{who}{words}{escape(_counted(cell, signs))}</title>")
                drawn.append(f'<svg x="{x}" y="{number(y)}" class="at-place">{dots}</svg>')
    return picture(name, title, _described(lines, keys, signs), HEAD + ROW * len(lines) + 2, *drawn)


def _signs(cell: Cell, most: int, largest: float, tip: str) -> str:
    """The signs of a cell; where it has both they stand side by side. The area of a sign grows with the count.

    A story has 400 of them: made by `element` each, with its attributes as arguments, they took 5 of 11 CPU ms.
    """
    found = ""
    both = bool(cell.full and cell.ring)
    for count, sort, side in ((cell.full, "full", -1), (cell.ring, "ring", 1)):
        if count:
            radius = SMALLEST + (largest - SMALLEST) * ((count - 1) / max(most - 1, 1)) ** 0.5
            radius = min(radius, 5.0) if both else radius
            x = side * (radius + 0.5) if both else 0.0
            found += f'<circle cx="{number(x)}" cy="0" r="{number(radius)}" class="{sort}">{tip}</circle>'
    return found


def _counted(cell: Cell, signs: Signs) -> str:
    return ", ".join([f"{count} {sign}" for count, sign in ((cell.full, signs.full), (cell.ring, signs.ring)) if count])


def _described(lines: Sequence[Line], keys: Sequence[Key], signs: Signs) -> str:
    """The matrix in a sentence a row, for a screen reader."""
    told = []
    for line in lines:
        uses = [
            f"{key.column.name} {cell.full + cell.ring}"
            for key in keys
            if (cell := line.cells.get(key.column.document.id)) is not None
        ]
        told.append(f"“{short(line.words, 60)}”: {', '.join(uses)}.")
    return f"A full dot: {signs.full}; a ring: {signs.ring}. " + " ".join(told)


def chosen(lines: Sequence[Line], keys: Sequence[Key], most: int) -> list[Line]:
    """At most `most` rows: first the one that each account uses most, then those used most.

    In order of how many accounts use them, then of the first account that does: what all share stands above, what one
    alone uses below. Rows that no account of `keys` uses are left out.
    """
    ids = [key.column.document.id for key in keys]
    usable = [line for line in lines if any(one in line.cells for one in ids)]
    ranked = sorted(usable, key=lambda line: (-len(line.cells), -line.total, line.words))
    own = [line for one in ids if (line := _most_used(ranked, one)) is not None]
    kept = list(dict.fromkeys(line.words for line in [*own, *ranked]))[:most]
    shown = [line for line in ranked if line.words in kept]
    return sorted(shown, key=lambda line: (-len(line.cells), _first(line, ids), -line.total, line.words))


def _most_used(lines: Sequence[Line], document: str) -> Line | None:
    used = (line for line in lines if document in line.cells)
    return min(used, key=lambda line: (-_uses(line, document), line.words), default=None)


def _uses(line: Line, document: str) -> int:
    return line.cells[document].full + line.cells[document].ring


def _first(line: Line, ids: Sequence[str]) -> int:
    return next(index for index, one in enumerate(ids) if one in line.cells)
