"""Tolls over a period ("more than 9,000 have been killed since 2011"): how things stand, not one deed."""

from __future__ import annotations

from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.tree import Tree

#: More killed than any one attack of FA-KES has (1,400; 456 reports): such a count in the perfect is of a war.
_TOO_MANY = 5_000
_REACH = 30  # tokens at most on each side of the predicate, within its clause
_PERFECT = frozenset({"have", "has", "had", "'ve", "’ve"})
_PERIOD_PREPS = frozenset({"in", "over", "during", "within", "for", "throughout"})


class Tolls:
    """Says which predicates of killing give a running total of a war, a campaign or a stretch of time."""

    def __init__(self, tree: Tree, words: Lexicon) -> None:
        self.tree = tree
        self.words = words.words

    def is_total(self, verb: int) -> bool:
        """Whether the killing or dying told of by this verb is a count over a period, by the words of its clause.

        It has a number and "so far" or "in the past two weeks", or a war for its subject; or it stands in the perfect
        with "since", "in the war", or thousands killed.
        """
        tree = self.tree
        if not tree.is_verb(verb) or not self._counts(verb):
            return False
        if any(tree.lemma[one] in self.words["wide_wars"] for one in self._subjects(verb)):
            return True
        clause = self._clause(verb)
        if any(self._is_period(one) for one in clause):
            return True
        if not any(tree.low[kid] in _PERFECT for kid in tree.children(verb, "aux")):
            return False
        return any(self._since(one, verb) or self._is_war(one, verb) or self._is_in_thousands(one) for one in clause)

    def _counts(self, verb: int) -> bool:
        """Whether somebody is counted: a number under the subject or the object of the verb."""
        tree = self.tree
        parts = tree.children(verb, "nsubj", "nsubjpass", "dobj", "attr", "prep", "oprd")
        return any(
            tree.pos[one] == "NUM" or tree.lemma[one] in self.words["rough_counts"]
            for part in parts
            for one in range(max(tree.left[part], part - 8), min(tree.right[part], part + 8) + 1)
        )

    def _subjects(self, verb: int) -> list[int]:
        """The subject, and that of the clause a relative pronoun goes back to ("a war that has killed 9,000")."""
        tree = self.tree
        found = tree.children(verb, "nsubj")
        if any(tree.is_relative(one) for one in found) and tree.dep[verb] == "relcl":
            found = [*found, tree.head[verb]]
        return found

    def _clause(self, verb: int) -> range:
        tree = self.tree
        return range(max(tree.left[verb], verb - _REACH), min(tree.right[verb], verb + _REACH) + 1)

    def _since(self, at: int, verb: int) -> bool:
        """Whether "since" stands under the verb itself: "have been killed since", "has since killed"."""
        tree = self.tree
        if tree.low[at] != "since":
            return False
        above = tree.head[at]
        return above == verb or tree.head[above] == verb or tree.dep[at] == "mark"

    def _is_in_thousands(self, at: int) -> bool:
        """Whether a token is a number larger than one deed's, or a word for one."""
        low = self.tree.low[at].replace(",", "")
        if low.isdecimal() and len(low) < 16:
            return int(low) >= _TOO_MANY
        return self.tree.lemma[at] in ("thousand", "million")

    def _is_war(self, at: int, verb: int) -> bool:
        """Whether a whole war is what the killing happened in: "have been killed in Velm's five-year war"."""
        tree = self.tree
        return tree.lemma[at] in self.words["wide_wars"] and tree.dep[at] == "pobj" and tree.head[tree.head[at]] == verb

    def _is_period(self, at: int) -> bool:
        """Whether a token is the unit of a stretch that the count runs over: "in the past two weeks", "so far"."""
        tree = self.tree
        if tree.low[at] == "far":
            return at > 0 and tree.low[at - 1] == "so"
        if tree.lemma[at] not in self.words["stretches"] or tree.low[tree.head[at]] not in _PERIOD_PREPS:
            return False
        kids = {tree.low[one] for one in tree.children(at)}
        return bool(kids & self.words["lately"]) and (tree.tag[at] == "NNS" or tree.lemma[at] != "week")
