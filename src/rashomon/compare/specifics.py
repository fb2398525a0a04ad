"""What a claim tells specifically, and the words of its deed: what two versions of an event are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rashomon.compare.edtf import days
from rashomon.compare.named import bare
from rashomon.compare.words import content
from rashomon.link import keys
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.compare.version import Part

_WORD = re.compile(r"[^\W_]+")
_PARTIES = frozenset({"person", "organisation", "armed_group", "government", "military", "people", "country"})
_PLACES = frozenset({"place", "facility"})
#: A stretch of time up to a month says when; a longer one ("this year", "the war") holds too many happenings.
LONGEST_DAYS = 31


class Stretch(NamedTuple):
    """Days from the first to the last, as ISO dates and as numbers."""

    first: str
    last: str
    low: int
    high: int


class Said(NamedTuple):
    """All that some parts say: the keys of their entities and the content words. Some part of one is some part of
    another where they have any in common: two looks, where each part was asked for with each.
    """

    keys: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, parts: Sequence[Part]) -> Said:
        """What parts say as they stand."""
        return cls._of(parts, [content(one.passage.words) for one in parts])

    @classmethod
    def named(cls, parts: Sequence[Part]) -> Said:
        """What parts say without articles and quotation marks: of parties and things by their names."""
        return cls._of(parts, [content(bare(one.passage.words)) for one in parts])

    @classmethod
    def _of(cls, parts: Sequence[Part], words: Sequence[frozenset[str]]) -> Said:
        if not parts:
            return _NOTHING
        keys = frozenset([one.key for one in parts if one.key is not None])
        return cls(keys, words[0] if len(words) == 1 else frozenset().union(*words))

    def meets(self, other: Said) -> bool:
        return not (self.words.isdisjoint(other.words) and self.keys.isdisjoint(other.keys))


_NOTHING = Said(frozenset(), frozenset())


def short_days(parts: Iterable[Part]) -> tuple[Stretch, ...]:
    """The stretches of days that parts tell, those that are no longer than `LONGEST_DAYS`."""
    return tuple(each for part in parts if part.aspect == "when" and (each := _short(part.value)))


@lru_cache(maxsize=4096)
def _short(value: str | None) -> Stretch | None:
    found = days(value)
    if found is None:
        return None
    low, high = (_number(one) for one in found)
    return Stretch(*found, low, high) if high - low <= LONGEST_DAYS else None


def _number(day: str) -> int:
    """Days since year 0, months counted as 31: exact enough to tell a month from a year and one day from two."""
    year, month, date = day[:10].split("-")
    return (int(year) * 12 + int(month)) * 31 + int(date)


def places_of(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Those of the parts that are places below the level of a country."""
    return tuple(part for part in parts if part.sort in _PLACES)


def named_parties(parts: Iterable[Part], sentence: int) -> tuple[Part, ...]:
    """Those of the parts that are parties called by a name; `sentence` is where their sentence starts."""
    return tuple(part for part in parts if part.sort in _PARTIES and is_named(part, sentence))


def is_named(part: Part, sentence: int) -> bool:
    """Whether the words are a name: a capital that is not only that of the first word of the sentence at `sentence`."""
    if part.sort == "person":
        return True
    return _has_capital(part.passage.words, part.passage.start == sentence)


@lru_cache(maxsize=16_384)
def _has_capital(words: str, starts: bool) -> bool:
    return any(word[:1].isupper() for word in bare(words).split()[1 if starts else 0 :])


def particles_of(predicates: Iterable[str]) -> frozenset[str]:
    """The particles (`vocab/comparison.toml`) in predicates, behind their first words."""
    known = load("comparison")["particles"]["words"]
    words = (word.casefold() for one in predicates for word in _WORD.findall(one)[1:])
    return frozenset(word for word in words if word in known)


def predicate_words(predicates: Iterable[str]) -> frozenset[str]:
    """The words of predicates and each two neighbours of them, "it" and its like between them left out."""
    return frozenset().union(*(_words(one) for one in predicates))


#: A story of 8 reports asks 6,000 times for the words of some 400 predicates.
@lru_cache(maxsize=8192)
def _words(predicate: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(predicate)]
    words = [word for word in words if word not in ("it", "them", "him", "her")]
    return frozenset((*words, *("_".join(two) for two in pairwise(words))))


def families_of(predicates: Iterable[str]) -> frozenset[str]:
    """The families of predicates' words, and the rows of words by which accounts tell one thing."""
    return frozenset().union(*(_families(one) for one in predicates))


@lru_cache(maxsize=32_768)
def _families(words: str) -> frozenset[str]:
    alike = {row for word in keys.WORD.findall(words) for row in rows_of_stem(keys.stem(keys.fold(word)))}
    return frozenset(alike.union(keys.families(words)))


def rows_of_stem(stem: str) -> tuple[str, ...]:
    """The rows of `[told_alike]` in `vocab/comparison.toml` that hold a word of this stem."""
    return _rows_by_stem().get(stem, ())


@cache
def _rows_by_stem() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row, words in load("comparison")["told_alike"].items():
        for stem in sorted({keys.stem(one) for one in words}):
            found[stem] = (*found.get(stem, ()), f"alike {row}")
    return found
