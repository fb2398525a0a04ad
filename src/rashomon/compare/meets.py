"""Do two parts of claims fit together? Days, numbers and places that do not meet; other parties; other words."""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from rashomon.compare.account import is_pronoun
from rashomon.compare.edtf import amount, days
from rashomon.compare.named import bare
from rashomon.compare.words import content
from rashomon.vocab import load
from rashomon.vocab.persons import sort_of_person

if TYPE_CHECKING:
    from rashomon.compare.version import Part

POINT = re.compile(r"(?:geonames:\d+@|geo:)(-?[\d.]+),(-?[\d.]+)")
#: Mentions of these sorts in a party's place are a misreading more often than a party.
_NO_PARTY = frozenset({"place", "facility", "time", "figure", None})
#: Places nearer than this may be one place told in two ways (a quarter and its city). The place eval counts 161 km
#: as the same place; 60 km keeps the two ends of a province apart.
NEAR_KM = 60.0


@lru_cache(maxsize=4096)
def point(value: str | None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of a place's value; None where it has none."""
    found = POINT.match(value or "")
    try:
        return (float(found[1]), float(found[2])) if found else None
    except ValueError:  # somebody's "geo:1.2.3,4"
        return None


def is_same(one: Part, other: Part) -> bool:
    if one.key is not None and one.key == other.key:
        return True
    return bool(content(one.passage.words) & content(other.passage.words))


def is_proper(part: Part) -> bool:
    """Whether a party is told by a name: capitals after its first word, or one word that is a name for a person."""
    words = bare(part.passage.words).split()
    return part.sort == "person" or any(one[:1].isupper() for one in words[1:])


def is_other_days(one: Part, other: Part) -> bool:
    first, second = days(one.value), days(other.value)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def is_day_apart(one: Part, other: Part) -> bool:
    """Whether two stretches of days end and begin next to one another: Tuesday night, early on Wednesday."""
    first, second = days(one.value), days(other.value)
    if first is None or second is None:
        return False
    before, after = (first, second) if first[1] < second[0] else (second, first)
    try:
        return (date.fromisoformat(after[0]) - date.fromisoformat(before[1])).days <= 1
    except ValueError:
        return False


def is_other_amount(one: Part, other: Part) -> bool:
    """Whether two figures cannot both be so: of one unit and no number in both, or more of a part than of the whole.

    "Six civilians" and "four people" differ; "four civilians" and "six people" may both be so.
    """
    first, second = amount(one.value), amount(other.value)
    if is_same_unit(first.unit, second.unit):
        return not first.meets(second)
    if not do_units_fit(first.unit, second.unit):
        return False
    part, whole = (first, second) if is_everybody(second.unit) else (second, first)
    return part.low is not None and whole.high is not None and part.low > whole.high


def is_same_amount(one: Part, other: Part) -> bool:
    """Whether two figures count the same unit and some number lies in both."""
    first, second = amount(one.value), amount(other.value)
    return do_units_fit(first.unit, second.unit) and first.meets(second)


def do_units_fit(one: str, other: str) -> bool:
    """Whether two units count the same, or persons of whom one unit takes in all: "people" and "civilians"."""
    if is_same_unit(one, other):
        return True
    are_persons = sort_of_person(one) is not None and sort_of_person(other) is not None
    return are_persons and (is_everybody(one) or is_everybody(other))


def is_same_unit(one: str, other: str) -> bool:
    """Whether two units share a content word, or both are of the sort that takes in everybody."""
    return one == other or bool(content(one) & content(other)) or (is_everybody(one) and is_everybody(other))


def is_everybody(unit: str) -> bool:
    """Whether a unit counts persons of any sort ("people", "dead"), by its last word (`vocab/comparison.toml`)."""
    words = unit.casefold().split()
    return bool(words) and words[-1] in load("comparison")["everybody"]["words"]


def is_other_place(one: Part, other: Part) -> bool:
    first, second = point(one.value), point(other.value)
    if first and second:
        if (one.value or "").partition("@")[0] == (other.value or "").partition("@")[0]:
            return False
        return distance_km(*first, *second) > NEAR_KM
    # Where no place is on the map, only a place in otherwise like words is surely another (see `_between`).
    return one.key != other.key and not content(one.passage.words) & content(other.passage.words)


def is_other_party(one: Part, other: Part) -> bool:
    if one.key is None or other.key is None or one.key == other.key:
        return False
    if is_pronoun(one.passage.words) or is_pronoun(other.passage.words):
        return False
    if _NO_PARTY & {one.sort, other.sort}:
        return False
    return not content(one.passage.words) & content(other.passage.words)


def is_other_words(one: Part, other: Part) -> bool:
    first, second = content(one.passage.words), content(other.passage.words)
    return bool(first) and bool(second) and not first & second


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points in degrees along the great circle (haversine, earth radius 6371 km).

    >>> round(distance_km(36.2, 37.16, 33.51, 36.29))
    309
    """
    north, south = math.radians(latitude), math.radians(other_latitude)
    east = math.radians(other_longitude - longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))
