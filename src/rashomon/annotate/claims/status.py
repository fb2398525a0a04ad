"""What a document holds of each claim: asserted, denied, doubted, hypothetical, ordered, planned or forecast."""

from __future__ import annotations

from rashomon.annotate.claims.ability import of_ability
from rashomon.annotate.claims.foretold import Foretold
from rashomon.annotate.claims.futures import Futures
from rashomon.annotate.claims.predicates import Predicate
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies
from rashomon.vocab import load

#: What an attribution says of the bare claims inside it, by the attribution's value.
_BY_STANCE = {"denies": "denied", "doubts": "doubted", "orders": "ordered", "asks": "ordered", "promises": "planned"}

#: What a noun or preposition makes of the happening below it ("a threat of shelling", "plans for a march").
_NOUNS_ABOVE = {
    **dict.fromkeys(
        ("threat", "risk", "possibility", "prospect", "danger", "fear", "chance", "hope", "dream"),
        frozenset({"hypothetical"}),
    ),
    **dict.fromkeys(("plan", "call", "demand", "promise", "proposal"), frozenset({"planned"})),
    "without": frozenset({"denied"}),
}
_CAUSING = frozenset({
    "lead", "result", "cause", "bring", "trigger", "spark", "mean", "provoke", "face", "suffer", "see", "herald",
})  # fmt: skip


