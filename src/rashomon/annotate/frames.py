"""How the telling leans: evaluative words, scare quotes, harm with nobody doing it."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "frames"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse", "mention", "claim", "attribution")
MAKES: tuple[str, ...] = ("frame",)


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
