"""Who puts a page out, and whose copy it says it carries: the site named in its residue, agencies in datelines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from rashomon import vocab
from rashomon.ingest.bylines import agencies
from rashomon.ingest.residue import STRAIGHT

NAME = r"(?:[Tt]he )?[A-Z0-9][\w.&'-]*?(?: (?:of |for |and |the |on |& )?[A-Z0-9][\w.&'-]*?){0,5}"
WEB = re.compile(r"https?://[^\s<>\"')\]]+|\bwww\.[\w-]+\.[^\s<>\"')\]]+", re.IGNORECASE)
#: "KARSA, Velm, March 4 (Reuters) —", "(AP) -", "KARSA (Anadolu) –": the agency stands in brackets before a dash.
DATELINE = re.compile(r"^(?P<place>[^()\n]{0,80}?)\s*[(\[](?P<agency>[A-Za-z][\w.\-/ ]{1,40})[)\]]\s*(?:--?|[–—:])\s*")
#: "KARSA, March 4. /TASS/. The bridge fell."
SLASHED = re.compile(r"^(?P<place>[^/\n]{3,80}?)\s*/(?P<agency>[A-Z]{2,6})/\s*(?:--?|[–—:.])\s*")
LETTERS = re.compile(r"[A-Z]{2,6}")
REGIONS = frozenset(
    {"US", "USA", "UK", "UAE", "EU", "UN", "DC", "NY", "CA", "USSR", "DRC", "CAR"}
)  # places, no agencies
#: "Alwaght- The last effort": the outlet itself before the first words.
PREFIX = re.compile(r"^(?P<name>[A-Z][\w.']+(?: [A-Z][\w.']+){0,2})\s?[-–—:]\s?(?=[A-Z“\"'])")
ENDING = re.compile(r"[(\[](?P<agency>[A-Z][\w.\-/, ]{1,40})[)\]]$")
ORIGINAL = re.compile(
    r"(?:the )?original source of (?:this|the) (?:article|story|report) is:? (?P<name>.{2,80}?)\.?$"
    r"|(?:this (?:article|story|report|post) (?:was|is|has been) )?(?:originally |first )?"
    r"(?:published|appeared|posted) (?:first )?(?:on|in|at|by) (?P<other>" + NAME + r")(?:\.|$)"
    r"|^via:? (?P<via>" + NAME + r")$"
    r"|^source:? (?P<source>" + NAME + r")$",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one.replace("NAME", NAME)) for one in vocab.load("outlets")["source"]["patterns"])


def find_source(residue: Iterable[str], named: Iterable[str]) -> str | None:
    """The outlet that a page names most: by its residue's patterns and the names that stand beside dates and bylines.

    Without a name, the domain of an address that stands alone in the residue. None when the page shows neither.
    """
    votes: Counter[str] = Counter()
    domains: list[str] = []
    for name in named:
        votes[name] += 2
    for line in residue:
        plain = line.translate(STRAIGHT)[:600]
        for pattern in _patterns():
            if (match := pattern.search(plain)) is not None:
                votes[_bare(match["name"])] += 1
        if (web := WEB.match(plain)) is not None and (domain := domain_of(web.group())):
            domains.append(domain)
    if votes:
        most = max(votes.values())
        return next(name for name in votes if votes[name] == most)
    return domains[0] if domains else None


def _bare(name: str) -> str:
    return re.sub(r"'s?$|[.,]$", "", name).strip()


def domain_of(address: str) -> str | None:
    """The host of an address without `www.`.

    >>> domain_of("https://www.karsa.example/a")
    'karsa.example'
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|amp)\.", "", host) if host else None


def agency_of(text: str) -> tuple[str | None, str | None]:
    """The wire agency that a text's first or last words credit, and the dateline as printed.

    >>> agency_of("KARSA, Velm (Reuters) — The bridge fell.")
    ('Reuters', 'KARSA, Velm (Reuters) —')
    """
    first = text[:200]
    match = DATELINE.match(first) or SLASHED.match(first)
    if match is not None:
        for piece in re.split(r"[/,]", match["agency"]):
            if piece.strip().lower() in agencies():
                return agencies()[piece.strip().lower()], match.group().strip()
        # An agency that the list lacks signs as all do: a place, then its letters.
        if match["place"].strip() and LETTERS.fullmatch(match["agency"]) and match["agency"] not in REGIONS:
            return match["agency"], match.group().strip()
    ending = ENDING.search(text[-60:])
    if ending is not None and ending["agency"].strip().lower() in agencies():
        return agencies()[ending["agency"].strip().lower()], None
    return None, None


def original_of(line: str) -> str | None:
    """The outlet that a line names as the first to put the article out."""
    match = ORIGINAL.search(line.translate(STRAIGHT).strip()[:300])
    if match is None:
        return None
    return next((one.strip() for one in match.groups() if one), None)
