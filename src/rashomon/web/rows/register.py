"""Rows of the register of what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from rashomon.compare import Expectation, Passage
from rashomon.web.links import Links
from rashomon.web.rows.pieces import by, outlet, passage, passages
from rashomon.web.wording import day, when

if TYPE_CHECKING:
    from rashomon.web.pages.story import StoryPage


#: The columns that stand only where some row has something for them, with the field that has it.
ASKED = {"How surely": "hedges", "By when": "horizons", "If": "conditions"}


def asked(found: Sequence[Expectation]) -> list[str]:
    """The names of the columns after who expects what: how surely, by when, if."""
    return [name for name, field in ASKED.items() if any(getattr(one, field) for one in found)]


def expectations(page: StoryPage, url: Links, found: Sequence[Expectation]) -> str:
    """Who expects what, a row each, with the columns `asked`."""
    columns = asked(found)
    rows = []
    for one in found:
        made = ""
        if one.made:
            made = f'<time class="day" datetime="{escape(one.made)}">{escape(day(one.made))}</time>'
        rows.append(f'<tr><th scope="row">{outlet(page.outlet(one.document))}{by(one.chain, "→ ")}{made}</th>\n')
        rows.append(f"<td>{passage(one.passage, url, 260)}{_later(page, url, one.later)}</td>\n")
        if "How surely" in columns:
            rows.append(_cell("How surely", one.hedges, url, 60))
        if "By when" in columns:
            until = f' <span class="facts">{escape(when(one.by_when))}</span>' if one.by_when else ""
            rows.append(_cell("By when", one.horizons, url, 60, until))
        if "If" in columns:
            rows.append(_cell("If", one.conditions, url, 100))
        rows.append("</tr>\n")
    return "".join(rows)


def _cell(name: str, found: Sequence[Passage], url: Links, most: int, after: str = "") -> str:
    none = "" if found else ' class="none"'
    return f'<td data-account="{name}"{none}>{passages(found, url, most)}{after}</td>'


def _later(page: StoryPage, url: Links, found: Sequence[Passage]) -> str:
    """What accounts published afterwards say to it."""
    if not found:
        return ""
    told = [f'<p class="nearest">{escape(page.outlet(one.document))}: {passage(one, url, 160)}</p>' for one in found]
    return f'<details class="inline"><summary>{len(found)} later</summary>{"".join(told)}</details>'
