"""A document in, annotations out: pure functions over the words and their parse.

BUILT_IN is the visible list. An annotator is a module with NAME, VERSION, NEEDS, MAKES and
`annotate(document, found)`; a package may add one through the entry-point group `rashomon.annotators`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from rashomon.annotate import kept, syntax
from rashomon.annotate.found import Candidate, Found, Maker
from rashomon.ids import content_id
from rashomon.model import Annotation, Document, Problem, RashomonWarning

__all__ = [
    "BUILT_IN",
    "Annotator",
    "Before",
    "Candidate",
    "Found",
    "Made",
    "Maker",
    "Work",
    "annotate",
    "annotate_parsed",
    "annotators",
    "stale",
    "versions",
    "work_on",
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


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier run left of a text: its parse (`kept.pack`), and the rows that still hold, by their annotator."""

    parse: bytes
    rows: Mapping[str, Sequence[Annotation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """A document to be annotated, with what is known of it before; `keeps` asks for its parse as bytes."""

    document: Document
    before: Before | None = None
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a `Work`: the rows in text order, or the problem met; the parse if asked for and new."""

    rows: list[Annotation] | Problem
    parse: bytes | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Between processes rows go as plain tuples: half the time of the objects, both ways (46,000 rows: 0.8 s)."""
        rows = self.rows if isinstance(self.rows, Problem) else [row.values() for row in self.rows]
        return _made_of, (rows, self.parse)


def _made_of(rows: list[tuple[Any, ...]] | Problem, parse: bytes | None) -> Made:
    return Made(rows if isinstance(rows, Problem) else [Annotation(*row) for row in rows], parse)


#: The modules here that annotate, in the order in which they work. They are imported where text is annotated: together
#: they cost 0.2 s, which who only reads a library need not wait for.
BUILT_IN = ("syntax", "names", "places", "meant", "times", "figures", "attributions", "claims", "frames", "forecasts")


@cache
def annotation_version() -> str:
    """What the rows depend on besides the text, as one id: that of `versions`."""
    return content_id("annotators", *sorted(versions().items()))


@cache
def versions() -> dict[str, str]:
    """By annotator, what its rows depend on besides what it reads: its version; the model's hash; gazetteers added."""
    from rashomon.annotate.places.added import added_hashes  # noqa: PLC0415  it imports the reading of places

    more = {"syntax": (syntax.MODEL_SHA256,), "places": added_hashes()}
    return {one.NAME: ":".join((one.VERSION, *more.get(one.NAME, ()))) for one in annotators()}


def stale(before: Mapping[str, str]) -> frozenset[str]:
    """The annotators that have to run again where those of `before` (`versions`) ran: the changed and who needs them.

    Who makes rows of the same sort after a changed one runs again too, for of two rows with one id the first is kept;
    and so does who hands candidates to one that runs, for these are no rows and are not kept.
    """
    now = versions()
    if not set(before) <= set(now):
        return frozenset(now)  # what one that is gone made may be in what the others made of it
    found: set[str] = set()
    changed: set[str] = set()
    for one in annotators():
        touched = any(_meet(this, other) for this in (*one.NEEDS, *one.MAKES) for other in changed)
        if touched or before.get(one.NAME) != now[one.NAME]:
            found.add(one.NAME)
            changed.update(one.MAKES)
    handed = {need for one in annotators() if one.NAME in found for need in one.NEEDS if need.startswith("candidate:")}
    return frozenset(found | {one.NAME for one in annotators() if handed.intersection(one.MAKES)})


def _meet(one: str, other: str) -> bool:
    """Whether two of NEEDS or MAKES are of one sort of row: "mention" is every "mention:place"."""
    return one == other or one.startswith(f"{other}:") or other.startswith(f"{one}:")


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
    yield from (made.rows for made in work_on([Work(one) for one in documents]))


def work_on(works: Sequence[Work]) -> Iterator[Made]:
    """The same as `annotate`, of what is not known before: only that is parsed and made."""
    parses = syntax.parse(one.document.text for one in works if one.before is None and _is_readable(one.document))
    for work in works:
        document = work.document
        if not _is_readable(document):
            yield Made(_too_long(document))
            continue
        parse, is_new = (next(parses), True) if work.before is None else _parsed_before(work)
        try:
            rows = annotate_parsed(document, parse, work.before.rows if work.before else {})
        except Exception as error:
            yield Made(Problem(document.id, f"could not be annotated: {type(error).__name__}: {error}", "annotate"))
        else:
            yield Made(rows, kept.pack(parse) if work.keeps and is_new else None)


def _is_readable(document: Document) -> bool:
    return len(document.text) <= syntax.LONGEST_TEXT


def _too_long(document: Document) -> Problem:
    reason = (
        f"the text has {len(document.text):,} characters, more than the {syntax.LONGEST_TEXT:,} that "
        "are read as one document: split it into its articles"
    )
    return Problem(document.id, reason, "annotate")


def _parsed_before(work: Work) -> tuple[Any, bool]:
    """The parse that is kept of a document; a new one, and True, where it cannot be read."""
    text = work.document.text
    try:
        return kept.unpack(work.before.parse if work.before else b"", text, syntax.load_parser().vocab), False
    except ValueError:
        return next(syntax.parse([text])), True


def annotate_parsed(
    document: Document, parse: Any, before: Mapping[str, Sequence[Annotation]] | None = None
) -> list[Annotation]:
    """The rows of one document whose parse is at hand, checked: a row that points at nothing is refused.

    `before` are rows of annotators that need not run again, by their names.
    """
    found, before = Found(document, parse), before or {}
    for annotator in annotators():
        held = before.get(annotator.NAME)
        found.add(annotator.annotate(document, found) if held is None else held)
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
