"""When: expressions of time with their EDTF values."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "times"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse",)
MAKES: tuple[str, ...] = ("mention:time",)


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
