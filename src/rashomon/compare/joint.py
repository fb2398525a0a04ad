"""Which versions of an event tell the same happening beyond a reader's doubt; the rest is only perhaps the same.

Two versions are surely one when their deeds fit, what they tell of it specifically meets, and nothing specific parts
them. Read by hand: on the eight real texts of the corpus and the fifteen of the sample.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from rashomon.compare.meets import distance_km, is_same_amount, point
from rashomon.compare.specifics import Stretch
from rashomon.compare.words import content, plain
from rashomon.model import clusters
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.compare.version import Part, Version

_OPEN = frozenset({"planned", "ordered", "hypothetical", "forecast"})
#: Two places on the map nearer than this may be one place under two names: a gate and its city.
NEAR_KM = 15.0
#: Share of the longer clause's content words from which it is the same sentence with a fact changed.
ALIKE = 0.7
#: Versions compared each with each; the rest of a larger event is not shown as shared.
MOST = 80


def find_joint(versions: Sequence[Version], texts: Mapping[str, str]) -> tuple[Version, ...]:
    """The versions that surely tell one happening, of at least two independent texts; () where there are none.

    The largest group of versions tied pairwise, with those that repeat what it tells. `texts` gives the text that a
    document repeats.
    """
    told = [one for one in versions if one.status not in _OPEN or one.chain][:MOST]
    pairs = [
        (one.claim, other.claim)
        for place, one in enumerate(told)
        for other in told[place + 1 :]
        if texts.get(one.document) != texts.get(other.document) and is_joint(one, other)
    ]
    by_claim = {one.claim: one for one in told}
    groups = [_without_strays([by_claim[one] for one in group.members]) for group in clusters("event", pairs)]
    groups = [one for one in groups if len({texts.get(each.document) for each in one}) > 1]
    if not groups:
        return ()
    core = max(groups, key=lambda one: (len({each.document for each in one}), len(one)))
    held = {one.claim for one in core}
    return tuple(one for one in versions if one.claim in held or _repeats(one, core))


def _without_strays(group: list[Version]) -> list[Version]:
    """A group without the versions that some other of it contradicts, those with most contradictions first."""
    against: dict[str, set[str]] = {one.claim: {one.claim} if is_parted(one, one) else set() for one in group}
    for one, other in combinations(group, 2):
        if is_parted(one, other):
            against[one.claim].add(other.claim)
            against[other.claim].add(one.claim)
    while len(group) > 1:
        worst = max(group, key=lambda one: (len(against[one.claim]), -one.fullness, one.claim))
        if not against[worst.claim]:
            break
        group = [one for one in group if one is not worst]
        for each in against.values():
            each.discard(worst.claim)
    return group


def _repeats(one: Version, core: Sequence[Version]) -> bool:
    """Whether a version has the deed of some version of the core and something of it, and contradicts none."""
    alike = [other for other in core if do_deeds_fit(one, other)] if one.status not in _OPEN else []
    if not alike or any(is_parted(one, other) for other in core):
        return False
    return any(_shared(one, other) >= 0.5 for other in alike)


def is_joint(one: Version, other: Version) -> bool:
    """Whether two versions are the same happening beyond doubt: deed, specifics that meet, none that part them."""
    if (one.status in _OPEN) != (other.status in _OPEN):
        return False
    is_handed = one.is_change_of_hands and other.is_change_of_hands
    # The cheaper test first: of the pairs of a story's events most differ in their deeds.
    if not (is_handed or do_deeds_fit(one, other)) or is_parted(one, other):
        return False
    if is_handed:
        return is_nearly_copied(one, other) or _do_places_meet(one, other)
    if is_nearly_copied(one, other):
        return True
    if one.is_destruction and other.is_destruction and _meets_whom(one, other):
        return _shared(one, other) >= 1.5
    typed = {one.label, other.label}.isdisjoint({"STATE", "OTHER"})
    shared = _shared(one, other)
    named = is_same_deed(one, other) and not is_light(one)
    if typed and named:
        return shared >= 1 and _is_told_of(one, other, shared)
    return shared >= 2 if typed or named else shared >= 2.5


def _is_told_of(one: Version, other: Version, shared: float) -> bool:
    """Whether more than the doer or a city is shared: who bombs does so often, and much happens in a city."""
    if shared >= 1.5 or _around(one, other):
        return True
    whole = all(len(each.passage.words.split()) <= 10 or each.label == "CONTROL" for each in (one, other))
    return _meets_whom(one, other) >= 1 or _do_days_meet(one, other) or (_do_places_meet(one, other) and whole)


def is_parted(one: Version, other: Version) -> bool:
    """Whether something specific tells two happenings: days apart, places that exclude one another, other objects."""
    # What parts them first: most pairs are parted by nothing.
    return _is_apart(one, other) and not is_nearly_copied(one, other)


def _is_apart(one: Version, other: Version) -> bool:
    if one.days and other.days and not any(_near(a, b) for a in one.days for b in other.days):
        return True
    if one.places and other.places and all(_is_elsewhere(a, b) for a in one.places for b in other.places):
        return True
    if one.named["whom"] and other.named["whom"] and not one.things.meets(other.things):
        return True
    if one.label in ("AGREE", "CONSULT") or other.label in ("AGREE", "CONSULT"):
        are_named = all(each.named["who"] or each.named["whom"] for each in (one, other))
        return are_named and not one.parties.meets(other.parties)
    return False


def is_nearly_copied(one: Version, other: Version) -> bool:
    """Whether two clauses are the same words but for a fact or two: most content words of the longer are in both."""
    first, second = one.words, other.words
    least = max(4, ALIKE * max(len(first), len(second)))
    return min(len(first), len(second)) >= least and len(first & second) >= least


def do_deeds_fit(one: Version, other: Version) -> bool:
    """Whether two predicates may be one deed: the same words with their particles, or one sort of deed (PLOVER)."""
    is_shared = not one.deed.isdisjoint(other.deed)
    if (is_shared and one.particles == other.particles) or (one.is_destruction and other.is_destruction):
        return True
    return not is_shared and one.label == other.label and one.label not in ("STATE", "OTHER")


def is_same_deed(one: Version, other: Version) -> bool:
    """Whether the predicates have a word in common and the same particles: "broke out" is not "broke"."""
    return not one.deed.isdisjoint(other.deed) and one.particles == other.particles


def is_light(one: Version) -> bool:
    """Whether a predicate says little by itself (`vocab/link_predicates.toml`)."""
    return one.deed <= _light()


@cache
def _light() -> frozenset[str]:
    lists = load("link_predicates")
    return frozenset(plain(word) for word in (*lists["light"].split(), *lists["empty"].split()))


def _shared(one: Version, other: Version) -> float:
    """How many specifics meet: 1 each for day, place, figure and a named doer or object; half for one not named."""
    figures = any(is_same_amount(a, b) for a in one.figures for b in other.figures)
    return (
        _meets_whom(one, other)
        + _party_meets(one, other, "who")
        + float(_do_places_meet(one, other))
        + float(_do_days_meet(one, other))
        + float(figures)
        + _around(one, other)
    )


def _around(one: Version, other: Version) -> float:
    """1 where both sentences tell the same place and the same days, and the clauses themselves do not say them."""
    # The places last: there are most of them, and they may have to be looked for on the map.
    meet = any(a.first <= b.last and b.first <= a.last for a in one.days_around for b in other.days_around)
    if not meet or _do_days_meet(one, other) or _do_places_meet(one, other):
        return 0.0
    places = [[part for part in each.around if part.aspect == "where"] for each in (one, other)]
    return float(any(not _is_elsewhere(a, b) for a in places[0] for b in places[1]))


def _meets_whom(one: Version, other: Version) -> float:
    return _party_meets(one, other, "whom")


def _party_meets(one: Version, other: Version, aspect: str) -> float:
    (said, named), (others, others_named) = one.players[aspect], other.players[aspect]
    if not said.meets(others):
        return 0.0
    return 1.0 if named.meets(others_named) else 0.5


def _do_places_meet(one: Version, other: Version) -> bool:
    return any(not _is_elsewhere(a, b) for a in one.places for b in other.places)


def _do_days_meet(one: Version, other: Version) -> bool:
    return any(a.first <= b.last and b.first <= a.last for a in one.days for b in other.days)


def _near(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches meet or stand a day apart: "Tuesday night" and "early on Wednesday" are one night."""
    return one.low <= other.high + 1 and other.low <= one.high + 1


def _is_elsewhere(one: Part, other: Part) -> bool:
    if one.key == other.key or content(one.passage.words) & content(other.passage.words):
        return False
    first, second = point(one.value), point(other.value)
    return distance_km(*first, *second) > NEAR_KM if first and second else True
