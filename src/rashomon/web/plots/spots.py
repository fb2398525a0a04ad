"""The places of a story as a map shows them: where, how precisely, how often, and which other places bear the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rashomon.annotate.places.added import load_places
from rashomon.annotate.places.candidates import precision
from rashomon.annotate.places.gazetteer import Place, load_gazetteer
from rashomon.annotate.places.readings import load_listed
from rashomon.annotate.places.sureness import SAME_KM, kilometres
from rashomon.compare import Comparison, Located

#: Other places of the name that are told; "San José" has 300.
MOST_OTHERS = 4
_ID = re.compile(r"geonames:(\d+)@")


@dataclass(frozen=True, slots=True)
class Other:
    """Another place that bears the name: its country's code, its people (0: not known), its value."""

    country: str
    people: int
    value: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its number on the page. `precision` is point, city, region or country, "" where it has no place."""

    number: int
    place: Located
    precision: str
    others: tuple[Other, ...]

    @property
    def count(self) -> int:
        return len(self.place.passages)


def spots_of(comparison: Comparison) -> tuple[Spot, ...]:
    """The places of a comparison, those named most first."""
    return tuple(_spot(number, one) for number, one in enumerate(comparison.places))


def _spot(number: int, one: Located) -> Spot:
    candidates = load_places().find(one.name)
    at = one.point
    chosen = _chosen(one, candidates)
    if at is None:
        return Spot(number, one, "", _others(candidates[:MOST_OTHERS]))
    here = Place(0, 0, at[0], at[1], 0, "", "")
    rest = [other for other in candidates if kilometres(other, here) > SAME_KM]
    if chosen is None:
        return Spot(number, one, _unlisted(one), _others(rest[:MOST_OTHERS]))
    return Spot(number, one, precision(chosen), _others(rest[:MOST_OTHERS]))


def _chosen(one: Located, candidates: Iterable[Place]) -> Place | None:
    found = next((place for place in candidates if place.value == one.value), None)
    identity = _ID.match(one.value or "")
    return found or (load_gazetteer().known(int(identity[1])) if identity else None)


def _unlisted(one: Located) -> str:
    """The precision of a place that no gazetteer has: a listed region, or a point that a person set."""
    if one.label == "country":
        return "country"
    return "region" if one.value in _listed() or not (one.value or "").startswith("geo:") else "point"


@cache
def _listed() -> frozenset[str]:
    """The values of the listed regions."""
    return frozenset(place.value for places in load_listed().values() for place in places)


def _others(found: Iterable[Place]) -> tuple[Other, ...]:
    return tuple(Other(place.country, place.people, place.value) for place in found)
