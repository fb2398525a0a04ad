"""The event type of each predicate: frames first, then lists, then the type of what it governs."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.claims.lexicon import Lexicon, Pattern
from rashomon.annotate.claims.parties import Parties
from rashomon.annotate.claims.predicates import Predicate
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies, Valency


class Kinds:
    """Says the type of predicates of one document."""

    def __init__(self, tree: Tree, valencies: Valencies, parties: Parties, words: Lexicon) -> None:
        self.tree = tree
        self.valencies = valencies
        self.parties = parties
        self.words = words

    def of(self, one: Predicate) -> str:
        if one.sort == "noun":
            return self.of_noun(one.index)
        if one.sort == "state":
            return self._of_state(one)
        return self.of_verb(one.index, 3)

    def of_noun(self, noun: int) -> str:
        tree = self.tree
        if tree.low[noun] == "dead":
            return "ASSAULT" if self._violent_neighbourhood(noun) else "OTHER"
        lemma = tree.lemma[noun] if tree.pos[noun] != "PROPN" else tree.low[noun]
        for name, modifiers in self.words.noun_frames.get(lemma, ()):
            if any(tree.lemma[kid] in modifiers or tree.low[kid] in modifiers for kid in tree.kids[noun]):
                return name
        return self.words.nouns.get(lemma, "OTHER")

    def _of_state(self, one: Predicate) -> str:
        tree = self.tree
        if one.noun is None:
            return self._framed(one.index, self.valencies.of(one.index)) or "STATE"
        lemma = tree.lemma[one.noun]
        if lemma in self.words.complements:
            return self.words.complements[lemma]
        if tree.pos[one.noun] == "NOUN" and lemma in self.words.nouns:
            return self.of_noun(one.noun)
        return "STATE"

    def of_verb(self, verb: int, steps: int) -> str:
        tree, lemma = self.tree, self.tree.lemma[verb]
        valency = self.valencies.of(verb)
        framed = self._framed(verb, valency)
        if framed is not None:
            return framed
        if lemma in self.words.words["carriers"] and steps:
            for below in valency.complements:
                if tree.dep[below] == "xcomp" and tree.is_verb(below):
                    return self.of_verb(below, steps - 1)
        listed = self.words.verbs.get(lemma)
        if listed is not None and listed not in ("STATE", "MOVE"):
            return listed
        if lemma in self.words.words["light"] or lemma in self.words.words["carriers"]:
            for noun in valency.objects:
                if tree.lemma[noun] in self.words.nouns:
                    return self.of_noun(noun)
        return listed or "OTHER"

    def _framed(self, verb: int, valency: Valency) -> str | None:
        for pattern in self.words.frames.get(self.tree.lemma[verb], ()):
            if self._holds(pattern, valency):
                return pattern.type
        return None

    def _holds(self, pattern: Pattern, valency: Valency) -> bool:
        tree = self.tree
        if pattern.particles:
            spoken = {tree.low[one] for one in valency.particles} | {prep for prep, _ in valency.preps}
            if not spoken & pattern.particles:
                return False
        if pattern.complement and not any(
            "*" in pattern.complement or tree.lemma[one] in pattern.complement
            for one in valency.complements
            if tree.dep[one] in ("xcomp", "ccomp")
        ):
            return False
        if pattern.objects and not self._fits("objects", pattern.objects, pattern, valency.objects + valency.datives):
            return False
        if pattern.subjects and not self._fits("subjects", pattern.subjects, pattern, valency.subjects):
            return False
        if pattern.prep:
            below = [one for prep, one in valency.preps if prep in pattern.prep]
            if not below:
                return False
            if pattern.prep_objects and not self._fits("prep_objects", pattern.prep_objects, pattern, below):
                return False
        return True

    def _fits(self, key: str, wanted: frozenset[str], pattern: Pattern, tokens: Iterable[int]) -> bool:
        for one in tokens:
            for head in (one, self.inner(one)):
                if self.tree.lemma[head] in wanted or self.tree.low[head] in wanted:
                    return True
                for name in ("place", "party", "person"):
                    if (f"{key}:{name}" in pattern.classes or f"@{name}" in wanted) and self.parties.is_a(name, head):
                        return True
        return False

    def inner(self, noun: int) -> int:
        """The noun that counts in "thousands of civilians", "a series of raids"; else the noun itself."""
        tree = self.tree
        if tree.lemma[noun] in self.words.classes["quantity"] or tree.pos[noun] == "NUM":
            for kid in tree.children(noun, "prep"):
                if tree.low[kid] == "of":
                    for below in tree.children(kid, "pobj"):
                        return below
        return noun

    def _violent_neighbourhood(self, index: int) -> bool:
        """Whether a word of violence stands in the same sentence, up to 40 tokens off."""
        tree, words = self.tree, self.words
        violent = words.classes["violence"] | words.classes["weapon"]
        first, last = max(0, index - 40), min(len(tree), index + 41)
        return any(tree.lemma[one] in violent for one in range(first, last))
