"""Capitals that stand for governments: "Karsa said", "talks between Karsa and Orna", never "shelling in Karsa".

Such a name is a mention `government` besides the place that it also is; where it is only a location it stays a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from rashomon import vocab
from rashomon.annotate.names.name import Name
from rashomon.annotate.names.words import Words

#: The words that hang on each word: looked up, for going over all of a long text for each name takes hours.
Below = Mapping[int, Iterable[int]]


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in vocab.load("names")["metonymy"].items()}


def find_governments(words: Words, names: list[Name]) -> list[Name]:
    """For each capital that acts, a mention `government` of the same words."""
    doing = {words.heads[at] for at, dep in enumerate(words.deps) if dep in ("dobj", "ccomp")}
    capitals, below = vocab.capitals(), _below(words)
    return [
        Name(one.start, one.end, label="government", key=words.said(one.start, one.end).lower())
        for one in names
        if one.label == "place"
        and words.said(one.start, one.end).title() in capitals
        and _acts(words, one, doing, below)
    ]


def _below(words: Words) -> Below:
    below: dict[int, list[int]] = {}
    for at, head in enumerate(words.heads):
        if head != at:
            below.setdefault(head, []).append(at)
    return below


def mark_peoples(words: Words, names: list[Name]) -> None:
    """Label `government` what a text means by a people that deals as a state: "the Karsans warned that", all of them.

    So does a people among states ("Velm and the Karsans"), one that stands with or against a state, and one beside a
    people that deals ("the Velmians and, later, the Karsans"). Only the bare plural with "the"; "Karsans said", "the
    exiled Karsans" are people.
    """
    doing = {words.heads[at] for at, dep in enumerate(words.deps) if dep in ("dobj", "ccomp")}
    bare = [one for one in names if _is_whole_people(words, one)]
    countries = {one.end - 1 for one in names if one.label == "country"}
    below = _below(words) if bare else {}
    states = {
        one.listed.party
        for one in bare
        if one.listed
        and (
            _acts(words, one, doing, below)
            or _is_among(words, one, countries, below)
            or _deals(words, one, countries, below)
        )
    }
    dealing = {one.start for one in bare if one.listed and one.listed.party in states}
    states |= {one.listed.party for one in bare if one.listed and _is_among(words, one, dealing, below)}
    for one in bare:
        if one.listed and one.listed.party in states:
            one.label, one.key = "government", f"the {words.said(one.start, one.end).lower()}"


def _is_among(words: Words, one: Name, others: set[int], below: Below) -> bool:
    """Whether a name is in one list with a name whose last word is one of `others`.

    Of a broken list the parser makes two subjects ("the Karsans and, later, the Velmians had joined").
    """
    own = at = one.end - 1
    while words.deps[at] == "conj":
        at = words.heads[at]
    waiting = [at]
    if words.deps[at] == "nsubj":
        beside = below.get(words.heads[at], ())
        waiting += [on for on in beside if on in others and words.deps[on] == "nsubj"]
    while waiting:
        at = waiting.pop()
        if at in others and at != own:
            return True
        waiting += [on for on in below.get(at, ()) if words.deps[on] == "conj"]
    return False


def _deals(words: Words, one: Name, countries: set[int], below: Below) -> bool:
    """Whether a name does something with or against a state: "have sided with Velm"."""
    at = one.end - 1
    if words.deps[at] != "nsubj":
        return False
    joints = (on for on in below.get(words.heads[at], ()) if words.deps[on] == "prep")
    return any(
        on in countries and words.deps[on] == "pobj"
        for joint in joints
        if words.words[joint] in ("with", "against")
        for on in below.get(joint, ())
    )


def _is_whole_people(words: Words, one: Name) -> bool:
    """Whether a name is the bare plural of a country's people with "the" before it."""
    state = one.label == "people" and one.listed is not None and len(one.listed.party) == 2
    if not state or one.end - one.start > 1 or not one.start or words.words[one.start - 1].lower() != "the":
        return False
    after = words.tags[one.end] if one.end < len(words) else ""
    return words.tags[one.start] in ("NNPS", "NNS") and not after.startswith(("NN", "JJ"))


def _acts(words: Words, one: Name, doing: set[int], below: Below) -> bool:
    """Whether a capital does something: `doing` are the verbs with an object or with what is said or thought."""
    cues = _cues()
    at = one.end - 1
    dep, head = words.deps[at], words.heads[at]
    while dep == "conj" and words.deps[head] in ("nsubj", "pobj", "conj") and words.tags[head] == "NNP":
        dep, head = words.deps[head], words.heads[head]
    if dep in ("nsubj", "nsubjpass"):
        active = head in doing and words.tags[head].startswith("VB") and words.lemmas[head] not in cues["undergone"]
        thought = words.lemmas[head] == "share" and any(
            words.deps[on] == "dobj" and words.lemmas[on] in cues["shared"] for on in below.get(head, ())
        )  # "Karsa shares the view", not "Karsa shares a border"
        return dep == "nsubj" and (words.lemmas[head] in cues["verbs"] or active or thought)
    if dep == "poss":
        return words.lemmas[head] in cues["had"]  # "Karsa's decision"
    if dep == "dobj":
        return words.lemmas[head] in cues["swayed"]  # "to restrain Karsa"
    if dep != "pobj":
        return False
    joint = words.words[head].lower()
    if joint == "by" and words.deps[head] == "agent":
        return True
    above = words.lemmas[words.heads[head]]
    if joint == "of":
        return above in cues["had"]  # "an ally of Karsa"
    if joint in ("with", "between"):
        return above not in cues["joining"]  # "worked with Karsa", not "the road between Karsa and Orna"
    if joint == "on" and above in cues["imposed"]:
        return True
    if joint == "for" and above in cues["given"]:
        return True  # "their support for Karsa"
    return joint in ("from", "against", "on") and above in cues["dealings"] | {
        "talk",
        "tie",
        "relation",
        "negotiation",
        "tension",
    }
