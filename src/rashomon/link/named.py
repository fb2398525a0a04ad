"""The names of one document: mentions that share a key there, with every form of the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.link import keys
from rashomon.model import Annotation, Document
from rashomon.vocab import load

#: What follows the word that a noun phrase turns on.
_REST = re.compile(r"(?<=\w),?\s+(?:of|for|in|at|to|from|with|who|which|that|on)\s|(?<=\w)[,(]|['’]s?$")
PLACE_ID = re.compile(r"geonames:(\d+)")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity as one document has it: the mentions that share a key there, and every form of its name."""

    document: str
    key: str
    label: str
    mentions: tuple[str, ...]
    forms: tuple[str, ...]  # as written, the fullest first
    proper: bool  # a name, not a common noun ("the rebels")
    place: str = ""  # GeoNames id


def names_of(document: Document, mentions: Iterable[Annotation]) -> tuple[Name, ...]:
    """The names that these mentions make, times and figures aside, in order of key."""
    groups: dict[tuple[str, str], list[Annotation]] = {}
    for row in mentions:
        if row.label not in ("time", "figure"):
            key = row.value or keys.fold(document.text[row.start : row.end])
            place = PLACE_ID.match(key)
            groups.setdefault((key, place.group(1) if place else ""), []).append(row)
    return tuple(_name(document, key, place, groups[key, place]) for key, place in sorted(groups))


def _name(document: Document, key: str, place: str, rows: list[Annotation]) -> Name:
    rows = sorted(rows, key=lambda row: (row.start, row.end, row.id))
    # A source's whole phrase ("Ena Dorn, a spokeswoman for the port") is no form of the name inside it.
    # Nor are words that name nobody ("the country"): theirs is the label of a party, not of what is meant.
    told = [row for row in rows if not row.names_nobody] or rows
    bare = [row for row in told if not row.made_by.startswith("attributions@")] or told
    forms = Counter(" ".join(document.text[row.start : row.end].split()) for row in bare)
    proper = {form: _is_proper(form) for form in forms}
    # The key is the fullest name without what stands around it ("Ena Dorn" beside "outgoing Premier Ena Dorn").
    fullest = sorted(
        forms,
        key=lambda form: (not proper[form], form.lower() != key, -len(keys.name_words(form)), -forms[form], form),
    )
    labels = Counter(row.label for row in told)
    label = min(labels, key=lambda one: (-labels[one], one))
    return Name(document.id, key, label, tuple(row.id for row in rows), tuple(fullest), proper[fullest[0]], place)


def _is_proper(form: str) -> bool:
    """Whether a form is a name: the word it turns on has a capital ("Karsa Front", not "Karsan forces").

    A particle before it has none ("Ansel al-Tavi"), and a pronoun that opens a sentence is no name.
    """
    words = _REST.split(form, maxsplit=1)[0].split()
    if not words or (not form.isupper() and keys.fold(form) in load("comparison")["pronouns"]["words"]):
        return False  # "US" is a name, "Us" is none
    head = words[-1].lstrip("\"'“‘(")
    return head[:1].isupper() or head.partition("-")[2][:1].isupper()
