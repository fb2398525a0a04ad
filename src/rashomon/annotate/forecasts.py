"""What is expected: horizon, hedge and condition of claims about the future."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "forecasts"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse", "claim", "attribution")
MAKES: tuple[str, ...] = ("role:horizon", "role:hedge", "role:condition")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
