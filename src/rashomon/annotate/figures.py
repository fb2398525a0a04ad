"""How many: numbers with what they count, as intervals."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "figures"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse",)
MAKES: tuple[str, ...] = ("mention:figure",)


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
