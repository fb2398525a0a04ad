"""Modals of what binds: leave given, what is done to offenders, what somebody answers for, what stands in a timetable.

"Guests may leave their coats with the porter", "looters will be shot", "wages would be paid by Friday, the ministry
said" foretell nothing: whoever lays it down decides it. The words stand in vocab/forecast.toml under `binding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.annotate.claims.tree import Tree
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.lookalikes import Lookalikes


class Binding:
    """Says of a verb with "will", "would", "may" or "could" what binds whom; None where nothing here says so."""

    def __init__(self, tree: Tree, lookalikes: Lookalikes) -> None:
        self.tree = tree
        self.lookalikes = lookalikes
        self.words = {key: frozenset(value) for key, value in load("forecast")["binding"].items()}
        self.cues = {key: frozenset(value) for key, value in load("forecast")["cues"].items()}

    def of_will(self, verb: int, subjects: Sequence[int], passive: bool) -> str | None:
        """Punishments, assurances, what is owed and what stands in a timetable."""
        if self._is_punished(verb, subjects, passive) or self._is_assured(verb, subjects, passive):
            return "planned"
        if self._is_owed(verb, subjects, passive) or self._is_timed(verb, subjects, passive):
            return "planned"
        return None

    def of_may(self, verb: int, subjects: Sequence[int]) -> str | None:
        """Leave given to those whom rules address, or with a term that only leave has."""
        tree = self.tree
        if tree.lemma[verb] in self.cues["undecided"] | self.words["unruly"]:
            return None
        if any(tree.low[kid] in ("well", "yet", "soon") for kid in tree.children(verb, "advmod")):
            return None
        could = any(tree.low[kid] == "could" for kid in tree.children(verb, "aux"))
        papers = load("forecast")["lookalikes"]["papers"]
        if any(
            tree.low[kid] == "under" and any(tree.lemma[one] in papers for one in tree.pobjs(kid))
            for kid in tree.children(verb, "prep")
        ):
            return "ordered"  # "under the amnesty, deserters could return home"
        ruled = any(tree.lemma[one] in self.words["ruled"] for one in subjects)
        if could:
            told = tree.dep[verb] == "ccomp" and tree.lemma[verb] in self.words["left_to"]
            return "ordered" if ruled and told else None
        if tree.has_child(verb, "auxpass"):
            return None
        if self._is_conceded(verb, subjects):
            return "hypothetical"
        people = ruled or any(
            self.lookalikes.is_person(one) or tree.lemma[one] in ("party", "side", "delegation") for one in subjects
        )
        return "ordered" if ruled or (people and self._has_term(verb)) else None

    def is_ruled(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "staff are expected to wear": what is expected of those whom rules address is asked of them."""
        tree = self.tree
        deed = tree.lemma[verb] not in self.cues["undecided"] | self.words["unruly"] and not tree.has_child(
            verb, "auxpass"
        )
        return deed and any(tree.lemma[one] in self.words["ruled"] for one in subjects)

    def is_observed(self, verb: int) -> bool:
        """ "analysts say the company will close": who only looks on announces nothing."""
        tree = self.tree
        speakers = tree.children(tree.head[verb], "nsubj") if tree.dep[verb] == "ccomp" else []
        return any(tree.lemma[one] in self.cues["observers"] for one in speakers)

    # ---- the cases

    def _is_conceded(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "critics may say that", "others might call it a retreat": what the writer grants that one may say."""
        tree = self.tree
        return tree.lemma[verb] in self.words["objected"] and any(
            tree.lemma[one] in self.words["objectors"] for one in subjects
        )

    def _has_term(self, verb: int) -> bool:
        """ "only at night", "by post", "between eight and noon", "free of charge", "upon notice"."""
        tree = self.tree
        for kid in tree.children(verb, "prep", "advmod", "acomp"):
            if tree.low[kid] in ("between", "upon", "free"):
                return True
            below = [tree.low[one] for one in tree.pobjs(kid)]
            if any(one in self.words["terms"] for one in below):
                return True
            if any(tree.low[one] == "only" for one in tree.kids[kid]):
                return True
        return False

    def _is_punished(self, verb: int, subjects: Sequence[int], passive: bool) -> bool:
        """ "looters will be shot", "any ship entering will be fired upon", "those behind it will pay"."""
        tree, harmed = self.tree, load("forecast")["lookalikes"]["harmed"]
        retort = tree.lemma[verb] == "be" and any(
            tree.lemma[one] in self.words["retorts"] and any(tree.low[kid] in ("our", "my") for kid in tree.kids[one])
            for one in subjects
        )
        doomed = tree.lemma[verb] in ("die", "hang") and any(
            tree.lemma[one] in self.words["offenders"]
            and any(tree.low[kid] in ("every", "any", "all") for kid in tree.children(one, "det"))
            for one in subjects
        )
        if retort or doomed:
            return True  # "our answer will be swift", "every informer would die"
        if passive and tree.lemma[verb] in harmed:
            if self.lookalikes.is_said(verb) and any(
                tree.low[kid] == "unless" for clause in tree.kids[verb] for kid in tree.children(clause, "mark")
            ):
                return True
            if any(tree.lemma[one] in self.words["offenders"] or self._is_captured(one) for one in subjects):
                return True
            whoever = [*subjects, *tree.children(verb, "csubjpass", "csubj")]
            return any(self._is_any_that(one) for one in whoever)
        blamed = any(
            tree.low[one] in ("those", "they", "people")
            and any(tree.low[kid] in ("behind", "responsible") for kid in tree.kids[one])
            for one in subjects
        )
        price = tree.lemma[verb] == "pay" and any(
            tree.lemma[kid] in self.words["prices"] for kid in tree.children(verb, "dobj")
        )
        if price and any(tree.low[one] == "they" for one in subjects) and self.lookalikes.is_said(verb):
            return True  # "they will pay a price like no other"
        return blamed and tree.lemma[verb] in {*load("forecast")["lookalikes"]["paid"], *harmed}

    def _is_captured(self, one: int) -> bool:
        tree = self.tree
        bare = tree.tag[one] == "NNS" and not tree.has_child(one, "det", "poss", "nummod")
        return bare and any(tree.low[kid] in ("captured", "armed") for kid in tree.children(one, "amod"))

    def _is_any_that(self, one: int) -> bool:
        """Whether a subject is whoever does a thing: "any drone crossing the line", also as the parser turns it."""
        tree = self.tree
        if tree.dep[one] in ("csubjpass", "csubj"):
            return any(
                tree.low[below] in ("any", "every")
                for kid in tree.children(one, "nsubj")
                for below in tree.children(kid, "det")
            )
        anybody = any(tree.low[kid] in ("any", "every") for kid in tree.children(one, "det"))
        return (anybody or tree.low[one] in ("anyone", "anybody", "whoever")) and tree.has_child(one, "acl", "relcl")

    def _is_assured(self, verb: int, subjects: Sequence[int], passive: bool) -> bool:
        """ "those responsible will be brought to justice", "no family will be forgotten": the word of who speaks."""
        tree = self.tree
        if not passive:
            return False
        if tree.lemma[verb] == "bring" and any(
            tree.low[one] in ("justice", "account", "book")
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        ):
            return True
        each = any(tree.low[kid] in ("every", "each") for one in subjects for kid in tree.children(one, "det"))
        if each and self.lookalikes.is_said(verb) and tree.lemma[verb] not in self.cues["undecided"]:
            return not tree.has_child(verb, "neg", "agent")  # "every stone will be put back"
        none = tree.has_child(verb, "neg") or any(
            tree.low[one] in ("nobody", "none") or any(tree.low[kid] == "no" for kid in tree.kids[one])
            for one in subjects
        )
        left = tree.lemma[verb] in self.words["forsaken"] or (
            tree.lemma[verb] == "leave" and any(tree.low[kid] in ("behind", "alone") for kid in tree.kids[verb])
        )
        return none and left and self.lookalikes.is_said(verb)

    def _is_owed(self, verb: int, subjects: Sequence[int], passive: bool) -> bool:
        """ "we will pay every soldier", "the ministry said that wages would be paid"."""
        tree = self.tree
        if passive:
            owed = tree.lemma[verb] in self.words["settled"] or (
                tree.lemma[verb] == "pay" and any(tree.lemma[one] in self.words["dues"] for one in subjects)
            )
            return owed and self.lookalikes.is_said(verb) and not tree.has_child(verb, "neg", "agent")
        given = tree.lemma[verb] in ("receive", "get") and any(
            tree.lemma[one] in self.words["dues"] for one in tree.children(verb, "dobj")
        )
        if given and self.lookalikes.is_said(verb) and not tree.has_child(verb, "neg"):
            return True  # "the airline said passengers would receive a refund"
        from_me = any(
            tree.low[kid] == "from" and any(tree.low[one] in ("me", "us") for one in tree.pobjs(kid))
            for kid in tree.children(verb, "prep")
        )
        if tree.lemma[verb] in ("get", "have", "hear") and from_me:
            return True  # "you will always get honesty from me"
        if tree.lemma[verb] != "pay" or not any(tree.low[one] in ("i", "we") for one in subjects):
            return False
        paid = tree.children(verb, "dobj", "dative")
        return bool(paid) and not any(tree.lemma[one] in self.words["prices"] for one in paid)

    def _is_timed(self, verb: int, subjects: Sequence[int], passive: bool) -> bool:
        """ "polls will close at eight", "schools will remain closed", "the curfew will last until dawn"."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        if passive:
            set_day = lemma not in self.cues["undecided"] and self._has_day(verb)
            return set_day or (lemma in self.words["swapped"] and self.lookalikes.is_dated(verb))
        if tree.has_child(verb, "neg") or self.is_observed(verb):
            return False
        sits = lemma not in self.cues["undecided"] and any(tree.lemma[one] in self.words["sitting"] for one in subjects)
        if sits and (self.lookalikes.is_dated(verb) or lemma in ("vote", "elect", "debate")):
            return not any(tree.low[kid] in self.cues["guesses"] for kid in tree.children(verb, "advmod"))
        shut = any(tree.low[kid] in ("closed", "open", "shut") for kid in tree.children(verb, "acomp", "oprd"))
        if lemma in ("remain", "stay", "be") and shut:
            return any(tree.lemma[one] in self.words["opened"] for one in subjects)
        if not any(tree.lemma[one] in self.words["laid"] for one in subjects):
            return False
        return lemma in self.words["laid_verbs"] and (lemma == "bring" or self.lookalikes.is_dated(verb))

    def _has_day(self, verb: int) -> bool:
        """Whether its clause has a day set: "on Tuesday", "on 3 March"."""
        tree = self.tree
        return any(
            tree.low[kid] == "on" and tree.entity[one] == "DATE"
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
        )
