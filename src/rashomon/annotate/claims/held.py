"""Modals of what is so now or is meant: what somebody may be about, what a thing may be, what is done so that it can.

"He could be trying to buy time", "it may be the oldest of its kind", "they came so that she could vote" foretell
nothing. The words stand in vocab/forecast.toml under `lookalikes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotate.claims.tree import Tree
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.lookalikes import Lookalikes


class Held:
    """Says of a verb with "may", "might", "could" or "would" that it holds now, or is what something is done for."""

    def __init__(self, tree: Tree, lookalikes: Lookalikes) -> None:
        self.tree = tree
        self.lookalikes = lookalikes
        self.words = {key: frozenset(value) for key, value in load("forecast")["lookalikes"].items()}
        self.units = frozenset(load("forecast")["horizons"]["units"])

    def is_now(self, verb: int) -> bool:
        """ "could be trying to drive a wedge", "may have sympathy for", "the press it could use to print more"."""
        tree = self.tree
        if tree.tag[verb] == "VBG" and tree.lemma[verb] in self.words["under_way"]:
            return any(tree.low[kid] == "be" for kid in tree.children(verb, "aux"))
        if tree.lemma[verb] == "have" and any(
            tree.lemma[kid] in self.words["had"] for kid in tree.children(verb, "dobj")
        ):
            return True
        if self.is_purpose(verb) or self._is_viewed(verb):
            return True
        if tree.lemma[verb] == "be" and any(self.is_compared(one) for one in tree.children(verb, "attr", "acomp")):
            return not self.lookalikes.is_coming(verb)
        if not any(tree.low[kid] == "could" for kid in tree.children(verb, "aux")) or self.lookalikes.is_dated(verb):
            return False
        if tree.lemma[verb] == "use" and tree.has_child(verb, "auxpass", "xcomp"):
            return True
        if tree.dep[verb] == "relcl" and tree.has_child(verb, "auxpass") and not tree.has_child(verb, "advcl"):
            return True  # "missiles that could be fired from three provinces"
        own = tree.children(verb, "nsubj")
        gap = tree.dep[verb] == "relcl" and bool(own) and not any(tree.is_relative(one) for one in own)
        return gap and tree.pos[tree.head[verb]] == "NOUN" and tree.lemma[tree.head[verb]] not in self.units

    def is_purpose(self, verb: int) -> bool:
        """ "came early so that she could vote", "as high as it could go"."""
        tree = self.tree
        if tree.dep[verb] != "advcl":
            return False
        first = tree.left[verb]
        opening = tree.low[first : first + 2]
        if opening[:1] == ["so"] and first > 0 and tree.low[first - 1] != ",":
            return any(tree.low[kid] in ("so", "that") for kid in tree.children(verb, "mark", "advmod"))
        able = any(tree.low[kid] == "could" for kid in tree.children(verb, "aux"))
        return able and any(tree.low[kid] == "as" for kid in tree.children(verb, "mark")) and tree.low[first] == "as"

    def _is_viewed(self, verb: int) -> bool:
        """ "could be seen as a snub": how one may take it."""
        tree = self.tree
        return (
            tree.lemma[verb] in self.words["viewed"]
            and tree.has_child(verb, "auxpass")
            and any(tree.low[kid] == "as" for kid in tree.children(verb, "prep"))
        )

    def is_compared(self, one: int) -> bool:
        """ "may be larger than it admits", "may be as high as forty", "may be the oldest of its kind"."""
        tree = self.tree
        most = [one, *tree.children(one, "amod")]
        if any(
            tree.tag[kid] in ("JJS", "RBS")
            for kid in (*most, *(kid for top in most for kid in tree.children(top, "advmod")))
        ):
            return True
        if any(tree.low[kid] == "as" for kid in tree.children(one, "advmod")):
            return True
        return tree.tag[one] == "JJR" and tree.low[one + 1 : one + 2] == ["than"]