class Statuses:
    """Says the status of predicates of one document."""

    def __init__(self, tree: Tree, valencies: Valencies) -> None:
        self.tree = tree
        self.valencies = valencies
        self.words = {key: frozenset(value) for key, value in load("status")["words"].items()}
        self.futures = Futures(tree, valencies)
        self.foretold = Foretold(tree, valencies, self.futures)
        self.rank: list[str] = load("status")["rank"]

    def of(self, one: Predicate, stance: str | None, is_source: bool, told: bool = True) -> str:
        """Its status: the first in rank of those that the words around it give.

        `stance` is the value of the attribution whose main word it is; `is_source` says that its actor is that
        source; `told` that somebody's words hold it, so that a "must" in it is somebody's demand.
        """
        if one.sort == "noun":
            signs = self._of_noun(one.index)
        else:
            signs = self._of_verb(one.index, is_source)
            if one.noun is not None:
                signs |= self._negated(one.noun) | self._doubted(one.noun)
                if one.noun in self.foretold.phrased:
                    signs.add("forecast")
        if not told and "demanded" in signs:
            signs.add("hypothetical")  # the author's own opinion of what is fit orders nobody
        if "demanded" in signs:
            signs.add("ordered")
        if stance in _BY_STANCE and not signs - {"asserted"} and not self._presupposed(one, stance):
            signs.add(_BY_STANCE[stance])
        return next((status for status in self.rank if status in signs), "asserted")

    def _negated(self, index: int) -> set[str]:
        tree, negations = self.tree, self.words["negations"]
        hit = any(
            (
                tree.dep[kid] == "neg"
                or (tree.dep[kid] in ("det", "cc", "advmod", "preconj") and tree.low[kid] in negations)
            )
            and not self._adds(kid)
            for kid in tree.kids[index]
        )
        return {"denied"} if hit else set()

    def _adds(self, index: int) -> bool:
        """Whether a "not" takes nothing back but adds ("not only", "not just a victory")."""
        return index + 1 < len(self.tree) and self.tree.low[index + 1] in self.words["adding"]

    def _doubted(self, index: int) -> set[str]:
        tree = self.tree
        doubts = self.words["doubts"]
        hit = any(tree.low[kid] in doubts for kid in tree.kids[index] if tree.dep[kid] in ("advmod", "amod"))
        return {"doubted"} if hit else set()

    def _modal(self, verb: int, is_source: bool = False) -> set[str]:
        status = self.futures.of_modal(verb, is_source)
        return {status} if status is not None and status != "asserted" else set()

    def _of_verb(self, verb: int, is_source: bool) -> set[str]:
        tree = self.tree
        signs = self._negated(verb) | self._doubted(verb) | self._modal(verb, is_source) | self._above(verb)
        signs |= of_ability(tree, self.words, verb)
        valency = self.valencies.of(verb)
        for subject in valency.objects if valency.passive else valency.subjects:
            if any(tree.low[kid] in ("no", "none", "neither") for kid in tree.children(subject, "det")):
                signs.add("denied")
            if tree.low[subject] in ("nobody", "none", "nothing"):
                signs.add("denied")
        if any(tree.low[kid] == "to" for kid in tree.children(verb, "aux")) and any(
            tree.lemma[kid] in self.words["plan_nouns"] for kid in tree.children(verb, "nsubj")
        ):
            signs.add("planned")  # "assaults led by the Front to take Karsa": as the parser has it
        if self._is_option(verb):
            signs.add("hypothetical")
        if "foretold" in signs:  # somebody foresees it: what looks like a plan is a forecast
            signs.discard("planned")
            how = any(tree.low[kid] == "how" for kid in tree.children(verb, "advmod"))
            if how or any(tree.low[kid] in ("can", "whether") for kid in tree.children(verb, "aux", "mark")):
                signs.discard("hypothetical")  # "nobody believes that they can", "doubtful whether they will"
        if verb in self.foretold.phrased or self.foretold.foretells(verb):
            signs.add("forecast")
        return signs

    def _is_option(self, verb: int) -> bool:
        """ "Their only option was to withdraw or to die": what somebody could do, not what he did."""
        tree = self.tree
        if not any(tree.low[kid] == "to" for kid in tree.children(verb, "aux")):
            return False
        head = tree.head[verb]
        if tree.dep[verb] == "conj" and tree.lemma[head] != "be":
            head = tree.head[head]
        options = self.words["options"]
        return tree.lemma[head] == "be" and any(tree.lemma[kid] in options for kid in tree.children(head, "nsubj"))

    def _above(self, verb: int) -> set[str]:
        """What the verbs above say of it: up to five, as in "plans to try to take"."""
        tree = self.tree
        signs: set[str] = set()
        foretold = False
        index = verb
        for _ in range(5):
            signs |= self._marked(index)
            head, dep = tree.head[index], tree.dep[index]
            if head == index:
                break
            lemma = tree.lemma[head]
            future = self.foretold.of_governor(index, head)
            if future is not None:
                signs.add(future)
                if future == "forecast":
                    foretold = True
            if dep == "conj":
                if not tree.has_child(index, "nsubj", "nsubjpass"):
                    signs |= self._modal(head)
            elif dep == "pcomp" and self._is_prevented(head):
                signs.add("denied")
            elif dep in ("xcomp", "acl", "pcomp", "prep"):
                signs |= self._governed(index, head, lemma) | self._of_telling(head)
            elif dep == "ccomp":
                signs |= self._content(index, lemma)
                break
            else:
                break
            index = head
        return signs - {"planned"} | {"foretold"} if foretold else signs

    def _content(self, index: int, lemma: str) -> set[str]:
        """What a verb makes of the clause it brings in ("demanded that Velm leave", "doubted that")."""
        tree, words = self.tree, self.words
        if lemma in words["orders"] and tree.tag[index] == "VB" and not tree.has_child(index, "aux"):
            return {"ordered"}
        if lemma in words["doubters"]:
            return {"doubted"}
        return {"denied"} if lemma == "deny" else set()

    def _of_telling(self, noun: int) -> set[str]:
        """What is said of a telling: "denied reports that shells fell", "dismissed claims of bombing the mill"."""
        tree, words = self.tree, self.words
        if tree.lemma[noun] not in words["tellings"] or tree.dep[noun] not in ("dobj", "nsubjpass"):
            return set()
        verb = tree.head[noun]
        if tree.lemma[verb] in words["deniers"]:
            return set() if tree.has_child(verb, "neg") else {"denied"}
        return {"doubted"} if tree.lemma[verb] in words["doubters"] else set()

    def _is_prevented(self, preposition: int) -> bool:
        """ "prevented families from leaving": what follows did not come about."""
        tree = self.tree
        above = tree.lemma[tree.head[preposition]]
        return tree.low[preposition] in ("from", "against") and above in self.words["undone"] | {
            "keep",
            "save",
            "deter",
        }

    def _governed(self, index: int, head: int, lemma: str) -> set[str]:
        tree, words = self.tree, self.words
        infinitive = any(tree.low[kid] == "to" for kid in tree.children(index, "aux")) or tree.tag[index] == "VBG"
        if tree.pos[head] == "NOUN":
            planned = lemma in words["plan_nouns"] and infinitive and not self._is_so(index)
            return {"planned"} if planned else set()
        if not infinitive:
            return set()
        if self.foretold.of_governor(index, head) is not None:
            return set()
        if lemma in words["orders"] and not (lemma in words["plans"] and tree.dep[index] == "xcomp"):
            return {"ordered"} if self._has_somebody(head) else set()
        if lemma in words["plans"]:
            return {"planned"} if self._has_somebody(head) and not self._is_so(index) else set()
        if lemma in words["undone"]:
            return {"denied"}
        if lemma in words["feigning"]:
            return {"doubted"}
        return self._negated(head) if lemma in ("manage", "begin", "start", "try", "seem") else set()

    def _has_somebody(self, verb: int) -> bool:
        """Whether somebody plans or orders: a party or person, or nobody named ("was told to"), but no mere thing."""
        subjects = self.valencies.of(verb).subjects
        return not subjects or any(self.futures.is_somebody(one) for one in subjects)

    def _is_so(self, verb: int) -> bool:
        """Whether it only takes up another verb: "to do so"."""
        tree = self.tree
        return tree.lemma[verb] == "do" and any(
            tree.low[kid] in ("so", "that", "this", "it") for kid in tree.kids[verb]
        )

    def _marked(self, index: int) -> set[str]:
        tree = self.tree
        for kid in tree.kids[index]:
            if tree.dep[kid] in ("mark", "advmod") and tree.low[kid] in self.words["conditions"]:
                # "whether a mine or a jet brought it down": told as past, open is only how
                return {"doubted"} if tree.low[kid] == "whether" and self._is_past(index) else {"hypothetical"}
            if tree.dep[kid] == "prep" and tree.low[kid] == "without":
                return set()
        if tree.dep[index] == "pcomp" and tree.low[tree.head[index]] == "without":
            return {"denied"}
        return set()

    def _is_past(self, verb: int) -> bool:
        """Whether a clause is told in the past: a past form, or a perfect or past auxiliary without a modal."""
        tree = self.tree
        aux = tree.children(verb, "aux", "auxpass")
        if any(tree.tag[kid] == "MD" or tree.low[kid] == "to" for kid in aux):
            return False
        return tree.tag[verb] == "VBD" or any(tree.low[kid] in ("had", "has", "have", "was", "were") for kid in aux)

    def _presupposed(self, one: Predicate, stance: str) -> bool:
        """Whether a question holds that its deed was done: "asked who shot him" orders nothing."""
        tree = self.tree
        asked = any(tree.tag[kid] in ("WP", "WRB", "WDT") for kid in tree.kids[one.index] if kid < one.index)
        return stance == "asks" and asked and self._is_past(one.index)

    def _of_noun(self, noun: int) -> set[str]:
        """What stands above a noun: up to four steps, as in "ruled out a halt to the shelling"."""
        tree = self.tree
        signs = self._negated(noun) | self._doubted(noun)
        direct = True  # no other noun stands between it and the verb
        if noun in self.foretold.phrased or any(
            tree.low[kid] in self.futures.words["nouns_before"] and not self._picks(kid, noun)
            for kid in tree.children(noun, "amod")
        ):
            signs.add("forecast")
        if self.foretold.foretells_noun(noun):
            return signs | {"forecast"}
        index = noun
        for _ in range(4):
            head, dep = tree.head[index], tree.dep[index]
            if head == index:
                break
            if tree.is_verb(head):
                if not direct:
                    return signs
                signs |= self._said_of_noun(tree.lemma[head]) if dep in ("dobj", "prep", "nsubjpass") else set()
                if dep == "dobj" and tree.lemma[head] in self.words["bringing"]:
                    signs |= of_ability(tree, self.words, head)  # "not strong enough to win a victory"
                if self._is_new(index, head, dep):
                    told = self._modal(head) & {"hypothetical", "forecast"}
                    other = self._of_verb(head, False) & {"hypothetical", "planned", "ordered"} if told else set()
                    signs |= other or told  # "were promised that no jobs would be lost"
                return signs | self._marked(head)
            signs |= _NOUNS_ABOVE.get(tree.lemma[head], set())
            direct = direct and tree.pos[head] in ("ADP", "SCONJ", "PART")
            index = head
        return signs

    def _picks(self, adjective: int, noun: int) -> bool:
        """Whether "certain" picks some out: "certain claims", not "their certain defeat"."""
        tree = self.tree
        return tree.low[adjective] == "certain" and tree.tag[noun] == "NNS" and not tree.has_child(noun, "poss")

    def _is_new(self, noun: int, verb: int, dep: str) -> bool:
        """Whether a noun tells of what the verb would bring about, not of what is there ("end the war")."""
        tree = self.tree
        if dep not in ("dobj", "prep", "attr", "pobj", "nsubjpass"):
            return False
        if tree.lemma[verb] in _CAUSING:
            return True
        if dep == "prep":
            return False
        return not any(
            tree.low[kid] in ("the", "this", "that", "these", "those") for kid in tree.children(noun, "det")
        ) and (not tree.has_child(noun, "poss"))

    def _said_of_noun(self, verb: str) -> set[str]:
        """The status that a verb gives to the happening it governs ("denied the attack", "planned a march")."""
        words = self.words
        if verb in words["undone"]:
            return {"denied"}
        if verb in words["doubters"]:
            return {"doubted"}
        if verb in words["plans"]:
            return {"planned"}
        if verb in words["orders"]:
            return {"ordered"}
        return set()
