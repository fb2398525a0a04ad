"""Accounts: a document seen as one telling, with its rows and short ways to ask for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.model import Annotation, Document
from rashomon.vocab import load


@dataclass(frozen=True, eq=False)
class Account:
    """A document and all that was found in it. Rows may come in any order."""

    document: Document
    rows: tuple[Annotation, ...]

    @cached_property
    def ordered(self) -> tuple[Annotation, ...]:
        """The rows in text order; of those that start together the longer first."""
        return tuple(sorted(self.rows, key=lambda row: (row.start, -row.end, row.kind, row.label, row.id)))

    @cached_property
    def _by_id(self) -> dict[str, Annotation]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _about(self) -> dict[str, list[Annotation]]:
        found: dict[str, list[Annotation]] = {}
        for row in self.ordered:
            if row.about is not None:
                found.setdefault(row.about, []).append(row)
        return found

    @cached_property
    def _mentions_by_value(self) -> dict[str, list[Annotation]]:
        found: dict[str, list[Annotation]] = {}
        for row in self.of("mention"):
            if row.value is not None:
                found.setdefault(row.value, []).append(row)
        return found

    @cached_property
    def inside(self) -> dict[str, Annotation]:
        """For the id of each row that stands within an attribution's words: the innermost such attribution."""
        found: dict[str, Annotation] = {}
        active: list[Annotation] = []
        for row in self.ordered:
            if active:
                active = [one for one in active if one.end > row.start]
                holding = [one for one in active if one.end >= row.end and one.id != row.id]
                if holding:
                    found[row.id] = min(holding, key=lambda one: (one.end - one.start, one.id))
                elif scare := _scare_over(row, active):
                    found[row.id] = scare
            if row.kind == "attribution":
                active.append(row)
        return found

    @cached_property
    def holders(self) -> dict[str, Annotation | None]:
        """By attribution, as far as it was asked for: the one in or around it that is not the writer's (`speakers`)."""
        return {}

    @cached_property
    def scares(self) -> list[tuple[int, int]]:
        """Where the words in scare quotes stand, in text order."""
        return [(row.start, row.end) for row in self.of("attribution", "scare")]

    def row(self, row_id: str | None) -> Annotation | None:
        return None if row_id is None else self._by_id.get(row_id)

    def of(self, kind: str, *labels: str) -> list[Annotation]:
        """The rows of a kind (and of one of the labels) in text order."""
        if len(labels) > 1:
            return [row for row in self._by_kind.get((kind,), ()) if row.label in labels]
        return list(self._by_kind.get((kind, *labels), ()))

    @cached_property
    def _by_kind(self) -> dict[tuple[str, ...], list[Annotation]]:
        """The rows by their kind, and by their kind and label."""
        found: dict[tuple[str, ...], list[Annotation]] = {}
        for row in self.ordered:
            found.setdefault((row.kind,), []).append(row)
            found.setdefault((row.kind, row.label), []).append(row)
        return found

    @cached_property
    def _mentions(self) -> tuple[list[Annotation], list[int]]:
        found = self.of("mention")
        return found, [row.start for row in found]

    def mentions_within(self, start: int, end: int, *labels: str) -> list[Annotation]:
        """The mentions that lie wholly within `start:end`, in text order."""
        rows, starts = self._mentions
        found = rows[bisect_left(starts, start) : bisect_left(starts, end)]
        return [row for row in found if row.end <= end and (not labels or row.label in labels)]

    @cached_property
    def _claims(self) -> tuple[list[Annotation], list[int]]:
        found = self.of("claim")
        return found, [row.start for row in found]

    @cached_property
    def starts_of_times(self) -> frozenset[int]:
        """Where the times that it mentions begin."""
        return frozenset(row.start for row in self.of("mention", "time"))

    def claims_within(self, start: int, end: int) -> list[Annotation]:
        """The claims that begin within `start:end`, in text order."""
        rows, starts = self._claims
        return rows[bisect_left(starts, start) : bisect_left(starts, end)]

    def mentions_touching(self, start: int, end: int) -> list[Annotation]:
        """The mentions that share a character with `start:end`, in text order; none longer than 200 characters."""
        rows, starts = self._mentions
        found = rows[bisect_left(starts, start - 200) : bisect_left(starts, end)]
        return [row for row in found if row.end > start]

    def about(self, row: Annotation, *labels: str) -> list[Annotation]:
        """The rows that belong to `row`, in text order."""
        return [one for one in self._about.get(row.id, ()) if not labels or one.label in labels]

    def words(self, row: Annotation) -> str:
        return self.document.text[row.start : row.end]

    def passage(self, row: Annotation) -> Passage:
        return self.stretch(row.start, row.end)

    def stretch(self, start: int, end: int) -> Passage:
        """The words `start:end` of the text; made once, for several tables show the same words."""
        found = self._stretches.get((start, end))
        if found is None:
            found = self._stretches[start, end] = passage(self.document, start, end)
        return found

    @cached_property
    def _stretches(self) -> dict[tuple[int, int], Passage]:
        return {}

    def sentence(self, row: Annotation) -> Passage:
        """The sentence, or the sentences, around a row; each is looked for once, though asked for about four times."""
        found = self._sentences.get((row.start, row.end))
        if found is None:
            found = self.stretch(*sentence_around(self.document.text, row.start, row.end))
            self._sentences[row.start, row.end] = found
        return found

    @cached_property
    def _sentences(self) -> dict[tuple[int, int], Passage]:
        return {}

    def chain(self, row: Annotation) -> tuple[Annotation, ...]:
        """The attributions a claim or an attribution stands in, the outermost first (it ends at a loop)."""
        found: list[Annotation] = []
        seen = {row.id}
        step = self.row(row.about)
        while step is not None and step.kind == "attribution" and step.id not in seen:
            found.append(step)
            seen.add(step.id)
            step = self.row(step.about)
        return tuple(reversed(found))

    def same_entity(self, mention: Annotation) -> list[Annotation]:
        """All mentions in this document that share the entity key of `mention`, itself included."""
        return [mention] if mention.value is None else self._mentions_by_value.get(mention.value, [mention])

    def is_source_phrase(self, mention: Annotation) -> bool:
        """Whether a mention is a source's whole phrase, title and office, around a mention of the name itself."""
        return mention.id in self._source_phrases

    @cached_property
    def _source_phrases(self) -> frozenset[str]:
        return frozenset(
            row.id
            for row in self._mentions[0]
            if row.made_by.startswith("attributions@") and row.value is not None
            for one in self.mentions_within(row.start, row.end)
            if one.value == row.value and one.id != row.id
        )

    def name(self, mention: Annotation) -> str:
        """What to call the mention's entity in this document: its fullest form here, no pronoun and no "the country".

        The words that equal the entity key where the document has them; else the longest form that isn't a
        pronoun; else the words themselves.
        """
        forms = [flat(self.words(one)) for one in self.same_entity(mention) if not one.names_nobody]
        for form in forms:
            if form.casefold() == mention.value:
                return form
        own = flat(self.words(mention))
        if not is_pronoun(own) and not mention.names_nobody:
            return own
        # 80 characters: the longest name in the naming gold's dev half is 71; beyond that it is a description.
        usable = [form for form in forms if not is_pronoun(form) and len(form) <= 80]
        return max(usable, key=lambda form: (len(form), form), default=own)


def _scare_over(row: Annotation, active: Iterable[Annotation]) -> Annotation | None:
    """The scare quotation over the last word of a mention: in `the so-called "rebels"` the name begins before it."""
    if row.kind != "mention":
        return None
    for one in active:
        if one.label == "scare" and one.end >= row.end - 1:
            return one
    return None


#: A story of 16 accounts asks 3,300 times for some 900 names and clauses.
@lru_cache(maxsize=8192)
def flat(words: str) -> str:
    """Words on one line: runs of white space become one blank."""
    return " ".join(words.split())


def is_pronoun(words: str) -> bool:
    """Whether the words are a pronoun of `vocab/comparison.toml` and nothing else.

    >>> is_pronoun("Us"), is_pronoun("US")
    (True, False)
    """
    if len(words) > 1 and words.isupper():
        return False
    return words.casefold() in _pronouns()


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(load("comparison")["pronouns"]["words"])


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """Accounts in the order of their publication; the undated last; those of one day by source, then id."""
    return sorted(accounts, key=lambda one: _publication(one.document))


def _publication(document: Document) -> tuple[bool, str, str, str]:
    return (document.published is None, document.published or "", document.source or "", document.id)
