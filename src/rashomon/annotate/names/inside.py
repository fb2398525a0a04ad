"""Listed names that are but parts of longer names ("Bank of Orna", "Abu Omar al-Velmi"), and forms of state."""

from __future__ import annotations

from functools import cache

from rashomon.annotate.names.lists import Listed
from rashomon.annotate.names.name import load_sets
from rashomon.annotate.names.words import Words
from rashomon.annotate.places.gazetteer import load_gazetteer


def covering(runs: set[tuple[int, int]], count: int) -> list[tuple[int, int] | None]:
    inside: list[tuple[int, int] | None] = [None] * count
    for run in sorted(runs, key=lambda one: (one[1] - one[0], one)):
        inside[run[0] : run[1]] = [run] * (run[1] - run[0])
    return inside


def swallows(words: Words, run: tuple[int, int], span: tuple[int, int], entry: Listed) -> bool:
    """Whether a longer run holds the listed name as a part of another name ("Syrian Hope Party", "Bank of Iraq")."""
    if run == span or (run[0] >= span[0] and run[1] <= span[1]):
        return False
    sets = load_sets()
    before = [one for one in words.words[run[0] : span[0]] if one.lower() not in ("the", "a", "an")]
    after = [one for one in words.words[span[1] : run[1]] if one not in ("'s", "’s")]
    if not before and not after:
        return False
    if any(one in sets["titles"] for one in (*before, *after)):
        return False
    if entry.label in ("people", "country", "place"):
        return _is_part(words, run, span, entry.label)
    if " " in entry.name:  # "Orna Air National Guard"
        return bool(before) and not after and not words.text[words.starts[run[0]] :].startswith(("U.S.", "US ", "UK "))
    single = "-" not in entry.name and not entry.name.isupper()
    return single or (bool(after) and after[-1] in _heads())


@cache
def _heads() -> frozenset[str]:
    sets = load_sets()
    return sets["joining heads"] | sets["head:facility"] | sets["head:happening"]


def _is_part(words: Words, run: tuple[int, int], span: tuple[int, int], label: str) -> bool:
    """Whether a place or people is but a part of the run's name ("Orna Bridge", "Velmian Hope Party", "Mount Orna")."""
    sets = load_sets()
    before, after = words.words[run[0] : span[0]], words.words[span[1] : run[1]]
    if run[1] - run[0] <= 4:
        person = all(one == "PERSON" for one in words.entity[run[0] : run[1]])
        if person or load_gazetteer().find(words.said(*run)):
            return True
    if before and before[-1] == "-" and words.joined(span[0]) and label == "people":
        return True  # "Abu Omar al-Velmi"
    if after and (after[-1] in _heads() or after[0] in _heads()):
        return True
    if label == "place" and (
        (after and after[-1] in sets["head:place"]) or (before and before[-1] in ("Mount", "Lake", "Fort", "Cape"))
    ):
        return True
    return "of" in before and any(one in _heads() for one in before)


def state_form(words: Words, start: int, entry: Listed) -> int:
    """The start of a country's name with its form of state taken in: "Republic of Karsa"."""
    if entry.label != "country" or start < 2 or words.words[start - 1] not in ("of", "the"):
        return start
    at = start - (3 if words.words[start - 1] == "the" and start > 2 else 2)
    if at >= 0 and words.words[at] in (
        "Republic",
        "Kingdom",
        "State",
        "Sultanate",
        "Emirate",
        "Commonwealth",
        "Principality",
    ):
        return (
            at - 1
            if at and words.words[at - 1] in ("Islamic", "Federal", "Democratic", "People's", "United", "Socialist")
            else at
        )
    return start
