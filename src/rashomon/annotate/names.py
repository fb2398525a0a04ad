"""Who is named: persons, organisations, parties, peoples; names that may be places are handed on."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "names"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse",)
MAKES: tuple[str, ...] = ("mention", "candidate:place")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
