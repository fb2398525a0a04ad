"""One document's parse as plain lists: what the claim rules read, without a spaCy call for each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, TypeVar

from rashomon.annotate.claims.backed import hang_backed
from rashomon.annotate.claims.counted import hang_counted
from rashomon.annotate.claims.datelines import find_datelines
from rashomon.annotate.claims.run_on import hang_run_on
from rashomon.vocab import load

T = TypeVar("T")

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
#: A word with more dependents than this stands in no sentence (a table, one word repeated): the rest are not read,
#: which keeps the work linear. 54,360 tokens of news had at most 14 on a word.
_MOST_KIDS = 64


_COLUMNS = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "IDX", "LENGTH", "HEAD", "SENT_START"]


def _named(column: list[int], strings: Any) -> list[str]:
    """The strings that these numbers stand for in spaCy's table, each looked up once."""
    return _facts(column, {one: strings[one] for one in set(column)})


def _facts(column: list[int], known: dict[int, T]) -> list[T]:
    return [known[one] for one in column]


class Tree:
    """Tokens 0..n-1 with their lemma, tags, head, children and places; built in one pass."""

    def __init__(self, doc: Any) -> None:
        # By columns, and each word's facts once a word: 44,054 tokens of 100 reports in 0.33 CPU s where token by token
        # took 0.40.
        given = doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS)).T
        orth, lower, lemma, pos, tag, dep, entity, start, length = given[:-2].tolist()
        head, opens = given[-2:].astype("int64").tolist()  # both may be below 0
        strings = doc.vocab.strings
        texts = {one: strings[one] for one in set(orth)}
        lemmas = load("events")["lemmas"]
        self.low: list[str] = _named(lower, strings)
        self.pos: list[str] = _named(pos, strings)
        self.tag: list[str] = _named(tag, strings)
        self.dep: list[str] = _named(dep, strings)
        self.entity: list[str] = _named(entity, strings)
        plain = {one: strings[one].lower() for one in set(lemma)}
        self.lemma: list[str] = [
            (lemmas.get(low) if pos == "VERB" else None) or plain[one]
            for low, pos, one in zip(self.low, self.pos, lemma, strict=True)
        ]
        self.head: list[int] = [at + offset for at, offset in enumerate(head)]
        self.start: list[int] = start
        self.end: list[int] = [at + long for at, long in zip(start, length, strict=True)]
        edges = [(token.left_edge.i, token.right_edge.i) for token in doc]
        self.left: list[int] = [left for left, _ in edges]
        self.right: list[int] = [right for _, right in edges]
        self.breaks: list[bool] = _facts(orth, {one: "\n" in text for one, text in texts.items()})  # a line break
        self.shouted: list[bool] = _facts(orth, {one: text.isupper() for one, text in texts.items()})  # capitals only
        self.capital: list[bool] = _facts(orth, {one: text[:1].isupper() for one, text in texts.items()})  # the first
        self.sentence: list[int] = list(accumulate((one == 1 or not at for at, one in enumerate(opens)), initial=0))[1:]
        # Numbers from 0; a line break opens a paragraph.
        self.paragraph: list[int] = list(accumulate(self.breaks, initial=0))[:-1]
        self.dateline = find_datelines(doc)  # whether the token stands in a place line before a report
        self.kids: list[list[int]] = [[] for _ in range(len(doc))]
        self._cut_datelines()
        hang_counted(self, doc)
        hang_backed(self)
        hang_run_on(self)
        for index, head in enumerate(self.head):
            if head != index and len(self.kids[head]) < _MOST_KIDS:
                self.kids[head].append(index)

    def _cut_datelines(self) -> None:
        """Hang what the parser hung on a place line where the place line hangs, and the place line on itself.

        "Karsa, ORNA - Units of the army took": the parser takes "Karsa" for who took, and "Units" for its apposition.
        """
        inside = self.dateline
        for index, head in enumerate(self.head):
            if inside[head] and not inside[index]:
                top = head
                while inside[self.head[top]] and self.head[top] != top:
                    top = self.head[top]
                self.head[index] = self.head[top] if self.head[top] != top else index
                self.dep[index] = self.dep[top]
        for index, cut in enumerate(inside):
            if cut:
                self.head[index], self.dep[index] = index, "dateline"

    def __len__(self) -> int:
        return len(self.low)

    def children(self, index: int, *deps: str) -> list[int]:
        """The children of a token, all or those with one of these relations, in text order."""
        dep = self.dep
        return [kid for kid in self.kids[index] if dep[kid] in deps] if deps else self.kids[index]

    def has_child(self, index: int, *deps: str) -> bool:
        return any(self.dep[kid] in deps for kid in self.kids[index])

    def conjuncts(self, index: int) -> Iterator[int]:
        """The token and those coordinated with it, at most 40 (a list of names, not a book of them)."""
        for _ in range(40):
            yield index
            following = [kid for kid in self.kids[index] if self.dep[kid] == "conj" and self.pos[kid] in NOUNS]
            if not following:
                return
            index = following[0]

    def with_conjuncts(self, indexes: Iterable[int]) -> list[int]:
        return [one for index in indexes for one in self.conjuncts(index)]

    def pobjs(self, preposition: int) -> list[int]:
        """What a preposition governs: its objects, through a second preposition too ("out of Karsa")."""
        objects = self.children(preposition, "pobj")
        for kid in self.children(preposition, "prep"):
            objects = objects + self.children(kid, "pobj")
        return self.with_conjuncts(objects)

    def is_verb(self, index: int) -> bool:
        return self.pos[index] in ("VERB", "AUX")

    def is_relative(self, index: int) -> bool:
        return self.low[index] in _RELATIVE and self.tag[index] in ("WDT", "WP", "WP$", "IN", "DT")

    def governor(self, index: int) -> int | None:
        """The nearest verb above a token, through nouns and prepositions; None at the top (8 steps at most)."""
        for _ in range(8):
            head = self.head[index]
            if head == index:
                return None
            if self.is_verb(head) and self.dep[head] not in ("aux", "auxpass"):
                return head
            index = head
        return None
