"""Claims as records to be joined, and the events that their scored pairs make."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.averages import Pair, average_linkage
from rashomon.link.deeds import Deed
from rashomon.link.judged import Groups, Judged, person_links
from rashomon.link.keys import is_empty_predicate, is_light_predicate, is_rare_predicate, stem
from rashomon.link.score import chance
from rashomon.model import Cluster, Link, Reason, Row

MADE_BY = "events@1"

#: The comparisons of two claims, in the order of the waterfall; their outcomes' weights are in the vocabulary.
COMPARISONS = (
    "predicate", "light", "type", "actor", "recipient", "crossed", "object", "place", "days", "figures", "context",
    "around", "names", "status", "lead", "telling",
)  # fmt: skip

#: Statuses of what is told as having happened or not; the others speak of what may come.
_HELD = frozenset({"asserted", "denied", "doubted"})
#: Families of deeds that harm a thing (`vocab/link_predicates.toml`): the thing tells which happening it is.
_HARMS = frozenset({"destroy~", "bomb", "shoot", "shell"})

#: How many of the rarest words around a claim are compared: they tell most of which happening it is.
RAREST = 12


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of claims with its bits, and those of each of COMPARISONS (0 where it says nothing)."""

    left: str
    right: str
    bits: float
    parts: tuple[float, ...]


def records(
    accounts: Sequence[Account], circles: Mapping[str, Sequence[str]], entity_of: Mapping[str, str]
) -> list[Row]:
    """One row a claim that may be linked, in order of id: what the engine's comparisons read, all of it keys.

    Claims whose predicate says too little ("said", "is") and states without parties are left out.
    """
    stories: dict[str, list[Account]] = {}
    for account in accounts:
        stories.setdefault(circles[account.id][0], []).append(account)
    rows = []
    for story in stories.values():
        share = _shares(story)
        rows += [
            _record(deed, circles[deed.document], entity_of, share) | _told(deed, account.day)
            for account in story
            for deed in account.deeds
            if is_linkable(deed)
        ]
    return sorted(rows, key=lambda row: str(row["id"]))


def _shares(story: Sequence[Account]) -> dict[str, float]:
    """The share of documents that hold a word, by those of the story beside imagined ones of news at large.

    Counts of the whole library would tell no better (ECB+, weights fitted on half the topics, tried on the others:
    pairwise F1 .476 for .479, CoNLL .682 for .683), and every document added would move what its other stories compare.
    """
    settings = vocab.load("link_stories")
    known, other, imagined = vocab.load("common_words")["share"], settings["prior_share"], settings["prior_documents"]
    counts = Counter(term for account in story for term in account.terms)
    total = len(story) + imagined
    return {term: (count + imagined * known.get(term, other)) / total for term, count in counts.items()}


def is_linkable(deed: Deed) -> bool:
    """Whether a claim says enough to be found again in another account."""
    if is_empty_predicate(deed.keyed):
        return False
    return deed.label != "STATE" or bool(deed.actors or deed.recipients)


def is_light(deed: Deed) -> bool:
    """Whether a claim says little, so that all else must fit: a light predicate, or a bare word of no known sort.

    A bare word is one of no type and no family of happenings, with nobody and nowhere in it ("the crisis").
    """
    bare = deed.label in ("STATE", "OTHER") and not (deed.actors or deed.recipients or deed.places or deed.families)
    return bare or is_light_predicate(deed.keyed)


def _record(deed: Deed, circles: Sequence[str], entity_of: Mapping[str, str], share: Mapping[str, float]) -> Row:
    story, near, nearest = circles
    objects = _objects(deed)
    # A word cut at the end of what is looked at around a claim is in no document: it is taken for the commonest.
    rarest = [one for _, one in sorted((share.get(one, 1.0), one) for one in deed.around)[:RAREST]]
    return {
        "id": deed.id,
        "document": deed.document,
        "story": story,
        "near": near,
        "nearest": nearest,
        "label": deed.label,
        "stems": list(deed.stems),
        "families": list(deed.families),
        "actors": [*deed.actors, *_entities(deed.actor_mentions, entity_of)],
        "recipients": [*deed.recipients, *_entities(deed.recipient_mentions, entity_of)],
        "objects": objects,
        "takers": _takers(deed, objects),
        "places": list(deed.places),
        "first_day": deed.days[0] if deed.days else None,
        "last_day": deed.days[1] if deed.days else None,
        "low": min((one[0] for one in deed.figures), default=None),
        "high": max((one[1] for one in deed.figures), default=None),
        "context": list(deed.context),
        "names": list(deed.names),
        "around": rarest,
        "light": is_light(deed) and not objects,
        "rare": is_rare_predicate(deed.words),
        "open": deed.status not in _HELD,
        "lead": deed.lead,
    }


