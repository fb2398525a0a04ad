"""How sure a resolved place is: the measured chance that its row is right, by how far the next candidate is behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, exp, radians, sin, sqrt

from rashomon import vocab
from rashomon.annotate.places.gazetteer import COUNTRY, Place

#: Candidates nearer than this to the best are the same place for the measure (100 miles, the custom of the field).
SAME_KM = 161.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reading of a name with the points that the document's evidence gives it."""

    place: Place
    points: float


def situation(chosen: Place | None, candidates: Sequence[Ranked], *, is_stated: bool) -> str:
    """The key of vocab/place_scores.toml that holds for a mention: what it is, or how far the next candidate is behind.

    >>> situation(None, [], is_stated=False)
    'unresolved'
    """
    if chosen is None:
        return "unresolved"
    if chosen.sort == COUNTRY:
        return "country"
    if is_stated:
        return "stated"
    best = candidates[0]
    rivals = [one.points for one in candidates if kilometres(one.place, best.place) > SAME_KM]
    if not rivals:
        return "only"
    margin = best.points - max(rivals)
    return next((name for least, name in _steps() if margin >= least), "tie")


def score(chosen: Place | None, candidates: Sequence[Ranked], *, is_stated: bool) -> float:
    """The measured chance that a row so resolved is right, found and placed; 1 where it has not been measured."""
    return _chances().get(situation(chosen, candidates, is_stated=is_stated), 1.0)


def shares(candidates: Sequence[Ranked], chance: float, *, is_chosen: bool) -> list[float]:
    """A score for each candidate: `chance` for the best where it was chosen, what is left of 1 for the others.

    What is left goes to each by its points.

    >>> shares([], 0.9, is_chosen=True)
    []
    """
    first = [chance] if is_chosen and candidates else []
    rest = [exp(one.points - candidates[0].points) for one in candidates[len(first) :]]
    total = sum(rest) or 1.0
    return first + [round((1 - chance) * one / total, 4) for one in rest]


@cache
def _chances() -> dict[str, float]:
    return {name: float(row["chance"]) for name, row in vocab.load("place_scores")["situations"].items()}


@cache
def _steps() -> list[tuple[float, str]]:
    """The least margins, the largest first, with their situations."""
    rows = vocab.load("place_scores")["situations"].items()
    return sorted(((float(row["margin"]), name) for name, row in rows if "margin" in row), reverse=True)


def kilometres(one: Place, other: Place) -> float:
    """The great-circle distance of two places."""
    first, second, third, fourth = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((third - first) / 2) ** 2 + cos(first) * cos(third) * sin((fourth - second) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))
