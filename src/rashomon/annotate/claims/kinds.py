"""The event type of each predicate: frames first, then lists, then the type of what it governs."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.claims.dead import Dead
from rashomon.annotate.claims.lexicon import Lexicon, Pattern
from rashomon.annotate.claims.parties import Parties
from rashomon.annotate.claims.predicates import Predicate
from rashomon.annotate.claims.tolls import Tolls
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies, Valency

#: "will" with these types is a promise or a threat in PLOVER, not the deed (Halterman and others 2023).
_PROMISED = {
    "AID": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "CONSULT": "AGREE", "RETREAT": "AGREE",
    "CONCEDE": "AGREE", "ASSAULT": "THREATEN", "COERCE": "THREATEN",
}  # fmt: skip
_WILLING = frozenset({"AGREE", "AID", "CONSULT", "CONCEDE", "RETREAT", "COOPERATE", "SUPPORT"})
_HARMS = frozenset({"ASSAULT", "COERCE", "SANCTION", "CONTROL"})
#: Pronouns for somebody; "it" and "this" go nowhere as often as not.
_MOVING = frozenset(
    {
        "i",
        "we",
        "you",
        "he",
        "she",
        "they",
        "them",
        "him",
        "her",
        "us",
        "me",
        "who",
        "everyone",
        "anyone",
        "everybody",
        "nobody",
    }
)
_WILL = frozenset({"will", "'ll", "’ll", "would", "wo", "shall"})


def promised(tree: Tree, verb: int, label: str) -> str:
    """The type of a promise, a threat or a refusal to come ("will visit", "will not accept"), else `label`."""
    if not any(tree.low[kid] in _WILL for kid in tree.children(verb, "aux")):
        return label
    if tree.has_child(verb, "neg"):
        return "REJECT" if label in _WILLING else label
    return _PROMISED.get(label, label)


class Kinds:
    """Says the type of predicates of one document."""

    def __init__(self, tree: Tree, valencies: Valencies, parties: Parties, words: Lexicon) -> None:
        self.tree = tree
        self.valencies = valencies
        self.parties = parties
        self.words = words
        self.dead = Dead(tree, words)
        self.tolls = Tolls(tree, words)

    def of(self, one: Predicate) -> str:
        if one.sort == "noun" and one.noun is not None:
            return "RETREAT"  # what ceases: "the cessation of hostilities"
        if one.sort == "noun" or (one.noun is not None and self.tree.lemma[one.noun] == "toll"):
            noun = one.index if one.sort == "noun" else one.noun
            label = self.of_noun(noun if noun is not None else one.index)
            return "STATE" if label == "ASSAULT" and self.tolls.is_running(noun or one.index) else label
        if one.sort == "state":
            return self._of_state(one)
        label = self.of_verb(one.index, 3)
        return "STATE" if label == "ASSAULT" and self.tolls.is_total(one.index) else label

    def of_noun(self, noun: int) -> str:
        tree = self.tree
        if tree.low[noun] == "guilty":
            return "ACCUSE"
        if tree.low[noun] == "dead":
            return "ASSAULT" if self.dead.in_violence(noun) else "OTHER"
        lemma = tree.lemma[noun] if tree.pos[noun] != "PROPN" else tree.low[noun]
        for name, modifiers in self.words.noun_frames.get(lemma, ()):
            if any(tree.lemma[kid] in modifiers or tree.low[kid] in modifiers for kid in tree.kids[noun]):
                return name
        if lemma in self.words.words["harm_by_verb"] and self._harms(noun):
            return "ASSAULT"
        if lemma == "death" and self.dead.counted_deaths(noun):
            return "ASSAULT"
        verb = self.words.nominalizations.get(lemma)
        if verb is not None:
            undergone = [one for kid in tree.children(noun, "prep") if tree.low[kid] == "of" for one in tree.pobjs(kid)]
            framed = self._framed_as(verb, Valency(objects=undergone)) if undergone else None
            if framed is not None:
                return framed
        return self.words.nouns.get(lemma, "OTHER")

    def _harms(self, noun: int) -> bool:
        """Whether a word that may mean less does harm by its verb: "the strike killed nine", not "the strike ended"."""
        tree = self.tree
        verb = tree.head[noun]
        acts = tree.dep[noun] == "nsubj" or (tree.dep[noun] == "pobj" and tree.lemma[verb] in ("in", "by", "during"))
        verb = tree.head[verb] if tree.dep[noun] == "pobj" else verb
        return acts and tree.lemma[verb] in self.words.words["harming"]

    def _of_state(self, one: Predicate) -> str:
        tree = self.tree
        if self.dead.counted(one.index):
            return "ASSAULT"
        if one.noun is None:
            return self._framed(one.index, self.valencies.of(one.index)) or "STATE"
        lemma = tree.lemma[one.noun]
        if lemma in self.words.complements:
            name = self.words.complements[lemma]
            below = [one for one in tree.children(one.noun, "xcomp") if tree.is_verb(one)]
            if name == "AGREE" and below and self.of_verb(below[0], 2) in _HARMS:
                return "THREATEN"
            return name
        if tree.pos[one.noun] == "NOUN" and lemma in self.words.nouns:
            return self.of_noun(one.noun)
        return "STATE"

    def of_verb(self, verb: int, steps: int) -> str:
        tree, lemma = self.tree, self.tree.lemma[verb]
        valency = self.valencies.of(verb)
        framed = self._framed(verb, valency)
        if framed is not None:
            return framed
        if self.dead.counted(verb) or self.dead.fell(verb):
            return "ASSAULT"
        if lemma in self.words.words["reporting"] and steps:
            told = self._announced(valency, steps)
            if told is not None:
                return told
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
        return "OTHER" if listed == "MOVE" and self._is_idle(verb, valency) else listed or "OTHER"

    def _is_idle(self, verb: int, valency: Valency) -> bool:
        """Whether nobody goes anywhere: "talks went nowhere", "credit must go to the guards", "this comes as"."""
        tree = self.tree
        if tree.lemma[verb] not in self.words.words["weak_moves"] or not valency.subjects:
            return False
        return not any(self._may_move(self.inner(one)) for one in valency.subjects)

    def _may_move(self, subject: int) -> bool:
        """Whether a subject is somebody, somebody's goods, or a thing that moves by itself."""
        tree, parties = self.tree, self.parties
        lemma = tree.lemma[subject]
        if parties.label[subject] is not None or parties.is_party(subject) or tree.low[subject] in _MOVING:
            return True
        if tree.pos[subject] in ("PROPN", "NUM") or tree.tag[subject] in ("WP", "CD"):
            return True
        named = ("quantity", "property", "weapon", "aid", "leader", "envoy")
        return any(lemma in self.words.classes[name] for name in named)

    def _framed(self, verb: int, valency: Valency) -> str | None:
        return self._framed_as(self.tree.lemma[verb], valency)

    def _framed_as(self, lemma: str, valency: Valency) -> str | None:
        for pattern in self.words.frames.get(lemma, ()):
            if self._holds(pattern, valency):
                return pattern.type
        return None

    def _announced(self, valency: Valency, steps: int) -> str | None:
        """What a verb of saying announces: a demand ("said Orna must leave") or its subject's own deed or promise."""
        tree = self.tree
        for below in valency.complements:
            if tree.dep[below] != "ccomp" or not tree.is_verb(below):
                continue
            if any(tree.low[kid] in ("must", "should") for kid in tree.children(below, "aux")):
                return "REQUEST" if any(tree.low[kid] == "must" for kid in tree.children(below, "aux")) else None
            subjects = tree.children(below, "nsubj")
            if subjects and tree.low[subjects[0]] in ("it", "he", "she", "they", "we", "i"):
                return promised(tree, below, self._of_clause(below, steps - 1))
        return None

    def _of_clause(self, verb: int, steps: int) -> str:
        """The type of a clause by its main verb; of a copula, by its complement."""
        tree = self.tree
        if tree.pos[verb] == "AUX":
            kids = tree.children(verb, "acomp", "attr")
            return self._of_state(Predicate(verb, "state", verb, verb, kids[0] if kids else None))
        return self.of_verb(verb, steps)

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
