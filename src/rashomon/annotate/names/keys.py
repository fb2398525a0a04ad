"""Which mentions are one entity in a document: full names, short forms, acronyms, stated aliases, as a shared key."""

from __future__ import annotations

from rashomon.annotate.names.aliases import find_aliases, is_acronym
from rashomon.annotate.names.name import BODIES, Name
from rashomon.annotate.names.words import Words
from rashomon.annotate.places.gazetteer import fold


class _Groups:
    """Union-find over mentions by index; the smaller index leads, so order of joining does not matter."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first


def key_names(words: Words, names: list[Name], parties: list[Name]) -> None:
    """Set `key` of every name and party: the lower-case fullest name of its entity in this document."""
    every = [*names, *parties]
    groups = _Groups(len(every))
    folded = [fold(words.said(one.start, one.end)) for one in every]
    _join_same(every, folded, groups)
    _join_persons(every, folded, groups, len(names))
    _join_short_bodies(every, folded, groups, len(names))
    for left, right in find_aliases(words, every, len(names)):
        groups.join(left, right)
    _join_offices(words, every, groups, len(names))
    fullest: dict[int, tuple[bool, int, str]] = {}
    for index, name in enumerate(every):
        said = " ".join(words.said(name.start, name.end).lower().split())
        rank = (index < len(names), len(said), said)
        root = groups.root(index)
        fullest[root] = max(fullest.get(root, rank), rank)
    for index, name in enumerate(every):
        name.key = fullest[groups.root(index)][2]
    _share_labels(names)


def _share_labels(names: list[Name]) -> None:
    """Give the names of one body the label that has the most for it among them: an acronym is what its name is."""
    best: dict[str, tuple[float, str]] = {}
    for one in names:
        if one.label in BODIES:
            weight = 20.0 if one.listed else one.votes.get(one.label, 0.0)
            best[one.key] = max(best.get(one.key, (0.0, "")), (weight, one.label))
    for one in names:
        if one.label in BODIES:
            one.label = best[one.key][1]


def _join_same(every: list[Name], folded: list[str], groups: _Groups) -> None:
    seen: dict[str, int] = {}
    for index, one in enumerate(every):
        for key in (folded[index], f"party:{one.label}:{one.listed.party}" if one.listed else folded[index]):
            groups.join(seen.setdefault(key, index), index)


def _join_persons(every: list[Name], folded: list[str], groups: _Groups, count: int) -> None:
    """A surname or a given name alone joins the one full name that has it; of several, the last one before it."""
    full: dict[str, list[int]] = {}
    for index in range(count):
        if every[index].label == "person":
            parts = folded[index].split()
            for part in {parts[0], parts[-1]} if len(parts) > 1 else ():
                full.setdefault(part, []).append(index)
    for index in range(count):
        if every[index].label != "person":
            continue
        parts = folded[index].split()
        holders = [one for one in full.get(parts[-1], []) if one != index and _holds(folded[one].split(), parts)]
        if holders:
            before = [one for one in holders if one < index]
            groups.join(before[-1] if before else holders[0], index)


def _holds(full: list[str], short: list[str]) -> bool:
    """Whether a shorter name's parts all stand in the full one, in order ("Sara Orlo" in "Sara M. Orlo")."""
    at = 0
    for part in full:
        if at < len(short) and part == short[at]:
            at += 1
    return at == len(short) and len(full) > len(short)


def _join_short_bodies(every: list[Name], folded: list[str], groups: _Groups, count: int) -> None:
    """ "Liberation Front" joins "Karsa Liberation Front" and "KLF" both, where one such name is in the document."""
    longer = sorted({folded[index] for index in range(count) if every[index].label in BODIES and " " in folded[index]})
    where = {folded[index]: index for index in reversed(range(count))}
    by_word: dict[str, list[str]] = {}
    for name in longer:
        for word in set(name.split()):
            by_word.setdefault(word, []).append(name)
    by_letters: dict[str, list[str]] = {}
    for name in longer:
        letters = "".join(word[0] for word in name.split() if word not in ("of", "the", "for", "and", "in"))
        by_letters.setdefault(letters, []).append(name)
    for index in range(count):
        one, name = every[index], folded[index]
        if one.label not in BODIES:
            continue
        if " " not in name:
            holders = by_letters.get(name, [])
        else:
            holders = [
                long
                for long in by_word.get(name.split()[-1], [])
                if long != name and (long.endswith(" " + name) or long.startswith(name + " "))
            ]
        if len(holders) == 1 and (one.listed is None or is_acronym(name, holders[0])):
            groups.join(where[holders[0]], index)


def _join_offices(words: Words, every: list[Name], groups: _Groups, count: int) -> None:
    """ "The president" joins the one person whom the document calls president right beside the name."""
    holders: dict[str, set[int]] = {}
    for index in range(count):
        title = every[index].title
        if every[index].label == "person" and title is not None:
            for at in range(title[0], title[1]):
                office = words.said(at, title[1]).lower()
                holders.setdefault(office, set()).add(groups.root(index))
    for index in range(count, len(every)):
        one = every[index]
        if one.label != "person":
            continue
        office = words.said(one.start, one.end).lower()
        if not _is_definite(words, one.start):
            continue
        named = {groups.root(root) for root in holders.get(office, ())}
        if len(named) == 1:
            groups.join(named.pop(), index)


def _is_definite(words: Words, start: int) -> bool:
    before = words.words[start - 1].lower() if start else ""
    return before == "the" or words.words[start][0].isupper()
