"""What foretells in the present tense: polls that point to it, what somebody sees coming, heads for or faces.

The words stand in vocab/forecast.toml under `outlooks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotate.claims.tree import Tree
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.futures import Futures

_NOW = ("VBZ", "VBP")


class Outlooks:
    """Says of a verb told as now that it is itself a forecast."""

    def __init__(self, tree: Tree, futures: Futures) -> None:
        self.tree = tree
        self.futures = futures
        self.lookalikes = futures.lookalikes
        self.cues = futures.words
        self.words = {key: frozenset(value) for key, value in load("forecast")["outlooks"].items()}

    def foretells(self, verb: int) -> bool:
        """Whether a verb is itself the forecast: what points, is seen, faced, drifted to, numbered, waits or can be."""
        cases = (
            self._points, self._is_seen, self._faces, self._drifts, self._is_numbered, self._awaits, self._can_be,
        )  # fmt: skip
        return any(case(verb) for case in cases)

    def _points(self, verb: int) -> bool:
        """ "the polls point to a landslide", "points to a costlier campaign next year"; not "points to a gas leak"."""
        tree = self.tree
        if tree.lemma[verb] != "point" or tree.tag[verb] not in _NOW:
            return False
        to = [one for kid in tree.children(verb, "prep") if tree.low[kid] == "to" for one in tree.pobjs(kid)]
        shown = any(tree.lemma[one] in self.words["indicators"] for one in tree.children(verb, "nsubj"))
        return bool(to) and (shown or self.lookalikes.is_coming(verb))

    def _is_seen(self, verb: int) -> bool:
        """ "analysts see the pound falling to a new low by June": what somebody sees that is to come."""
        tree = self.tree
        above, seen = tree.head[verb], tree.has_child(verb, "nsubj")
        if tree.dep[verb] == "acl":  # "sees growth slowing", as the parser has it
            above, seen = tree.head[above], tree.dep[above] == "dobj"
        if tree.tag[verb] != "VBG" or tree.dep[verb] not in ("ccomp", "xcomp", "acl"):
            return False
        first = any(tree.low[one] in ("i", "we", "you", "one") for one in tree.children(above, "nsubj"))
        seen = seen and tree.lemma[above] == "see"
        return tree.tag[above] in _NOW and not first and self.lookalikes.is_dated(above) and seen

    def _faces(self, verb: int) -> bool:
        """ "the town faces a winter without heating": a stretch of time that somebody has before him."""
        tree = self.tree
        units = load("forecast")["horizons"]["units"]
        return (
            tree.lemma[verb] == "face"
            and tree.tag[verb] in _NOW
            and any(
                tree.lemma[one] in units
                and (tree.has_child(one, "prep", "amod", "nummod", "relcl") or tree.has_child(verb, "prep"))
                for one in tree.children(verb, "dobj")
            )
        )

    def _drifts(self, verb: int) -> bool:
        """ "the country is sliding towards civil war": where it goes is no place."""
        tree = self.tree
        now = any(tree.low[kid] in ("is", "are", "'s", "’s", "'re", "’re") for kid in tree.children(verb, "aux"))
        if tree.lemma[verb] not in self.words["drifting"] or tree.tag[verb] != "VBG" or not now:
            return False
        return any(
            tree.low[kid] in ("towards", "toward", "into", "for", "to") and not self.is_place(one)
            for kid in tree.children(verb, "prep")
            for one in tree.pobjs(kid)
            if tree.pos[one] == "NOUN"
        )

    def _is_numbered(self, verb: int) -> bool:
        """ "the days of the coalition are numbered"."""
        tree = self.tree
        below = tree.children(verb, "nsubjpass", "nsubj")
        return tree.low[verb] == "numbered" and any(tree.low[one] in ("days", "hours", "weeks") for one in below)

    def _awaits(self, verb: int) -> bool:
        """ "a hard winter awaits the town": a thing waits, and what waits is to come."""
        tree = self.tree
        if tree.lemma[verb] not in self.cues["awaiting"] or tree.tag[verb] in ("VBD", "VBN", "VBG"):
            return False
        if tree.lemma[verb] == "loom" and any(tree.low[kid] in self.cues["loomed"] for kid in tree.kids[verb]):
            return False
        own = tree.children(verb, "nsubj")
        return bool(own) and not any(self.futures.is_somebody(one) or tree.tag[one] == "NNS" for one in own)

    def _can_be(self, verb: int) -> bool:
        """ "more strikes can be expected before the harvest": what somebody who writes so expects."""
        tree = self.tree
        aux = {tree.low[kid] for kid in tree.children(verb, "aux")}
        own = tree.children(verb, "nsubjpass")
        return (
            tree.low[verb] == "expected"
            and bool(own)
            and bool(aux & {"can", "may", "must"})
            and not tree.has_child(verb, "neg", "xcomp", "ccomp")
            and not any(self.lookalikes.is_person(one) for one in own)
        )

    def is_journey(self, verb: int) -> bool:
        """Whether "heading for" tells of a way, not of what is to come: "a truck heading towards the pass"."""
        tree = self.tree
        if tree.lemma[verb] != "head":
            return False
        if (
            tree.tag[verb] in ("VBN", "VBD")
            and not tree.has_child(verb, "auxpass")
            and tree.has_child(verb, "aux", "nsubj")
        ):
            return True
        moved = tree.dep[verb] in ("acl", "advcl") and tree.tag[verb] in ("VBG", "VBN")
        goals = [one for kid in tree.children(verb, "prep") for one in tree.pobjs(kid)]
        return moved or any(self.is_place(one) for one in goals)

    def is_place(self, one: int) -> bool:
        tree = self.tree
        if tree.entity[one] in ("GPE", "LOC", "FAC", "ORG") or tree.pos[one] == "PROPN":
            return True
        return tree.lemma[one] in self.words["places"]
