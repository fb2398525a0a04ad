"""Which mentions are one entity in a document: full names, short forms, acronyms, stated aliases, as a shared key."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from rashomon.annotate.names.aliases import find_aliases, is_acronym
from rashomon.annotate.names.name import BODIES, Name, load_sets
from rashomon.annotate.names.pronouns import gender_of
from rashomon.annotate.names.words import Words
from rashomon.annotate.places.gazetteer import fold

#: Of two who are called by an office, the one who is called so that many times as often is meant by it alone.
CLEARLY = 4
LONGEST = 8  # words of a body's name of which parts are looked for
MOST_BETWEEN = 4  # words from "and" to the second of two names: "and his late wife"


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


def key_names(words: Words, names: list[Name], parties: list[Name], phrases: list[tuple[Name, Name]]) -> None:
    """Set `key` of every name, party and phrase: the lower-case fullest name of its entity in this document.

    `phrases` are naming phrases, each with the name that it holds.
    """
    every = [*names, *parties]
    groups = _Groups(len(every))
    folded = [fold(words.said(one.start, one.end)) for one in every]
    _join_same(every, folded, groups)
    _join_persons(words, every, folded, groups, len(names))
    _join_short_bodies(every, folded, groups, len(names))
    surnames = _surnames(every, folded, groups, len(names))
    for left, right in find_aliases(words, every, len(names)):
        named = [surnames.setdefault(groups.root(one), set()) for one in (left, right)]
        if max(left, right) >= len(names) and all(named) and not named[0] & named[1]:
            continue  # the office in apposition is another's already
        groups.join(left, right)
        surnames[groups.root(left)] = named[0] | named[1]
    _join_offices(words, every, groups, phrases)
    _join_heads(words, every, groups, len(names))
    fullest: dict[int, tuple[bool, int, str]] = {}
    for index, name in enumerate(every):
        said = " ".join(words.said(name.start, name.end).lower().split())
        rank = (index < len(names), len(said), said)
        root = groups.root(index)
        fullest[root] = max(fullest.get(root, rank), rank)
    for index, name in enumerate(every):
        name.key = fullest[groups.root(index)][2]
    for phrase, name in phrases:
        phrase.key = name.key
    _share_labels(names)


def _surnames(every: list[Name], folded: list[str], groups: _Groups, count: int) -> dict[int, set[str]]:
    """The last words of the persons' names in each group, by its root."""
    found: dict[int, set[str]] = {}
    for index in range(count):
        if every[index].label == "person":
            found.setdefault(groups.root(index), set()).add(folded[index].rpartition(" ")[2])
    return found


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


def _join_persons(words: Words, every: list[Name], folded: list[str], groups: _Groups, count: int) -> None:
    """A surname or a given name alone joins the full name that has it: of several the one named most, then first."""
    first: dict[str, int] = {}
    named: Counter[str] = Counter()
    genders: dict[str, set[str]] = {}
    for index in range(count):
        if every[index].label == "person":
            first.setdefault(folded[index], index)
            named[folded[index]] += 1
            genders.setdefault(folded[index], set()).add(gender_of(words, every[index]))
    holders: dict[str, list[str]] = {}
    for name in first:
        for part in _ends(name):
            holders.setdefault(part, []).append(name)
    beside = _named_beside(words, every, folded, count)
    for name, index in first.items():
        own = genders[name] - {""}
        held = [
            one for one in holders.get(name.rpartition(" ")[2], ())
            if _holds(one.split(), name.split()) and not (own and genders[one] - {""} and not own & genders[one])
            and (name, one) not in beside
        ]  # fmt: skip
        if held:
            groups.join(first[max(held, key=lambda one: (named[one], -first[one]))], index)


