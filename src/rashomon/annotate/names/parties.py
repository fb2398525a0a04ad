"""Common-noun parties: noun phrases whose head says which sort of party they name ("displaced residents", "the regime")."""

from __future__ import annotations

from functools import cache

from rashomon import vocab
from rashomon.annotate.names.runs import Name
from rashomon.annotate.names.words import Words

MODIFIERS = frozenset(
    ("amod", "compound", "nmod", "nummod", "advmod", "punct", "poss", "case", "conj", "cc", "quantmod")
)
#: Of these heads "of NAME" is a part: "government of Karsa", "people of Velm".
OF_HEADS = frozenset(
    (
        "government",
        "people",
        "ministry",
        "army",
        "parliament",
        "peoples",
        "residents",
        "citizens",
        "president",
        "leader",
        "minister",
        "king",
        "forces",
    )
)
FEWEST_LETTERS = 3


@cache
def load_nouns() -> dict[str, str]:
    """Head nouns (one or more words, lower case) with their label; the first list that has one gives it."""
    found: dict[str, str] = {}
    for label in ("armed_group", "military", "government", "people", "organisation", "person"):
        for noun in vocab.load("names")["nouns"][label]:
            found.setdefault(noun, label)
    return found


@cache
def _keep() -> tuple[frozenset[str], frozenset[str]]:
    keep = vocab.load("names")["nouns"]["keep"]
    return frozenset(keep["bare"]), frozenset(keep["limits"])


def find_parties(words: Words, names: list[Name]) -> list[Name]:
    """Noun phrases that name a party by a common noun, in text order; they may hold names, never lie inside one."""
    inside: list[Name | None] = [None] * len(words)
    for name in names:
        if name.label:
            inside[name.start : name.end] = [name] * (name.end - name.start)
    nouns = load_nouns()
    found: list[Name] = []
    for index, word in enumerate(words.words):
        if inside[index] is not None or len(word) < FEWEST_LETTERS or words.tags[index][:2] != "NN":
            continue
        label = nouns.get(word.lower())
        if label is None or _is_modifier(words, index):
            continue
        start = _left_edge(words, inside, index)
        end = _right_edge(words, inside, index, label)
        label = nouns.get(" ".join(words.words[start:end]).lower(), label)
        if end - start > 1:
            label = nouns.get(f"{words.words[index - 1]} {word}".lower(), label)
        if _says_enough(words, inside, start, index):
            found.append(Name(start, end, label=label))
    return found


def _is_modifier(words: Words, index: int) -> bool:
    """Whether the noun only limits the next one ("rebel areas", "government offices")."""
    head = words.heads[index]
    return (
        words.deps[index] in ("compound", "nmod", "amod", "poss") and head == index + 1 and words.tags[head][:2] == "NN"
    )


def _left_edge(words: Words, inside: list[Name | None], index: int) -> int:
    start = index
    while start and words.sentence[start - 1] == words.sentence[index]:
        before = start - 1
        name = inside[before]
        if name is not None:
            if words.deps[before] not in MODIFIERS or not (
                index >= words.heads[before] >= start or words.heads[before] == before
            ):
                break
            start = name.start
            continue
        if words.tags[before] in ("DT", "PRP$", "WDT", "WP$", "PDT", "CC", "IN") or words.words[before] in (
            ",",
            '"',
            "“",
            "(",
            ";",
            ":",
            "'",
            "‘",
        ):
            break
        if (
            not (start <= words.heads[before] <= index)
            and words.tags[before] != "HYPH"
            and words.words[before] not in ("-", "'s", "’s", "'", "’")
        ):
            break
        if words.deps[before] not in MODIFIERS:
            break
        start = before
    while start < index and (
        words.tags[start] in ("CD", "RB", "HYPH", "POS", "RBR", "RBS", "JJR", "JJS")
        or not words.words[start][0].isalnum()
    ):
        start += 1
    return start


def _right_edge(words: Words, inside: list[Name | None], index: int, label: str) -> int:
    """The end of the phrase: with "of NAME" after some heads, "for NAME" too after a person's office."""
    end = index + 1
    if end + 1 >= len(words) or words.sentence[end + 1] != words.sentence[index]:
        return end
    joint = words.words[end]
    if not (joint == "of" and (label == "person" or words.words[index].lower() in OF_HEADS)) and not (
        joint in ("for", "to") and label == "person" and words.words[index][0].isupper()
    ):
        return end
    at = end + 1
    if words.words[at].lower() == "the" and at + 1 < len(words):
        at += 1
    name = inside[at]
    return name.end if name is not None and name.start == at and name.label != "person" else end


def _says_enough(words: Words, inside: list[Name | None], start: int, index: int) -> bool:
    bare, limits = _keep()
    if words.words[index].lower() not in bare:
        return True
    return any(
        inside[one] is not None or words.words[one].lower() in limits or words.words[one].lower() in load_nouns()
        for one in range(start, index)
    )
