"""Where a deed happened when its own clause does not say: the places told around it, nearest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rashomon.annotate.claims.parties import Parties
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.found import Found
from rashomon.model import Annotation

#: How many sentences back in the same paragraph a scene is still the scene.
_BACK = 3
#: Places looked at on each side of a predicate; a sentence with more of them is a list, not a scene.
_NEAREST = 12
#: A scene set in the first sentence (the headline or lead) holds for this many paragraphs.
_LEAD = 3
#: Shorter words in capitals are abbreviations; longer ones at the start of a sentence are datelines.
_DATELINE = 4
_OTHERWISE = frozenset({"from", "than", "like", "unlike", "as"})


class Scenes:
    """Resolved places of one document, of which a claim without one may take the nearest."""

    def __init__(self, tree: Tree, found: Found, parties: Parties) -> None:
        self.tree = tree
        self._words = parties.words
        rows = [(parties.tokens(row.start, row.end), row) for row in found.rows("mention", "place") if row.value]
        self._rows = [(tokens, row) for tokens, row in rows if tokens and self._may_be_scene(tokens)]
        self._starts = [tokens[0] for tokens, _ in self._rows]

    def of(self, predicate: int, *, elsewhere: bool) -> Annotation | None:
        """The place mention for a predicate; None where none is near.

        `elsewhere` allows a place outside the sentence: before it in the paragraph, or in the first sentence.
        """
        own = self._in_sentence(predicate)
        if own is not None or not elsewhere or self.tree.lemma[predicate] in self._words.words["sceneless"]:
            return own
        return self._before(predicate)

    def _in_sentence(self, predicate: int) -> Annotation | None:
        tree, sentence = self.tree, self.tree.sentence[predicate]
        at = bisect_left(self._starts, predicate)
        near: list[tuple[bool, int, Annotation]] = []
        for indexes in (range(at - 1, -1, -1), range(at, len(self._rows))):
            for index in indexes[:_NEAREST]:
                tokens, row = self._rows[index]
                if tree.sentence[tokens[0]] != sentence:
                    break
                near.append((not self._is_told_as_place(tokens), abs(tokens[0] - predicate), row))
        return min(near, key=lambda one: one[:2])[2] if near else None

    def _before(self, predicate: int) -> Annotation | None:
        tree = self.tree
        index = bisect_left(self._starts, predicate) - 1
        while index >= 0:
            start = self._starts[index]
            if tree.paragraph[start] != tree.paragraph[predicate]:
                break
            if tree.sentence[predicate] - tree.sentence[start] > _BACK:
                break
            if self._is_told_as_place(self._rows[index][0]):
                return self._rows[index][1]
            index -= 1
        first = self._rows[0] if self._rows else None
        if first is None or tree.sentence[first[0][0]] > 1 or tree.paragraph[predicate] >= _LEAD:
            return None
        return first[1] if first[0][0] < predicate else None

    def _is_told_as_place(self, tokens: Iterable[int]) -> bool:
        """Whether a preposition, or a noun it belongs to ("Karsa's port"), brings the place in."""
        tree = self.tree
        inside = set(tokens)
        top = next((one for one in inside if tree.head[one] not in inside), None)
        return top is not None and tree.dep[top] in ("pobj", "poss", "compound", "appos", "nmod", "npadvmod")

    def _may_be_scene(self, tokens: range) -> bool:
        """Whether a place is not where the report was written, where somebody came from, or where a speaker sits."""
        tree = self.tree
        first, last = tokens[0], tokens[-1]
        before = tree.low[first - 1] if first else ""
        if before in _OTHERWISE or self._is_dateline(first, last):
            return False
        holder = tree.head[first - 1] if before in ("in", "at") else None
        if holder is None:
            return True
        words = self._words
        return tree.lemma[holder] not in words.classes["party"] | words.words["reporting"] | {"base"}

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether a name stands in capitals among words that do not ("VELM Two shells fell")."""
        tree = self.tree
        if tree.end[last] - tree.start[first] < _DATELINE or not all(tree.shouted[first : last + 1]):
            return False
        around = [one for one in (first - 2, first - 1, last + 1, last + 2) if 0 <= one < len(tree)]
        return sum(tree.shouted[one] and len(tree.low[one]) >= _DATELINE for one in around) == 0
