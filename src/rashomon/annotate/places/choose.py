"""Which place each name means: the readings of one document are chosen together.

Each reading gets a score: how many people live there, whether the document's other places are near it, in its
division or its country, what the text says it lies in, and what word stands beside the name. Names of one document are
settled in rounds, the others' present choices being the evidence (after Leidner 2007, "one sense per discourse" and
spatial minimality).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log10

from rashomon.annotate.places.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, LISTED, Place
from rashomon.annotate.places.sources import source_country
from rashomon.annotate.places.sureness import Ranked, kilometres
from rashomon.annotate.places.toponyms import Toponym
from rashomon.model import Document

ROUNDS = 3
MOST_READINGS = 40  # readings of one name that are weighed, those of most people first
#: Weights set on LGL and GeoWebNews, 350 documents; a step of a tenth moves accuracy by less than half a point.
PEOPLE = 0.8  # a tenfold population
NEAR, NEAR_KM = 3.0, 180.0
DIVISION = 1.2
COUNTRY_SHARED = 1.2
FEW = 1.0  # names that speak of no country, added so that one name alone does not decide
HOME = 0.8  # the country where the source appears
INSIDE = 6.0
OTHER_NAME, GREAT_OTHER_NAME = -1.2, -0.6  # a name besides the first one; of a great city ("Odessa" of Odesa)
GREAT = 100_000
#: A city of so many costs nothing by its second name where the document speaks mostly of other countries: "New York" is
#: the state among American names (LGL) and the city in the news of the world.
METROPOLIS = 5_000_000
REGION_KM = 250  # from the middle of a listed region to what lies in it ("Jenin, in the West Bank")
MOST_POINTS = 60  # places near which another is looked for, so that a gazetteer as a document stays linear
#: A place of fewer people is left unresolved where the document speaks, this often, only of other countries.
SMALL, ELSEWHERE = 30_000, 3.0
_DIVISION = {True: 1.5, False: 1.0}  # a state named outright says more than a town in it


@dataclass(slots=True)
class _Context:
    """What the document's other names say: countries and divisions with weights, and the points chosen."""

    countries: dict[str, float]
    divisions: dict[tuple[str, str], float]
    points: list[tuple[str, Place]]
    home: str
    own: dict[str, tuple[Place, float]]  # what each name itself put in: no name is evidence for its own reading


def choose(document: Document, toponyms: list[Toponym], peoples: dict[str, int]) -> None:
    """Set `chosen` of each toponym, and `label` country where it is one; `peoples` counts ISO codes of demonyms."""
    groups: dict[str, list[Toponym]] = {}
    for one in toponyms:
        groups.setdefault(one.text.casefold(), []).append(one)
    home = source_country(document)
    chosen: dict[str, Place] = {}
    ranked: dict[str, list[Ranked]] = {}
    for round_ in range(ROUNDS):
        context = _context(groups, chosen, peoples, home)
        before = dict(chosen)
        for name, group in groups.items():
            ranked[name] = _ranked(name, group, context)
            if ranked[name]:
                chosen[name] = ranked[name][0].place
        if round_ and chosen == before:
            break
    last = _context(groups, chosen, peoples, home)
    for name, group in groups.items():
        for one in group:
            own = _own(one)
            one.chosen, one.is_stated, one.candidates = own or chosen.get(name), own is not None, ranked[name]
            if one.chosen is not None and not one.inside and _is_stray(name, one.chosen, last):
                one.chosen = None
            if one.chosen is not None:
                one.label = "country" if one.chosen.sort == COUNTRY else "place"


def _is_stray(name: str, place: Place, context: _Context) -> bool:
    """Whether a small place lies in a country that nothing else in a document about other countries speaks of.

    A larger one by a second name ("Castello" of Castellón) counts as small.
    """
    great = place.people >= (METROPOLIS if place.other else SMALL)
    if place.sort in (COUNTRY, ADMIN1, LISTED) or great or place.country == context.home:
        return False
    own = context.own.get(name, (place, 0.0))[1]
    others = {code: weight - (own if code == place.country else 0.0) for code, weight in context.countries.items()}
    return others.get(place.country, 0.0) <= 0 and sum(others.values()) >= ELSEWHERE


