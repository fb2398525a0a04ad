"""Stretches of words that may be names: capitalised runs and what the parser calls an entity, brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.annotate.names.inside import covering, state_form, swallows
from rashomon.annotate.names.lists import Listed
from rashomon.annotate.names.name import Name, load_sets
from rashomon.annotate.names.titles import split_at_titles
from rashomon.annotate.names.words import NO_NAMES, Words

_DASH = re.compile(r"(?: [A-Z]+)?(?:, [A-Z][\w.]+){0,2} ?(?:--|—|–|-|\()")
LONGEST = 15  # words of a run; longer ones are lists or chrome, and are read in pieces


def find_names(words: Words, listed: list[tuple[int, int, Listed]]) -> list[Name]:
    """Names in text order, none overlapping: listed names stand, runs and entities fill the rest."""
    taken = [False] * len(words)
    names: list[Name] = []
    runs = list(_find_runs(words))
    longer = {run for run in {*runs, *_model_spans(words)} if run[1] - run[0] > 1}
    inside = covering(longer, len(words))
    for start, end, entry in _joined_peoples(words, listed):
        run = inside[start]
        if run is not None and swallows(words, run, (start, end), entry):
            continue
        begin = state_form(words, start, entry)
        names.append(Name(begin, end, words.entity[start], entry))
        taken[begin:end] = [True] * (end - begin)
    spans = sorted({*runs, *_model_spans(words)}, key=lambda one: (one[0] - one[1], one[0]))
    for span in spans:
        for start, end in _free_parts(span, taken):
            for name in split_at_titles(words, start, end):
                names.append(name)
                taken[name.start : name.end] = [True] * (name.end - name.start)
    return sorted(names, key=lambda one: one.start)


def _joined_peoples(words: Words, listed: list[tuple[int, int, Listed]]) -> Iterator[tuple[int, int, Listed]]:
    """The listed names, with a people's adjective and plural as one: "Velmian Kurds"."""
    held: tuple[int, int, Listed] | None = None
    for start, end, entry in listed:
        beside = held is not None and held[1] == start and entry.label == held[2].label == "people"
        if beside and held is not None and words.tags[end - 1] in ("NNPS", "NNS"):
            name = words.said(held[0], end)
            held = (held[0], end, Listed(name, "people", name))
            continue
        if held is not None:
            yield held
        held = (start, end, entry)
    if held is not None:
        yield held


def _free_parts(span: tuple[int, int], taken: list[bool]) -> Iterator[tuple[int, int]]:
    start = span[0]
    for index in range(span[0], span[1] + 1):
        if index == span[1] or taken[index]:
            if index > start:
                yield start, index
            start = index + 1


def _model_spans(words: Words) -> Iterator[tuple[int, int]]:
    for start, last, label in words.entities:
        end = last - (words.words[last - 1] in load_sets()["verbs"])  # "Orna Brigade Kills 3": a headline's verb
        if label in NO_NAMES or end == start:
            continue
        if (
            end - start == 3
            and words.words[start + 1] == "-"
            and {words.words[start], words.words[end - 1]} <= words.loose
        ):
            yield from ((start, start + 1), (end - 1, end))  # "the Dorn-Orlo talks" are between two
            continue
        if label == "PERSON":  # "Ena Dorn of Orna" is a person and a place
            joints = [at for at in range(start + 1, end) if words.tags[at] in ("IN", "TO")]
            owned = [at for at in range(start + 1, end) if words.words[at] in ("'s", "’s")]
            if owned and words.words[end - 1].islower():
                yield start, owned[0]  # "Orna's civilian" names Orna
                continue
            yield start, joints[0] if joints and words.words[joints[0] + 1] != "-" else end
            continue
        cut = start
        for at in range(start + 1, end - 1):  # "Orlo's National Council" names a person and a council
            if words.words[at] in ("'s", "’s") and words.words[at - 1] not in load_sets()["glued"]:
                yield cut, at
                cut = at + 1
        yield cut, end


def _find_runs(words: Words) -> Iterator[tuple[int, int]]:
    """Capitalised runs, with particles, hyphens and "of the" inside where they belong to a name."""
    index, count = 0, len(words)
    while index < count:
        if not _opens(words, index):
            index += 1
            continue
        end = index + 1
        while end < min(count, index + LONGEST):
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
    return _is_capital(words, index) and (
        words.plain[index] or words.words[index] in words.known or is_dateline(words, index)
    )


def is_dateline(words: Words, index: int) -> bool:
    """Whether a sentence opens with a place in capitals before a dash: "ORNA (Reuters) - "."""
    word = words.words[index]
    if not words.first[index] or len(word) < 4 or not word.isupper() or not word.isalpha():
        return False
    line = words.text[words.ends[index] : words.ends[index] + 40].split("\n")[0]
    return bool(_DASH.match(line))


def _is_capital(words: Words, index: int) -> bool:
    word = words.words[index]
    if is_dateline(words, index):
        return True
    if not word[0].isupper() or word in load_sets()["stop"] or words.entity[index] in NO_NAMES:
        return False
    if not words.plain[index] and words.first[index]:
        return word in words.known or bool(words.entity[index])
    if words.first[index]:
        return word in words.known or words.tags[index] in ("NNP", "NNPS") or bool(words.entity[index])
    return words.tags[index] not in ("PRP", "PRP$", "DT", "IN", "MD", "WRB", "UH", "CC", "TO", "CD")


def _step(words: Words, start: int, end: int) -> int:
    """How many tokens the run `start:end` takes in next; 0 where it ends."""
    count = len(words)
    if words.sentence[end] != words.sentence[start]:
        return 0
    word = words.words[end]
    if not words.plain[end] and words.words[end] not in words.known:
        return 0
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
            apart = word != "'" and end - start == 1 and {words.words[start], after} <= words.loose
            return 0 if apart else 2  # "the Dorn-Orlo talks" are between two
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
