"""Where: names of places and countries, with their GeoNames ids and coordinates."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "places"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse", "candidate:place")
MAKES: tuple[str, ...] = ("mention:place", "mention:country")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
