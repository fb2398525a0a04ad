"""Whose word: what somebody other than the writer is made to say, think or intend."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

NAME = "attributions"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse", "mention")
MAKES: tuple[str, ...] = ("attribution", "role:cue")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    del document, found
    return ()
