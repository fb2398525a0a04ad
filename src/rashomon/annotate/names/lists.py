"""The names that the vocabulary lists, found in a text: parties, seats of government, countries, peoples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rashomon import vocab
from rashomon.annotate.names.words import Words

_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed name: its label, and `party` the same for all names of one line (the entity that the list says)."""

    name: str
    label: str
    party: str
    from_: str = ""
    to: str = ""


@cache
def load_lists() -> dict[str, list[Listed]]:
    """All listed names by their first word, longer names first; the first list that has a name gives its label."""
    seen: dict[str, Listed] = {}
    for one in _read_lists():
        for name in _spellings(one.name):
            seen.setdefault(name, one if name == one.name else replace(one, name=name))
    by_first: dict[str, list[Listed]] = {}
    for one in seen.values():
        by_first.setdefault(_FIRST_WORD.match(one.name).group(), []).append(one)  # type: ignore[union-attr]
    for names in by_first.values():
        names.sort(key=lambda one: (-len(one.name), one.name))
    return by_first


def _spellings(name: str) -> Iterator[str]:
    """The name, and where it begins with the Arabic article the ways to write that ("al-Orna", "Al Orna")."""
    yield name
    if name[:3] in ("al-", "Al-", "al ", "Al "):
        yield from (article + name[3:] for article in ("al-", "Al-", "al ", "Al "))


def _read_lists() -> Iterator[Listed]:
    for line in vocab.load("parties")["party"]:
        for name in line["names"]:
            if name[:1].isalnum():
                party = name if line.get("each") else line["names"][0]
                yield Listed(name, line["label"], party, line.get("from", ""), line.get("to", ""))
    yield from _read_places()
    for name in vocab.load("names")["happenings"]["names"]:
        yield Listed(name, "happening", name)
    peoples = vocab.load("peoples")
    for code, names in peoples["demonyms"].items():
        for name in names:
            yield from _with_plural(name, code)
    for names in peoples["groups"].values():
        for name in names:
            yield from _with_plural(name, name)


def _read_places() -> Iterator[Listed]:
    countries, places = vocab.load("countries"), vocab.load("places")
    for names in countries["seats"].values():
        for name in names:
            yield Listed(name, "government", name)
    doubtful = {*countries["ambiguous"]["names"], *places["ambiguous"]["names"]}
    for label, entries in (("country", countries["names"]), ("place", places["states"])):
        for code, names in entries.items():
            for name in names:
                if name not in doubtful:
                    yield Listed(name, label, code)
    for name in countries["former"]:
        yield Listed(name, "country", name)
    for entry in places["place"]:
        for name in entry["names"]:
            if name not in doubtful:
                yield Listed(name, "place", "")


def _with_plural(name: str, party: str) -> Iterator[Listed]:
    yield Listed(name, "people", party)
    if not name.endswith(("s", "sh", "ese", "men", "ch")):
        armed = name in vocab.load("peoples")["armed"]["names"]
        yield Listed(name + "s", "armed_group" if armed else "people", party)


def find_listed(words: Words, published: str | None = None) -> list[tuple[int, int, Listed]]:
    """Listed names as (first token, token after the last, entry), leftmost longest, none overlapping.

    A name that came into use only after the text was `published` (ISO 8601) explains none of its words.
    """
    lists = load_lists()
    found: list[tuple[int, int, Listed]] = []
    free_from = 0
    for index, word in enumerate(words.words):
        if index < free_from:
            continue
        names = lists.get(word) or lists.get(word.split(".")[0].split("/")[0].split("-")[0].split("'")[0].split("’")[0])
        if not names:
            continue
        start = words.starts[index]
        for one in names:
            if not words.text.startswith(one.name, start) or (published and one.from_[: len(published)] > published):
                continue
            end = words.at_end.get(start + len(one.name))
            if end is not None:
                found.append((index, end, one))
                free_from = end
                break
    return found


def find_halves(words: Words, listed: list[tuple[int, int, Listed]]) -> list[tuple[int, int, Listed]]:
    """ "the North", "the South" as the countries that the document has named in full ("North Korea")."""
    codes = {entry.party for _, _, entry in listed if entry.label == "country"}
    halves = {name: code for code, name in vocab.load("countries")["halves"].items() if code in codes}
    taken = {at for start, end, _ in listed for at in range(start, end)}
    found = []
    for index, word in enumerate(words.words) if halves else ():
        alone = index and words.words[index - 1].lower() == "the" and words.tags[index] == "NNP" and index not in taken
        if alone and word in halves and not (index + 1 < len(words) and words.words[index + 1][0].isupper()):
            found.append((index, index + 1, Listed(word, "country", halves[word])))
    return found
