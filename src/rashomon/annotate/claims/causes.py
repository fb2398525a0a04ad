"""Why and with what: phrases of cause and instrument, each with the claim it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.phrases import clause, phrase
from rashomon.annotate.claims.tree import NOUNS, Tree
from rashomon.model import Annotation

#: What a place or a party may answer with: after these, "after the raid" says why, not only when.
_ANSWERS = frozenset({"MOVE", "RETREAT", "SANCTION", "ACCUSE", "PROTEST", "MOBILIZE", "COERCE", "CONCEDE"})
_BEFORE = frozenset({"ASSAULT", "COERCE", "PROTEST", "THREATEN"})

Owner = Callable[[int], Annotation | None]
#: Label, claim, first and last token.
Part = tuple[str, Annotation, int, int]


class Causes:
    """Finds causes and instruments in one pass over the tokens of one document."""

    def __init__(self, tree: Tree, words: Lexicon, kind_of_noun: Callable[[int], str]) -> None:
        self.tree = tree
        self.words = words
        self.kind_of_noun = kind_of_noun
        self._phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for label, key in (("cause", "cause_phrases"), ("instrument", "instrument_phrases")):
            for one in words.orders[key]:
                parts = tuple(one.split())
                self._phrases.setdefault(parts[0], []).append((label, parts))
        lists = words.words
        self._harmed = lists["killing"] | lists["harming"] | lists["dying"] | {"destroy", "hurt"}
        self._violence = words.classes["violence"] - lists["wide_violence"]

    def find(self, owner: Owner) -> Iterator[Part]:
        """`owner` gives the claim that a token's words belong to."""
        for index in range(len(self.tree)):
            part = self._of_phrase(index, owner) or self._of_clause(index, owner) or self._of_preposition(index, owner)
            if part is not None:
                yield part

    def _part(self, label: str, top: int, noun: int, owner: Owner) -> Part | None:
        """The noun phrase of `noun` as a part of the claim of the verb above the token `top`, else of what is above."""
        head = self.tree.head[top]
        verb = self.tree.governor(top)
        claim = owner(verb if verb is not None else head) if head != top else None
        return (label, claim, *phrase(self.tree, noun)) if claim is not None else None

    def _of_phrase(self, index: int, owner: Owner) -> Part | None:
        """Fixed phrases: "because of the frost", "by means of ladders"."""
        tree = self.tree
        for label, parts in self._phrases.get(tree.low[index], ()):
            last = index + len(parts) - 1
            if tuple(tree.low[index : last + 1]) != parts:
                continue
            below = [kid for one in range(index, last + 1) for kid in tree.children(one, "pobj") if kid > last]
            noun = next((kid for kid in below if tree.pos[kid] in NOUNS), None)
            if noun is not None:
                return self._part(label, index, noun, owner)
        return None

    def _of_clause(self, index: int, owner: Owner) -> Part | None:
        """A clause with "because", and what somebody uses: "because the road was cut", "using ladders"."""
        tree = self.tree
        if tree.low[index] == "using" and tree.dep[index] in ("advcl", "acl"):
            used = [kid for kid in tree.children(index, "dobj") if tree.pos[kid] in NOUNS - {"PRON"}]
            return self._part("instrument", index, used[0], owner) if used else None
        head = tree.head[index]
        if tree.lemma[head] == "be" and tree.children(head, "attr"):
            return None  # "the raid was the decisive one, because …": why it was so, not why it happened
        claim = owner(head) if tree.dep[index] == "advcl" and head != index else None
        if claim is not None and any(
            tree.low[kid] in self.words.orders["cause_marks"] for kid in tree.children(index, "mark")
        ):
            first, last = clause(tree, index)
            while first < index and tree.dep[first] == "mark":
                first += 1
            return "cause", claim, first, last
        return None

    def _of_preposition(self, index: int, owner: Owner) -> Part | None:
        """ "with barrel bombs", "killed in an airstrike", "fled after the raid"."""
        tree = self.tree
        if tree.dep[index] != "prep" or tree.head[index] == index:
            return None
        low, head = tree.low[index], tree.head[index]
        means = low in self.words.orders["instrument_preps"]
        if not means and low not in self.words.orders["cause_preps"]:
            return None
        claim, objects = owner(head), tree.children(index, "pobj")
        if claim is None or not objects:
            return None
        noun = objects[0]
        if means:
            return ("instrument", claim, *phrase(tree, noun)) if self._is_means(low, head, noun, claim) else None
        kind = self.kind_of_noun(noun) if tree.pos[noun] in NOUNS else "OTHER"
        if claim.label in _ANSWERS and kind in _BEFORE and tree.is_verb(head):
            return ("cause", claim, *phrase(tree, noun))
        return None

    def _is_means(self, preposition: str, head: int, noun: int, claim: Annotation) -> bool:
        """Whether a weapon, or the violence in which somebody was harmed, is the means of a violent deed."""
        if claim.label != "ASSAULT":
            return False
        lemma = self.tree.lemma[noun]
        if preposition == "in":
            return self.tree.lemma[head] in self._harmed and lemma in self._violence
        return lemma in self.words.classes["weapon"]
