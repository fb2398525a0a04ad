"""Modals of whoever or whatever it may be, of terms and assurances, and of what came after something past.

"A shell will pierce a wall" holds of any shell, "you will have your wages" is somebody's word for it, and "as dusk fell
the women would light the lamps" is told, not foretold. The words stand in vocab/forecast.toml under `anybody`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.standing import is_agent_noun
from rashomon.annotate.claims.tree import Tree
from rashomon.vocab import load

_AUX = ("aux", "auxpass")


class Anybody:
    """Says of a verb with a modal that it foretells nothing; `is_dated` tells whether a time stands in its clause."""

    def __init__(self, tree: Tree, is_dated: Callable[[int], bool]) -> None:
        self.tree = tree
        self.is_dated = is_dated
        self.words = {key: frozenset(value) for key, value in load("forecast")["anybody"].items()}

    def of_will(self, verb: int, subjects: Sequence[int]) -> str | None:
        """What any of a sort does, terms with their day, assurances and threats to whoever is spoken to."""
        if self._is_any(verb, subjects) or self._is_wanted(verb) or self._is_in_case(verb) or self._is_refusal(verb):
            return "hypothetical"
        if self._is_truth(verb, subjects) or self.is_supposed(verb):
            return "hypothetical"
        if self._is_of_force(verb) or self._is_assured(verb, subjects) or self._is_threatened(verb, subjects):
            return "planned"
        if self._is_let_known(verb, subjects):
            return "planned"
        return None

    def of_would(self, verb: int) -> str | None:
        """What came after something past."""
        tree = self.tree
        return "asserted" if tree.dep[verb] == "ROOT" and self._is_after_past(verb) else None

    def of_may(self, verb: int, subjects: Sequence[int]) -> str | None:
        """Leave that has its first day ("may graze from October"), measures, and states that one sees or not."""
        tree = self.tree
        may = any(tree.low[kid] == "may" for kid in tree.children(verb, "aux"))
        if may and self._is_from(verb) and any(tree.tag[one] in ("NNS", "NNPS") for one in subjects):
            return "ordered"
        inside = range(verb, min(tree.right[verb], verb + 6) + 1)
        if tree.lemma[verb] in self.words["measures"] and any(tree.low[one] == "up" for one in inside):
            return "hypothetical"
        shown = [verb, *tree.children(verb, "acomp")]
        state = any(tree.low[one] in self.words["states"] for one in shown)
        return "hypothetical" if state and not self.is_dated(verb) else None

    # ---- the cases

    def _is_any(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "any government will", "anyone who has seen it will"; not "a war will", nor "a new one will"."""
        tree, words = self.tree, self.words
        if self.is_dated(verb) or tree.has_child(verb, "neg", "advcl") or tree.dep[verb] not in ("ROOT", "conj"):
            return False
        if any(tree.low[kid] in load("forecast")["cues"]["guesses"] for kid in tree.children(verb, "advmod")):
            return False
        would = any(tree.low[kid] in ("would", "'d", "’d") for kid in tree.children(verb, "aux"))
        for one in subjects:
            you = any(tree.low[kid] == "you" for kid in tree.children(verb, "dative", "dobj"))
            if tree.low[one] in words["whoever"] and (you or tree.has_child(one, "relcl")):
                return True  # "everybody here will give you a different number"
            first = any(tree.low[kid] in words["each_of"] for kid in tree.children(one, "det"))
            if would and not is_agent_noun(tree, one) and tree.low[tree.left[one]] in ("a", "an"):
                continue  # "a partition would satisfy nobody": what would come of it
            told_apart = any(tree.low[kid] in words["told_apart"] for kid in tree.kids[one])
            if first and not told_apart and tree.tag[one] == "NN" and tree.lemma[one] not in lexicon().nouns:
                return True
        return False

    def _is_truth(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "boys will fight over anything", "such men will always blame", "iron will rust if it is left in the rain".

        A sort of thing, no one of them, in an author's own "will" without a day: what it does at any time.
        """
        tree, words = self.tree, self.words
        will = any(tree.low[kid] in ("will", "’ll", "'ll") for kid in tree.children(verb, "aux"))
        ever = any(tree.low[kid] == "always" for kid in tree.children(verb, "advmod"))
        if will and ever and tree.lemma[verb] == "be" and tree.has_child(verb, "attr"):
            return True  # "he will always be the king", "there will always be wars"
        if not will or tree.dep[verb] not in ("ROOT", "conj") or tree.has_child(verb, "neg", "auxpass"):
            return False
        if self.is_dated(verb) or not subjects or not all(self._is_sort(one) for one in subjects):
            return False
        always = any(tree.low[kid] == "always" for kid in tree.children(verb, "advmod"))
        below = range(verb, min(tree.right[verb], verb + 10) + 1)
        anything = any(tree.low[one] in words["whatever"] for one in below)
        passive_if = any(
            tree.low[kid] in ("if", "when")
            and tree.has_child(clause, "nsubj", "nsubjpass")
            and any(tree.low[one] in ("it", "they") for one in tree.children(clause, "nsubj", "nsubjpass"))
            for clause in tree.children(verb, "advcl")
            for kid in tree.children(clause, "mark", "advmod")
        )
        return always or anything or passive_if or (tree.lemma[verb] == "happen" and not tree.has_child(verb, "prep"))

    def _is_sort(self, one: int) -> bool:
        """Whether a noun stands for its sort: "boys", "iron", "such men", "a cornered animal"; not "the men"."""
        tree = self.tree
        if tree.pos[one] != "NOUN":
            return False
        dets = [tree.low[kid] for kid in tree.children(one, "det", "poss", "nummod")]
        return not dets or (dets[0] in ("a", "an") and tree.lemma[one] not in lexicon().nouns)

    def is_supposed(self, verb: int) -> bool:
        """ "the belief that threats will be carried out": what is thought by whoever it may be."""
        tree, noun = self.tree, self.tree.head[verb]
        supposed = tree.dep[verb] == "acl" and tree.lemma[noun] in self.words["supposed"]
        return supposed and not tree.has_child(noun, "poss")

    def _is_wanted(self, verb: int) -> bool:
        """ "what the town needs is a doctor who will stay", "looking for a partner that would pay"."""
        tree = self.tree
        noun = tree.head[verb]
        if tree.dep[verb] != "relcl" or not any(tree.low[kid] in ("a", "an") for kid in tree.children(noun, "det")):
            return False
        above = tree.governor(noun)
        if above is None:
            return False
        needs = [above, *tree.children(above, "csubj", "nsubj")]
        return any(tree.lemma[one] in self.words["needs"] for one in needs)

    def _is_in_case(self, verb: int) -> bool:
        """ "in the event of fire the doors will unlock": what is laid down for a case."""
        tree = self.tree
        return any(
            tree.low[kid] == "in" and tree.lemma[one] in ("event", "case") and tree.has_child(one, "prep")
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )

    def _is_refusal(self, verb: int) -> bool:
        """ "they will not even admit it" of what one is like, "it will be recalled that" of what one knows."""
        tree = self.tree
        if tree.has_child(verb, "neg") and any(tree.low[kid] == "even" for kid in tree.children(verb, "advmod")):
            return not self.is_dated(verb) and tree.lemma[verb] in self.words["admitted"]
        none = any(
            tree.low[kid] in ("neither", "no", "nobody")
            for one in tree.children(verb, "nsubj")
            for kid in (one, *tree.kids[one])
        )
        if tree.lemma[verb] in ("admit", "acknowledge", "concede") and (none or tree.has_child(verb, "neg")):
            return not self.is_dated(verb)  # "neither side will admit to having fired first"
        it = any(tree.low[kid] == "it" for kid in tree.children(verb, "nsubjpass"))
        shown = load("forecast")["standing"]["shown"]
        return it and tree.lemma[verb] in shown and tree.has_child(verb, "ccomp")

    def _is_of_force(self, verb: int) -> bool:
        """ "the law will come into force on", "will take effect": fixed beforehand."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        if lemma == "take" and any(tree.lemma[one] == "effect" for one in tree.children(verb, "dobj")):
            return True
        return lemma in ("come", "enter", "go", "be") and any(
            tree.low[kid] in ("into", "in") and tree.low[one] in ("force", "effect")
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )

    def _is_assured(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "you will have your wages": the word of whoever speaks for what the one spoken to is given."""
        tree = self.tree
        you = any(tree.low[one] == "you" for one in subjects)
        if not you or tree.lemma[verb] not in self.words["given"] or tree.has_child(verb, "neg"):
            return False
        return any(tree.low[kid] in ("your", "what") for one in tree.children(verb, "dobj") for kid in tree.kids[one])

    def _is_threatened(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "they will pay for this", "if you do not pay, your shop will burn", "you will regret it"."""
        tree, words = self.tree, self.words
        if tree.lemma[verb] in ("pay", "suffer") and any(
            tree.low[kid] == "for" and any(tree.low[one] in ("this", "that", "it") for one in tree.pobjs(kid))
            for kid in tree.children(verb, "prep")
        ):
            return True
        if tree.lemma[verb] in words["rued"] and any(tree.low[one] == "you" for one in subjects):
            return True
        to_you = any(
            tree.low[kid] == "if" and any(tree.low[one] == "you" for one in tree.children(clause, "nsubj"))
            for clause in tree.children(verb, "advcl")
            for kid in tree.children(clause, "mark")
        )
        return to_you and any(tree.low[kid] == "your" for one in subjects for kid in tree.children(one, "poss"))

    def is_made_known(self, verb: int) -> bool:
        """ "the announcement that fares would rise": what somebody decided, in the clause of the noun for it."""
        tree = self.tree
        return tree.dep[verb] == "acl" and tree.lemma[tree.head[verb]] in self.words["made_known"]

    def _is_let_known(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "the airline will cut forty routes": what a body does that lets people know what it does."""
        tree = self.tree
        cues = load("forecast")["cues"]
        if tree.dep[verb] not in ("ROOT", "conj") or tree.lemma[verb] in cues["undecided"]:
            return False
        guessed = any(tree.low[kid] in cues["guesses"] for kid in tree.children(verb, "advmod"))
        if guessed or tree.has_child(verb, "neg", "auxpass") or not tree.has_child(verb, "dobj", "acomp", "prt"):
            return False
        return any(
            tree.lemma[one] in self.words["bodies"] and any(tree.low[kid] == "the" for kid in tree.kids[one])
            for one in subjects
        )

    def _is_from(self, verb: int) -> bool:
        tree = self.tree
        return any(
            tree.low[kid] == "from" and tree.entity[one] == "DATE"
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )

    def _is_after_past(self, verb: int) -> bool:
        """ "as dusk fell the women would", "it would cost many lives before it was put down"."""
        tree = self.tree
        for clause in tree.children(verb, "advcl"):
            marks = {tree.low[kid] for kid in tree.children(clause, "mark", "advmod")}
            aux = {tree.low[kid] for kid in tree.children(clause, *_AUX)}
            past = tree.tag[clause] == "VBD" or aux & {"was", "were", "did"} or tree.low[clause] in ("was", "were")
            if (
                marks & self.words["whenever"]
                and past
                and not any(tree.tag[kid] == "MD" for kid in tree.children(clause, "aux"))
            ):
                return True
        return False