def _own(one: Toponym) -> Place | None:
    """The reading that lies in what the text says right beside this very mention, where there is just such a one."""
    inside = [place for place in one.readings if any(_lies_in(place, outer) for outer in one.inside)]
    return max(inside, key=lambda place: (_weight(place), place.geonames), default=None)


def _context(
    groups: dict[str, list[Toponym]], chosen: dict[str, Place], peoples: dict[str, int], home: str
) -> _Context:
    context = _Context({code: 0.5 * min(count, 3) for code, count in peoples.items()}, {}, [], home, {})
    for name, group in groups.items():
        place = chosen.get(name)
        if place is None:
            continue
        weight = min(len(group), 3) * (1.0 if _is_clear(group) else 0.5)
        context.own[name] = (place, weight)
        context.countries[place.country] = context.countries.get(place.country, 0.0) + weight
        if place.admin1:
            key = (place.country, place.admin1)
            context.divisions[key] = context.divisions.get(key, 0.0) + weight * _DIVISION[place.sort == ADMIN1]
        if place.sort not in (COUNTRY, ADMIN1) and len(context.points) < MOST_POINTS:
            context.points.append((name, place))
    return context


def _is_clear(group: list[Toponym]) -> bool:
    """Whether a name has one reading, or one far larger than the next."""
    readings = group[0].readings
    return bool(group[0].inside) or len(readings) == 1 or _weight(readings[0]) > 20 * _weight(readings[1])


def _ranked(name: str, group: list[Toponym], context: _Context) -> list[Ranked]:
    """The readings of a name with their points, the best first; of equals the one with the lower id."""
    readings = sorted(group[0].readings, key=lambda place: -_weight(place))[:MOST_READINGS]
    inside = [outer for one in group for outer in one.inside]
    if inside:
        lying = [place for place in readings if any(_lies_in(place, outer) for outer in inside)]
        readings = lying or readings
    feature = next((one.feature for one in group if one.feature), "")
    scored = [(_score(name, place, feature, context), -place.geonames, index) for index, place in enumerate(readings)]
    return [Ranked(readings[index], points) for points, _, index in sorted(scored, reverse=True)]


def _score(name: str, place: Place, feature: str, context: _Context) -> float:
    score = PEOPLE * log10(_weight(place) + 10)
    own, weight = context.own.get(name, (None, 0.0))
    total = sum(context.countries.values()) - weight
    shared = context.countries.get(place.country, 0.0) - (weight if own and own.country == place.country else 0.0)
    if place.other and (place.people < METROPOLIS or 2 * shared > total):
        score += GREAT_OTHER_NAME if place.people >= GREAT else OTHER_NAME
    if feature == "division":
        score += 2.0 if place.sort in (ADMIN1, ADMIN2) else 0.0
    elif feature == "city":
        score += 1.5 if place.sort == CITY else 0.0
    score += HOME if place.country == context.home else 0.0
    if place.country and total > 0:
        score += COUNTRY_SHARED * 2 * shared / (total + FEW)
    if place.sort != COUNTRY and place.admin1:
        mine = context.divisions.get((place.country, place.admin1), 0.0)
        if own and (own.country, own.admin1) == (place.country, place.admin1):
            mine -= weight * _DIVISION[own.sort == ADMIN1]
        score += DIVISION * min(mine, 3.0) / 2
    near = sum(exp(-kilometres(place, other) / NEAR_KM) for key, other in context.points if key != name)
    return score + NEAR * min(near, 2.0) / 2


def _weight(place: Place) -> float:
    """People, discounted for divisions: "Washington" is rather the city, "Norfolk" rather the port."""
    if place.sort == COUNTRY:
        return max(place.people, 1_000_000) * 30.0
    if place.sort == LISTED:
        return float(place.people)
    if place.sort == ADMIN1 and place.geonames:
        return place.people * 0.3
    return place.people * (0.06 if place.sort == ADMIN1 else 0.03 if place.sort == ADMIN2 else 1.0)


def _lies_in(place: Place, outer: Place) -> bool:
    if place is outer or place.country != outer.country or place.sort == COUNTRY:
        return False
    if outer.sort == COUNTRY:
        return True
    if outer.sort == LISTED:
        return place.admin1 == outer.admin1 if outer.admin1 else kilometres(place, outer) < REGION_KM
    return place.admin1 == outer.admin1 and (outer.sort == ADMIN1 or kilometres(place, outer) < 80)
