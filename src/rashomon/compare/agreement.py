"""How far people who judged the same things agree: Krippendorff's alpha, and the things they disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.corrections import FIELDS, read_note
from rashomon.model import Judgement, Row

#: A judgement that decides nothing: it is no value to agree on, and no disagreement.
UNDECIDED = "unsure"
Thing = tuple[str, str | None, str]


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values; each unit holds the values that judges gave it, in any order.

    1 is full agreement, 0 what chance would give, below 0 less than chance. Units with one value are left out. None
    where nothing can be told: no unit has two values, or all values are one. By the coincidence matrix of Krippendorff,
    Computing Krippendorff's Alpha-Reliability (2011), sections B and C.

    >>> alpha([("a", "a"), ("b", "b")]), alpha([("a", "b"), ("b", "a")])
    (1.0, -0.5)
    """
    totals: Counter[str] = Counter()
    unlike = 0.0
    for values in units:
        number = len(values)
        if number < 2:
            continue
        counts = Counter(values)
        totals.update(counts)
        # Each ordered pair of two judges' values of one unit weighs 1 / (number - 1), so that a unit weighs its values.
        unlike += sum(count * (number - count) for count in counts.values()) / (number - 1)
    everything = sum(totals.values())
    by_chance = sum(count * (everything - count) for count in totals.values())
    if not by_chance:
        return None
    return 1 - (everything - 1) * unlike / by_chance


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A row, pair or difference on which people said different things: who said what."""

    thing: Thing  # left, right, and what was judged of them ("" the reading, else an aspect or a field)
    said: tuple[tuple[str, str], ...]  # by, what

    def to_row(self) -> Row:
        left, right, what = self.thing
        said = [{"by": by, "said": value} for by, value in self.said]
        return {"left": left, "right": right, "of": what or "verdict", "said": said}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people: how many things both decided, on how many they said the same, and alpha."""

    judges: tuple[str, str]
    both: int
    same: int
    alpha: float | None

    def to_row(self) -> Row:
        value = None if self.alpha is None else round(self.alpha, 3)
        return {"judges": list(self.judges), "both": self.both, "same": self.same, "alpha": value}


def verdicts(judgements: Iterable[Judgement]) -> dict[Thing, dict[str, str]]:
    """For each thing judged what each person said last of it: verdicts, and what was set right field by field."""
    found: dict[Thing, dict[str, str]] = {}
    for one in sorted(judgements, key=lambda one: (one.at, one.by)):
        note = read_note(one.note)
        if "added" in note:
            continue  # a span that a person added in another tool: no judgement of something that others saw
        pair = (one.left, None) if one.right is None else (min(one.left, one.right), max(one.left, one.right))
        found.setdefault((*pair, note.get("difference") or ""), {})[one.by] = one.verdict
        for field in (*FIELDS, "outcome"):
            if field in note:
                found.setdefault((*pair, field), {})[one.by] = note[field] or "none"
    return found


def find_agreements(judgements: Iterable[Judgement]) -> list[Agreement]:
    """The agreement of every two people who judged some same thing, by the alphabet. "Unsure" decides nothing."""
    decided = _decided(judgements)
    judges = sorted({by for said in decided.values() for by in said})
    found = []
    for first, second in combinations(judges, 2):
        units = [(said[first], said[second]) for said in decided.values() if first in said and second in said]
        if units:
            same = sum(one == other for one, other in units)
            found.append(Agreement((first, second), len(units), same, alpha(units)))
    return found


def alpha_of_all(judgements: Iterable[Judgement]) -> float | None:
    """Alpha over everybody who judged; things that one person decided do not count."""
    return alpha([tuple(said.values()) for said in _decided(judgements).values()])


def find_disagreements(judgements: Iterable[Judgement]) -> list[Disagreement]:
    """The things on which two people decided differently, in a fixed order."""
    found = [
        Disagreement(thing, tuple(sorted(said.items())))
        for thing, said in _decided(judgements).items()
        if len(set(said.values())) > 1
    ]
    return sorted(found, key=lambda one: (one.thing[2], one.thing[0], one.thing[1] or ""))


def _decided(judgements: Iterable[Judgement]) -> dict[Thing, dict[str, str]]:
    decided = {}
    for thing, said in verdicts(judgements).items():
        kept = {by: what for by, what in said.items() if what != UNDECIDED}
        if kept:
            decided[thing] = kept
    return decided
