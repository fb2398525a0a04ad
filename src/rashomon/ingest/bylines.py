"""Who wrote it, as bylines say: names without titles and affiliations, the outlet or agency named beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from rashomon import vocab
from rashomon.ingest.dates import DATE, MONTHS

LEAD = re.compile(
    r"^(?:by ?-?line ?:|(?:words?|story|text|report(?:ing|ed)?|written|posted|published|authored|analysis"
    r"|opinion|review|commentary|submitted|compiled|interview)?\s*\bby\b ?:?"
    r"|authors? ?:|writers? ?:|from ?:)\s+(?P<names>\S.*)$",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"\s*(?:[|•·;]|\s[-–—]{1,2}\s)\s*")
COMMAS = re.compile(r"\s*(?:,|/)\s*")
ANDS = re.compile(r"\s+(?:and|&)\s+|\s*&\s*", re.IGNORECASE)
CLOCK = re.compile(r"\s+(?:at|@)\s+\d{1,2}[:.]\d\d.*$|\s*[|•·]\s*\d+ comments?.*$", re.IGNORECASE)
WHERE = re.compile(r"\s+(?:in|at|reporting from|reports from)\s+[A-Z][\w .'-]+$")
FOR = re.compile(r"\s+(?:for|of|from)\s+(?:the\s+)?(?P<outlet>[A-Z@][\w .'&-]+)$", re.IGNORECASE)
#: "By Ada Novak, with AFP": part of the text is an agency's.
WITH = re.compile(r",?\s+(?:with|and)\s+(?P<agency>[A-Z]{2,6}|agencies|wires)$")
TOKEN = re.compile(r"[^\W\d_][\w.'’`-]*$")
LATE = re.compile(r"^(?:posted|published|written|updated)\b.{4,60}?\bby:?\s+(?P<names>\S.*)$", re.IGNORECASE)
BEFORE_DATE = re.compile(r"[\s,|•·–—-]*(?:(?:published|posted|updated|on|at)\b[\s:]*)*$", re.IGNORECASE)
DEGREES = frozenset({"phd", "md", "esq", "ma", "obe", "mbe"})
CALENDAR = frozenset({*MONTHS, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
LONGEST = 200  # characters of a byline: the longest in the metadata set has 96


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline's names, the line as printed, and the outlet or agency that it names."""

    names: tuple[str, ...]
    printed: str
    outlet: str | None = None
    credit: str | None = None


@cache
def words(name: str) -> frozenset[str]:
    """A word list of vocab/outlets.toml."""
    return frozenset(vocab.load("outlets")["words"][name])


@cache
def agencies() -> dict[str, str]:
    """Agencies by their names in lower case."""
    return {name.lower(): credit for name, credit in vocab.load("outlets")["agencies"].items()}


def find_byline(line: str, *, bare: bool = False) -> Byline | None:
    """The byline that the whole line is, or None. With `bare`, a line of nothing but names counts too.

    >>> find_byline("By Prof. Ada Novak and Tim O’Dell, Karsa Herald").names
    ('Ada Novak', 'Tim O’Dell')
    >>> find_byline("By refusing to talk they lost.") is None
    True
    """
    if not line or len(line) > LONGEST:
        return None
    words, dated = _without_date(CLOCK.sub("", line.strip()))
    lead = LEAD.match(words) or (LATE.match(line) if dated else None)
    if lead is None and not bare and not dated:
        return None
    rest = (lead["names"] if lead else words).strip().rstrip(".,:")
    rest = _without_date(rest)[0]
    shared = WITH.search(rest)
    found = _parse(rest[: shared.start()] if shared else rest, line, led=lead is not None)
    if found is None or shared is None:
        return found
    agency = shared["agency"]
    known = agencies().get(agency.lower(), agency if agency.isupper() else None)
    return replace(found, credit=found.credit or known)


def _without_date(words: str) -> tuple[str, bool]:
    """The words before a date, or after it where it comes first, and whether there was one."""
    dated = DATE.search(words)
    if dated is None:
        return words, False
    before = BEFORE_DATE.sub("", words[: dated.start()]).strip(" ,|•·–—-")
    return before or words[dated.end() :].strip(" ,|•·–—-"), True


