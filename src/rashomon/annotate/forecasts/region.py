"""The words that belong to one forecast: its clause without clauses of their own, and what stands above it."""

from __future__ import annotations

from functools import cache
from typing import Any

from rashomon.vocab import load

#: Clauses that say something of their own; a hedge in them hedges that.
_OWN = frozenset({"relcl", "ccomp", "advcl", "conj", "parataxis", "csubj"})
_ABOVE = frozenset({
    "advmod", "aux", "auxpass", "acomp", "npadvmod", "prep", "neg", "advcl", "nsubj", "nsubjpass", "attr", "expl",
})  # fmt: skip
_STEPS = 4  # "is likely to begin to fall": words above, counted upwards
#: A sentence longer than this is a parse gone wrong (a list, a table); only the words near the predicate are read.
_LONGEST = 120


class Region:
    """Tokens of a sentence by index, and which of them belong to the forecast whose predicate is `token`."""

    def __init__(self, parse: Any, token: Any) -> None:
        self.parse = parse
        self.token = token
        sentence = token.sent
        self.first = max(sentence.start, token.i - _LONGEST)
        self.last = min(sentence.end, token.i + _LONGEST)
        self.clauses: list[Any] = []  # adverbial clauses at hand, which may be conditions
        self.mine: set[int] = set()
        self._take(token)
        self._climb(token)

    def __contains__(self, index: int) -> bool:
        return index in self.mine

    def _take(self, head: Any) -> None:
        """The words below `head`, without clauses of their own."""
        waiting = [head]
        while waiting:
            one = waiting.pop()
            if not self.first <= one.i < self.last:
                continue
            self.mine.add(one.i)
            for kid in one.children:
                if kid.dep_ == "advcl":
                    self.clauses.append(kid)
                if kid.dep_ not in _OWN or (kid.dep_ == "conj" and kid.pos_ not in ("VERB", "AUX")):
                    waiting.append(kid)

    def _climb(self, token: Any) -> None:
        one = token
        for _ in range(_STEPS):
            dep, head = one.dep_, one.head
            if head.i == one.i or not self.first <= head.i < self.last:
                return
            if dep in ("relcl", "parataxis"):
                return
            if dep == "conj" and any(kid.dep_ in ("nsubj", "nsubjpass", "expl") for kid in one.children):
                return  # "may rejoice, but the winter will be hard": two clauses, each with its own words
            self.mine.add(head.i)
            shared = dep == "conj" and head.pos_ in ("VERB", "AUX")
            for kid in head.children:
                if kid.i == one.i or (shared and kid.dep_ not in ("aux", "advmod", "advcl", "npadvmod")):
                    continue
                if kid.dep_ == "advcl":
                    self.clauses.append(kid)
                elif dep == "ccomp" and kid.dep_ in ("prep", "npadvmod") and head.lemma_ not in _foresee():
                    continue  # when it was said, not when it is to come: "said in August that they would leave"
                elif kid.dep_ in _ABOVE and self.first <= kid.i < self.last:
                    self.mine |= {below.i for below in kid.subtree if self.first <= below.i < self.last}
            one = head


@cache
def _foresee() -> frozenset[str]:
    return frozenset(load("forecast")["cues"]["foresee"])