def _named_beside(words: Words, every: list[Name], folded: list[str], count: int) -> set[tuple[str, str]]:
    """Names told apart by standing side by side: in "Dorn and his wife Ana Dorn", "Dorn" alone is not Ana."""
    persons = [index for index in range(count) if every[index].label == "person"]
    persons.sort(key=lambda index: every[index].start)
    found: set[tuple[str, str]] = set()
    for left, right in pairwise(persons):
        between = words.words[every[left].end : every[right].start]
        if (
            between[:1] == ["and"]
            and len(between) <= MOST_BETWEEN
            and not any(one in (",", ".", ";") for one in between)
        ):
            found |= {(folded[left], folded[right]), (folded[right], folded[left])}
    return found


def _ends(name: str) -> set[str]:
    parts = name.split()
    return {parts[0], parts[-1]} if len(parts) > 1 else set()


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
    holding: dict[str, set[str]] = {}
    for name in longer:
        parts = name.split()
        for at in range(1, min(len(parts), LONGEST)):
            for part in (" ".join(parts[at:]), " ".join(parts[:at])):
                holding.setdefault(part, set()).add(name)
    by_letters: dict[str, list[str]] = {}
    for name in longer:
        letters = "".join(word[0] for word in name.split() if word not in ("of", "the", "for", "and", "in"))
        by_letters.setdefault(letters, []).append(name)
    opening: dict[str, set[str]] = {}  # "Nusra" alone is the "Nusra Front"
    for name in longer:
        if name.count(" ") == 1:
            opening.setdefault(name.partition(" ")[0], set()).add(name)
    words_of_sort = {head.lower() for head in load_sets()["joining heads"]}
    for index in range(count):
        one, name = every[index], folded[index]
        if one.label not in BODIES:
            continue
        holders = holding.get(name, set()) if " " in name else set(by_letters.get(name, [])[:2])
        if not holders and words_of_sort.isdisjoint((name,)):
            holders = opening.get(name, set())
        if len(holders) != 1:
            continue
        (holder,) = holders
        if one.listed is None or is_acronym(name, holder) or name in opening:
            groups.join(where[holder], index)


def _join_offices(words: Words, every: list[Name], groups: _Groups, phrases: list[tuple[Name, Name]]) -> None:
    """ "The president" joins the one person whom the document calls president right beside the name."""
    index_of = {id(one): index for index, one in enumerate(every)}
    holders: dict[str, list[int]] = {}
    for phrase, name in phrases:
        if name.label == "person":
            held = range(phrase.start, name.start)
            limited = any(words.words[at].lower() in load_sets()["limiting"] for at in held)
            for at in held[:1] if limited else held:  # a vice president is never "the president"
                office = " ".join(words.said(at, name.start).lower().split())
                holders.setdefault(office, []).append(index_of[id(name)])
    for index, one in enumerate(every):
        office = " ".join(words.said(one.start, one.end).lower().split())
        if one.label != "person" or office not in holders or not _is_definite(words, one.start):
            continue
        named = Counter(groups.root(holder) for holder in holders[office])
        (holder, most), *others = named.most_common(2)
        if not others or most >= CLEARLY * others[0][1]:
            groups.join(holder, index)


def _join_heads(words: Words, every: list[Name], groups: _Groups, count: int) -> None:
    """ "The committee" joins the one body told of before whose name ends so ("Karsa Relief Committee")."""
    by_head: dict[str, set[int]] = {}
    for index in sorted(range(len(every)), key=lambda index: (every[index].start, index)):
        one = every[index]
        if one.label not in BODIES:
            continue
        head = words.words[one.end - 1].lower()
        if one.end - one.start > 1:
            by_head.setdefault(head, set()).add(index)
        elif index >= count and words.tags[one.start] == "NN" and _is_definite(words, one.start):
            named = {groups.root(other) for other in by_head.get(head, ())}
            if len(named) == 1:
                groups.join(named.pop(), index)


def _is_definite(words: Words, start: int) -> bool:
    before = words.words[start - 1].lower() if start else ""
    return before == "the" or words.words[start][0].isupper()
