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
        running = tree.dep[verb] in ("acl", "advcl", "pcomp") and tree.tag[verb] in ("VBN", "VBG")
        if not running and not any(tree.low[kid] in _PERFECT for kid in tree.children(verb, "aux")):
            return False
        if any(self._since(one, verb) for one in clause):
            return True
        return not running and any(self._is_war(one, verb) or self._is_in_thousands(one) for one in clause)

    def is_running(self, noun: int) -> bool:
        """Whether a noun of killing or its toll is a count over a period, or one that the text says is overtaken.

        "The killing of 5,000 bakers over the past year", "the war's toll at 9,000"; "an earlier toll of 15", "12 dead"
        in "a previous toll of 12 dead".
        """
        tree = self.tree
        lemma = tree.lemma[noun]
        if tree.low[noun] == "dead":
            above = next((one for one in self._above(noun) if tree.lemma[one] == "toll"), None)
            return above is not None and self._is_overtaken(above)
        if lemma in self.words["wide_wars"]:
            return any(tree.pos[one] == "NUM" for kid in tree.children(noun, "prep") for one in self._below(kid))
        if lemma != "toll" and lemma not in self.words["toll_nouns"]:
            return False
        if lemma == "toll" and (self._is_overtaken(noun) or self._is_of_war(noun)):
            return True
        if tree.dep[noun] == "dobj":
            above = tree.head[noun]
            if self.is_total(above) or any(self._is_period(one) for one in self._below(above)):
                return True
        inside = range(tree.left[noun], min(tree.right[noun], noun + _REACH) + 1)
        return any(self._is_period(one) or (tree.low[one] == "since" and tree.dep[one] == "prep") for one in inside)

    def _below(self, index: int) -> range:
        return range(index + 1, min(self.tree.right[index], index + _REACH) + 1)

    def _above(self, index: int) -> list[int]:
        found = []
        for _ in range(4):
            index = self.tree.head[index]
            found.append(index)
        return found

    def _is_overtaken(self, toll: int) -> bool:
        """Whether a toll is one that later ones replaced: "an earlier toll", "had initially given a toll"."""
        tree = self.tree
        beside = [*tree.kids[toll], *tree.children(tree.head[toll], "advmod")]
        return any(tree.low[one] in self.words["overtaken"] for one in beside)

    def _is_of_war(self, toll: int) -> bool:
        tree = self.tree
        own = tree.children(toll, "poss", "compound")
        below = [one for kid in tree.children(toll, "prep") for one in tree.pobjs(kid)]
        return any(tree.lemma[one] in self.words["wide_wars"] for one in [*own, *below])

    def _counts(self, verb: int) -> bool:
        """Whether somebody is counted: a number under the subject or the object of the verb."""
        tree = self.tree
        parts = tree.children(verb, "nsubj", "nsubjpass", "dobj", "attr", "prep", "oprd")
        if tree.dep[verb] == "acl" and tree.tag[verb] == "VBN":
            parts = [*parts, tree.head[verb]]  # "the 9,000 people killed since"
        return any(
            tree.pos[one] == "NUM" or tree.lemma[one] in self.words["rough_counts"]
            for part in parts
            for one in range(max(tree.left[part], part - 8), min(tree.right[part], part + 8) + 1)
        )

    def _subjects(self, verb: int) -> list[int]:
        """The subject, and that of the clause a relative pronoun goes back to ("a war that has killed 9,000")."""
        tree = self.tree
        found = tree.children(verb, "nsubj")
        if not found and tree.dep[verb] == "acl" and tree.tag[verb] == "VBG":
            found = [tree.head[verb]]  # "the war killing 9,000"
        if any(tree.is_relative(one) for one in found) and tree.dep[verb] == "relcl":
            found = [*found, tree.head[verb]]
        return found

    def _clause(self, verb: int) -> range:
        tree = self.tree
        return range(max(tree.left[verb], verb - _REACH), min(tree.right[verb], verb + _REACH) + 1)

    def _since(self, at: int, verb: int) -> bool:
        """Whether "since" stands under the verb or its subject: "were killed since", "raids since May have killed".

        Under a participle in -ing only right below: "killing five in the worst raid since they came" is one deed.
        """
        tree = self.tree
        if tree.low[at] != "since":
            return False
        above = tree.head[at]
        if above == verb:
            return True
        if tree.tag[verb] == "VBG" and not tree.has_child(verb, "aux"):
            return False
        under = tree.head[above] == verb and (tree.pos[above] != "NOUN" or tree.dep[above] == "nsubj")
        return under or (tree.dep[at] == "mark" and tree.has_child(verb, "aux"))

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
        if tree.low[at] == "overall":
            return tree.dep[at] == "advmod"
        if tree.lemma[at] not in self.words["stretches"] or tree.low[tree.head[at]] not in _PERIOD_PREPS:
            return False
        kids = {tree.low[one] for one in tree.children(at)}
        return bool(kids & self.words["lately"]) and (tree.tag[at] == "NNS" or tree.lemma[at] != "week")
