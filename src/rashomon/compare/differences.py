"""Where accounts of one event differ, typed by aspect; what cannot be compared is told apart, not counted.

Two versions differ in an aspect only where what they say cannot both be so as it stands: intervals that do not
meet, days that do not meet, places far apart, other parties. "Dozens" meets 30, "in July" meets 3 July.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.account import is_pronoun
from rashomon.compare.edtf import amount, days
from rashomon.compare.events import Event, Part, Version
from rashomon.compare.naming import bare
from rashomon.compare.passage import Passage
from rashomon.compare.ties import Ties
from rashomon.compare.words import content
from rashomon.model import Row

ASPECTS = ("whether", "who", "whom", "how_many", "where", "when", "why", "name")
_POINT = re.compile(r"(?:geonames:\d+@|geo:)(-?[\d.]+),(-?[\d.]+)")
#: Places nearer than this may be one place told in two ways (a quarter and its city). The place eval counts 161 km
#: as the same place; 60 km keeps the two ends of a province apart.
NEAR_KM = 60.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two passages about one event that do not fit together in one aspect."""

    event: str
    aspect: str
    left: Passage
    right: Passage
    left_value: str
    right_value: str
    left_version: Version
    right_version: Version

    def to_row(self) -> Row:
        """The contract's row of `rashomon export differences`."""
        return {
            "event": self.event, "aspect": self.aspect, "left": self.left.span.to_row(),
            "right": self.right.span.to_row(), "left_value": self.left_value, "right_value": self.right_value,
        }  # fmt: skip


def find_differences(events: Iterable[Event], ties: Ties) -> tuple[Difference, ...]:
    """For each event and aspect the pairs of versions that differ: one pair for each two asserters and values."""
    return tuple(one for event in events for one in _in_event(event, ties))


def _in_event(event: Event, ties: Ties) -> Iterator[Difference]:
    told = [one for one in event.versions if one.status in ("asserted", "denied", "doubted")]
    seen: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    for place, left in enumerate(told):
        for right in told[place + 1 :]:
            if left.asserter(ties) == right.asserter(ties):
                continue
            for one in _between(event, left, right):
                # Copies and repetitions tell the same difference again: once is enough.
                sides = frozenset({(left.asserter(ties), one.left_value), (right.asserter(ties), one.right_value)})
                if (one.aspect, sides) not in seen:
                    seen.add((one.aspect, sides))
                    yield one


def _between(event: Event, left: Version, right: Version) -> Iterator[Difference]:
    """The aspects in which two versions differ, where enough is the same to say that they tell of one thing."""
    same = frozenset(aspect for aspect in ("who", "whom", "where", "how_many") if _meet(left, right, aspect))
    word = _meet(left, right, "what")
    strong = left.label == right.label and left.label not in ("OTHER", "STATE")
    # The parties that agree anchor the comparison; then the same word, or the same sort of deed, ties the claims.
    anchored = bool(same & {"who", "whom"}) and (word or strong)
    if _is_denial(left, right):
        if anchored or (word and "where" in same):
            yield _made(event, "whether", left, right, None)
        return
    if _differing(left, right, "when"):
        # Told of two days: perhaps two happenings. The day is the difference; the rest isn't comparable.
        if anchored:
            yield from _one(event, "when", left, right)
        return
    if "whom" in same and (word or strong):
        yield from _one(event, "who", left, right)
    if "who" in same and word:
        yield from _one(event, "whom", left, right)
    if word or anchored:
        yield from _one(event, "how_many", left, right)
    if anchored and word:
        yield from _one(event, "where", left, right)
        yield from _one(event, "why", left, right)


def _one(event: Event, aspect: str, left: Version, right: Version) -> Iterator[Difference]:
    parts = _differing(left, right, aspect)
    if parts is not None:
        yield _made(event, aspect, left, right, parts)


def _is_denial(left: Version, right: Version) -> bool:
    statuses = {left.status, right.status}
    return "asserted" in statuses and len(statuses) > 1


def _meet(left: Version, right: Version, aspect: str) -> bool:
    """Whether some part of an aspect is the same in both: the entity, the place, or a content word of it."""
    return any(_is_same(one, other) for one, other in _pairs(left, right, aspect))


def _is_same(one: Part, other: Part) -> bool:
    if one.key is not None and one.key == other.key:
        return True
    return bool(content(one.passage.words) & content(other.passage.words))


def _made(event: Event, aspect: str, left: Version, right: Version, pair: tuple[Part, Part] | None) -> Difference:
    if pair is None:
        values = (left.status, right.status)
        return Difference(event.id, aspect, left.passage, right.passage, *values, left, right)
    values = (pair[0].value or bare(pair[0].passage.words), pair[1].value or bare(pair[1].passage.words))
    return Difference(event.id, aspect, pair[0].passage, pair[1].passage, *values, left, right)


def _pairs(left: Version, right: Version, aspect: str) -> Iterator[tuple[Part, Part]]:
    for one in left.of(aspect):
        for other in right.of(aspect):
            yield one, other


def _differing(left: Version, right: Version, aspect: str) -> tuple[Part, Part] | None:
    """The first pair of parts, where every pair differs: one that fits is enough for two versions to agree."""
    pairs = list(_pairs(left, right, aspect))
    test = {
        "who": _other_party, "whom": _other_party, "how_many": _other_amount, "where": _other_place,
        "when": _other_days,
    }  # fmt: skip
    is_other = test.get(aspect, _other_words)
    return pairs[0] if pairs and all(is_other(one, other) for one, other in pairs) else None


def _other_days(one: Part, other: Part) -> bool:
    first, second = days(one.value), days(other.value)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def _other_amount(one: Part, other: Part) -> bool:
    first, second = amount(one.value), amount(other.value)
    return _units_fit(first.unit, second.unit) and not first.meets(second)


def _units_fit(one: str, other: str) -> bool:
    """Whether two units may count the same: they share a content word, or neither is a measure."""
    if one == other:
        return True
    return bool(content(one) & content(other))


def _other_place(one: Part, other: Part) -> bool:
    first, second = _POINT.match(one.value or ""), _POINT.match(other.value or "")
    if first and second:
        if (one.value or "").partition("@")[0] == (other.value or "").partition("@")[0]:
            return False
        return distance_km(*(float(x) for x in (*first.groups(), *second.groups()))) > NEAR_KM
    return one.key != other.key and not content(one.passage.words) & content(other.passage.words)


def _other_party(one: Part, other: Part) -> bool:
    if one.key is None or other.key is None or one.key == other.key:
        return False
    if is_pronoun(one.passage.words) or is_pronoun(other.passage.words):
        return False
    return not content(one.passage.words) & content(other.passage.words)


def _other_words(one: Part, other: Part) -> bool:
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


def by_event(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    """The differences of each event, in their order."""
    found: dict[str, list[Difference]] = {}
    for one in differences:
        found.setdefault(one.event, []).append(one)
    return found
