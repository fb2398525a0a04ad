"""Deeds that two sides tell by opposite words: a place that changes hands, a thing that is destroyed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.compare.words import plain
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.compare.version import Version


def is_change_of_hands(one: Version) -> bool:
    """Whether a claim tells that a place changed hands, from either side: fell, was lost, was taken, liberated.

    A victory or a defeat is one where the claim's own words say where: "the victory in Karsa".
    """
    if one.label == "OTHER" and not _forms("win", "family").isdisjoint(one.predicate):
        low, high = one.passage.start, one.passage.end
        return any(low <= each.passage.start < high and each.sort == "place" for each in one.of("where"))
    return one.label == "CONTROL" and not _forms("seize").isdisjoint(one.predicate)


def is_losing(one: Version) -> bool:
    """Whether a change of hands is told of who lost the place: he acts in "lost", as the taker does in "took"."""
    return not _losing().isdisjoint(plain(word) for word in one.predicate)


@cache
def _losing() -> frozenset[str]:
    return frozenset(plain(word) for word in load("comparison")["losing"]["words"])


def is_destruction(one: Version) -> bool:
    """Whether a claim tells that something was destroyed: blew up, destroyed, bombed, the destruction of."""
    return one.label in ("ASSAULT", "OTHER") and not _forms("destroy").isdisjoint(one.predicate)


@cache
def _forms(kin: str, table: str = "kin") -> frozenset[str]:
    """The words of a family of `vocab/link_predicates.toml` in all their forms."""
    irregular = load("link_words")["irregular"]
    more = ["lose", "loss"] if kin == "seize" else []
    found: set[str] = set()
    for word in [*more, *load("link_predicates")[table][kin].split()]:
        verb, _, particle = word.partition("_")
        forms = {verb, *str(irregular.get(verb, "")).split()}
        forms |= {f"{verb.removesuffix('e')}{ending}" for ending in ("ed", "es", "s", "ing")} | {f"{verb}s"}
        found |= {f"{form}_{particle}" if particle else form for form in forms}
    # "control", "free" and "take" are states and wishes as often as deeds; the first alone is never a change.
    return frozenset(found - {"control", "controls"})
