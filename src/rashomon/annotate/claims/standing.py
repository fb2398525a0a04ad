"""Modals that tell what holds at any time: dispositions, prices, leave now given, words about the text itself.

Each case is one of language: "will" of what somebody is like ("she will say anything"), of what a thing costs whoever
wants it, of what the reader is about to be shown; "may now" of leave; "could be" of what a thing is. The words stand in
vocab/forecast.toml under `standing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rashomon.annotate.claims.tree import Tree
from rashomon.vocab import load

_ENDINGS = ("man", "men", "woman", "women", "ist", "ists")
_SHORTEST = 6  # letters of a noun whose ending says that it is somebody: "separatist", not "list" or "omen"


def is_agent_noun(tree: Tree, index: int) -> bool:
    """Whether a noun's ending says that it is somebody: "separatists", "postman"."""
    low = tree.low[index]
    return tree.pos[index] == "NOUN" and len(low) >= _SHORTEST and low.endswith(_ENDINGS)


class Standing:
    """Says of a verb with a modal that it foretells nothing since it holds at any time; `is_somebody` is of a noun."""

    def __init__(self, tree: Tree, is_somebody: Callable[[int], bool]) -> None:
        self.tree = tree
        self.words = {key: frozenset(value) for key, value in load("forecast")["standing"].items()}
        self.is_somebody = is_somebody

    def of_will(self, verb: int, subjects: Sequence[int]) -> str | None:
        """Dispositions, prices, terms, counter-threats and words about the text, told with "will" or "would"."""
        tree = self.tree
        if self._is_shown(verb) or self._is_of_text(verb, subjects) or self._waits_to_see(verb, subjects):
            return "hypothetical"
        if self._is_refusing(verb):
            return "hypothetical"
        if self._is_posted(verb):
            return "ordered"
        if self._is_held(verb, subjects) or self._is_disposed(verb, subjects) or self._is_charged(verb):
            return "asserted"
        if self._is_laid_down(verb) or self._is_answered(verb, subjects) or self._is_repaid(verb, subjects):
            return "planned"
        if tree.lemma[verb] == "be" and any(tree.low[one] == "that" for one in subjects):
            who = tree.children(verb, "attr")
            if any(is_agent_noun(tree, one) and tree.has_child(one, "det") for one in who):
                return "hypothetical"  # "that will be the postman"
        return None

    def of_would(self, verb: int) -> str | None:
        """What somebody is like ("a man who would sell his brother"), and what was thought and came otherwise."""
        tree = self.tree
        if tree.dep[verb] == "relcl" and any(tree.low[one] == "who" for one in tree.children(verb, "nsubj")):
            kind = tree.head[verb]
            if any(tree.low[kid] in ("a", "an") for kid in tree.children(kind, "det")):
                return "hypothetical"
        return "hypothetical" if self._came_otherwise(verb) or self._is_elsewhere(verb) else None

    def of_may(self, verb: int, subjects: Sequence[int]) -> str | None:
        """Leave now given ("fishermen may now cast their nets"), and where somebody may be now."""
        tree = self.tree
        modals = {tree.low[kid] for kid in tree.children(verb, "aux") if tree.tag[kid] == "MD"}
        around = {tree.low[kid] for kid in tree.children(verb, "advmod")}
        people = any(self.is_somebody(one) or is_agent_noun(tree, one) for one in subjects)
        if "may" in modals and "now" in around and (people or any(tree.tag[one] == "NNS" for one in subjects)):
            return "ordered"
        if tree.lemma[verb] != "be":
            return None
        if any(tree.lemma[kid] in self.words["identities"] for kid in tree.children(verb, "attr")):
            return "hypothetical"
        return "hypothetical" if (people or "still" in around) and self._is_located(verb) else None

    def is_untold(self, clause: int, head: int) -> bool:
        """Whether nobody says what a clause tells: "no one is saying that the dam will fail"; not "nobody thinks"."""
        tree = self.tree
        if tree.dep[clause] != "ccomp" or tree.lemma[head] not in self.words["saying"]:
            return False
        nobody = ("nobody", "no", "none")
        own = tree.children(head, "nsubj")
        return tree.has_child(head, "neg") or any(
            tree.low[one] in nobody or any(tree.low[kid] == "no" for kid in tree.kids[one]) for one in own
        )

    # ---- the cases

    def _is_shown(self, verb: int) -> bool:
        """ "as this chart will show": what the text itself does next."""
        tree = self.tree
        return tree.lemma[verb] in self.words["shown"] and any(
            tree.low[kid] == "as" and kid < verb for kid in tree.children(verb, "mark", "advmod", "prep")
        )

    def _waits_to_see(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "we'll see what happens", "we shall see": who waits foretells nothing; not "we will see further raids"."""
        tree = self.tree
        if tree.lemma[verb] != "see" or not any(tree.low[one] in ("i", "we") for one in subjects):
            return False
        dated = any(tree.entity[one] == "DATE" for one in range(tree.left[verb], min(tree.right[verb], verb + 12) + 1))
        return not (dated or tree.has_child(verb, "dobj", "neg")) and not any(
            tree.tag[kid] == "VBG" or tree.pos[kid] == "NOUN" for kid in tree.children(verb, "ccomp")
        )

    def _is_refusing(self, verb: int) -> bool:
        """ "companies that will not cooperate": what those whom a noun tells apart refuse to do."""
        tree = self.tree
        if tree.dep[verb] != "relcl" or not tree.has_child(verb, "neg") or tree.has_child(verb, "auxpass"):
            return False
        kind = tree.head[verb]
        known = any(tree.low[kid] in ("the", "this", "these") for kid in tree.children(kind, "det"))
        own = tree.children(verb, "nsubj")
        return not known and any(tree.is_relative(one) for one in own) and tree.pos[kind] == "NOUN"

    def _is_of_text(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "this chapter will argue that": what a part of the text does next."""
        tree, words = self.tree, self.words
        return tree.lemma[verb] in words["of_texts"] and any(
            tree.lemma[one] in words["texts"] and any(tree.low[kid] in ("this", "the") for kid in tree.kids[one])
            for one in subjects
        )

    def _is_posted(self, verb: int) -> bool:
        """ "every household will hand in its weapons, the proclamation read": said by a paper that orders."""
        tree = self.tree
        head = tree.head[verb]
        return tree.dep[verb] == "ccomp" and any(
            tree.lemma[one] in self.words["orders"]
            for one in tree.children(head, "nsubj", "compound")  # "the notice read", as the parser has it
        )

    def _is_held(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "the hall will seat four hundred": how much a thing holds, at any time."""
        tree = self.tree
        if tree.lemma[verb] not in self.words["holds"] or any(self._is_person(one) for one in subjects):
            return False
        objects = tree.children(verb, "dobj")
        counted = any(tree.tag[one] == "CD" or any(tree.tag[kid] == "CD" for kid in tree.kids[one]) for one in objects)
        return counted and not any(
            tree.entity[one] in ("DATE", "TIME") for one in range(tree.left[verb], min(tree.right[verb], verb + 40) + 1)
        )

    def _is_repaid(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "any attack on the fleet will be met with force": what a deed gets, whoever does it."""
        tree = self.tree
        return (
            tree.lemma[verb] in self.words["repaid"]
            and tree.has_child(verb, "auxpass")
            and any(any(tree.low[kid] in ("any", "every") for kid in tree.children(one, "det")) for one in subjects)
        )

    def _is_elsewhere(self, verb: int) -> bool:
        """ "in any other country he would be in prison", "another man would be ashamed", "were he alive, he would"."""
        tree = self.tree
        own = tree.children(verb, "nsubj", "nsubjpass")
        nouns = [one for one in own if tree.pos[one] == "NOUN"]
        if any(
            tree.low[kid] == "another" and self._is_person(one) for one in nouns for kid in tree.children(one, "det")
        ):
            return True
        other = any(
            tree.low[tree.left[one]] == "any" and any(tree.low[kid] == "other" for kid in tree.kids[one])
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )
        return other or any(
            tree.low[clause] == "were" and tree.left[clause] == clause and tree.has_child(clause, "acomp", "attr")
            for clause in tree.children(verb, "advcl")
        )

    def _is_disposed(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "he will say anything", "she will sit for hours": what somebody is like, not what is to come."""
        tree, words = self.tree, self.words
        if tree.has_child(verb, "neg") or not any(self._is_person(one) for one in subjects):
            return False
        if any(tree.low[kid] in words["anything"] for kid in tree.children(verb, "dobj")):
            return True
        if tree.lemma[verb] not in words["postures"]:
            return False
        return any(
            tree.low[kid] == "for" and any(tree.low[one] in words["stretches"] for one in tree.pobjs(kid))
            for kid in tree.children(verb, "prep")
        )

    def _is_person(self, one: int) -> bool:
        tree = self.tree
        return self.is_somebody(one) or is_agent_noun(tree, one) or tree.entity[one] == "PERSON"

    def _is_charged(self, verb: int) -> bool:
        """ "a visa will cost you sixty crowns": a price, asked of whoever wants it."""
        tree = self.tree
        return tree.lemma[verb] in self.words["charged"] and any(
            tree.low[kid] == "you" for kid in tree.children(verb, "dative", "dobj")
        )

    def _is_laid_down(self, verb: int) -> bool:
        """ "the law provides that a widow will receive half": a term, in the clause below the paper's verb."""
        tree = self.tree
        head = tree.head[verb]
        if tree.dep[verb] != "ccomp" or tree.lemma[head] not in self.words["provides"]:
            return False
        papers = load("forecast")["lookalikes"]["papers"]
        return any(tree.lemma[one] in papers for one in tree.children(head, "nsubj"))

    def _is_answered(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "touch the wells and we will come back": what the speaker does to whoever does not obey."""
        tree = self.tree
        head = tree.head[verb]
        own = any(tree.low[one] in ("i", "we") for one in subjects)
        bare = tree.tag[head] == "VB" and not tree.has_child(head, "aux", "nsubj")
        return own and tree.dep[verb] == "conj" and bare and tree.low[verb] not in ("be", "have")

    def _is_located(self, verb: int) -> bool:
        """ "might still be in the building": where somebody is, by a place that is pointed at or named."""
        tree = self.tree
        return any(
            tree.low[kid] in self.words["located"]
            and tree.entity[one] not in ("DATE", "TIME")
            and tree.lemma[one] not in self.words["straits"]
            and (tree.pos[one] == "PROPN" or tree.has_child(one, "det", "poss"))
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )

    def _came_otherwise(self, verb: int) -> bool:
        """ "said she would lose; she won": the sentence goes on to tell in the past what came of the same."""
        tree = self.tree
        said = tree.head[verb]
        if tree.dep[verb] != "ccomp" or tree.tag[said] != "VBD":
            return False
        own = {tree.low[one] for one in tree.children(verb, "nsubj", "nsubjpass")}
        others = [*tree.children(said, "conj", "parataxis"), *([tree.head[said]] if tree.dep[said] != "ROOT" else [])]
        return any(
            other > verb and tree.tag[other] in ("VBD", "VB") and self._takes_up(other, own, tree.lemma[verb])
            for other in others
        )

    def _takes_up(self, other: int, own: set[str], told: str) -> bool:
        tree = self.tree
        pronouns = {tree.low[one] for one in tree.children(other, "nsubj", "nsubjpass")} & self.words["pronouns"]
        if tree.tag[other] == "VBD" and tree.lemma[other] == told and pronouns:
            return True  # "they said the tunnel would flood, and it flooded"
        if tree.low[other] == "did" and tree.has_child(other, "neg") and pronouns:
            return True  # "the cabinet would not last, and it did not"
        if tree.tag[other] == "VB":  # "they did not", "it never did"
            return bool(pronouns) and any(tree.low[kid] == "did" for kid in tree.children(other, "aux"))
        return bool(pronouns & own)
