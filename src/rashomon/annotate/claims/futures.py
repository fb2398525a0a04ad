"""Which verbs speak of the future, and how: forecast, plan, order, permission, mere possibility.

A forecast is said of the future by somebody who does not simply decide it. The words stand in vocab/forecast.toml;
the cases were worked out on evals/forecasts/graded.toml.
"""

from __future__ import annotations

from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.lookalikes import Lookalikes
from rashomon.annotate.claims.standing import is_agent_noun
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
        self._troops = classes["troops"]
        self._somebody = self._deciders | classes["people"] | classes["troops"]
        self.lookalikes = Lookalikes(tree, valencies, self._somebody)

    # ---- modals

    def of_modal(self, verb: int, is_source: bool) -> str | None:
        """The status that the verb's own auxiliaries give it, else None; `is_source` says its subject speaks."""
        tree, words = self.tree, self.words
        aux = {tree.low[kid] for kid in tree.children(verb, *_AUX)}
        perfect = any(tree.lemma[kid] == "have" and kid < verb for kid in tree.children(verb, "aux"))
        finite = [verb] if tree.tag[verb] in ("VBZ", "VBD") else []
        if finite or any(tree.tag[kid] in ("VBZ", "VBD", "VBP") for kid in tree.children(verb, *_AUX)):
            return None  # a finite auxiliary leaves no room for a modal: "May is leaving" has a name
        if any(tree.low[kid] in ("responsible", "liable", "accountable") for kid in tree.children(verb, "acomp")):
            return None  # a disclaimer: "will not be responsible for"
        if aux & {"to"} and self._is_headline(verb):
            passive = self.valencies.is_passive(verb)
            return "forecast" if passive or tree.lemma[verb] in words["undecided"] else "planned"
        if aux & {"must", "should", "ought"} or (aux & words["shall"] and not self.first_person(verb)):
            return self._must(verb, aux, perfect)
        if aux & words["shall"]:
            return "planned"
        other = (
            self.lookalikes.of_any(verb) if aux & (words["future"] | words["conditional"] | words["possible"]) else None
        )
        if other is not None:
            return other
        if aux & words["future"]:
            return self._will(verb, is_source, perfect)
        if aux & words["conditional"]:
            return "hypothetical" if perfect else self._would(verb, is_source)
        if aux & words["possible"]:
            return "hypothetical" if perfect else self._may(verb, aux)
        if "can" in aux and tree.low[verb] != "expected":
            return "hypothetical"
        return None

    def _must(self, verb: int, aux: set[str], perfect: bool) -> str:
        """What "must", "should", "shall" make of a verb: `demanded` is an order where somebody's words hold it."""
        tree = self.tree
        if perfect:
            return "hypothetical"
        if aux & self.words["shall"]:
            return "ordered"
        subjects = self.said_subjects(verb)
        asked = any(tree.tag[kid] in ("WRB", "WP", "WDT") for kid in tree.kids[verb])
        if asked or any(tree.low[one] in ("i", "we", "you", "one", "anyone", "it") for one in subjects):
            return "hypothetical"
        if "should" in aux and self._is_expectable(verb):
            return "forecast"
        # "the premier must resign" asks it of somebody, whoever writes; "credit must go to" is an opinion
        return "ordered" if any(self.is_somebody(one) for one in subjects) else "demanded"

    def _is_expectable(self, verb: int) -> bool:
        """ "the column should reach the pass by nightfall", "turnout should be higher than it was"."""
        tree = self.tree
        if tree.lemma[verb] not in self.words["expectable"]:
            return False
        if tree.lemma[verb] == "be":
            found = tree.children(verb, "acomp", "attr", "advmod")
            if any(tree.tag[one] in ("JJR", "RBR") for one in tree.children(verb, "acomp")):
                return True
            if not any(tree.low[one] in self.words["soon_so"] for one in found):
                return False
        return self.lookalikes.is_dated(verb)

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
        subjects = self.said_subjects(verb)
        if self._is_question(verb) or self._is_asked(verb):
            return "hypothetical"
        to_reader = any(tree.low[one] in words["reader_subjects"] for one in subjects)
        if to_reader and (perfect or tree.lemma[verb] in words["reader_verbs"]):
            return "hypothetical"
        if perfect:  # "will have left by spring"; but "will have come as no surprise" guesses at what is past
            timed = self.lookalikes.is_dated(verb) or tree.has_child(verb, "advcl")
            by = any(tree.low[kid] in ("by", "soon") for kid in tree.kids[verb])
            return "forecast" if timed or by else "hypothetical"
        other = self.lookalikes.of_will(verb, subjects)
        if other is not None:
            return other
        if self.lookalikes.is_ordered(verb, subjects):
            return "ordered"
        if any(tree.lemma[one] == tree.lemma[other] for one in subjects for other in self._attributes(verb)):
            return "asserted"  # "boys will be boys"
        return "planned" if self._is_decided(verb, subjects, is_source) else "forecast"

    def _would(self, verb: int, is_source: bool) -> str:
        tree, words = self.tree, self.words
        subjects = self.said_subjects(verb)
        above = tree.governor(verb)
        if (
            above is not None
            and any(tree.lemma[kid] == "have" for kid in tree.children(above, "aux"))
            and ({tree.low[kid] for kid in tree.children(above, "aux")} & (words["possible"] | words["conditional"]))
        ):
            return "hypothetical"  # "one might have thought that it would"
        if self._is_warned_of(verb, subjects):
            return "forecast"
        if tree.lemma[verb] in words["would_like"] or any(tree.low[kid] == "rather" for kid in tree.kids[verb]):
            return "hypothetical"
        if self._is_asked(verb):
            return "hypothetical"
        if self._is_question(verb) or any(tree.low[one] in ("who", "what", "you") for one in subjects):
            return "hypothetical"
        if self.lookalikes.bygone.is_surprised(verb):
            return "forecast"  # "it would be astonishing if they came"
        if tree.lemma[verb] == "be" and any(tree.low[one] == "it" for one in subjects):
            return "hypothetical"  # "it would be wrong to"
        other = self.lookalikes.of_would(verb, subjects) or self.lookalikes.of_will(verb, subjects)
        if other is not None:
            return other
        told_later = any(tree.low[kid] in words["afterwards"] for kid in tree.children(verb, "advmod"))
        if told_later or self._in_those_days(verb):
            return "asserted"
        return "planned" if self._is_decided(verb, subjects, is_source) else "forecast"

    def _may(self, verb: int, aux: set[str]) -> str:
        tree, words = self.tree, self.words
        subjects = self.said_subjects(verb)
        negated = any(tree.dep[kid] == "neg" or tree.low[kid] in ("hardly", "scarcely") for kid in tree.kids[verb])
        negated = negated or any(tree.low[one] in ("neither", "nobody", "none") for one in subjects)
        if self._is_question(verb) or any(tree.low[one] in ("i", "you", "one", "what", "who") for one in subjects):
            return "hypothetical"
        if self._is_asked(verb) and not self._is_warned_of(verb, subjects):
            return "hypothetical"
        if "could" in aux:
            dated = self.lookalikes.is_coming(verb) or self._is_on_itself(verb)
            able = any(self.is_somebody(one) or tree.tag[one] == "PRP" for one in subjects)
            dated = dated or (not able and self.lookalikes.is_dated(verb))  # "the flood could reach it by Friday"
            if (tree.lemma[verb] in words["ability"] and not dated) or negated or self._is_past_scene(verb):
                return "hypothetical"
            bygone = self.lookalikes.bygone.of_could(verb)
            if bygone is not None:
                return bygone
            return self.lookalikes.of_may(verb, subjects) or "forecast"
        if "may" in aux and any(tree.low[one] in words["permitted"] for one in subjects):
            return "hypothetical"
        lasting = self._is_lasting(verb)  # "it may take years" gives nobody leave
        leave = tree.lemma[verb] in words["permission_verbs"] and not lasting and not self._is_dreaded(verb)
        if "may" in aux and (leave or (negated and not subjects)):
            return "hypothetical"
        if any(tree.low[kid] in ("already", "even", "once") for kid in tree.children(verb, "advmod")):
            return "hypothetical"  # what may be so now
        return self.lookalikes.of_may(verb, subjects) or "forecast"

    def _is_dreaded(self, verb: int) -> bool:
        """ "worried that he may use the meeting": what is feared is not allowed."""
        tree = self.tree
        return tree.dep[verb] in ("ccomp", "acl") and tree.lemma[tree.head[verb]] in self.words["dreads"]

    def said_subjects(self, verb: int) -> list[int]:
        """The subject's words, own or shared; for "who" and "which" the noun that the clause hangs on."""
        tree = self.tree
        own = tree.children(verb, "nsubj", "nsubjpass", "expl")
        if tree.dep[verb] == "relcl" and any(tree.is_relative(one) for one in own):
            return [tree.head[verb]]
        return own or self.valencies.subjects(verb, 3) or self.valencies.objects(verb, 3)

    def first_person(self, verb: int) -> bool:
        tree = self.tree
        return any(
            tree.low[one] in ("i", "we")
            for said in self.said_subjects(verb)
            for one in (said, *tree.children(said, "conj"))
        )

    def _attributes(self, verb: int) -> list[int]:
        return self.tree.children(verb, "attr", "acomp")

    def _is_lasting(self, verb: int) -> bool:
        """Whether the object is how long it takes: "may take years"."""
        tree = self.tree
        units = load("forecast")["horizons"]["units"]
        return tree.lemma[verb] == "take" and any(tree.lemma[kid] in units for kid in tree.children(verb, "dobj"))

    def _is_on_itself(self, verb: int) -> bool:
        """Whether the object is the subject again: "could find itself without power"."""
        tree = self.tree
        return any(tree.low[kid] in ("itself", "themselves", "himself", "herself") for kid in tree.kids[verb])

    def _is_question(self, verb: int) -> bool:
        """Whether the auxiliary stands before the subject and the clause ends in a question mark."""
        tree = self.tree
        if any(tree.low[kid] == "?" for kid in tree.children(verb, "punct")):
            return True
        asks = any(tree.tag[kid] in ("WP", "WRB") and kid < verb for kid in tree.kids[verb])
        own = tree.children(verb, "nsubj", "nsubjpass", "expl")
        turned = any(kid < one for kid in tree.children(verb, "aux") if tree.tag[kid] == "MD" for one in own)
        top = verb
        for _ in range(4):
            top = tree.head[top]
        asked = any(tree.low[kid] == "?" for kid in tree.children(top, "punct"))
        return (turned and asks) or (asked and (turned or (asks and tree.left[verb] == tree.left[top])))

    def _is_asked(self, verb: int) -> bool:
        """Whether the clause is an indirect question: "wants to know who will pay"."""
        tree = self.tree
        first = tree.left[verb]
        open_when = tree.dep[verb] == "advcl" and tree.low[max(0, first - 1)] != ","
        if tree.dep[verb] == "csubj" and any(tree.low[kid] == "whether" for kid in tree.children(verb, "mark")):
            return True
        open_how = tree.dep[verb] == "acl" and tree.tag[first] == "WRB"  # "an open question how long it will last"
        if tree.dep[verb] not in ("ccomp", "pcomp") and not open_when and not open_how:
            return False
        if open_when:  # "it is unclear when the inquiry might end": with a modal "when" asks
            return any(tree.low[kid] in ("when", "where") for kid in tree.children(verb, "advmod"))
        if tree.tag[first] == "WRB" and tree.low[first] in ("how", "when", "why", "where"):
            return True
        if any(tree.low[kid] in ("when", "where") and tree.tag[kid] == "WRB" for kid in tree.children(verb, "advmod")):
            return True  # "nobody knows when or where it might"
        asked = tree.children(verb, "nsubj", "dobj", "nsubjpass", "attr")
        return any(tree.low[kid] in ("who", "what", "whom") for kid in asked)

    def _is_decided(self, verb: int, subjects: list[int], is_source: bool) -> bool:
        """Whether somebody speaks of what he can decide himself, or it is fixed and announced beforehand."""
        tree, words = self.tree, self.words
        lemma, passive = tree.lemma[verb], self.valencies.is_passive(verb)
        ours = any(
            tree.lemma[one] in words["ours"]
            and any(tree.low[kid] in ("our", "my") for kid in tree.children(one, "poss"))
            for one in subjects
        )
        if ours or any(tree.low[one] in ("i", "we") for one in subjects) or is_source or self.is_own(verb, subjects):
            at_you = any(tree.low[kid] in ("you", "them", "him") for kid in tree.children(verb, "dobj"))
            return (lemma not in words["undecided"] or (at_you and lemma in ("find", "get"))) and not passive
        if any(tree.low[kid] in words["guesses"] for kid in tree.children(verb, "advmod")):
            return False
        if tree.dep[verb] == "ccomp" and tree.lemma[tree.head[verb]] in words["minds"]:
            return False  # "I doubt that they will withdraw": nobody announces it
        if self.lookalikes.binding.is_observed(verb):
            return False
        if lemma == "give" and tree.has_child(verb, "prt"):
            return False  # "give up"
        if not passive and self._is_told_by_office(verb, subjects):
            return True
        if passive or lemma == "take":
            event = any(tree.lemma[one] in words["events"] for one in subjects)
            return self._is_dated(verb) and (event or (passive and lemma in words["announced"]))
        return lemma in words["announced"] and any(
            self.can_decide(one) or tree.low[one] in ("he", "she") or tree.lemma[one] in self._troops
            for one in subjects
        )

    def _is_told_by_office(self, verb: int, subjects: list[int]) -> bool:
        """ "the governor said the guards would leave the mill": an office makes known what others are to do."""
        tree, words = self.tree, self.words
        head = tree.head[verb]
        if tree.dep[verb] != "ccomp" or tree.lemma[head] not in load("forecast")["anybody"]["telling"]:
            return False
        if tree.lemma[verb] in words["undecided"] or tree.has_child(verb, "neg", "advcl"):
            return False
        speakers = self.valencies.subjects(head, 3)
        office = any(tree.lemma[one] in self._deciders or tree.entity[one] in ("ORG", "GPE") for one in speakers)
        return office and any(
            self.is_somebody(one) and any(tree.low[kid] in ("the", "both", "all") for kid in tree.children(one, "det"))
            for one in subjects
        )

    def _is_dated(self, verb: int) -> bool:
        tree = self.tree
        first, last = tree.left[verb], min(tree.right[verb], tree.left[verb] + 60)
        return any(tree.entity[one] in ("DATE", "TIME") for one in range(first, last + 1))

    def can_decide(self, one: int) -> bool:
        """Whether a noun is a party, an office or a body that decides things: "the two sides", "the mayor"."""
        tree = self.tree
        if tree.entity[one] in ("PERSON", "ORG", "GPE", "NORP") or tree.pos[one] == "PROPN":
            return True
        vague = any(tree.low[kid] in ("many", "some", "any", "most", "no", "few") for kid in tree.kids[one])
        return tree.lemma[one] in self._deciders and not vague

    def is_own(self, verb: int, subjects: list[int]) -> bool:
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
        if any(tree.low[one] in ("i", "we", "you") for one in speakers) or self.lookalikes.is_quoted_apart(verb, head):
            return False  # "I doubt they will", "“They will tire of it,” he said": somebody else's deed
        for one in subjects:
            if tree.low[one] in ("it", "he", "she", "they") and speakers:
                # "it" for a thing that is spoken of ("it will take years") decides nothing
                return tree.low[one] != "it" or any(self.can_decide(speaker) for speaker in speakers)
            if any(tree.low[kid] in ("his", "her", "its", "their", "our", "my") for kid in tree.children(one, "poss")):
                return True
        return False

    def _is_warned_of(self, verb: int, subjects: list[int]) -> bool:
        """ "That is what they warned would happen": "what" stands for it and asks nothing."""
        tree = self.tree
        head = tree.head[verb]
        return (
            tree.dep[verb] == "ccomp"
            and tree.lemma[head] in self.words["saying_what"]
            and any(tree.low[one] == "what" and one < head for one in subjects)
        )

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
        telling = self.words["believe"] | self.words["foresee"] | frozenset(load("forecast")["anybody"]["telling"])
        said = tree.lemma[above] in telling
        return tree.tag[above] == "VBD" and not said and tree.dep[verb] in ("ccomp", "advcl", "relcl")

    def is_somebody(self, one: int) -> bool:
        tree = self.tree
        return (
            self.can_decide(one)
            or tree.lemma[one] in self._somebody
            or is_agent_noun(tree, one)
            or tree.low[one] in ("he", "she", "they", "i", "we", "who")
        )
