"""Which tokens stand in the mention of a party, a person or a place."""

from __future__ import annotations

from bisect import bisect_left

from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.found import Found
from rashomon.model import Annotation

_PARTY = frozenset({"person", "organisation", "armed_group", "government", "military", "people", "country"})
_PLACE = frozenset({"place", "country", "facility"})
#: What spaCy's own entities count as where no mention covers a token.
_ENTITY = {
    "PERSON": "person", "ORG": "organisation", "NORP": "people", "GPE": "country", "LOC": "place", "FAC": "facility",
}  # fmt: skip


class Parties:
    """The mentions of one document by token."""

    def __init__(self, tree: Tree, found: Found, words: Lexicon) -> None:
        self.tree = tree
        self.found = found
        self.words = words
        self.label: list[str | None] = [_ENTITY.get(one) for one in tree.entity]
        self.names: set[int] = set()
        self.parties: set[int] = set()
        for row in found.rows("mention"):
            if row.label in ("time", "figure"):
                continue
            for index in self.tokens(row.start, row.end):
                self.label[index] = row.label
                if row.label in _PARTY:
                    self.parties.add(index)
                if row.label in ("organisation", "armed_group", "government", "facility") and row.end - row.start > 1:
                    self.names.add(index)

    def tokens(self, start: int, end: int) -> range:
        """The tokens that begin inside `start:end`."""
        first = bisect_left(self.tree.start, start)
        return range(first, bisect_left(self.tree.start, end))

    def is_a(self, name: str, index: int) -> bool:
        """Whether a token is (in a mention of) a `place`, a `party` or a `person`."""
        label = self.label[index]
        if name == "place":
            return label in _PLACE
        if name == "person":
            return label == "person"
        return self.is_party(index)

    def is_party(self, index: int) -> bool:
        classes = self.words.classes
        lemma = self.tree.lemma[index]
        return (
            self.label[index] in _PARTY
            or lemma in classes["people"]
            or lemma in classes["troops"]
            or lemma in classes["party"]
        )

    def is_place(self, index: int) -> bool:
        return self.label[index] in _PLACE or self.tree.lemma[index] in self.words.classes["place"]

    def mention(self, first: int, last: int, head: int) -> Annotation | None:
        """The mention that stands for the phrase `first`..`last` with this head."""
        tree = self.tree
        return self.found.mention_for(tree.start[first], tree.end[last], tree.start[head])
