"""Titles and offices taken off a run of capitalised words, so that the name alone is left."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.names.name import Name, load_sets
from rashomon.annotate.names.words import Words
from rashomon.annotate.places.gazetteer import load_gazetteer

_LOOSE = frozenset(("'s", "’s", "of", "the", "and", "for"))


def split_at_titles(words: Words, start: int, end: int) -> Iterator[Name]:
    """The names of a run that a title parts: "Orna Mayor Ena Dorn" names a place and a person."""
    sets = load_sets()
    for index in range(start + 1, end - 1):
        if words.words[index - 1] == "-" and words.words[index - 2] not in sets["titles"]:
            continue  # "Sharm el-Sheikh"
        if words.words[index] not in sets["strong"] or words.words[index + 1] in ("for", "and"):
            continue
        if words.words[index + 1] == "-" and words.words[index + 2] not in sets["titles"]:
            continue
        if words.words[index + 1] == "of" and _after_portfolio(words, index + 1, end) == index + 1:
            continue
        before, after = index, index + 1
        while before > start and (
            words.words[before - 1] in sets["titles"]
            or (words.words[before - 1] == "-" and words.words[before - 2] in sets["titles"])
        ):
            before -= 1  # "Orna Secretary-General Ena Dorn" too
        while after < end - 1 and (words.words[after] in sets["titles"] or words.words[after] == "-"):
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
    start, end = _without_edges(words, start, end)
    first = start
    while start < end - 1 and words.words[start] in sets["titles"] and not _is_role_name(words, start, end):
        start += 1
        if (
            words.words[start] == "-"
            and words.words[start + 1 : start + 2]
            and words.words[start + 1] in sets["titles"]
        ):
            start += 1  # "Secretary-General Ena Dorn"
        if words.words[start] == "of":
            start = _after_portfolio(words, start, end)
    compound = end - 2 > start and words.words[end - 2] == "-" and words.words[end - 3] not in sets["titles"]
    if (
        end > start and words.words[end - 1] in sets["strong"] and not compound
    ):  # an office with no name: "Orna Foreign Minister"
        start = first
        while end > start and (words.words[end - 1] in sets["titles"] or words.words[end - 1] == "-"):
            end -= 1
    if start < end and _is_office(words, start, end):
        return None
    if start >= end or not _is_name(words.said(start, end)):
        return None
    name = Name(start, end, _majority(words, start, end))
    if start > first:
        name.titled, name.title = True, (first, start)
    return name


def _is_office(words: Words, start: int, end: int) -> bool:
    """Whether the stretch is an office alone: "Secretary of State", "Minister of Foreign Affairs"."""
    inner, sets = words.words[start:end], load_sets()
    if "of" not in inner[1:-1]:
        return False
    at = inner.index("of")
    return all(one in sets["titles"] for one in inner[:at]) and all(
        one in sets["portfolios"] for one in inner[at + 1 :]
    )


def _is_name(text: str) -> bool:
    sets = load_sets()
    if text in sets["stop"] or text in sets["parts"] or len(text) == 1 or not any(one.isalpha() for one in text):
        return False
    return not (text.isascii() and text == text.lower())


def _without_edges(words: Words, start: int, end: int) -> tuple[int, int]:
    """The stretch without article, marks, prefixes ("anti-") and joints at its ends."""
    sets = load_sets()
    while start < end and (
        not words.words[start][0].isalnum()
        or words.words[start].lower() in ("the", "a", "an")
        or words.words[start] in sets["edges"]
    ):
        start += 1
    while end > start and (not words.words[end - 1][0].isalnum() or words.words[end - 1] in _LOOSE):
        if words.words[end - 1] == "." and end - 1 > start and words.joined(end - 1) and len(words.words[end - 2]) == 1:
            break
        end -= 1
    while end - start > 2 and words.words[start].islower() and words.words[start + 1] == "-":
        if words.words[start] in sets["particles"]:
            break
        start += 2  # "anti-Velmian" holds the people, not its enemies
    while end - start > 1 and words.words[start].islower() and words.words[start + 1] != "-":
        if words.words[start] in sets["particles"]:
            break
        start += 1  # "north west Orna"
    while end - start > 1 and words.words[end - 1].islower() and words.entity[end - 1] in ("GPE", "LOC"):
        end -= 1
    return start, end


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
