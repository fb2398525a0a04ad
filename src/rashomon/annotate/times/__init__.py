"""When: expressions of time with their EDTF values (ISO 8601-2), counted from the day of writing and the telling."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.found import Found, Maker
from rashomon.annotate.times.context import Context, read_published
from rashomon.annotate.times.grammar import find_expressions
from rashomon.annotate.times.reading import read
from rashomon.model import Annotation, Document

NAME = "times"
VERSION = "4"
NEEDS: tuple[str, ...] = ("parse",)
MAKES: tuple[str, ...] = ("mention:time",)


def annotate(document: Document, found: Found) -> Iterator[Annotation]:
    """Mentions of times; the value is null where neither the words nor their surroundings fix it."""
    make = Maker(document, f"{NAME}@{VERSION}")
    published = read_published(document.published)
    context = Context(read(document.text, found.parse), published, published=published is not None)
    lexemes = context.reading.lexemes
    for first, after, when in find_expressions(context):
        # A leading article is no part of a mention (contract), but the "a" of "a week" says how many.
        if lexemes[first].code == "a" and after > first + 1 and not _says_how_many(context, first):
            first += 1  # noqa: PLW2901
        start = lexemes[first].start + (4 if lexemes[first].word.startswith("the ") else 0)
        edtf = when.edtf
        if when.granule is not None and first and _is_since(context, first):
            edtf = f"{when.granule.edtf.partition('/')[0]}/.."
        yield make.mention(start, lexemes[after - 1].end, "time", edtf)


def _says_how_many(context: Context, first: int) -> bool:
    lexemes = context.reading.lexemes
    return lexemes[first].word != "the" and lexemes[first + 1].code in "Uwy"


def _is_since(context: Context, first: int) -> bool:
    """Whether "since" stands before a time and leaves it open to the day of writing: EDTF `2016-02/..`."""
    lexemes = context.reading.lexemes
    before = lexemes[first - 2 if lexemes[first - 1].word == "the" and first > 1 else first - 1]
    return before.word == "since" and not context.is_compared(before.start)
