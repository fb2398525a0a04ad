"""Modals that foretell nothing: habits, terms of a paper, leave, orders, reprisals, what is so now, what came then.

Each case is one of language, not of a list of verbs; the words stand in vocab/forecast.toml under `lookalikes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rashomon.annotate.claims.anybody import Anybody
from rashomon.annotate.claims.binding import Binding
from rashomon.annotate.claims.bygone import Bygone
from rashomon.annotate.claims.held import Held
from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.standing import Standing, is_agent_noun
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies
from rashomon.vocab import load

_AUX = ("aux", "auxpass")
_QUOTES = frozenset('"“”«»„') | {"``", "''"}
_STEPS = 6  # verbs above a clause: "said that he thought that it would"


class Lookalikes:
    """Says of a verb with a modal what it is instead of a forecast; None where nothing here says so."""

    def __init__(self, tree: Tree, valencies: Valencies, somebody: frozenset[str]) -> None:
        self.tree = tree
        self.valencies = valencies
        self.words = {key: frozenset(value) for key, value in load("forecast")["lookalikes"].items()}
        self._units = frozenset(load("forecast")["horizons"]["units"])
        self._somebody = somebody
        self.standing = Standing(tree, self._is_somebody)
        self.anybody = Anybody(tree, self.is_dated)
        self.bygone = Bygone(tree, self)
        self.binding = Binding(tree, self)
        self.held = Held(tree, self)

    def of_any(self, verb: int) -> str | None:
        """A habit ("will often look away") or the words of a title ("The War Will Come")."""
        tree = self.tree
        if any(tree.low[kid] in self.words["habits"] for kid in tree.children(verb, "advmod")):
            return "asserted"
        return "hypothetical" if self._is_titled(verb) else None

    def of_will(self, verb: int, subjects: Sequence[int]) -> str | None:
        """Terms, timetables, leave, orders and reprisals told with "will" or "would"."""
        tree, words = self.tree, self.words
        lemma, passive = tree.lemma[verb], self.valencies.is_passive(verb)
        pointed = lemma == "be" and any(tree.low[one] in ("that", "this", "it") for one in subjects)
        if pointed and any(tree.entity[kid] == "PERSON" for kid in tree.children(verb, "attr")):
            return "hypothetical"  # "that will be Tom"
        if self._is_term(verb, subjects, passive):
            return "planned"
        if any(tree.lemma[one] in words["timetabled"] for one in subjects) and lemma in words["timetable_verbs"]:
            return "planned"
        if passive and lemma in (words["leave"] | words["ceremonies"]):
            return "planned"
        if lemma in words["refused"] and tree.has_child(verb, "neg"):
            return "planned"  # "the ministry would not comment"
        if lemma in ("tell", "show") and any(tree.low[kid] == "you" for kid in tree.children(verb, "dobj", "dative")):
            return "hypothetical"  # "they will tell you that"
        if self._is_arranged(verb) and any(self._is_somebody(one) for one in subjects):
            return "planned"
        if self._is_reprisal(verb, subjects, passive):
            return "planned"
        standing = (
            self.anybody.of_will(verb, subjects)
            or self.standing.of_will(verb, subjects)
            or self.binding.of_will(verb, subjects, passive)
        )
        if standing is not None:
            return standing
        first = any(tree.low[one] in ("i", "we") for one in subjects)
        if first and lemma == "be" and any(tree.low[kid] in words["returned"] for kid in tree.kids[verb]):
            return "planned"  # "I'll be back"
        return None

    def of_would(self, verb: int, subjects: Sequence[int]) -> str | None:
        """What came afterwards, what was habit, what can no longer be."""
        tree = self.tree
        if self._is_unreal(verb):
            return "hypothetical"
        if self.held.is_purpose(verb):
            return "hypothetical"
        bygone = self.bygone.of_would(verb, subjects)
        if bygone is not None:
            return bygone
        if self.anybody.is_made_known(verb):
            return "planned"
        standing = self.standing.of_would(verb) or (None if self.is_said(verb) else self.anybody.of_would(verb))
        if standing is not None:
            return standing
        if any(tree.low[kid] in self.words["fools"] for one in subjects for kid in (one, *tree.kids[one])):
            return "hypothetical"  # "only a fool would", "nobody in his right mind would"
        if tree.lemma[verb] == "be" and any(tree.low[one] in ("anything", "nothing") for one in subjects):
            return "hypothetical"  # "anything less would be an insult"
        if tree.dep[verb] == "relcl" and tree.low[tree.head[verb]] in self.words["anybody"]:
            return "hypothetical"  # "anyone who would understand this war"
        above = tree.governor(verb) if tree.dep[verb] == "relcl" else None
        if above is not None and any(tree.low[kid] == "to" for kid in tree.children(above, "aux")):
            return "hypothetical"  # "to forge a truce that would end the shelling": what is wished for
        return "asserted" if not self.is_said(verb) and self._is_narrated(verb) else None

    def of_may(self, verb: int, subjects: Sequence[int]) -> str | None:
        """A wish ("may he rest"), or what may be so now ("may be hiding", "could be foreigners")."""
        tree, words = self.tree, self.words
        own = tree.children(verb, "nsubj", "nsubjpass")
        modals = [kid for kid in tree.children(verb, "aux") if tree.tag[kid] == "MD"]
        if own and modals and tree.low[modals[0]] == "may" and modals[0] < tree.left[own[0]]:
            return "hypothetical"
        if tree.lemma[verb] in words["now"] or self.is_then(verb) or self.held.is_now(verb):
            return "hypothetical"
        if modals and tree.low[modals[0] + 1 : modals[0] + 2] == ["or"]:
            return "hypothetical"  # "may or may not"
        if any(tree.low[one] in words["readers"] for one in subjects):
            return "hypothetical"  # "some readers might object"
        other = self.anybody.of_may(verb, subjects) or self.binding.of_may(verb, subjects)
        if other is not None:
            return other
        if self.is_dated(verb) or tree.has_child(verb, "advcl"):
            return None
        standing = self.standing.of_may(verb, subjects)
        if standing is not None:
            return standing
        if tree.tag[verb] == "VBG" and any(tree.low[kid] == "be" for kid in tree.children(verb, "aux")):
            return "hypothetical"
        if tree.lemma[verb] != "be":
            return None
        complements = tree.children(verb, "attr", "acomp")
        if any(tree.low[one] in words["true_now"] or self.held.is_compared(one) for one in complements):
            return "hypothetical"
        if not complements or self._is_change(complements):
            return None
        pointed = any(tree.low[one] in ("this", "that", "it", "there") for one in own or tree.children(verb, "expl"))
        somebody = any(self._is_somebody(one) for one in subjects)
        return "hypothetical" if pointed or somebody or tree.has_child(verb, "expl") else None

    def _is_change(self, complements: Sequence[int]) -> bool:
        """Whether a complement tells of what comes about: "may be next", "may be ready by"."""
        tree, nouns = self.tree, lexicon().nouns
        return any(tree.low[one] in self.words["coming_about"] or tree.lemma[one] in nouns for one in complements)

    def _is_somebody(self, one: int) -> bool:
        tree = self.tree
        return (
            tree.entity[one] in ("PERSON", "NORP")
            or tree.lemma[one] in self._somebody
            or tree.low[one] in ("he", "she", "they", "who", "some", "many", "most")
        )

    def is_person(self, one: int) -> bool:
        """Whether a noun or pronoun is somebody: by its entity, its lemma or its ending."""
        return self._is_somebody(one) or is_agent_noun(self.tree, one)

    def is_dated(self, verb: int) -> bool:
        """Whether a time stands in the clause ("by Friday", "before nightfall")."""
        tree, units = self.tree, self._units
        first, last = tree.left[verb], min(tree.right[verb], tree.left[verb] + 60)
        return any(
            tree.entity[one] in ("DATE", "TIME") or (tree.lemma[one] in units and tree.dep[one] == "pobj")
            for one in range(first, last + 1)
        )

    def is_coming(self, verb: int) -> bool:
        """Whether the clause has a time that is still to come ("as soon as tomorrow")."""
        tree = self.tree
        first, last = tree.left[verb], min(tree.right[verb], tree.left[verb] + 60)
        return any(
            tree.low[one] in self.words["still_coming"]
            and (tree.entity[one] in ("DATE", "TIME") or tree.lemma[tree.head[one]] in self._units)
            for one in range(first, last + 1)
        )

    # ---- terms, leave, orders, reprisals

    def _is_term(self, verb: int, subjects: Sequence[int], passive: bool) -> bool:
        """Whether a paper lays it down: "the bill would require", "under the accord both sides will pull back"."""
        tree, words = self.tree, self.words
        paper = any(tree.lemma[one] in words["papers"] for one in subjects)
        if paper and tree.dep[verb] == "relcl" and any(tree.low[kid] == "would" for kid in tree.children(verb, "aux")):
            return True  # "a bill that would hamstring the bank": what it is about
        if paper and tree.lemma[verb] in words["laid_down"]:
            judged = any(tree.low[kid] in words["degrees"] for kid in tree.children(verb, "advmod"))
            return not passive and not judged and not (tree.lemma[verb] == "see" and tree.has_child(verb, "neg"))
        complements = tree.children(verb, "acomp") if tree.lemma[verb] == "be" else []
        if any(tree.low[kid] in words["subject_to"] for kid in complements):
            return True
        return any(
            tree.low[kid] in ("under", "as") and tree.lemma[one] in words["papers"]
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )

    def _is_arranged(self, verb: int) -> bool:
        """Whether something holds from a day on: "from next year, pupils will study both"."""
        tree = self.tree
        return any(
            tree.low[kid] == "from" and kid < verb and tree.entity[one] == "DATE"
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )

    def _is_reprisal(self, verb: int, subjects: Sequence[int], passive: bool) -> bool:
        """Whether whoever does a thing is told what he gets for it: "any boat that crosses will be sunk"."""
        tree, words = self.tree, self.words
        anybody = any(
            (
                tree.low[one] in words["anybody"]
                or any(tree.low[kid] in words["anybody"] for kid in tree.kids[one])
                or (tree.tag[one] == "NNS" and not tree.has_child(one, "det", "poss"))
            )
            and tree.has_child(one, "relcl", "acl")
            for one in subjects
        )
        if not anybody:
            return False
        return tree.lemma[verb] in (words["harmed"] if passive else words["paid"])

    def is_ordered(self, verb: int, subjects: Sequence[int]) -> bool:
        """Whether "you will" tells somebody what to do: "you will hand over your weapons"."""
        tree = self.tree
        told = any(tree.low[one] == "you" for one in subjects)
        plain = not tree.has_child(verb, "neg", "advcl") and not self.valencies.is_passive(verb)
        return told and plain and tree.lemma[verb] in self.words["told_to"]

    # ---- the past

    def is_said(self, verb: int) -> bool:
        """Whether a clause is the content of a verb above: "said it would", "“It would,” he said"."""
        tree = self.tree
        index = verb
        for _ in range(_STEPS):
            head = tree.head[index]
            if tree.dep[index] in ("ccomp", "parataxis"):
                return True
            if head == index:
                return self.is_quoted(verb)
            if tree.dep[index] == "acl" and tree.pos[head] == "NOUN":
                return True  # "fears that", "the warning that"
            index = head
        return False

    def is_quoted(self, index: int) -> bool:
        """Whether a token stands in quotation marks within its sentence."""
        tree = self.tree
        first, inside = index, False
        while first > 0 and tree.sentence[first - 1] == tree.sentence[index] and index - first < 120:
            first -= 1
        for one in range(first, index):
            if tree.low[one] in _QUOTES:
                inside = not inside
        return inside

    def is_quoted_apart(self, verb: int, head: int) -> bool:
        """Whether a quotation mark stands between a verb and the verb of saying above it."""
        low, high = min(verb, head), max(verb, head)
        return any(self.tree.low[one] in _QUOTES for one in range(low, min(high, low + 120)))

    def _is_narrated(self, verb: int) -> bool:
        """Whether the account's own "would" tells what came then: beside a past time, or below a verb in the past."""
        tree = self.tree
        if self.is_then(verb) or self._is_timed(verb):
            return True
        if tree.lemma[verb] == "prove" and tree.has_child(verb, "xcomp"):
            return True  # "the victory would prove to be his last"
        if tree.dep[verb] not in ("relcl", "advcl"):
            return False
        above = tree.governor(verb)
        return above is not None and self.is_past(above) and not self.valencies.is_passive(above)

    def _is_timed(self, verb: int) -> bool:
        """Whether a main "would" has its hour and no condition: "by nightfall the fire would reach the mill"."""
        tree = self.tree
        if tree.has_child(verb, "advcl") or any(tree.low[kid] == "without" for kid in tree.kids[verb]):
            return False
        return any(
            tree.low[kid] in ("by", "at", "on", "in") and self._is_hour(range(kid, min(tree.right[kid], kid + 8) + 1))
            for kid in tree.children(verb, "prep")
        )

    def _is_hour(self, inside: range) -> bool:
        tree = self.tree
        if any(tree.low[one] in self.words["still_coming"] for one in inside):
            return False
        return any(tree.entity[one] in ("DATE", "TIME") or tree.lemma[one] in self._units for one in inside)

    def is_past(self, verb: int) -> bool:
        """Whether a verb is told in the past: "was", "cost", "had thought"."""
        tree = self.tree
        aux = tree.children(verb, *_AUX)
        if any(tree.tag[kid] == "MD" for kid in aux):
            return False
        if any(tree.low[kid] in ("was", "were", "had", "did") for kid in aux):
            return True
        return tree.tag[verb] == "VBD"

    def is_then(self, verb: int, but: int | None = None) -> bool:
        """Whether the verb, or one above it, stands beside a time that is over: "that night", "at the time".

        What stands in the clause of `but` says when something else was to be.
        """
        tree, left_out = self.tree, range(0)
        if but is not None:
            left_out = range(tree.left[but], tree.right[but] + 1)
        index = verb
        for _ in range(_STEPS):
            for one in range(tree.left[index], min(tree.right[index], tree.left[index] + 60) + 1):
                long = but is not None and one in self._long and tree.head[one] == index
                if one not in left_out and (one in self._past_times or long):
                    return True
            above = tree.governor(index)
            if above is None:
                return False
            index = above
        return False

    @cached_property
    def _long(self) -> set[int]:
        """The first tokens of stretches over which somebody thought so: "for years they feared that"."""
        tree, spans = self.tree, self.words["spans_of_time"]
        return {one for one in range(len(tree) - 1) if tree.low[one] == "for" and tree.low[one + 1] in spans}

    @cached_property
    def _past_times(self) -> set[int]:
        """The first tokens of phrases for times that are over: "in those days", "years ago", "on winter evenings"."""
        tree, words = self.tree, self.words
        found: set[int] = set()
        for index in range(len(tree) - 1):
            low, after = tree.low[index], tree.low[index + 1]
            pointed = low in ("that", "those") and after in words["spans_of_time"] and tree.dep[index] == "det"
            passed = after in words["afterwards"] and low in words["many_times"]
            fixed = {f"{low} {after}", " ".join(tree.low[index : index + 3])} & words["past_phrases"]
            if pointed or passed or fixed:
                found.add(index)
        return found

    def _is_unreal(self, verb: int) -> bool:
        """Whether it hangs on what did not happen: "had they come", "if he had come", "if I were you"."""
        tree = self.tree
        for clause in tree.children(verb, "advcl"):
            aux = [tree.low[kid] for kid in tree.children(clause, *_AUX)]
            marked = any(tree.low[kid] == "if" for kid in tree.children(clause, "mark"))
            inverted = tree.low[tree.left[clause]] == "had"
            if tree.low[tree.left[clause]] == "were" and tree.has_child(clause, "neg"):
                return True  # "were it not for the river"
            if tree.low[clause] == "had" and tree.left[clause] == clause and tree.has_child(clause, "ccomp"):
                return True  # "had the pumps worked", as the parser has it
            if "had" in aux and (marked or inverted):
                return True
            first = any(tree.low[kid] == "i" for kid in tree.children(clause, "nsubj"))
            if marked and first and tree.low[clause] in ("were", "was"):
                return True
        return False

    # ---- titles

    def _is_titled(self, verb: int) -> bool:
        """Whether the verb stands, like its modal, in capitals inside the quotation marks of a title."""
        tree = self.tree
        shown = [verb, *(kid for kid in tree.children(verb, "aux") if tree.tag[kid] == "MD")]
        if len(shown) < 2 or not all(tree.capital[one] for one in shown):
            return False
        return self.is_quoted(verb) and not tree.capital[self._first_word(verb)]

    def _first_word(self, index: int) -> int:
        """The first word of the sentence in small letters outside the title, else the token itself."""
        tree = self.tree
        at = index
        while at > 0 and tree.sentence[at - 1] == tree.sentence[index] and index - at < 60:
            at -= 1
        while at < len(tree) and tree.sentence[at] == tree.sentence[index]:
            if tree.low[at] in _QUOTES:
                break
            if len(tree.low[at]) > 2 and tree.low[at].isalpha() and not tree.capital[at]:
                return at
            at += 1
        return index