def _told(deed: Deed, day: int | None) -> Row:
    """When a claim was told, and the last day of what it can tell of: a day later, for the zones of the earth.

    What is planned, feared or asked for may lie in any future.
    """
    return {"told": day, "until": day + 1 if day is not None and deed.status in _HELD else None}


def _objects(deed: Deed) -> list[str]:
    """What a deed is done to, where two sides may tell it by opposite words: a place that falls, a thing that is hit.

    "Karsa fell" and "the army liberated Karsa" have one object; so have "destroyed" and "blew up" of one bridge, and
    "the great battle of Karsa" and "the battle for Karsa".
    """
    if deed.status not in _HELD:
        return []
    named = set(deed.names)
    if _is_turn(deed):
        return sorted({f"turn:{one}" for one in deed.turned if one in named})
    if _HARMS.intersection(deed.families):
        return sorted({f"harm:{one}" for one in deed.recipients if one not in named})
    # A battle or a siege is named after its place, and neither who fights in it nor its day need be told. The "~" tells
    # these objects from others: two battles of two places are two, where one thing that is hit has several words.
    happening = sorted(_named_after_places().intersection(deed.stems))[:1]
    return sorted({f"{kind}:{one}~" for kind in happening for one in deed.turned if one in named})


def _is_turn(deed: Deed) -> bool:
    """Whether a claim tells of a place that changes hands: taken, lost, or the scene of a victory or a defeat."""
    return "seize~" in deed.families and (deed.label == "CONTROL" or (deed.label == "OTHER" and "win" in deed.families))


def _takers(deed: Deed, objects: Sequence[str]) -> list[str]:
    """Who takes the place that changes hands: who loses or leaves it stands where a taker does ("the Front lost")."""
    return list(deed.actors) if _is_turn(deed) and objects and _losing().isdisjoint(deed.stems) else []


@cache
def _losing() -> frozenset[str]:
    return frozenset(stem(one) for one in vocab.load("link_predicates")["losing"].split())


@cache
def _named_after_places() -> frozenset[str]:
    return frozenset(stem(one) for one in vocab.load("link_predicates")["named_after_places"].split())


def _entities(mentions: Sequence[str], entity_of: Mapping[str, str]) -> list[str]:
    """The ids of the entities that these mentions are judged to be; an "=" keeps them apart from words."""
    return sorted({f"={entity_of[one]}" for one in mentions if one in entity_of})


def find_events(
    accounts: Sequence[Account], scored: Iterable[Scored], given: Judged
) -> tuple[list[Link], list[Cluster]]:
    """The events of these accounts' claims: average linkage over scored pairs, under what people said.

    Each claim of an event of several has links to its two best fellows in it, with the waterfall of bits.
    """
    settings = vocab.load("link_events")
    deeds = {deed.id: deed for one in accounts for deed in one.deeds}
    pairs = {(one.left, one.right): one for one in scored}
    groups = Groups.over(sorted(deeds), given)
    bits = _spread(pairs, deeds, settings["parted"])
    average_linkage(bits, settings["least"], groups, settings["absent"])
    links: dict[tuple[str, str], Link] = {}
    kept: Counter[str] = Counter()
    for pair, one in sorted(pairs.items(), key=lambda item: (-item[1].bits, item[0])):
        if groups.root(pair[0]) == groups.root(pair[1]) and min(kept[pair[0]], kept[pair[1]]) < 2:
            kept.update(pair)
            links[pair] = _link(one)
    made = [links[pair] for pair in sorted(links)] + person_links("event", deeds, given)
    texts = {one.id: one.text for one in accounts}
    clusters = [_event([deeds[one] for one in members], texts) for members in groups.members()]
    return made, clusters


