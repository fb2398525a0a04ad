"""What a plot is: panels of SVG, the key to its letters and signs, and the numbers behind it as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.compare import Column, Comparison
from rashomon.model import Row

#: Accounts that a plot has room for on a phone (12 pixels each); the others are in the table.
MOST_ACCOUNTS = 16
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Key:
    """What a letter stands for: an account."""

    letter: str
    column: Column


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture with its heading; `svg` is safe: made by `svg.element`, which escapes. `left_out` counts rows."""

    title: str
    svg: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: the question it answers, how to read it, its panels, its numbers. `head` and `lines` are the table."""

    name: str
    question: str
    note: str
    keys: tuple[Key, ...]
    panels: tuple[Panel, ...]
    head: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...] = field(default=())
    accounts_left_out: int = 0

    def to_row(self) -> Row:
        return {"plot": self.name, "rows": [dict(zip(self.head, line, strict=True)) for line in self.lines]}


def keys_of(comparison: Comparison) -> tuple[Key, ...]:
    """The accounts of the tables with a letter each, in the order of the columns, as many as a plot has room for."""
    return tuple(Key(SIGNS[index], one) for index, one in enumerate(comparison.shown[:MOST_ACCOUNTS]))


def left_out_of(comparison: Comparison, keys: Sequence[Key]) -> int:
    """How many accounts of the tables have no place in a plot."""
    return len(comparison.shown) - len(keys)


def short(words: str, most: int) -> str:
    """Words on one line, cut to `most` characters.

    >>> short("the Northern  Front", 40), short("the Northern Front", 10)
    ('the Northern Front', 'the North…')
    """
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
