"""Which verbs speak of the future, and how: forecast, plan, order, permission, mere possibility.

A forecast is said of the future by somebody who does not simply decide it. The words stand in vocab/forecast.toml;
the cases were worked out on evals/forecasts/graded.toml.
"""

from __future__ import annotations

from functools import cached_property

from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies
from rashomon.vocab import load

_AUX = ("aux", "auxpass")


class Futures:
    """Says of each verb of one document whether it is told as to come; the sentence's phrases are found once."""

    def __init__(self, tree: Tree, valencies: Valencies) -> None:
        self.tree = tree
        self.valencies = valencies
        self.words = {key: frozenset(value) for key, value in load("forecast")["cues"].items()}
        classes = lexicon().classes
        self._deciders = classes["party"] | classes["leader"] | self.words["deciders"]
        self._somebody = self._deciders | classes["people"] | classes["troops"]

    # ---- modals

    def of_modal(self, verb: int, is_source: bool) -> str | None:
        """The status that the verb's own auxiliaries give it, else None; `is_source` says its subject speaks."""
        tree, words = self.tree, self.words
        aux = {tree.low[kid] for kid in tree.children(verb, *_AUX)}
        perfect = any(tree.lemma[kid] == "have" and kid < verb for kid in tree.children(verb, "aux"))
        if any(tree.tag[kid] in ("VBZ", "VBD", "VBP") for kid in tree.children(verb, *_AUX)):
            return None  # a finite auxiliary leaves no room for a modal: "May is leaving" has a name
        if any(tree.low[kid] in ("responsible", "liable", "accountable") for kid in tree.children(verb, "acomp")):
            return None  # a disclaimer: "will not be responsible for"
        if aux & {"to"} and self._is_headline(verb):
            passive = self.valencies.is_passive(verb)
            return "forecast" if passive or tree.lemma[verb] in words["undecided"] else "planned"
        if aux & {"must", "should", "ought"} or (aux & words["shall"] and not self._first_person(verb)):
            return self._must(verb, aux, perfect)
        if aux & words["shall"]:
            return "planned"
        if aux & words["future"]:
            return self._will(verb, is_source, perfect)
        if aux & words["conditional"]:
            return "hypothetical" if perfect else self._would(verb, is_source)
        if aux & words["possible"]:
            return "hypothetical" if perfect else self._may(verb, aux)
        if "can" in aux:
            return "hypothetical"
        return None

    def _must(self, verb: int, aux: set[str], perfect: bool) -> str:
        """What "must", "should", "shall" make of a verb: `demanded` is an order where somebody's words hold it."""
        tree = self.tree
        if perfect:
            return "hypothetical"
        if aux & self.words["shall"]:
            return "ordered"
        subjects = self._said_subjects(verb)
        asked = any(tree.tag[kid] in ("WRB", "WP", "WDT") for kid in tree.kids[verb])
        if asked or any(tree.low[one] in ("i", "we", "you", "one", "anyone", "it") for one in subjects):
            return "hypothetical"
        # "the premier must resign" asks it of somebody, whoever writes; "credit must go to" is an opinion
        return "ordered" if any(self.is_somebody(one) for one in subjects) else "demanded"

    def _is_headline(self, verb: int) -> bool:
        """Whether an infinitive is all the verb there is: "Velm to be left without a harbour"."""
        tree = self.tree
        head = tree.head[verb]
        if any(tree.lemma[kid] in ("in", "as", "so", "order") for kid in tree.children(verb, "mark")):
            return False
        if tree.dep[verb] == "ROOT":
            return tree.has_child(verb, "nsubj", "nsubjpass")
        return tree.dep[head] == "ROOT" and tree.pos[head] in ("NOUN", "PROPN") and tree.dep[verb] in ("acl", "relcl")

    def _will(self, verb: int, is_source: bool, perfect: bool) -> str:
        tree, words = self.tree, self.words
        subjects = self._said_subjects(verb)
        if self._is_question(verb):
            return "hypothetical"
        to_reader = any(tree.low[one] in words["reader_subjects"] for one in subjects)
        if to_reader and (perfect or tree.lemma[verb] in words["reader_verbs"]):
            return "hypothetical"
        if perfect:
            return "forecast"
        if any(tree.lemma[one] == tree.lemma[other] for one in subjects for other in self._attributes(verb)):
            return "asserted"  # "boys will be boys"
        return "planned" if self._is_decided(verb, subjects, is_source) else "forecast"

    def _would(self, verb: int, is_source: bool) -> str:
        tree, words = self.tree, self.words
        above = tree.governor(verb)
        if (
            above is not None
            and any(tree.lemma[kid] == "have" for kid in tree.children(above, "aux"))
            and ({tree.low[kid] for kid in tree.children(above, "aux")} & (words["possible"] | words["conditional"]))
        ):
            return "hypothetical"  # "one might have thought that it would"
        if tree.lemma[verb] in words["would_like"] or any(tree.low[kid] == "rather" for kid in tree.kids[verb]):
            return "hypothetical"
        if self._is_question(verb) or any(tree.low[one] in ("who", "what") for one in self._said_subjects(verb)):
            return "hypothetical"
        if tree.lemma[verb] == "be" and any(tree.low[one] == "it" for one in self._said_subjects(verb)):
            return "hypothetical"  # "it would be wrong to"
        told_later = any(tree.low[kid] in words["afterwards"] for kid in tree.children(verb, "advmod"))
        if told_later or self._in_those_days(verb):
            return "asserted"
        return "planned" if self._is_decided(verb, self._said_subjects(verb), is_source) else "forecast"

    def _may(self, verb: int, aux: set[str]) -> str:
        tree, words = self.tree, self.words
        subjects = self._said_subjects(verb)
        negated = tree.has_child(verb, "neg")
        if self._is_question(verb) or any(tree.low[one] in ("i", "you", "one") for one in subjects):
            return "hypothetical"
        if "could" in aux:
            if tree.lemma[verb] in words["ability"] or negated or self._is_past_scene(verb):
                return "hypothetical"
            return "forecast"
        if "may" in aux and any(tree.low[one] in words["permitted"] for one in subjects):
            return "hypothetical"
        if "may" in aux and (tree.lemma[verb] in words["permission_verbs"] or (negated and not subjects)):
            return "hypothetical"
        if any(tree.low[kid] in ("already", "even", "once") for kid in tree.children(verb, "advmod")):
            return "hypothetical"  # what may be so now
        return "forecast"

    def _said_subjects(self, verb: int) -> list[int]:
        own = self.tree.children(verb, "nsubj", "nsubjpass", "expl")
        return own or self.valencies.subjects(verb, 3) or self.valencies.objects(verb, 3)

    def _first_person(self, verb: int) -> bool:
        return any(self.tree.low[one] in ("i", "we") for one in self._said_subjects(verb))

    def _attributes(self, verb: int) -> list[int]:
        return self.tree.children(verb, "attr", "acomp")

    def _is_question(self, verb: int) -> bool:
        """Whether the auxiliary stands before the subject and the clause ends in a question mark."""
        tree = self.tree
        marks = [kid for kid in tree.children(verb, "punct") if tree.low[kid] == "?"]
        return bool(marks)

    def _is_decided(self, verb: int, subjects: list[int], is_source: bool) -> bool:
        """Whether somebody speaks of what he can decide himself, or it is fixed and announced beforehand."""
        tree, words = self.tree, self.words
        lemma, passive = tree.lemma[verb], self.valencies.is_passive(verb)
        if any(tree.low[one] in ("i", "we") for one in subjects) or is_source or self._is_own(verb, subjects):
            return lemma not in words["undecided"] and not passive
        if any(tree.low[kid] in words["guesses"] for kid in tree.children(verb, "advmod")):
            return False
        if passive or lemma == "take":
            return self._is_dated(verb) and any(tree.lemma[one] in words["events"] for one in subjects)
        return lemma in words["announced"] and any(self._can_decide(one) for one in subjects)

    def _is_dated(self, verb: int) -> bool:
        tree = self.tree
        first, last = tree.left[verb], min(tree.right[verb], tree.left[verb] + 60)
        return any(tree.entity[one] in ("DATE", "TIME") for one in range(first, last + 1))

    def _can_decide(self, one: int) -> bool:
        tree = self.tree
        if tree.entity[one] in ("PERSON", "ORG", "GPE", "NORP") or tree.pos[one] == "PROPN":
            return True
        vague = any(tree.low[kid] in ("many", "some", "any", "most", "no", "few") for kid in tree.kids[one])
        return tree.lemma[one] in self._deciders and not vague

    def _is_own(self, verb: int, subjects: list[int]) -> bool:
        """Whether a pronoun, or "his army", takes up the subject of the verb of saying above."""
        tree = self.tree
        if tree.dep[verb] not in ("ccomp", "conj"):
            return False
        head = tree.head[verb]
        if tree.dep[verb] == "conj" and tree.dep[head] == "ccomp":
            head = tree.head[head]
        if not tree.is_verb(head) or tree.lemma[head] in self.words["foresee"]:
            return False
        speakers = self.valencies.subjects(head, 3)
        for one in subjects:
            if tree.low[one] in ("it", "he", "she", "they") and speakers:
                # "it" for a thing that is spoken of ("it will take years") decides nothing
                return tree.low[one] != "it" or any(self._can_decide(speaker) for speaker in speakers)
            if any(tree.low[kid] in ("his", "her", "its", "their", "our", "my") for kid in tree.children(one, "poss")):
                return True
        return False

    def _in_those_days(self, verb: int) -> bool:
        """Whether "would" tells of a habit: with a past time and no verb of saying above."""
        tree = self.tree
        low = {tree.low[one] for one in range(max(0, tree.left[verb]), min(len(tree), tree.left[verb] + 8))}
        return (
            tree.dep[verb] == "ROOT" and bool(low & {"those", "then", "every"}) and bool(low & {"days", "day", "years"})
        )

    def _is_past_scene(self, verb: int) -> bool:
        """Whether "could" hangs on a verb in the past that is no verb of saying or thinking."""
        tree = self.tree
        above = tree.governor(verb)
        if tree.dep[verb] == "ROOT" or above is None:
            return False
        said = tree.lemma[above] in self.words["believe"] or tree.lemma[above] in self.words["foresee"]
        return tree.tag[above] == "VBD" and not said and tree.dep[verb] in ("ccomp", "advcl", "relcl")

    # ---- words above and around

    def of_governor(self, index: int, head: int) -> str | None:
        """The status that the word above gives an infinitive, clause or noun ("likely to", "predicts that")."""
        tree, words = self.tree, self.words
        lemma, low = tree.lemma[head], tree.low[head]
        if lemma in words["foresee"] and any(tree.low[kid] == "had" for kid in tree.children(head, "aux")):
            return "hypothetical"  # "had expected": foretold before the time of the telling, and settled by then
        infinitive = any(tree.low[kid] == "to" for kid in tree.children(index, "aux"))
        if tree.dep[index] == "xcomp" and infinitive:
            if low in words["before_to"]:
                return self._set_to(head)
            if lemma == "go" and low == "going":
                return "forecast" if not self._first_person(head) else "planned"
            if lemma in words["foresee"]:
                return "forecast"
            if lemma in words["verbs_to_thing"]:
                return "forecast" if not any(self.is_somebody(one) for one in self._said_subjects(head)) else None
            if lemma == "stand" and tree.tag[head] != "VBD":
                return "forecast"
        if tree.dep[index] == "ccomp" and infinitive and lemma in words["foresee"]:
            return "forecast"
        if lemma == "risk" and tree.tag[index] == "VBG" and tree.is_verb(head) and tree.tag[head] != "VBD":
            return "forecast"
        if tree.dep[index] in ("ccomp", "acl", "csubj") and not infinitive:
            return self._of_content(index, head)
        if tree.dep[index] == "dobj" and lemma in words["foresee"] and lemma != "project":
            return "forecast"
        return None

    def _of_content(self, index: int, head: int) -> str | None:
        """A clause that a verb or noun brings in: "predicted that", "the hope that", "pledged that her office"."""
        tree, words = self.tree, self.words
        lemma = tree.lemma[head]
        if lemma in words["foresee"] or lemma in words["foresight"]:
            return "forecast" if tree.dep[index] == "ccomp" or tree.has_child(index, "nsubj", "nsubjpass") else None
        weighed = any(tree.low[kid] in words["weighty"] for kid in tree.children(head, "amod", "det"))
        if lemma == "possibility" and weighed:
            return "forecast"
        judged = any(tree.lemma[kid] in words["clause_of"] for kid in tree.children(head, "acomp", "oprd"))
        if (lemma in words["clause_of"] or (lemma in ("be", "remain", "seem", "look", "appear") and judged)) and (
            not any(tree.low[kid] in ("was", "were") for kid in (head, *tree.children(head, *_AUX)))
        ):
            return "forecast"
        if lemma in words["wishing"] or (lemma in words["wishes"] and tree.pos[head] == "NOUN"):
            return "hypothetical"
        return "planned" if lemma in words["pledges"] else None

    def foretells(self, verb: int) -> bool:
        """Whether a verb of foresight has a plain noun as its object: then the verb is the forecast itself."""
        tree, nouns = self.tree, lexicon().nouns
        if tree.lemma[verb] in self.words["omens"]:
            return tree.has_child(verb, "dobj")
        if tree.lemma[verb] not in self.words["foresee"] or tree.has_child(verb, "ccomp", "xcomp"):
            return False
        below = tree.children(verb, "dobj", "nsubjpass")
        return bool(below) and (tree.lemma[below[0]] not in nouns or tree.dep[below[0]] == "nsubjpass")

    def _set_to(self, head: int) -> str | None:
        """ "set to", "expected to": a forecast, but told of the past ("was set to expire") no more than imagined."""
        tree = self.tree
        aux = {tree.low[kid] for kid in tree.children(head, *_AUX)}
        above = {tree.low[tree.head[head]]}
        if (aux | above) & {"was", "were", "had"} and tree.low[head] in ("set", "expected", "poised", "bound"):
            return "hypothetical"
        return "forecast"

    def is_somebody(self, one: int) -> bool:
        tree = self.tree
        return (
            self._can_decide(one)
            or tree.lemma[one] in self._somebody
            or tree.low[one] in ("he", "she", "they", "i", "we", "who")
        )

    @cached_property
    def phrased(self) -> set[int]:
        """The verbs and nouns that phrases make forecasts: those in them, those they govern, the one above."""
        tree = self.tree
        marked: set[int] = set()
        for first, last in self._phrases():
            if any(tree.low[one] in ("was", "were") for one in range(max(0, first - 3), last + 1)):
                continue
            marked |= {one for one in range(first, last + 1) if tree.is_verb(one) or tree.pos[one] == "NOUN"}
            below = [
                one for one in range(last + 1, min(len(tree), last + 7)) if tree.head[one] in range(first, last + 1)
            ]
            marked |= {one for one in below if tree.is_verb(one)}
            above = tree.governor(first)
            if above is not None:
                marked.add(above)
        return marked

    def _phrases(self) -> list[tuple[int, int]]:
        tree = self.tree
        table: dict[str, list[list[str]]] = {}
        for phrase in self.words["phrases"]:
            parts = phrase.split()
            table.setdefault(parts[0], []).append(parts)
        found = []
        for index in range(len(tree)):
            for parts in table.get(tree.lemma[index], ()):
                last = index + len(parts) - 1
                if last < len(tree) and all(
                    part in (tree.lemma[index + at], tree.low[index + at]) for at, part in enumerate(parts)
                ):
                    found.append((index, last))
        return found