def _spread(pairs: Mapping[Pair, Scored], deeds: Mapping[str, Deed], parted: float) -> dict[Pair, float]:
    """The bits of each pair; what parts a claim from another parts it from what that one's document tells of the same.

    "The army has taken Karsa" and "the recovery of Karsa" in one account: who took it in June took no part in either.
    """
    bits = {pair: one.bits for pair, one in pairs.items()}
    fellows: dict[str, list[str]] = {}
    document = {key: deed.document for key, deed in deeds.items()}
    for left, right in sorted(pair for pair, one in pairs.items() if one.bits > 0):
        if document[left] == document[right]:
            fellows.setdefault(left, []).append(right)
            fellows.setdefault(right, []).append(left)
    days, thing = (COMPARISONS.index(name) for name in ("days", "object"))
    parting = (pair for pair, one in pairs.items() if one.parts[days] <= parted or one.parts[thing] <= parted)
    for left, right in sorted(parting):
        one = pairs[left, right]
        for claim, other in ((left, right), (right, left)):
            for fellow in fellows.get(other, ()):
                pair = (claim, fellow) if claim < fellow else (fellow, claim)
                if pair in bits and claim != fellow:
                    bits[pair] = min(bits[pair], one.bits)
    return bits


def _link(one: Scored) -> Link:
    return Link("event", one.left, one.right, "same", MADE_BY, chance(one.bits), reasons=waterfall(one))


def waterfall(one: Scored, weights: Mapping[str, Any] | None = None) -> tuple[Reason, ...]:
    """The reasons of a pair, in bits that add up to its own: what was known before, then each comparison.

    An outcome is known by its bits; of two outcomes that weigh the same, the first is named. `weights` are those
    that the pair was scored with, the vocabulary's where None.
    """
    if weights is None:
        before = _before(vocab.load("link_events")["prior"])
        return (before, *(_reason(name, bits) for name, bits in zip(COMPARISONS, one.parts, strict=True) if bits))
    outcomes = _outcomes_of(weights)
    told = ((name, bits) for name, bits in zip(COMPARISONS, one.parts, strict=True) if bits)
    reasons = (Reason(name, _nearest(outcomes[name], bits), round(bits, 2)) for name, bits in told)
    return (_before(weights["prior"]), *reasons)


def _before(prior: float) -> Reason:
    return Reason("before comparing", "", round(math.log2(prior / (1 - prior)), 2))


def _nearest(outcomes: Sequence[tuple[str, float]], bits: float) -> str:
    return min(outcomes, key=lambda one: abs(one[1] - bits))[0]


@lru_cache(maxsize=10_000)
def _reason(name: str, bits: float) -> Reason:
    """The reason of a comparison that came out with these bits of the vocabulary: there are some 50."""
    return Reason(name, _nearest(_outcomes()[name], bits), round(bits, 2))


@cache
def _outcomes() -> dict[str, tuple[tuple[str, float], ...]]:
    """The outcomes of each comparison in the vocabulary, each with its bits."""
    return _outcomes_of(vocab.load("link_events"))


def _outcomes_of(weights: Mapping[str, Any]) -> dict[str, tuple[tuple[str, float], ...]]:
    return {
        name: tuple((outcome, math.log2(each["m"] / each["u"])) for outcome, each in weights[name].items())
        for name in COMPARISONS
    }


def _event(deeds: Sequence[Deed], texts: Mapping[str, str]) -> Cluster:
    types = Counter(deed.label for deed in deeds)
    label = min(types, key=lambda one: (one in ("OTHER", "STATE"), -types[one], one))
    words = Counter(deed.stems for deed in deeds)
    best = min(deeds, key=lambda one: (one.label != label, -words[one.stems], not one.lead, len(one.words), one.id))
    return Cluster("event", tuple(sorted(deed.id for deed in deeds)), _phrase(best, texts[best.document]), label)


def _phrase(deed: Deed, text: str) -> str:
    """A readable phrase of the clause's own words: the predicate with at most eight words around it."""
    after = text[deed.end : deed.end + 80].partition("\n")[0]
    words = deed.words.split()
    for word in after.split():
        if len(words) >= 7:
            break
        bare = word.strip(".,;:!?\"“”'()")
        if not bare:
            break
        words.append(bare)
        if word[-1] in '.,;:!?"”)':
            break
    while len(words) > 1 and words[-1].lower() in ("the", "a", "an", "of", "in", "to", "and", "by", "on", "at", "with"):
        words.pop()
    return " ".join(words)
