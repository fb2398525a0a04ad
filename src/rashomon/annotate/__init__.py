"""A document in, annotations out: pure functions over the words and their parse.

BUILT_IN is the visible list. An annotator is a module with NAME, VERSION, NEEDS, MAKES and
`annotate(document, found)`; a package may add one through the entry-point group `rashomon.annotators`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from rashomon.annotate import syntax
from rashomon.annotate.found import Candidate, Found, Maker
from rashomon.model import Annotation, Document, Problem, RashomonWarning, content_id

__all__ = [
    "BUILT_IN",
    "Annotator",
    "Candidate",
    "Found",
    "Maker",
    "annotate",
    "annotate_parsed",
    "annotators",
]


class Annotator(Protocol):
    """What a module must have to stand in the list."""

    NAME: str
    VERSION: str
    NEEDS: tuple[str, ...]
    MAKES: tuple[str, ...]

    def annotate(self, document: Document, found: Found) -> Iterable[Annotation]:
        """Rows that this annotator makes of `document`; `found` holds those made before it."""
        ...


#: The modules here that annotate, in the order in which they work. They are imported where text is annotated: together
#: they cost 0.2 s, which who only reads a library need not wait for.
BUILT_IN = ("syntax", "names", "places", "times", "figures", "attributions", "claims", "frames", "forecasts")


@cache
def annotation_version() -> str:
    """What the rows depend on besides the text: annotators' names and versions, the model's hash, gazetteers added."""
    from rashomon.annotate.places.added import added_hashes  # noqa: PLC0415  it imports the reading of places

    return content_id(*((one.NAME, one.VERSION) for one in annotators()), syntax.MODEL_SHA256, *added_hashes())


@cache
def annotators() -> tuple[Annotator, ...]:
    """The built-in annotators, then those that installed packages add, by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415  0.02 s

    built_in = (import_module(f"{__name__}.{one}") for one in BUILT_IN)
    added = sorted(entry_points(group="rashomon.annotators"), key=lambda one: one.name)
    return tuple(cast(Annotator, one) for one in (*built_in, *(one.load() for one in added)))


def annotate(documents: Sequence[Document]) -> Iterator[list[Annotation] | Problem]:
    """For each document, in order, its rows in text order, or the problem that kept it from being read.

    The result for a document does not depend on the others: batches of any size give the same rows.
    """
    readable = [one for one in documents if len(one.text) <= syntax.LONGEST_TEXT]
    parses = syntax.parse(one.text for one in readable)
    for document in documents:
        if len(document.text) > syntax.LONGEST_TEXT:
            reason = (
                f"the text has {len(document.text):,} characters, more than the {syntax.LONGEST_TEXT:,} that "
                "are read as one document: split it into its articles"
            )
            yield Problem(document.id, reason, "annotate")
            continue
        parse = next(parses)
        try:
            yield annotate_parsed(document, parse)
        except Exception as error:
            yield Problem(document.id, f"could not be annotated: {type(error).__name__}: {error}", "annotate")


def annotate_parsed(document: Document, parse: Any) -> list[Annotation]:
    """The rows of one document whose parse is at hand, checked: a row that points at nothing is refused."""
    found = Found(document, parse)
    for annotator in annotators():
        found.add(annotator.annotate(document, found))
    rows = found.all_rows()
    known = {row.id for row in rows}
    sound = [row for row in rows if _is_sound(row, document, known)]
    if len(sound) < len(rows):
        warnings.warn(f"{len(rows) - len(sound)} rows of {document.id} were refused", RashomonWarning, stacklevel=2)
    return sound


def found_before(document: Document, name: str) -> Found:
    """What the annotator `name` is handed for a document: its parse, and the rows made by those before it."""
    (parse,) = syntax.parse([document.text])
    return found_by(document, parse, name)


def found_by(document: Document, parse: Any, name: str) -> Found:
    """As `found_before`, where the parse is at hand."""
    found = Found(document, parse)
    for annotator in annotators():
        if name == annotator.NAME:
            break
        found.add(annotator.annotate(document, found))
    return found


def _is_sound(row: Annotation, document: Document, known: set[str]) -> bool:
    refers = (row.about is None or row.about in known) and (row.who is None or row.who in known)
    return refers and row.document == document.id and 0 <= row.start < row.end <= len(document.text)
