"""Capitals that stand for governments: "Karsa said", "talks between Karsa and Orna", never "shelling in Karsa".

Such a name is a mention `government` besides the place that it also is; where it is only a location it stays a place.
"""

from __future__ import annotations

from functools import cache

from rashomon import vocab
from rashomon.annotate.names.name import Name
from rashomon.annotate.names.words import Words


@cache
def _capitals() -> frozenset[str]:
    return frozenset(vocab.load("countries")["capitals"].values()) - {""}


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    lists = vocab.load("names")["metonymy"]
    return tuple(frozenset(lists[key]) for key in ("verbs", "dealings", "undergone", "had"))  # type: ignore[return-value]


def find_governments(words: Words, names: list[Name]) -> list[Name]:
    """For each capital that acts, a mention `government` of the same words."""
    doing = {words.heads[at] for at, dep in enumerate(words.deps) if dep in ("dobj", "ccomp")}
    return [
        Name(one.start, one.end, label="government", key=words.said(one.start, one.end).lower())
        for one in names
        if one.label == "place" and words.said(one.start, one.end).title() in _capitals() and _acts(words, one, doing)
    ]


def _acts(words: Words, one: Name, doing: set[int]) -> bool:
    """Whether a capital does something: `doing` are the verbs with an object or with what is said or thought."""
    verbs, dealings, undergone, had = _cues()
    at = one.end - 1
    dep, head = words.deps[at], words.heads[at]
    while dep == "conj" and words.deps[head] in ("nsubj", "pobj", "conj") and words.tags[head] == "NNP":
        dep, head = words.deps[head], words.heads[head]
    if dep in ("nsubj", "nsubjpass"):
        active = head in doing and words.tags[head].startswith("VB") and words.lemmas[head] not in undergone
        return dep == "nsubj" and (words.lemmas[head] in verbs or active)
    if dep == "poss":
        return words.lemmas[head] in had  # "Karsa's decision"
    if dep != "pobj":
        return False
    joint = words.words[head].lower()
    if joint == "by" and words.deps[head] == "agent":
        return True
    above = words.heads[head]
    if joint == "of":
        return words.lemmas[above] in had  # "an ally of Karsa"
    return joint in ("with", "between", "from", "against", "on") and words.lemmas[above] in dealings | {
        "talk",
        "tie",
        "relation",
        "negotiation",
        "tension",
    }
