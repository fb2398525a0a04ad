"""What is said to happen or to be so, with who, whom, where, when and how many."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "claims"
VERSION = "1"
NEEDS: tuple[str, ...] = (
    "parse",
    "mention",
    "mention:time",
    "mention:place",
    "mention:figure",
    "attribution",
)
MAKES: tuple[str, ...] = ("claim", "role")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
