"""Where: names of places and countries, with their GeoNames ids and coordinates.

A name that `names` hands on is looked up in the packaged gazetteer and the vocabulary's list of regions, and the
places of one document are chosen together: by people, by country, by nearness to each other, by feature words.
"""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found, Maker
from rashomon.annotate.places.choose import choose
from rashomon.annotate.places.toponyms import Toponym, find_toponyms
from rashomon.model import Annotation, Document

NAME = "places"
VERSION = "3"
NEEDS: tuple[str, ...] = ("parse", "candidate:place")
MAKES: tuple[str, ...] = ("mention:place", "mention:country")


def _peoples(found: Found) -> dict[str, int]:
    """How often the document names the people of each country, by ISO code."""
    counts: dict[str, int] = {}
    for one in found.candidates.get("people", []):
        counts[one.note] = counts.get(one.note, 0) + 1
    return counts


def resolve(document: Document, found: Found) -> list[Toponym]:
    """The names of places in text order, each with the reading chosen and the candidates that were weighed."""
    toponyms = find_toponyms(document, found)
    choose(document, toponyms, _peoples(found))
    return [one for one in toponyms if one.label]


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """Mentions `place` and `country`; the value is null where no reading is sure enough.

    `score` is the measured chance that the row is right (vocab/place_scores.toml).
    """
    make = Maker(document, f"{NAME}@{VERSION}")
    return [
        make.mention(one.start, one.end, one.label, one.chosen.value if one.chosen else None, one.score)
        for one in resolve(document, found)
    ]
