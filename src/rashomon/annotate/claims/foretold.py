"""What foretells without a modal: words above a clause, adjectives, omens and phrases.

The words stand in vocab/forecast.toml; the cases were worked out on evals/forecasts/graded.toml and unseen.toml.
"""

from __future__ import annotations

from functools import cached_property

from rashomon.annotate.claims.futures import Futures
from rashomon.annotate.claims.outlooks import Outlooks
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies
from rashomon.vocab import load

_AUX = ("aux", "auxpass")
_FORESEEING = frozenset({("warn", "of"), ("brace", "for"), ("bet", "on")})  # "braced for a flood"


def foreseen_by(tree: Tree, noun: int) -> int | None:
    """The verb of foresight whose object a noun is, else None: "predicted a bloody summer", "warned of famine".

    What is warned of is to come where no article knows it already: not "warned of the danger".
    """
    if tree.pos[noun] != "NOUN":
        return None
    head = tree.head[noun]
    if tree.dep[noun] == "dobj" and is_unforetold(tree, head):
        return None
    if tree.dep[noun] == "dobj":
        cues = load("forecast")["cues"]
        more = any(tree.low[kid] in ("further", "more", "another") for kid in tree.kids[noun])
        if tree.lemma[head] == "fear" and tree.is_verb(head) and more:
            return head  # "police fear further attacks"
        aside = tree.tag[head] == "VBG" and tree.dep[head] in ("csubj", "pcomp")  # "predicting the weather is hard"
        foresees = tree.is_verb(head) and tree.lemma[head] in cues["foresee"] and not aside
        return head if foresees and tree.lemma[head] not in ("project", *cues["omens"]) else None
    verb = tree.head[head]
    if tree.dep[noun] != "pobj" or (tree.lemma[verb], tree.low[head]) not in _FORESEEING:
        return None
    known = any(tree.low[kid] in ("the", "this", "these", "that") for kid in tree.kids[noun])
    return None if known or tree.has_child(noun, "poss") else verb


def is_unforetold(tree: Tree, verb: int) -> bool:
    """Whether nobody foretells what a verb of foresight says: "I am not predicting a", "too early to predict the"."""
    above = tree.head[verb]
    if tree.has_child(verb, "neg"):
        return True
    infinitive = any(tree.low[kid] == "to" for kid in tree.children(verb, "aux"))
    words = load("forecast")["anybody"]["unforetold"]
    around = (above, *tree.children(above, "advmod", "acomp", "attr"))
    return (
        infinitive
        and tree.dep[verb] in ("xcomp", "advcl", "acl", "ccomp")
        and any(tree.low[one] in words for one in around)
    )


