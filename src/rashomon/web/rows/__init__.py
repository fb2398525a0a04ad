"""Rows of a story's tables as HTML, written in Python: filled in by a template they took half the time of a page.

What each function gives is safe: all that is not our own markup went through `html.escape`, or is a number. Where the
rows stand on the page, and what is said about them, is in the templates.
"""

from __future__ import annotations

from rashomon.web.rows.differences import differences, differing
from rashomon.web.rows.lists import MOST_LINES, counts, dates, moments, numbers, sources, spots
from rashomon.web.rows.matrices import naming, shared, silences
from rashomon.web.rows.register import asked, expectations

__all__ = [
    "MOST_LINES",
    "asked",
    "counts",
    "dates",
    "differences",
    "differing",
    "expectations",
    "moments",
    "naming",
    "numbers",
    "shared",
    "silences",
    "sources",
    "spots",
]
