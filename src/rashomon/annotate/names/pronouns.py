"""Pronouns whose antecedent is safe: "he" and "she" for a person, "they" and "it" for the one party there is.

Safe means: within two sentences, no rival of the same kind since, gender not at odds. The rest is left alone, for a
wrong antecedent puts words in the wrong mouth.
"""

from __future__ import annotations

from rashomon import vocab
from rashomon.annotate.names.name import Name, load_sets
from rashomon.annotate.names.words import Words

HE = frozenset(("he", "him", "his"))
SHE = frozenset(("she", "her"))
FAR = 2  # sentences back to the antecedent
GROUPS = frozenset(("organisation", "armed_group", "military", "people", "government"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def find_pronouns(words: Words, names: list[Name], parties: list[Name]) -> list[Name]:
    """Resolved pronouns as mentions with the label and key of their antecedent."""
    ending: dict[int, Name] = {}
    for one in [*parties, *names]:
        if one.label == "person" or one.label in GROUPS:
            ending[one.end - 1] = one
    genders: dict[str, str] = {}
    persons: list[tuple[int, Name]] = []
    groups: list[tuple[int, Name]] = []
    made: list[Name] = []
    quoted = False
    for index, word in enumerate(words.words):
        if word in ("“", "”", '"'):
            quoted = word == "“" or (word == '"' and not quoted)
        elif word == "\n\n" or words.text[words.starts[index] : words.ends[index]].count("\n") > 1:
            quoted = False
        low = word.lower()
        antecedent = None
        if (low in HE or low in SHE) and not quoted:
            antecedent = _he_or_she(words, index, persons, genders, ending.get(index + 1))
        elif low in ("they", "it") and not quoted:
            antecedent = _group(words, index, groups)
        if antecedent is not None:
            made.append(Name(index, index + 1, label=antecedent.label, key=antecedent.key))
            if antecedent.label == "person":
                persons.append((index, antecedent))
        if index in ending:
            one = ending[index]
            (persons if one.label == "person" else groups).append((index, one))
            if one.label == "person":
                genders.setdefault(one.key, gender_of(words, one))
    return made


def _he_or_she(
    words: Words, index: int, persons: list[tuple[int, Name]], genders: dict[str, str], after: Name | None
) -> Name | None:
    """The antecedent of "he" or "she"; of "his" none, but "his regime" gets the key of "the Dorn regime"."""
    if words.tags[index] != "PRP$":
        return _person(words, index, persons, genders)
    if after is not None and words.words[index + 1].lower() in vocab.load("link_entities")["governments"]["led"]:
        leader = _person(words, index, persons, genders)
        if leader is not None:
            after.key = f"{leader.key.split()[-1]} {words.words[index + 1].lower()}"
    return None


def gender_of(words: Words, one: Name) -> str:
    """ "he" or "she" by a person's title or given name, empty where neither tells."""
    by_title = vocab.load("names")["titles"]["gender"]
    for word in words.words[one.title[0] : one.title[1]] if one.title else ():
        if word in by_title["women"]:
            return "she"
        if word in by_title["men"]:
            return "he"
    first = words.words[one.start]
    given = vocab.load("names")["given"]
    if first in given["women"]:
        return "she"
    return "he" if first in load_sets()["given"] and first not in given["either"] else ""


def _person(words: Words, index: int, persons: list[tuple[int, Name]], genders: dict[str, str]) -> Name | None:
    """The subject of this sentence or the last, else the one person near enough; None where two are as good."""
    gender = "he" if words.words[index].lower() in HE else "she"
    near = [
        (at, one) for at, one in persons[-8:]
        if words.sentence[index] - words.sentence[at] <= FAR and genders.get(one.key, "") in ("", gender)
    ]  # fmt: skip
    if not near:
        return None
    keys = {one.key for _, one in near}
    chosen = near[-1][1]
    if len(keys) > 1:
        subjects = [one for at, one in near if words.deps[at] in SUBJECTS]
        if not subjects or words.deps[index] == "dobj":
            return None
        chosen = subjects[-1]
    genders[chosen.key] = gender
    return chosen


def _group(words: Words, index: int, groups: list[tuple[int, Name]]) -> Name | None:
    """The one party in this sentence and the last before a "they" or "it" that says something."""
    if words.deps[index] != "nsubj" or words.lemmas[words.heads[index]] not in load_sets()["saying"]:
        return None
    near = [(at, one) for at, one in groups[-6:] if words.sentence[index] - words.sentence[at] <= 1]
    plural = words.words[index].lower() == "they"
    near = [(at, one) for at, one in near if plural == (words.tags[at] in ("NNS", "NNPS"))]
    if len({one.key for _, one in near}) != 1:
        return None
    at, one = near[-1]
    return one if words.deps[at] in SUBJECTS else None