class Foretold:
    """Says of the verbs and nouns of one document what the words around them foretell; phrases are found once."""

    def __init__(self, tree: Tree, valencies: Valencies, futures: Futures) -> None:
        self.tree = tree
        self.valencies = valencies
        self.futures = futures
        self.words = futures.words
        self.outlooks = Outlooks(tree, futures)

    # ---- words above and around

    def of_governor(self, index: int, head: int) -> str | None:
        """The status that the word above gives an infinitive, clause or noun ("likely to", "predicts that")."""
        tree, words = self.tree, self.words
        lemma = tree.lemma[head]
        tops = [one for one in (head, tree.head[head]) if tree.dep[one] == "ROOT"]
        if tree.dep[index] == "xcomp" and any(
            tree.low[kid] == "?" for top in tops for kid in tree.children(top, "punct")
        ):
            return "hypothetical"  # "is the government about to fall?"
        if (lemma in words["foresee"] or lemma in words["minds"]) and self.is_settled(head, index):
            return "hypothetical"
        untold = self.futures.lookalikes.standing.is_untold(index, head)
        if untold or (tree.dep[index] == "ccomp" and self._was_then(head, index)):
            return "hypothetical"  # "no one says that", "warned at the time that", "little did they know that"
        if tree.dep[index] == "xcomp" and tree.tag[index] == "VBG" and lemma in words["foresee"]:
            return "forecast"  # "anticipates closing"
        infinitive = any(tree.low[kid] == "to" for kid in tree.children(index, "aux"))
        if infinitive and tree.dep[index] in ("xcomp", "advcl"):
            found = self._of_infinitive(index, head)
            if found is not None:
                return found
        if tree.dep[index] == "ccomp" and infinitive and lemma in words["foresee"] and lemma != "project":
            return "ordered" if self._is_demand(index, head) else "forecast"
        if tree.dep[index] == "pcomp" and tree.low[head] == "like" and tree.lemma[tree.head[head]] == "look":
            return "forecast" if tree.tag[tree.head[head]] in ("VBZ", "VBP") else None  # "looks like turning"
        if self._is_envisaged(index, head):
            return "forecast"
        if tree.dep[index] in ("ccomp", "acl", "csubj") and not infinitive:
            return self._of_content(index, head)
        if tree.dep[index] == "dobj" and lemma in words["foresee"] and lemma != "project":
            return "forecast"
        return None

    def _of_infinitive(self, index: int, head: int) -> str | None:
        """ "set to", "going to", "expects to", "threatens to", "stands to"."""
        tree, words = self.tree, self.words
        lemma, low = tree.lemma[head], tree.low[head]
        if lemma == "stand" and tree.tag[head] != "VBD" and tree.low[head + 1 : head + 2] == ["to"]:
            return "forecast"
        if tree.dep[index] != "xcomp":
            return None
        if any(tree.low[kid] == "have" for kid in tree.children(index, "aux")) and not self.futures.lookalikes.is_dated(
            index
        ):
            return "hypothetical"  # "likely to have been carried out by": a guess at what is past
        if low in words["before_to"]:
            active = low == "set" and tree.has_child(head, "nsubj") and not tree.has_child(head, "auxpass")
            return None if active and tree.has_child(head, "aux") else self._set_to(index, head)
        if lemma == "go" and low == "going" and not tree.has_child(head, "prt"):  # not "going on to say"
            if any(tree.low[kid] in ("was", "were") for kid in tree.children(head, "aux")):
                said = self.futures.lookalikes.is_said(head)
                return "forecast" if said and not self.futures.first_person(head) else "hypothetical"
            if self.futures.lookalikes.is_ordered(index, self.futures.said_subjects(head)):
                return "ordered"
            decides = self.futures.first_person(head) or self.futures.is_own(head, self.futures.said_subjects(head))
            decides = decides and tree.lemma[index] not in words["undecided"]
            return "planned" if decides else "forecast"
        if lemma in words["foresee"]:
            return "ordered" if self._is_demand(index, head) else "forecast"
        if lemma in words["verbs_to_thing"]:
            somebody = any(self.futures.is_somebody(one) for one in self.futures.said_subjects(head))
            return None if somebody or tree.tag[head] == "VBG" else "forecast"
        return None

    def is_settled(self, head: int, content: int) -> bool:
        """Whether it was foretold, or thought, before the time of the telling, and is settled by then.

        "Had expected", "nobody expected", "thought at the time that"; not "nobody expects".
        """
        tree, lookalikes = self.tree, self.futures.lookalikes
        aux = {tree.low[kid] for kid in tree.children(head, *_AUX)}
        if "had" in aux:
            return True
        if not lookalikes.is_past(head):
            return False
        if lookalikes.is_then(head, content):
            return True
        if tree.dep[content] == "nsubjpass" and not lookalikes.is_said(head):
            return True  # "the book was eagerly awaited and much anticipated"
        nobody = tree.has_child(head, "neg") or any(self._is_nobody(one) for one in tree.children(head, "nsubj"))
        return nobody and not lookalikes.is_said(head)

    def _was_then(self, head: int, content: int) -> bool:
        lookalikes = self.futures.lookalikes
        tree = self.tree
        known = tree.lemma[head] in self.words["factive"]
        had = any(tree.low[kid] == "had" for kid in tree.children(head, "aux"))
        if had and any(tree.low[kid] in ("always", "long", "once", "often", "never") for kid in tree.kids[head]):
            return True  # "had always said that"
        return (known or lookalikes.is_then(head, content)) and lookalikes.is_past(head)

    def _is_nobody(self, one: int) -> bool:
        tree = self.tree
        if tree.low[one] in ("nobody", "none", "few", "nothing"):
            return True
        return any(tree.low[kid] in ("no", "few") for kid in tree.kids[one])

    def _is_demand(self, index: int, head: int) -> bool:
        """Whether "expects" asks: "the governor expects every shopkeeper to open"."""
        tree = self.tree
        if tree.lemma[head] != "expect" or self.valencies.is_passive(head):
            return False
        asked = [*tree.children(index, "nsubj"), *tree.children(head, "dobj")]
        return any(
            tree.low[one] in ("you", "everyone", "everybody", "us", "me")
            or any(tree.low[kid] in ("every", "all", "each") for kid in tree.children(one, "det"))
            or (
                any(tree.low[kid] in ("her", "his", "their", "my", "our") for kid in tree.children(one, "poss"))
                and tree.tag[one] == "NNS"
            )
            for one in asked
        )

    def _is_risked(self, head: int) -> bool:
        tree = self.tree
        return tree.lemma[head] == "risk" and tree.is_verb(head) and tree.tag[head] != "VBD"

    def _is_envisaged(self, index: int, head: int) -> bool:
        """ "hard to see the truce surviving", "hard to see how it can survive", "risks splitting the party"."""
        tree = self.tree
        if any(tree.low[kid] == "how" for kid in tree.children(index, "advmod")):
            return self._is_pictured(index, head)
        return tree.tag[index] == "VBG" and (self._is_risked(head) or self._is_pictured(index, head))

    def _is_pictured(self, index: int, head: int) -> bool:
        """Whether it is "hard to see" what is told: "hard to imagine the truce surviving"."""
        tree, words = self.tree, self.words
        if tree.dep[index] not in ("ccomp", "acl", "xcomp", "dobj") or tree.lemma[head] not in words["pictured"]:
            verb = tree.governor(index)
            if tree.dep[index] != "acl" or verb is None or tree.lemma[verb] not in words["pictured"]:
                return False
            head = verb
        if any(tree.low[kid] == "can" for kid in tree.children(head, "aux")) and self.futures.lookalikes.is_dated(
            index
        ):
            return True  # "I can see this dragging on for years"
        return tree.low[tree.head[head]] in words["pictured_as"] or any(
            tree.low[kid] in words["pictured_as"] for kid in tree.children(tree.head[head], "acomp")
        )

    def _of_content(self, index: int, head: int) -> str | None:
        """A clause that a verb or noun brings in: "predicted that", "the hope that", "pledged that her office"."""
        tree, words = self.tree, self.words
        lemma = tree.lemma[head]
        if self.futures.lookalikes.is_past(index):
            return None  # "fears that he was killed"
        planned = tree.lemma[index] in words["preparing"] and tree.tag[index] == "VBG"
        if lemma in words["dreads"] and (planned or not self._is_to_come(index)):
            return None  # "concerned that the party is losing", "that they are planning to": what is so now
        if lemma in words["foresee"] or lemma in words["foresight"]:
            return "forecast" if tree.dep[index] == "ccomp" or tree.has_child(index, "nsubj", "nsubjpass") else None
        weighed = any(tree.low[kid] in words["weighty"] for kid in tree.children(head, "amod", "det"))
        if lemma == "possibility" and weighed:
            return "forecast"
        judged = any(tree.lemma[kid] in words["clause_of"] for kid in tree.children(head, "acomp", "oprd"))
        if (lemma in words["clause_of"] or (lemma in words["copulas"] and judged)) and (
            not any(tree.low[kid] in ("was", "were") for kid in (head, *tree.children(head, *_AUX)))
        ):
            return "forecast"
        if lemma in words["announcing"] and self._is_to_come(index):
            return "planned"  # but "announced that the army has taken Karsa" tells what is done
        if lemma in words["settling"] and self._is_to_come(index) and self._is_settling(index, head):
            return "planned"
        if any(tree.low[kid] in words["marvelled_at"] for kid in tree.children(head, "acomp", "oprd")):
            return "hypothetical"
        if self._is_denied_ability(index, head) or self._is_guessed(index, head):
            return "forecast"
        if lemma in words["wishing"] or (lemma in words["wishes"] and tree.pos[head] == "NOUN"):
            return "hypothetical"
        pledged = lemma in words["pledges"] or (lemma == "word" and tree.has_child(head, "poss"))
        return "planned" if pledged else None

    def _is_settling(self, index: int, head: int) -> bool:
        """ "the sides agreed that observers would be posted"; not "agreed that the truce would fail"."""
        tree = self.tree
        if tree.lemma[index] in self.words["undecided"]:
            return False
        return any(self.futures.can_decide(one) for one in tree.children(head, "nsubj"))

    def _is_guessed(self, index: int, head: int) -> bool:
        """ "my bet is that the minister does not last", "chances are that the bill dies"; not what is so now."""
        tree, words = self.tree, self.words
        if tree.lemma[head] != "be" or tree.tag[head] not in ("VBZ", "VBP"):
            return False
        if tree.lemma[index] in words["so_now"] and not self._is_to_come(index):
            return False
        return any(tree.lemma[one] in words["guessed"] for one in tree.children(head, "nsubj"))

    def _is_to_come(self, index: int) -> bool:
        """Whether a clause has a modal, or an infinitive of what is to come ("the worst is still to come")."""
        tree = self.tree
        if any(tree.tag[kid] in ("MD", "TO") for kid in tree.children(index, "aux")):
            return True
        return any(
            tree.low[kid] == "to" for below in tree.children(index, "xcomp") for kid in tree.children(below, "aux")
        )

    def _is_denied_ability(self, index: int, head: int) -> bool:
        """Whether somebody now doubts that it can be: "nobody believes that the town can hold out"."""
        tree, words = self.tree, self.words
        if (
            not any(tree.low[kid] == "can" for kid in tree.children(index, "aux"))
            or tree.lemma[head] not in words["minds"]
        ):
            return False
        nobody = any(self._is_nobody(one) for one in tree.children(head, "nsubj"))
        if any(tree.low[one] in ("you", "one", "i", "we") for one in tree.children(index, "nsubj")):
            return False  # "I don't think you can compare them"
        now = tree.tag[head] in ("VBZ", "VBP", "VB")
        return now and (nobody or tree.has_child(head, "neg") or tree.lemma[head] == "doubt")

    def foretells(self, verb: int) -> bool:
        """Whether a verb is itself the forecast: it has a plain noun as what it foresees, or says what is likely."""
        tree, words = self.tree, self.words
        lemma = tree.lemma[verb]
        if lemma in words["omens"]:
            return tree.has_child(verb, "dobj")
        if tree.low[verb] == "going" and any(tree.low[one] == "be" for one in tree.children(verb, "xcomp")):
            return self._of_infinitive(tree.children(verb, "xcomp")[0], verb) == "forecast"  # "is not going to be over"
        if self._is_likely(verb) or self.outlooks.foretells(verb):
            return True
        if lemma not in words["foresee"] or tree.has_child(verb, "ccomp", "xcomp"):
            return False
        below = tree.children(verb, "dobj", "nsubjpass")
        if not below or tree.tag[below[0]] == "WP" or self.is_settled(verb, below[0]):
            return False  # nor "what they expect is"
        return tree.dep[below[0]] == "nsubjpass" or tree.pos[below[0]] != "NOUN"  # a noun is a claim of its own

    def _is_likely(self, verb: int) -> bool:
        """ "looks inevitable", "is doomed", "makes an assault likely", "the likely outcome is a partition"."""
        tree, words = self.tree, self.words
        aux = [verb, *tree.children(verb, *_AUX)]
        if any(tree.low[one] in ("was", "were", "had") or (tree.tag[one] == "VBD") for one in aux):
            return False
        if tree.lemma[verb] == "doom":
            return tree.has_child(verb, "auxpass", "nsubjpass")
        complements = tree.children(verb, "acomp", "oprd")
        if tree.lemma[verb] == "make":
            complements += [kid for kid in tree.children(verb, "ccomp") if tree.pos[kid] == "ADJ"]
        elif tree.lemma[verb] not in words["copulas"]:
            return False
        if any(self._foretells_subject(one) for one in complements):
            return True
        return any(
            tree.lemma[one] in words["outcomes"]
            and any(tree.low[kid] in words["foretelling"] for kid in tree.children(one, "amod"))
            for one in tree.children(verb, "nsubj", "attr")
            if not any(tree.low[kid] == "it" for kid in tree.children(verb, "nsubj", "expl"))
        )

    def _foretells_subject(self, adjective: int) -> bool:
        """ "a return is unlikely"; not "is likely a fisherman", which says what is so."""
        tree = self.tree
        sure = tree.low[adjective] == "certain" and tree.lemma[tree.head[adjective]] in ("look", "seem", "appear")
        if tree.has_child(adjective, "xcomp") or not (sure or tree.low[adjective] in self.words["foretelling"]):
            return False
        after = adjective + 1
        if tree.low[adjective] == "likely" and tree.low[after : after + 1] == ["that"]:
            return False
        return after >= len(tree) or tree.tag[after] not in ("DT", "NN", "NNP", "PRP$") or tree.low[after] == "this"

    def foretells_noun(self, noun: int) -> bool:
        """Whether a noun is what somebody foresees ("predicted a bloody summer", "warned of famine")."""
        verb = foreseen_by(self.tree, noun)
        return verb is not None and not self.is_settled(verb, noun)

    def _set_to(self, index: int, head: int) -> str | None:
        """ "set to", "expected to": a forecast; told of the past ("was set to expire") no more than imagined.

        "The airline is set to launch a service" is its own plan.
        """
        tree = self.tree
        aux = {tree.low[kid] for kid in tree.children(head, *_AUX)}
        above = {tree.low[tree.head[head]]}
        lookalikes = self.futures.lookalikes
        if (aux | above) & {"was", "were", "had"} and (lookalikes.is_quoted(head) or not lookalikes.is_said(head)):
            return "hypothetical"  # "“It was doomed to fail,” he said"
        passive = self.valencies.is_passive(index)
        subjects = self.futures.said_subjects(head)
        if tree.low[head] == "expected" and self.futures.lookalikes.binding.is_ruled(index, subjects):
            return "ordered"  # "staff are expected to wear uniform"
        decided = tree.lemma[index] in self.words["announced"] and not passive
        somebody = any(self.futures.is_somebody(one) for one in subjects)
        held = any(tree.lemma[one] in self.words["events"] for one in subjects)
        held = held and tree.lemma[index] in ("take", "hold", "begin", "start", "open", "resume")
        return "planned" if tree.low[head] in ("set", "due") and ((decided and somebody) or held) else "forecast"

    @cached_property
    def phrased(self) -> set[int]:
        """The verbs and nouns that phrases make forecasts: those in them, those they govern, the one above."""
        tree = self.tree
        marked: set[int] = set()
        for first, last in self._phrases():
            above = tree.governor(first)
            assessed = above is not None and tree.lemma[above] in self.words["assessing"]
            past = above is not None and not assessed and self.futures.lookalikes.is_past(above)
            if past or any(tree.low[one] in ("was", "were") for one in range(max(0, first - 3), last + 1)):
                continue
            if self.outlooks.is_journey(first):
                continue
            marked |= {one for one in range(first, last + 1) if tree.is_verb(one) or tree.pos[one] == "NOUN"}
            below = {
                one
                for one in range(last + 1, min(len(tree), last + 7))
                if tree.head[one] in range(first, last + 1) and (tree.is_verb(one) or tree.dep[one] == "pobj")
            }
            marked |= below
            if above is not None and not (below and tree.low[last] == "to"):
                marked.add(above)  # but not above "set to go", where "go" is what is to come
                if tree.lemma[above] == "be":  # "an attack is only days away"
                    marked.update(tree.children(above, "nsubj"))
        return marked

    def _phrases(self) -> list[tuple[int, int]]:
        tree = self.tree
        table: dict[str, list[list[str]]] = {}
        for phrase in self.words["phrases"]:
            parts = phrase.split()
            table.setdefault(parts[0], []).append(parts)
        found = []
        for index in range(len(tree)):
            for parts in (*table.get(tree.lemma[index], ()), *table.get(tree.low[index], ())):
                last = index + len(parts) - 1
                if last < len(tree) and all(
                    part in (tree.lemma[index + at], tree.low[index + at]) for at, part in enumerate(parts)
                ):
                    found.append((index, last))
        return found
