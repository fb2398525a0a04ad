"""Names that may be places, each with the readings that the gazetteer and the vocabulary offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from rashomon import vocab
from rashomon.annotate.found import Found
from rashomon.annotate.places.gazetteer import COUNTRY, LISTED, Place, fold, load_gazetteer
from rashomon.model import Document


@dataclass(slots=True)
class Toponym:
    """One name of a place in the text, its readings, and the one chosen; an empty `label` makes no row."""

    start: int
    end: int
    text: str
    label: str
    readings: list[Place] = field(default_factory=list)
    chosen: Place | None = None
    inside: Place | None = None  # what the text says it lies in: "Paris, Texas"


@cache
def load_listed() -> dict[str, list[Place]]:
    """The vocabulary's regions, seas and quarters by folded name."""
    found: dict[str, list[Place]] = {}
    for one in vocab.load("places")["place"]:
        place = Place(
            LISTED,
            one.get("geonames", 0),
            one["at"][0],
            one["at"][1],
            one.get("people", 1_000_000),
            one.get("in", ""),
            "",
        )
        for name in one["names"]:
            found.setdefault(fold(name), []).append(place)
    return found


@cache
def load_countries() -> dict[str, Place]:
    """Countries by ISO code, by all names that the vocabulary gives them, folded."""
    found: dict[str, Place] = {}
    for code, names in vocab.load("countries")["names"].items():
        for name in names:
            for one in load_gazetteer().find(names[0]) + load_gazetteer().find(name):
                if one.sort == COUNTRY and one.country == code:
                    found[fold(name)] = one
                    found.setdefault(code, one)
    for code, names in vocab.load("countries")["names"].items():
        for name in names:
            if code in found:
                found.setdefault(fold(name), found[code])
    for name, (lat, lon) in vocab.load("countries")["former"].items():
        found[fold(name)] = Place(COUNTRY, 0, lat, lon, 0, "", "")
    return found


def find_toponyms(document: Document, found: Found) -> list[Toponym]:
    """The candidates that `names` left, with their readings."""
    made = []
    for one in found.candidates.get("place", []):
        text = document.text[one.start : one.end]
        made.append(Toponym(one.start, one.end, text, one.label, read_name(text)))
    return made


def read_name(text: str) -> list[Place]:
    """All places that a name may mean, from the vocabulary and the gazetteer."""
    key = fold(text)
    country = load_countries().get(key)
    readings = [country] if country else []
    readings += load_listed().get(key, [])
    return readings + [one for one in load_gazetteer().find(text) if one not in readings]
