"""Place lines before a report's first words ("KARSA, Monday -"), which are no part of what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: A place line is at most this many tokens: place, country, day, agency in brackets, dash.
_LONGEST = 14
_DASHES = frozenset({"-", "--", "–", "—"})
_SMALL = frozenset({"of", "the", "and", "in", "on", "al"})


def find_datelines(doc: Any) -> list[bool]:
    """For each token of a parse whether it stands in a place line, its dash taken in.

    A place line opens a paragraph: capitalised words, figures and marks up to a dash with a space on both sides,
    with a comma or brackets among them or in capitals only, and a capital after it.
    """
    inside = [False] * len(doc)
    opens = True
    for index, token in enumerate(doc):
        if "\n" in token.text:
            opens = True
        elif opens:
            opens = False
            end = _end(doc, index)
            inside[index:end] = [True] * (end - index)
    return inside


def _end(doc: Any, first: int) -> int:
    """The token after the place line that begins at `first`; `first` where none does."""
    for index in range(first, min(first + _LONGEST, len(doc) - 1)):
        token = doc[index]
        if token.text in _DASHES and index > first and doc[index - 1].whitespace_:
            return index + 1 if token.whitespace_ and _is_place_line(doc[first:index], doc[index + 1]) else first
        if token.is_alpha and not token.text[0].isupper() and token.lower_ not in _SMALL:
            return first
    return first


def _is_place_line(words: Sequence[Any], after: Any) -> bool:
    shown = [one.text for one in words if one.is_alpha]
    marked = any(one.text in (",", "(", "/") for one in words)
    if not shown or not (marked or all(one.isupper() for one in shown)):
        return False
    return bool(after.text[:1].isupper() or after.text[:1] in "\"“‘'")
