"""How much ground the coordinates that a place was read as stand for: a point, a city, a region or a country."""

from __future__ import annotations

import re

from rashomon.annotate.places.candidates import precision
from rashomon.annotate.places.gazetteer import load_gazetteer

_KNOWN = re.compile(r"geonames:(\d+)@")


def precision_of(label: str, value: str | None) -> str:
    """`point`, `city`, `region` or `country` for a mention's label and value; "" for what has no coordinates.

    >>> precision_of("place", "geo:36.2,37.1"), precision_of("place", None), precision_of("person", "ena moll")
    ('point', '', '')
    """
    if label not in ("place", "country", "facility") or not value or not value.startswith(("geonames:", "geo:")):
        return ""
    known = _KNOWN.match(value)
    place = load_gazetteer().known(int(known[1])) if known else None
    if place is not None:
        return precision(place)
    if label == "country":
        return "country"
    return "point" if value.startswith("geo:") else ""
