"""What an expression of time means, and how builders read the groups of a pattern's match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.times.context import Context
from rashomon.annotate.times.granules import Granule

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class When:
    """What an expression means: its EDTF value, or None, and the stretch that later words may count from."""

    edtf: str | None = None
    granule: Granule | None = None
    full: bool = False  # names day, month and year itself


def of_granule(granule: Granule | None, full: bool = False) -> When:
    return When(granule.edtf if granule else None, granule, full)


def has(match: Match, group: str) -> bool:
    """Whether the pattern has this group and it took part in the match."""
    return group in match.re.groupindex and match.start(group) >= 0


def value(match: Match, context: Context, group: str) -> Any:
    """The value of the lexeme that a group of the pattern matched; None for a group that took no part."""
    return context.reading.lexemes[match.start(group)].value if has(match, group) else None


def starts_soundly(match: Match, context: Context) -> bool:
    """Whether "earlier" or "later" begins the match, not "before" or "after", which are no part of a time."""
    first = context.reading.lexemes[match.start()]
    return first.code not in "bk" or first.word in ("earlier", "later")
