"""The passage of an account that comes nearest to an event in meaning: what a silent cell shows, and what speaks to
a forecast.

A sentence is a bag of what it says: word stems, the families of its words (`vocab/link_predicates.toml`: "killed" and
"deaths" are one), the entities, places, days and numbers in it. Each weighs by its rarity among the sentences compared
(inverse document frequency, Spärck Jones 1972); two bags are compared by the cosine of their weights (Salton).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from rashomon.compare.account import Account
from rashomon.compare.edtf import amount, days
from rashomon.compare.joint import do_deeds_fit, is_light, is_parted
from rashomon.compare.passage import Passage
from rashomon.compare.specifics import rows_of_stem
from rashomon.compare.ties import Ties
from rashomon.compare.version import Version, version
from rashomon.link import keys
from rashomon.model import Annotation

#: Sentences of an account whose claims are read for a deed that fits. On 595 cells of ECB+ topics 1, 5, 9 … the cells
#: still called silent were right in .60 of the cases with a least cosine of .3, .87 with .08 and .90 with none; of the
#: accounts without a marked telling .87, .60 and .56 are called silent. 3 sentences gave .88, 6 give .90.
READ = 6
#: A feature of more than this share of the sentences tells nothing apart; it is skipped where it stands in more than
#: `OFTEN`, which bounds the work. Below that it still finds a nearest passage where nothing rarer is shared.
COMMON = 0.2
OFTEN = 2_000
_PARTIES = ("person", "organisation", "armed_group", "government", "military", "people", "country", "facility")


class Near(NamedTuple):
    """A sentence with its likeness to what was looked for, 0 to 1, and the claims in it."""

    score: float
    sentence: Passage
    account: Account
    claims: tuple[Annotation, ...]


class Sentences:
    """The sentences of some accounts that hold a claim, to be looked up by meaning."""

    def __init__(self, accounts: Sequence[Account], ties: Ties) -> None:
        self.ties = ties
        self._accounts = {one.document.id: one for one in accounts}
        self._meanings: dict[str, str] = {}
        self._found: list[tuple[Account, Passage, tuple[Annotation, ...]]] = []
        self._bags: list[list[str]] = []
        for account in accounts:
            for sentence, claims in _sentences(account).items():
                self._found.append((account, sentence, tuple(claims)))
                self._bags.append(self._bag(account, sentence.start, sentence.end))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(chain.from_iterable(self._bags))

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        """For each feature that tells something apart the places of the sentences that have it."""
        most = max(OFTEN, COMMON * len(self._bags))
        found: dict[str, list[int]] = {feature: [] for feature, count in self._counts.items() if count <= most}
        for place, bag in enumerate(self._bags):
            for feature in bag:
                if feature in found:
                    found[feature].append(place)
        return found

    @cached_property
    def _sizes(self) -> list[float]:
        return [self._size(bag) for bag in self._bags]

    @cached_property
    def _squares(self) -> dict[str, float]:
        """The squared weight of each feature that stands in some sentence."""
        most = len(self._bags)
        return {feature: math.log(1 + most / (1 + count)) ** 2 for feature, count in self._counts.items()}

    @cached_property
    def _rarest(self) -> float:
        """The squared weight of a feature that stands in no sentence."""
        return math.log(1 + len(self._bags)) ** 2

    def _size(self, features: Sequence[str]) -> float:
        """The size of a bag by its features in their order: a sum of decimals depends on it in its last digit."""
        squares, rarest = self._squares, self._rarest
        return math.sqrt(sum([squares.get(one, rarest) for one in features]))

    def _bag(self, account: Account, low: int, high: int, more: Iterable[Annotation] = ()) -> list[str]:
        """What a stretch of text says, and what `more` mentions do, as features in their order."""
        found: set[str] = set().union(*map(_said, keys.WORD.findall(account.document.text[low:high])))
        found.update(map(self._meant, (*account.mentions_within(low, high), *more)))
        return sorted(found - {""})

    def _meant(self, row: Annotation) -> str:
        """Who, where, when or how many a mention is, as a feature, "" for none; asked for about three times a row."""
        if row.id not in self._meanings:
            self._meanings[row.id] = self._meaning(row)
        return self._meanings[row.id]

    def _meaning(self, row: Annotation) -> str:
        if row.label in _PARTIES:
            return f"entity {self.ties.entity_key(row)}"
        if row.label == "place" and row.value:
            return f"place {row.value.partition('@')[0]}"
        if row.label == "time" and (stretch := days(row.value)) and stretch[0] == stretch[1]:
            return f"day {stretch[0]}"
        if row.label == "figure" and (low := amount(row.value).low):
            return f"number {low:g}"
        return ""

    def nearest(
        self,
        versions: Iterable[Version],
        least: float = 0.0,
        most: int | None = None,
        among: Container[str] | None = None,
    ) -> dict[str, list[Near]]:
        """By document: its sentences that have something in common with the tellings, the nearest first.

        Those less like than `least` are left out, of a document's those after its first `most`, and of documents those
        that are not `among` these.
        """
        each = [self._scores(self._told(one, self._accounts[one.document])) for one in versions]
        best = list(map(max, *each)) if len(each) > 1 else each[0] if each else []
        places = [place for place, score in enumerate(best) if score and score >= least]
        places.sort(key=best.__getitem__, reverse=True)  # those of one score stay in their order
        found: dict[str, list[Near]] = {}
        for place in places:
            account, sentence, claims = self._found[place]
            if among is not None and sentence.document not in among:
                continue
            held = found.setdefault(sentence.document, [])
            if most is None or len(held) < most:
                held.append(Near(best[place], sentence, account, claims))
        return found

    def _told(self, one: Version, account: Account) -> list[str]:
        """What a telling says, and the places and days of its sentence, as features."""
        rows = (_row(account, part.passage) for part in one.around)
        return self._bag(account, one.passage.start, one.passage.end, [row for row in rows if row])

    def _scores(self, bag: Sequence[str]) -> list[float]:
        """The likeness of each sentence to a bag; 0 where they have nothing in common."""
        shared = [0.0] * len(self._bags)
        for feature in bag:
            if places := self._postings.get(feature):
                square = self._squares[feature]
                for place in places:
                    shared[place] += square
        size = self._size(bag)
        return [one / (size * own) if one else 0.0 for one, own in zip(shared, self._sizes, strict=True)]

    def speaking_to(self, foretold: Version, near: Sequence[Near]) -> list[tuple[float, Version]]:
        """What else tells of a thing foretold, the likest first: its deed fits, and so does a party or a place of it.

        The days need not meet: what came later than foretold speaks to it no less.
        """
        found: list[tuple[float, Version]] = []
        for one in near[: 4 * READ]:
            for row in one.claims:
                told = version(one.account, row, self.ties)
                if row.id != foretold.claim and is_kin(told, foretold) and do_they_touch(told, foretold):
                    found.append((one.score, told))
        return found

    def perhaps(self, sought: Sought, near: Sequence[Near]) -> Version | None:
        """The claim of one account that perhaps tells the event in other words: its deed fits, nothing parts them.

        What is told as having been so comes before what is only mentioned ("lost the will to fight").
        """
        mentioned: Version | None = None
        for one in near[:READ]:
            for row in one.claims:
                told = version(one.account, row, self.ties)
                if sought.is_told_by(told):
                    if told.status == "asserted":
                        return told
                    mentioned = mentioned or told
        return mentioned


@dataclass(frozen=True, slots=True)
class Sought:
    """An event's versions with all that makes a claim kin to one of them: most claims are seen to be kin to none."""

    versions: tuple[Version, ...]
    labels: frozenset[str]
    families: frozenset[str]
    deed: frozenset[str]
    are_destructions: bool

    @classmethod
    def of(cls, versions: tuple[Version, ...]) -> Sought:
        return cls(
            versions, frozenset(one.label for one in versions) - {"STATE", "OTHER"},
            frozenset().union(*(one.families for one in versions)), frozenset().union(*(one.deed for one in versions)),
            any(one.is_destruction for one in versions),
        )  # fmt: skip

    def is_told_by(self, one: Version) -> bool:
        """Whether a claim perhaps tells the event (`is_perhaps` of some version)."""
        may_be_kin = (
            one.label in self.labels
            or not self.families.isdisjoint(one.families)
            or not self.deed.isdisjoint(one.deed)
            or (self.are_destructions and one.is_destruction)
        )
        return may_be_kin and any(is_perhaps(one, other) for other in self.versions)


