"""Stretches of words that may be names: capitalised runs and what the parser calls an entity, brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from rashomon import vocab
from rashomon.annotate.names.lists import Listed
from rashomon.annotate.names.words import NO_NAMES, Words
from rashomon.annotate.places.gazetteer import load_gazetteer

_DASH = re.compile(r"(?: [A-Z]+)?(?:, [A-Z][\w.]+){0,2} ?(?:--|—|–|-|\()")
BODIES = frozenset(("organisation", "armed_group", "government", "military"))


@dataclass(slots=True)
class Name:
    """One stretch (tokens `start` to `end`) on its way to be a mention; `votes` weighs the labels it may have."""

    start: int
    end: int
    model: str = ""  # the parser's label
    listed: Listed | None = None
    votes: dict[str, float] = field(default_factory=dict)
    titled: bool = False
    placed: bool = False  # after "in", "near", …
    label: str = ""
    key: str = ""
    title: tuple[int, int] | None = None

    def vote(self, label: str, weight: float) -> None:
        self.votes[label] = self.votes.get(label, 0.0) + weight


@cache
def load_sets() -> dict[str, frozenset[str]]:
    """The word lists of names.toml as sets."""
    lists = vocab.load("names")
    sets = {f"head:{label}": frozenset(words) for label, words in lists["heads"].items()}
    sets |= {name: frozenset(words) for name, words in lists["titles"].items()}
    sets["titles"] = frozenset(lists["titles"]["words"])
    sets["given"] = frozenset(lists["given"]["names"])
    sets["stop"] = frozenset(lists["stop"]["words"])
    sets["parts"] = frozenset(vocab.load("places")["prefixes"]["parts"])
    sets["strong"] = sets["titles"] - frozenset(lists["weak"]["titles"])
    sets["joining heads"] = (
        sets["head:government"] | sets["head:organisation"] | sets["head:military"] | sets["head:armed_group"]
    )
    return sets


def find_names(words: Words, listed: list[tuple[int, int, Listed]]) -> list[Name]:
    """Names in text order, none overlapping: listed names stand, runs and entities fill the rest."""
    taken = [False] * len(words)
    names: list[Name] = []
    runs = list(_find_runs(words))
    longer = {run for run in {*runs, *_model_spans(words)} if run[1] - run[0] > 1}
    inside = _covering(longer, len(words))
    for start, end, entry in listed:
        run = inside[start]
        if run is not None and _swallows(words, run, (start, end), entry):
            continue
        start = _state_form(words, start, entry)
        names.append(Name(start, end, words.entity[start], entry))
        taken[start:end] = [True] * (end - start)
    spans = sorted({*runs, *_model_spans(words)}, key=lambda one: (one[0] - one[1], one[0]))
    for span in spans:
        for start, end in _free_parts(span, taken):
            for name in _split_at_titles(words, start, end):
                names.append(name)
                taken[name.start : name.end] = [True] * (name.end - name.start)
    return sorted(names, key=lambda one: one.start)


def _state_form(words: Words, start: int, entry: Listed) -> int:
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


def _covering(runs: set[tuple[int, int]], count: int) -> list[tuple[int, int] | None]:
    inside: list[tuple[int, int] | None] = [None] * count
    for run in sorted(runs, key=lambda one: (one[1] - one[0], one)):
        inside[run[0] : run[1]] = [run] * (run[1] - run[0])
    return inside


def _swallows(words: Words, run: tuple[int, int], span: tuple[int, int], entry: Listed) -> bool:
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


def _free_parts(span: tuple[int, int], taken: list[bool]) -> Iterator[tuple[int, int]]:
    start = span[0]
    for index in range(span[0], span[1] + 1):
        if index == span[1] or taken[index]:
            if index > start:
                yield start, index
            start = index + 1


def _model_spans(words: Words) -> Iterator[tuple[int, int]]:
    for start, end, label in words.entities:
        if label in NO_NAMES:
            continue
        if label == "PERSON":  # "Ena Dorn of Orna" is a person and a place
            joints = [at for at in range(start + 1, end) if words.tags[at] in ("IN", "TO")]
            end = joints[0] if joints and words.words[joints[0] + 1] != "-" else end
        yield start, end


def _find_runs(words: Words) -> Iterator[tuple[int, int]]:
    """Capitalised runs, with particles, hyphens and "of the" inside where they belong to a name."""
    index, count = 0, len(words)
    while index < count:
        if not _opens(words, index):
            index += 1
            continue
        end = index + 1
        while end < count:
            step = _step(words, index, end)
            if not step:
                break
            end += step
        yield index, end
        index = end


def _opens(words: Words, index: int) -> bool:
    article = words.words[index] in ("al", "ash", "an", "el", "as", "ar", "ad", "at", "az") and index + 2 < len(words)
    if article and words.words[index + 1] == "-" and words.joined(index + 1) and words.words[index + 2][0].isupper():
        return words.plain[index]
    return _is_capital(words, index) and (words.plain[index] or _is_dateline(words, index))


def _is_dateline(words: Words, index: int) -> bool:
    """Whether a sentence opens with a place in capitals before a dash or bracket: "ORNA (Reuters) - ", "ORNA, Velm. -- "."""
    word = words.words[index]
    if not words.first[index] or len(word) < 4 or not word.isupper() or not word.isalpha():
        return False
    line = words.text[words.ends[index] : words.ends[index] + 40].split("\n")[0]
    return bool(_DASH.match(line))


def _is_capital(words: Words, index: int) -> bool:
    word = words.words[index]
    if _is_dateline(words, index):
        return True
    if not word[0].isupper() or word in load_sets()["stop"] or words.entity[index] in NO_NAMES:
        return False
    if words.first[index]:
        return words.tags[index] in ("NNP", "NNPS") or bool(words.entity[index])
    return words.tags[index] not in ("PRP", "PRP$", "DT", "IN", "MD", "WRB", "UH", "CC", "TO", "CD")


def _step(words: Words, start: int, end: int) -> int:
    """How many tokens the run `start:end` takes in next; 0 where it ends."""
    count = len(words)
    if words.sentence[end] != words.sentence[start]:
        return 0
    word = words.words[end]
    if _is_capital(words, end) and "\n" not in words.text[words.ends[end - 1] : words.starts[end]]:
        return 1
    follows = end + 1 < count and words.sentence[end + 1] == words.sentence[start]
    if not follows:
        return 0
    sets = load_sets()
    if (
        word in ("'", "’")
        and words.tags[end] == "POS"
        and words.words[end - 1][-1] == "s"
        and _is_capital(words, end + 1)
    ):
        return 2  # "Workers' Party"
    if word in ("-", "‑", "'", "’") and words.joined(end) and words.joined(end + 1):
        after = words.words[end + 1]
        if after[0].isupper() and words.tags[end + 1] != "CD":
            return 2
        again = end + 3 < count and words.words[end + 2] == "-" and words.words[end + 3][0].isupper()
        return 4 if after in sets["particles"] and again and words.joined(end + 2) and words.joined(end + 3) else 0
    if word in sets["particles"] and (
        _is_capital(words, end + 1) or (words.words[end + 1] == "-" and words.joined(end + 1))
    ):
        return 3 if words.words[end + 1] == "-" and end + 2 < count else 2
    if (
        word == "of"
        and words.words[end - 1] in ("Secretary", "Minister", "Chief", "Undersecretary", "Director", "Ministers")
        and words.words[end + 1] in sets["portfolios"]
    ):
        return 2
    if (
        word in ("of", "for", "&")
        and words.words[end - 1] in sets["joining heads"] | sets["head:facility"] | sets["head:happening"]
    ):
        skip = 2 if words.words[end + 1] == "the" and end + 2 < count else 1
        if _is_capital(words, end + skip) and words.sentence[end + skip] == words.sentence[start]:
            return skip + 1
    return 0


def _split_at_titles(words: Words, start: int, end: int) -> Iterator[Name]:
    """The names of a run that a title parts: "Orna Mayor Ena Dorn" names a place and a person."""
    sets = load_sets()
    for index in range(start + 1, end - 1):
        if words.words[index] not in sets["strong"] or words.words[index + 1] in ("for", "-", "and"):
            continue
        if words.words[index + 1] == "of" and _after_portfolio(words, index + 1, end) == index + 1:
            continue
        before, after = index, index + 1
        while before > start and words.words[before - 1] in sets["titles"]:
            before -= 1
        while after < end - 1 and words.words[after] in sets["titles"]:
            after += 1
        if words.words[end - 1] in sets["joining heads"] or before == start:
            break
        for name in (_trimmed(words, start, before), _trimmed(words, before, end)):
            if name is not None:
                yield name
        return
    whole = _trimmed(words, start, end)
    if whole is not None:
        yield whole


def _trimmed(words: Words, start: int, end: int) -> Name | None:
    """The stretch without article, titles and loose ends; None when nothing is left."""
    sets = load_sets()
    while start < end and (not words.words[start][0].isalnum() or words.words[start].lower() in ("the", "a", "an")):
        start += 1
    while end > start and (
        not words.words[end - 1][0].isalnum() or words.words[end - 1] in ("'s", "’s", "of", "the", "and", "for")
    ):
        if words.words[end - 1] == "." and end - 1 > start and words.joined(end - 1) and len(words.words[end - 2]) == 1:
            break
        end -= 1
    if start == end:
        return None
    first = start
    while start < end - 1 and words.words[start] in sets["titles"] and not _is_role_name(words, start, end):
        start += 1
        if words.words[start] == "of":
            start = _after_portfolio(words, start, end)
    if words.words[end - 1] in sets["strong"]:  # an office with no name: "Orna Foreign Minister" leaves "Orna"
        start = first
        while end > start and words.words[end - 1] in sets["titles"]:
            end -= 1
        if start == end:
            return None
    name = Name(start, end, _majority(words, start, end))
    if start > first:
        name.titled, name.title = True, (first, start)
    text = words.said(start, end)
    if text in sets["stop"] or text in sets["parts"] or not any(one.isalpha() for one in text) or (len(text) == 1):
        return None
    return name


def _after_portfolio(words: Words, joint: int, end: int) -> int:
    """The word after "of State", "of Foreign Affairs" in a title; the joint itself where no name follows."""
    at = joint + 1
    while at < end and words.words[at] in load_sets()["portfolios"]:
        at += 1
    return at if joint + 1 < at < end else joint


def _is_role_name(words: Words, start: int, end: int) -> bool:
    """Whether a title word begins a name that is no person's ("Justice Ministry", "Defence Council", "Chief Court")."""
    sets = load_sets()
    weak = words.words[start] not in sets["strong"]
    if weak and (words.words[end - 1] in sets["head:place"] or load_gazetteer().find(words.said(start, end))):
        return True
    if words.words[end - 1] in sets["joining heads"]:
        return True
    inner = words.words[start:end]
    if "of" in inner and _after_portfolio(words, start + inner.index("of"), end) > start + inner.index("of"):
        return False
    return any(one in ("of", "for") for one in words.words[start:end])


def _majority(words: Words, start: int, end: int) -> str:
    labels = [one for one in words.entity[start:end] if one]
    return max(sorted(set(labels)), key=labels.count) if labels else ""
