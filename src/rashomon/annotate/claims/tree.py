"""One document's parse as plain lists: what the claim rules read, without a spaCy call for each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rashomon.annotate.claims.backed import hang_backed
from rashomon.annotate.claims.counted import hang_counted
from rashomon.annotate.claims.datelines import find_datelines
from rashomon.annotate.claims.run_on import hang_run_on
from rashomon.vocab import load

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
#: A word with more dependents than this stands in no sentence (a table, one word repeated): the rest are not read,
#: which keeps the work linear. 54,360 tokens of news had at most 14 on a word.
_MOST_KIDS = 64


class Tree:
    """Tokens 0..n-1 with their lemma, tags, head, children and places; built in one pass."""

    def __init__(self, doc: Any) -> None:
        self.low: list[str] = []
        self.lemma: list[str] = []
        self.pos: list[str] = []
        self.tag: list[str] = []
        self.dep: list[str] = []
        self.head: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.left: list[int] = []
        self.right: list[int] = []
        self.entity: list[str] = []
        self.breaks: list[bool] = []  # whether the token is a line break
        self.shouted: list[bool] = []  # whether it is written in capitals only
        self.capital: list[bool] = []  # whether its first letter is a capital
        self.sentence: list[int] = []  # numbers from 1
        self.paragraph: list[int] = []  # numbers from 0; a line break opens one
        self.dateline = find_datelines(doc)  # whether the token stands in a place line before a report
        lemmas = load("events")["lemmas"]
        sentence = paragraph = 0
        self.kids: list[list[int]] = [[] for _ in range(len(doc))]
        for token in doc:
            head = token.head.i
            self.low.append(token.lower_)
            known = lemmas.get(self.low[-1]) if token.pos_ == "VERB" else None
            self.lemma.append(known or token.lemma_.lower())
            self.pos.append(token.pos_)
            self.tag.append(token.tag_)
            self.dep.append(token.dep_)
            self.head.append(head)
            self.start.append(token.idx)
            self.end.append(token.idx + len(token))
            self.left.append(token.left_edge.i)
            self.right.append(token.right_edge.i)
            self.entity.append(token.ent_type_)
            self.breaks.append("\n" in token.text)
            self.shouted.append(token.is_upper)
            self.capital.append(token.text[:1].isupper())
            sentence += bool(token.is_sent_start) or not sentence
            self.sentence.append(sentence)
            self.paragraph.append(paragraph)
            paragraph += self.breaks[-1]
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