def is_perhaps(one: Version, other: Version) -> bool:
    """Whether two claims may tell one happening: one sort, family or word of deed, nothing specific between."""
    return is_kin(one, other) and not is_parted(one, other)


def is_kin(one: Version, other: Version) -> bool:
    """Whether two claims tell of one sort of deed, one family of words for it, or use the same word."""
    typed = one.label == other.label and one.label not in ("STATE", "OTHER")
    is_family = not one.families.isdisjoint(other.families)
    return typed or is_family or (do_deeds_fit(one, other) and not is_light(one))


def do_they_touch(one: Version, other: Version) -> bool:
    """Whether two claims name a party, thing or place alike."""
    return one.touched.meets(other.touched)


@lru_cache(maxsize=100_000)
def _said(word: str) -> tuple[str, ...]:
    """A word's stem and families; nothing for a word that says too little."""
    stem = keys.content_stem(word)
    families = (*keys.families_of_stem(stem), *rows_of_stem(stem)) if stem else ()
    return (stem, *(f"family {one}" for one in families)) if stem else ()


def _row(account: Account, words: Passage) -> Annotation | None:
    return next(iter(account.mentions_within(words.start, words.end)), None)


def _sentences(account: Account) -> dict[Passage, list[Annotation]]:
    """The sentences around the claims of an account, each once, with their claims."""
    found: dict[Passage, list[Annotation]] = {}
    for row in account.of("claim"):
        found.setdefault(account.sentence(row), []).append(row)
    return found
