"""Descriptions of one sort of party that the accounts of a story word in different ways: "rebels", "rebel groups"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.link.compared import clearly, tokens
from rashomon.link.governed import states
from rashomon.link.named import Name
from rashomon.vocab import load

Found = tuple[Name, Name, str]
_FIGHT = frozenset({"armed_group", "organisation", "military", "people"})


@dataclass(frozen=True, slots=True)
class Sort:
    """What a description says of whom it means: the noun for it ("rebel"), what else limits it, and of which state."""

    noun: str
    rest: tuple[str, ...]
    state: str


def find_kinds(told: Sequence[Name]) -> Iterator[Found]:
    """Pairs of names of one story that describe one sort of party, with the reason's name."""
    yield from _by_sort(told)
    yield from _by_dwellers(told)
    yield from _by_bloc(told)
    yield from _by_forces(told)


def _by_sort(told: Sequence[Name]) -> Iterator[Found]:
    """ "Rebels", "rebel groups" and "rebel fighters" are one, and "Karsan rebels", where the story has no other rebels.

    Whoever is told apart by a word more ("moderate rebels", "known terrorist groups") is another.
    """
    first: dict[Sort, Name] = {}
    often: dict[tuple[str, tuple[str, ...]], Counter[str]] = {}
    for name in told:
        sort = next(filter(None, map(sort_of, name.forms)), None) if name.label in _FIGHT else None
        if sort is None:
            continue
        if first.setdefault(sort, name) is not name:
            yield first[sort], name, "same_sort"
        if sort.state:
            often.setdefault((sort.noun, sort.rest), Counter())[sort.state] += len(name.mentions)
    for sort, name in first.items():
        state = "" if sort.state else clearly(often.get((sort.noun, sort.rest), {}))
        if state:
            yield first[Sort(sort.noun, sort.rest, state)], name, "only_kind"


def sort_of(form: str) -> Sort | None:
    """What sort of armed or opposed party a form in the plural describes; None for a name and any other words.

    >>> sort_of("Syrian rebel groups") == sort_of("the Syrian rebels")
    True
    >>> sort_of("rebel group")
    """
    words, lists = tokens(form), load("link_entities")["kinds"]
    if not words or words[-1].endswith("'"):
        return None
    last, before = words[-1], words[:-1]
    noun = _agents().get(last, "")
    if last in lists["gatherings"] and before and before[-1] in _limiters():
        noun, before = _limiters()[before[-1]], before[:-1]
    elif last in lists["sides"] or (last in lists["of_sides"] and before[-1:] and before[-1] in lists["sides"]):
        noun, before = lists["sides"][0], before if last in lists["sides"] else before[:-1]
    elif last in lists["gatherings"] and before[-1:] and before[-1] in lists["sides"] and "armed" in before:
        noun, before = lists["sides"][0], before[:-1]  # "armed opposition fighters": all of these are armed
    if not noun:
        return None
    named = [states()[one] for one in before if one in states()]
    if len(named) > 1:
        return None
    return Sort(noun, tuple(sorted(one for one in before if one not in states())), "".join(named))


@cache
def _agents() -> dict[str, str]:
    """For each plural of who fights, one word for all that mean the same ("jihadists": "jihadi")."""
    nouns = load("link_entities")["kinds"]["nouns"]
    return {_plural(word): noun for noun, words in nouns.items() for word in words}


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


@cache
def _limiters() -> dict[str, str]:
    """The same for the word before "groups": "rebel groups", "terror groups"."""
    lists = load("link_entities")["kinds"]
    held = {word: noun for noun, words in lists["nouns"].items() for word in words}
    return held | {word: noun for noun, words in lists["limiting"].items() for word in words}


def _by_dwellers(told: Sequence[Name]) -> Iterator[Found]:
    """ "The people of Karsa" are its population and its inhabitants."""
    nouns = frozenset(load("link_entities")["kinds"]["dwellers"])
    first: dict[tuple[str, ...], Name] = {}
    for name in told:
        for form in name.forms if name.label == "people" else ():
            words = tokens(form)
            if (
                len(words) > 2
                and words[0] in nouns
                and words[1] == "of"
                and first.setdefault(words[2:], name) is not name
            ):
                yield first[words[2:]], name, "same_dwellers"


def _by_bloc(told: Sequence[Name]) -> Iterator[Found]:
    """ "The Harvest camp" is the Harvest Axis; of two names with capitals nothing is said ("Harvest Alliance")."""
    nouns = frozenset(load("link_entities")["kinds"]["blocs"])
    named: dict[tuple[str, ...], Name] = {}
    called: dict[tuple[str, ...], Name] = {}
    for name in told:
        for form in name.forms if name.label == "organisation" else ():
            words = tokens(form)
            limited = len(words) > 1 and words[-1] in nouns and form.split()[-2:][0][:1].isupper()
            if limited:
                (named if form.split()[-1][:1].isupper() else called).setdefault(words[:-1], name)
    for words, name in called.items():
        whole = named.get(words)
        if whole is not None and whole is not name:
            yield whole, name, "same_bloc"


def _by_forces(told: Sequence[Name]) -> Iterator[Found]:
    """ "Karsan forces" and "the Karsan government's forces" are the Karsan army, where the story has it.

    Not where it has a body of which the name says forces of that state ("Karsan Democratic Forces").
    """
    armies: dict[str, Name] = {}
    others: set[str] = set()
    lists = load("link_entities")["governments"]
    for name in told:
        if name.label not in ("military", "armed_group", "organisation"):
            continue
        for form in name.forms:
            words = tokens(form)
            if len(words) == 2 and words[1] in lists["armies"] and name.label == "military" and words[0] in states():
                armies.setdefault(states()[words[0]], name)
            elif len(words) > 2 and words[-1] in lists["forces"] and form.split()[-1][:1].isupper():
                others.update(states()[one] for one in words if one in states())
    for name in told if armies else ():
        state = _state_of_forces(name)
        whole = armies.get(state)
        if whole is not None and whole is not name and state not in others:
            yield whole, name, "its_forces"


def _state_of_forces(name: Name) -> str:
    """The state whose forces a description says, with "government" before the noun or without; empty for others."""
    words, lists = tokens(name.forms[0]), load("link_entities")["governments"]
    if name.label != "military" or name.proper or len(words) < 2 or words[-1] not in lists["forces"]:
        return ""
    before = words[:-2] if words[-2] in lists["nouns"] and len(words) > 2 else words[:-1]
    return states().get(" ".join(before), "")