def _parse(rest: str, printed: str, *, led: bool) -> Byline | None:
    names: list[str] = []
    outlets: list[str] = []
    for piece in SEPARATORS.split(rest):
        if not _take(piece, names, outlets, led=led) and not names:
            return None
    credit = next((agencies()[one.lower()] for one in outlets if one.lower() in agencies()), None)
    outlet = next((one for one in outlets if one.lower() not in agencies()), None)
    if not names and not outlets:
        return None
    return Byline(tuple(dict.fromkeys(names)), printed, outlet, credit)


def _take(piece: str, names: list[str], outlets: list[str], *, led: bool) -> bool:
    """Puts the names and outlets of one piece where they belong; False when it holds something else."""
    piece = WHERE.sub("", piece.strip())
    if (beside := FOR.search(piece)) is not None and any(
        is_person(strip_titles(one)) for one in ANDS.split(piece[: beside.start()])
    ):
        outlets.append(beside["outlet"].strip())
        piece = piece[: beside.start()]
    several = ANDS.search(piece) is not None
    for index, part in enumerate(one for group in COMMAS.split(piece) for one in ANDS.split(group)):
        name = strip_titles(part.strip())
        if not name or is_role(name):
            continue
        if name.lower() in agencies() or (is_outlet(name) and (index > 0 or led)):
            outlets.append(name)
        elif is_person(name) or (led and index == 0 and not several and _is_single(name)):
            names.append(cased(name))
        else:
            return False
    return True


def strip_titles(name: str) -> str:
    """The name without titles before it and degrees after it.

    >>> strip_titles("Prof. Dr. Ada Novak")
    'Ada Novak'
    """
    tokens = name.split()
    while len(tokens) > 1 and tokens[0].rstrip(".").lower() in words("titles"):
        tokens = tokens[1:]
    while len(tokens) > 2 and tokens[-1].replace(".", "").rstrip(",").lower() in DEGREES:
        tokens = tokens[:-1]
    return " ".join(tokens).strip(" ,")


def is_person(name: str) -> bool:
    """Whether the words look like one person's name: two to five capitalised words, particles allowed.

    >>> is_person("Ada van der Novak"), is_person("Meridian Daily"), is_person("refusing to talk")
    (True, False, False)
    """
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or is_outlet(name) or tokens[0].lower() in ("the", "a", "an"):
        return False
    if tokens[-1].lower() in words("offices") or not words("affiliation").isdisjoint(name.lower().split()):
        return False
    if not all(TOKEN.match(token) for token in tokens) or any(token.endswith(("'s", "’s")) for token in tokens):
        return False
    return all(token[0].isupper() or token.lower() in words("particles") for token in tokens) and (
        tokens[0][0].isupper() or tokens[-1][0].isupper()
    )


def is_outlet(name: str) -> bool:
    """Whether the words name an outlet or an agency."""
    tokens = [token.lower().strip(".,") for token in name.split()]
    if not tokens or name.lower() in agencies():
        return bool(tokens)
    named = name[0].isupper() or name[0].isdigit()
    web = re.search(r"\.(?:com|org|net|info|tv|news|co|uk|example)$", tokens[-1]) is not None
    return (named and any(token in words("outlet") for token in tokens)) or web


def is_role(line: str) -> bool:
    """Whether the words only say what somebody is: "Staff Reporter", "Middle East correspondent"."""
    tokens = [token.lower().strip(".,:()") for token in line.split()]
    return 0 < len(tokens) <= 8 and (all(token in words("roles") for token in tokens) or is_office(line))


def is_office(line: str) -> bool:
    """Whether the words end in what somebody is and say no more.

    >>> is_office("Dessa Daily Staff Writer"), is_office("Security"), is_office("He is a writer")
    (True, False, False)
    """
    tokens = [token.strip(".,:()") for token in line.split()]
    return 2 <= len(tokens) <= 4 and tokens[-1].lower() in words("offices") and all(one[:1].isupper() for one in tokens)


def _is_single(name: str) -> bool:
    return (
        len(name) > 2 and " " not in name and TOKEN.match(name) is not None
        and name[0].isupper() and name.lower() not in CALENDAR
    )  # fmt: skip


def cased(name: str) -> str:
    """Names in capitals as names; short capitals are initials and stay.

    >>> cased("ADA B. NOVAK"), cased("UNHCR")
    ('Ada B. Novak', 'UNHCR')
    """
    if name.isupper() and len(name) > 6 and " " in name:
        return " ".join(token if len(token) <= 2 or "." in token else token.title() for token in name.split())
    return name
