"""The codebook's pages: who answered what of which account, and the form to answer for one account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.compare import Column, Comparison, Passage
from rashomon.compare.codebook import Codebook, Suggestion, Variable, agreement, latest, read_codebook, sheet, suggest
from rashomon.compare.passage import passage
from rashomon.model import Coding, Document, RashomonError, Row
from rashomon.store import Library
from rashomon.store.codings import CODEBOOK, codings
from rashomon.web.pages.story import StoryPage


@dataclass(frozen=True, slots=True)
class Answer:
    """A variable for one account: what this coder answered, with evidence, and what the program would say."""

    variable: Variable
    coding: Coding | None
    evidence: tuple[Passage, ...]
    suggestion: Suggestion | None

    @property
    def value(self) -> str:
        return self.coding.value if self.coding else ""


@dataclass(frozen=True)
class CodingPage:
    """The form of one account. `coder` is whose answers it shows, "" for nobody yet; those of others stay unseen."""

    story: str
    name: str
    column: Column
    coder: str
    book: Codebook
    answers: tuple[Answer, ...]
    kept: int | None = None  # how many answers were kept just now

    def to_row(self) -> Row:
        rows = [
            {
                "variable": one.variable.name, "question": one.variable.question, "value": one.value or None,
                "evidence": [each.to_row() for each in one.evidence],
                "suggested": one.suggestion.value if one.suggestion else None,
            }
            for one in self.answers
        ]  # fmt: skip
        return {"document": self.column.document.id, "coder": self.coder or None, "answers": rows}


@dataclass(frozen=True)
class CodebookPage:
    """What was answered of the accounts of a story. `book` is None where the library keeps none."""

    story: str
    name: str
    comparison: Comparison
    book: Codebook | None
    codings: tuple[Coding, ...]

    @property
    def coders(self) -> list[str]:
        return sorted({by for _, _, by in latest(self.codings)})

    def said(self, column: Column, variable: Variable) -> list[tuple[str, list[str]]]:
        """The answers to a variable for an account with who gave each, in the order of the values."""
        found: dict[str, list[str]] = {}
        for (document, name, by), one in sorted(latest(self.codings).items()):
            if (document, name) == (column.document.id, variable.name):
                found.setdefault(one.value, []).append(by)
        return sorted(found.items())

    @property
    def agreement(self) -> list[Row]:
        return [one for one in agreement(self.book, self.codings) if one["both"]] if self.book else []

    def lines(self) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        """The spreadsheet: its head and its lines."""
        rows = sheet(self.book, self.comparison, self.codings) if self.book else []
        head = tuple(rows[0]) if rows else ("document", "source", "title", "published", "url", "coder", "at")
        return head, [tuple(row.values()) for row in rows]

    def to_row(self) -> Row:
        head, lines = self.lines()
        return {
            "codebook": self.book.title if self.book else None, "agreement": self.agreement,
            "rows": [dict(zip(head, line, strict=True)) for line in lines],
        }  # fmt: skip


def load_book(library: Library) -> Codebook | None:
    """The library's codebook; None where it keeps none. Raises RashomonError where it can't be read."""
    text = library.setting(CODEBOOK)
    return read_codebook(text) if text else None


def make_codebook_page(library: Library, story: StoryPage) -> CodebookPage:
    ids = {one.document.id for one in story.comparison.columns}
    found = tuple(one for one in codings(library) if one.document in ids)
    return CodebookPage(story.id, story.name, story.comparison, load_book(library), found)


def make_coding_page(library: Library, story: StoryPage, document: str, coder: str) -> CodingPage | None:
    """The form of one account; None where the story has no such account or the library no codebook."""
    book = load_book(library)
    column = next((one for one in story.comparison.columns if one.document.id == document), None)
    if book is None or column is None:
        return None
    held = latest(one for one in codings(library) if one.document == document and one.by == coder)
    answers = tuple(_answer(one, held, story.comparison, column.document, coder) for one in book.variables)
    return CodingPage(story.id, story.name, column, coder, book, answers)


def _answer(
    variable: Variable, held: dict[tuple[str, str, str], Coding], comparison: Comparison, document: Document, coder: str
) -> Answer:
    coding = held.get((document.id, variable.name, coder))
    evidence = tuple(passage(document, start, end) for start, end in (coding.evidence if coding else ()))
    return Answer(variable, coding, evidence, suggest(variable, comparison, document.id))


def answers_of(form: Iterable[tuple[str, str]], page: CodingPage, by: str, at: str) -> list[Coding]:
    """What a form answers anew: values that changed or have other evidence. Raises RashomonError for what cannot be.

    Fields: `value-NAME`; `evidence-NAME` (START-END, ticked) any number; `quote-NAME`, words that stand in the text.
    """
    fields: dict[str, list[str]] = {}
    for key, value in form:
        fields.setdefault(key, []).append(value)
    text = page.column.document.text
    made = []
    for answer in page.answers:
        name = answer.variable.name
        value = " ".join(fields.get(f"value-{name}", [""])[0].split())[:300]
        if value:
            answer.variable.check(value)
        spans = [_span(one, text) for one in fields.get(f"evidence-{name}", [])]
        spans += [_found(one, text, name) for one in fields.get(f"quote-{name}", []) if one.strip()]
        evidence = tuple(sorted(set(spans))) if value else ()
        known = answer.coding
        if (value, evidence) != ((known.value, known.evidence) if known else ("", ())):
            made.append(Coding(page.column.document.id, name, value, by, at, evidence))
    return made


def _span(given: str, text: str) -> tuple[int, int]:
    start, _, end = given.partition("-")
    if not (start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= len(text)):
        raise RashomonError(f"evidence is START-END within the text, not {given[:40]!r}")
    return int(start), int(end)


def _found(quote: str, text: str, name: str) -> tuple[int, int]:
    """Where the words stand first, whatever white space lies between them."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if found is None:
        raise RashomonError(f"the words given as evidence of {name!r} do not stand in the text: {quote.strip()[:80]!r}")
    return found.span()
