"""Who plays which part in each claim: actor and recipient from the syntax, place, time and figure from the mentions."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.claims.kinds import Kinds
from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.parties import Parties
from rashomon.annotate.claims.predicates import Predicate
from rashomon.annotate.claims.tree import NOUNS, Tree
from rashomon.annotate.claims.valency import Valencies

_RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "i", "we", "who", "which", "that", "him", "her", "them", "itself"})


class Roles:
    """Finds the actors and recipients of predicates of one document, as head tokens."""

    def __init__(self, tree: Tree, valencies: Valencies, parties: Parties, kinds: Kinds) -> None:
        self.tree = tree
        self.valencies = valencies
        self.parties = parties
        self.kinds = kinds
        self.words: Lexicon = kinds.words

    # ---- actors

    def actors(self, one: Predicate, label: str) -> list[int]:
        if one.sort == "noun":
            return self._noun_actors(one.index)
        if self._undergoes(one.index, label):
            return self._behind(one.index, label)
        if (label == "ASSAULT" and self.kinds.dead.are_subject(one.index)) or self._only_tells(one):
            return []
        found = [self._named(actor, one.index) for actor in self.valencies.of(one.index).subjects]
        if label == "ASSAULT":
            found = [inner for actor in found for inner in self._who_acts(actor)]
        if self.tree.lemma[one.index] in self.words.words["goings"]:
            found = [actor for actor in found if self.tree.lemma[actor] not in self.words.nouns]
        if not found and self.valencies.of(one.index).passive and label in ("ASSAULT", "COERCE"):
            found = self._behind(one.index, label)
        return [actor for actor in dict.fromkeys(found) if self._can_act(actor)]

    def _undergoes(self, verb: int, label: str) -> bool:
        """Whether the subject is the one harmed or lost: "nine people died", "Karsa fell to the army".

        "Nine bakers killed in raid" too: a headline leaves out "were", and nobody kills without an object.
        """
        tree, words = self.tree, self.words.words
        if label == "ASSAULT" and tree.lemma[verb] in words["suffering"]:
            return not self.valencies.of(verb).passive
        if label == "ASSAULT" and tree.lemma[verb] in words["harming"] and tree.tag[verb] in ("VBD", "VBN"):
            valency = self.valencies.of(verb)
            return not (valency.passive or valency.objects or valency.complements)
        return label in ("ASSAULT", "CONTROL") and tree.lemma[verb] in words["undergoing"]

    def _only_tells(self, one: Predicate) -> bool:
        """Whether the subject only says how many were killed: "the clinic put the toll at nine"."""
        words, verb = self.words.words, one.index
        if self.tree.dep[verb] == "pcomp":
            verb = self.tree.governor(verb) or verb  # "recorded deaths from shelling": who records shells nobody
        if self.tree.lemma[verb] not in words["telling_tolls"]:
            return False
        objects = [*self.valencies.of(verb).objects, *([one.noun] if one.noun is not None else [])]
        return any(self.tree.lemma[self.kinds.inner(item)] in words["told_tolls"] for item in objects)

    def _behind(self, verb: int, label: str) -> list[int]:
        """Who harmed somebody, from the phrases at the verb.

        "Fell to the army", "killed by the brigade", "died in Ornan air strikes"; else what did it: "in a car bombing".
        """
        preps = self.valencies.of(verb).preps
        if label == "CONTROL":
            return [below for prep, below in preps if prep == "to"][:1]
        if self.tree.lemma[verb] in self.words.words["harming"]:
            by = [below for prep, below in preps if prep == "by" and self.parties.is_party(below)]
            if by:
                return by[:1]
        near = [below for prep, below in preps if prep in ("in", "by", "with", "during")]
        violence = self.words.classes["violence"]
        doers = [doer for below in near if self.tree.lemma[below] in violence for doer in self._noun_actors(below)]
        doers = doers or [one for below in near for one in self._fought_with(below)][:1]
        weapons = [below for below in near if self.tree.lemma[below] in self.words.classes["weapon"]]
        return doers or weapons or [below for prep, below in preps if prep == "to"][:1]

    def _fought_with(self, noun: int) -> list[int]:
        """The party on the other side of a fight: "killed in clashes with the army"; none of two, "between A and B"."""
        tree = self.tree
        if tree.lemma[noun] not in self.words.words["fights"]:
            return []
        sides = [
            one
            for kid in tree.children(noun, "prep")
            if tree.low[kid] in ("with", "against")
            for one in tree.pobjs(kid)
        ]
        return [one for one in sides if self.parties.is_party(one)]

    def _who_acts(self, actor: int) -> list[int]:
        """The party whose deed the subject is ("Ornan air strikes killed", "raid by the brigade"), else the subject."""
        tree = self.tree
        if tree.lemma[actor] not in self.words.classes["violence"]:
            return [actor]
        return self._noun_actors(actor) or [actor]

    def _can_act(self, index: int) -> bool:
        return self.tree.pos[index] in NOUNS or self.tree.tag[index] in ("VBG", "JJ", "DT", "JJS", "PRP$")

    def _named(self, actor: int, verb: int) -> int:
        """The name that a pronoun stands for where the same sentence shows it ("Velm said it will withdraw")."""
        tree = self.tree
        if tree.low[actor] not in ("it", "he", "she", "they", "them", "him", "her"):
            return actor
        index = verb
        for _ in range(4):
            if tree.dep[index] == "ccomp" and tree.is_verb(tree.head[index]):
                above = self.valencies.of(tree.head[index]).subjects
                good = [one for one in above if tree.low[one] not in _PRONOUNS and self._agrees(actor, one)]
                if good:
                    return good[0]
            if tree.head[index] == index:
                return actor
            index = tree.head[index]
        return actor

    def _agrees(self, pronoun: int, name: int) -> bool:
        """Whether a pronoun may stand for a name by number: "them" is not one person."""
        tree = self.tree
        plural = tree.tag[name] in ("NNS", "NNPS") or tree.has_child(name, "conj")
        return plural or tree.low[pronoun] not in ("they", "them") or self.parties.label[name] != "person"

    def _noun_actors(self, noun: int) -> list[int]:
        tree = self.tree
        by = [one for kid in tree.children(noun, "prep", "agent") if tree.low[kid] == "by" for one in tree.pobjs(kid)]
        if by:
            return by
        if tree.lemma[noun] in self.words.orders["of_is_actor"]:
            of = [one for kid in tree.children(noun, "prep") if tree.low[kid] == "of" for one in tree.pobjs(kid)]
            if of:
                return of
        before = [kid for kid in tree.children(noun, "poss") if self.parties.is_party(kid)]
        if before:
            return [] if self._undergone(noun) else before
        return [] if tree.lemma[noun] in self.words.orders["named_is_recipient"] else self._named_before(noun)

    def _named_before(self, noun: int) -> list[int]:
        """The party named right before a happening: "the Ornan raid"."""
        tree = self.tree
        return [
            kid
            for kid in tree.children(noun, "amod", "compound", "nmod")
            if kid < noun and self.parties.is_party(kid) and tree.pos[kid] in ("PROPN", "ADJ", "NOUN")
        ][:1]

    def _undergone(self, noun: int) -> list[int]:
        """The possessor that a happening is done to: "the bridge's destruction", but not in "the army's capture of"."""
        tree = self.tree
        if tree.lemma[noun] not in self.words.orders["poss_is_recipient"]:
            return []
        if any(tree.low[kid] == "of" for kid in tree.children(noun, "prep")):
            return []
        owners = [kid for kid in tree.children(noun, "poss") if tree.tag[kid] != "PRP$"]
        if owners or tree.lemma[noun] not in self.words.orders["named_is_recipient"]:
            return owners
        return self._named_before(noun)

    # ---- recipients

    def recipients(self, one: Predicate, label: str, actors: list[int]) -> list[int]:
        tree = self.tree
        noun = one.sort == "noun"
        if not noun and self._undergoes(one.index, label):
            return self.valencies.of(one.index).subjects
        if not noun and label == "ASSAULT" and self.kinds.dead.are_subject(one.index):
            return [item for item in self.valencies.of(one.index).subjects if self._is_target(item)]
        # what ceases is no party: "the cessation of hostilities in Karsa"
        at = one.index if one.noun is None else one.noun
        found = self._noun_recipients(at, set(actors)) if noun else self._verb_recipients(one, 3, label)
        if not noun:
            found = [self._named(item, one.index) for item in found]
        if label in _RECIPROCAL and not any(self.parties.label[item] for item in found) and len(actors) > 1:
            return actors[1:]
        return [
            item for item in dict.fromkeys(found) if item not in actors and tree.pos[item] not in ("PUNCT", "SPACE")
        ]

    def _verb_recipients(self, one: Predicate, steps: int, label: str = "") -> list[int]:
        """The party acted on; where the object is none, the party inside it, beside it or below it."""
        valency = self.valencies.of(one.index)
        if valency.datives:
            return valency.datives
        if label == "OTHER" and self.tree.lemma[one.index] in self.words.words["reporting"]:
            # who is told, not who is told of
            hearers = valency.objects + [below for prep, below in valency.preps if prep in ("to", "with")]
            return [item for item in hearers if self.parties.is_party(item)]
        objects = [item for item in valency.objects if item != one.noun]
        held = [one.noun] if one.noun is not None else [item for item in objects if not self._is_target(item)]
        people = [item for item in objects if self._is_target(item)]
        near = [inner for item in held for inner in self._nested(item)]
        if people and not any(self._is_tool(item) for item in people):
            return people
        # what is fired from a place is not fired at it
        preps = [pair for pair in valency.preps if label != "ASSAULT" or pair[0] != "from"]
        found = near[:3] or self._by_prep(preps) or people
        found = found or self._below(valency.complements, steps) or self._below(valency.purposes, steps)
        if found:
            return found
        things = [item for item in objects if not self._is_abstract(item)]
        return things or self._anything(valency.preps) if one.noun is None else self._anything(valency.preps)

    def _is_abstract(self, item: int) -> bool:
        lemma = self.tree.lemma[item]
        return lemma in self.words.nouns or lemma in self.words.classes["abstract"]

    def _is_tool(self, item: int) -> bool:
        """Whether it is what the actor sends, gives or owns, not whom it acts on ("sent troops", "its border")."""
        tree, classes = self.tree, self.words.classes
        inner = tree.lemma[self.kinds.inner(item)]
        if any(tree.tag[kid] == "PRP$" for kid in tree.children(item, "poss")):
            return True
        return (inner in classes["troops"] or inner in classes["envoy"] or inner in classes["aid"]) and tree.lemma[
            tree.head[item]
        ] in classes["sending"]

    def _is_target(self, item: int) -> bool:
        if self._is_abstract(item) and not self.parties.is_a("person", item):
            return False
        inner = self.kinds.inner(item)
        if inner != item:
            return self._is_target(inner)
        if self.parties.is_party(item) or self.parties.is_place(item):
            return True
        # "a Velman shopkeeper", "three Ornan trucks": the thing or person itself, marked as a party's
        return any(self.parties.label[kid] is not None for kid in self.tree.children(item, "amod", "compound", "poss"))

    def _nested(self, noun: int | None, steps: int = 2) -> list[int]:
        """The party inside an object that is none: "the Ornan offer", "the curfew in Karsa", "sanctions on Velm"."""
        if noun is None or not steps:
            return []
        tree, parties = self.tree, self.parties
        before = [kid for kid in tree.children(noun, "poss", "amod", "compound", "nmod") if kid < noun]
        named = [kid for kid in before if parties.label[kid] is not None and parties.is_party(kid)]
        after: list[tuple[str, int]] = []
        for kid in tree.children(noun, "prep", "agent"):
            after += [(tree.low[kid], one) for one in tree.pobjs(kid)]
        for kid in tree.children(noun, "acl"):
            for prep in tree.children(kid, "prep", "agent"):
                after += [("in", one) for one in tree.pobjs(prep)]
        poss = [kid for kid in before if tree.dep[kid] == "poss" and parties.is_party(kid)]
        deeper = [inner for _, one in after for inner in self._nested(one, steps - 1)]
        return poss or self._by_prep(after) or named or deeper

    def _anything(self, pairs: Iterable[tuple[str, int]]) -> list[int]:
        """What a preposition of aim brings in, party or not ("an inquiry into the fire")."""
        return [one for prep, one in pairs if prep in ("into", "against", "on", "at", "to") and self._is_thing(one)][:2]

    def _is_thing(self, item: int) -> bool:
        return self.tree.entity[item] not in _MEASURES and self.tree.pos[item] in NOUNS

    def _by_prep(self, pairs: Iterable[tuple[str, int]]) -> list[int]:
        tree = self.tree
        best: list[int] = []
        rank = len(self.words.orders["recipient_preps"])
        for prep, item in pairs:
            if prep not in self.words.orders["recipient_preps"] or not self._is_target_noun(item):
                continue
            place = self.words.orders["recipient_preps"].index(prep)
            if place < rank:
                best, rank = [item], place
            elif place == rank and tree.pos[item] in NOUNS:
                best.append(item)
        return best

    def _is_target_noun(self, item: int) -> bool:
        if self.tree.low[item] in ("it", "them", "him", "her", "us", "me"):
            return True
        measured = self.tree.entity[item] in _MEASURES and self.tree.lemma[item] not in self.words.classes["place"]
        return not measured and self._is_target(item)

    def _below(self, complements: list[int], steps: int) -> list[int]:
        """The party inside what the verb governs: "demanded that Velm leave", "refused to meet the envoy"."""
        if not steps:
            return []
        tree = self.tree
        for below in complements:
            if tree.dep[below] == "ccomp" or tree.has_child(below, "nsubj"):
                own = [one for one in self.valencies.of(below).subjects if self._is_target(one)]
                if own and tree.low[own[0]] not in _PRONOUNS:
                    return own
            found = self._verb_recipients(Predicate(below, "verb", below, below), steps - 1)
            if found:
                return found
        return []

    def _noun_recipients(self, noun: int, actors: set[int]) -> list[int]:
        tree = self.tree
        if undergone := self._undergone(noun):
            return undergone
        after = [(tree.low[kid], one) for kid in tree.children(noun, "prep") for one in tree.pobjs(kid)]
        of = [one for prep, one in after if prep == "of" and one not in actors]
        if tree.lemma[noun] in self.words.orders["of_is_actor"]:
            of = []
        aimed = [(prep, one) for prep, one in after if prep not in ("by", "in", "of", "from", "near", "at")]
        against = self._by_prep(aimed) or [inner for _, one in aimed for inner in self._nested(one)]
        if against or of:
            return against or of
        return [one for one in self._by_prep(after) if one not in actors]
