"""The wire agency that a running text credits: in the dateline of one of its first paragraphs, or at its end."""

from __future__ import annotations

import re
from functools import cache

from rashomon.ingest.outlets import agency_of
from rashomon.vocab import load

#: The dateline opens the article's first paragraph; above it stand at most a headline and a standfirst.
FIRST_PARAGRAPHS = 3


def find_credit(text: str) -> str | None:
    """The agency, or None where the text names none as its author.

    >>> find_credit("Bridge at Velm destroyed\\n\\nKARSA, March 4 (AP) - The bridge fell.")
    'AP'
    >>> find_credit("The bridge fell, AP reported.")
    """
    for paragraph in text[:4_000].split("\n\n")[:FIRST_PARAGRAPHS]:
        agency, _ = agency_of(paragraph.strip())
        if agency is not None:
            return agency
    ending = text[-300:].rstrip()
    return agency_of(ending)[0] or next((agency for sign, agency in _sign_offs() if sign.search(ending)), None)


@cache
def _sign_offs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of closing lines with their agencies, from vocab/outlets.toml."""
    name = r"[A-Z][^();]{2,80}"  # takes the full stop that some set before the bracket
    signs = load("outlets")["sign_offs"].items()
    return tuple((re.compile(re.escape(sign).replace(r"\{name\}", name) + "$"), agency) for sign, agency in signs)
