"""Which place each name means: the readings of one document are chosen together."""

from __future__ import annotations

from rashomon.annotate.places.gazetteer import COUNTRY
from rashomon.annotate.places.toponyms import Toponym
from rashomon.model import Document


def choose(document: Document, toponyms: list[Toponym]) -> None:
    """Set `chosen` of each toponym, and `label` country where it is one."""
    del document
    for one in toponyms:
        if one.readings:
            one.chosen = max(one.readings, key=lambda place: (place.sort == COUNTRY, place.people, place.geonames))
            if one.chosen.sort == COUNTRY:
                one.label = "country"
