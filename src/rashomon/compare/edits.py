"""What was changed between two almost like sentences: the words replaced, and which aspect of the telling they are.

Where one text edits another, the roles that are read on both sides may differ by the edit itself; the words
around it do not. So two alike sentences are laid word on word (Ratcliff and Obershelp, as in `difflib`), and each
replaced stretch is typed by the mentions that stand in it on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rashomon.compare.account import Account, flat
from rashomon.compare.edtf import amount, days
from rashomon.compare.meets import is_other_place, is_proper
from rashomon.compare.ties import Ties
from rashomon.compare.version import Part, Version, version
from rashomon.compare.words import content
from rashomon.model import Annotation
from rashomon.vocab.persons import sort_of_person

#: Share of words that two sentences must have in common, in order. Of 59 planted edits in FA-KES texts all keep 0.8.
ALIKE = 0.7
_PLAYED = {"actor": "who", "recipient": "whom"}
_BY = (" by ", " by the ", " by a ", " by an ")
_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
_ASPECTS = {
    "figure": "how_many", "time": "when", "place": "where", "facility": "where", "person": "who",
    "organisation": "who", "armed_group": "who", "government": "who", "military": "who", "people": "who",
    "country": "where",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """One replaced stretch: its aspect, and what stands there on either side."""

    aspect: str
    left: Part
    right: Part


def find_edits(left: tuple[Account, Version], right: tuple[Account, Version], ties: Ties) -> list[Edit] | None:
    """What was replaced between the sentences of two versions; None where the sentences are not alike."""
    first, second = (_worded(one.sentence.words) for _, one in (left, right))
    if not first.words or not second.words or first.most_alike(second) < ALIKE:
        return None
    matcher = SequenceMatcher(None, first.words, second.words, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    spans, others = ([one.span() for one in _WORD.finditer(told.sentence.words)] for _, told in (left, right))
    bases = [one.sentence.start for _, one in (left, right)]
    found = []
    for tag, low, high, other_low, other_high in matcher.get_opcodes():
        if tag == "replace":
            span = (bases[0] + spans[low][0], bases[0] + spans[high - 1][1])
            other = (bases[1] + others[other_low][0], bases[1] + others[other_high - 1][1])
            found += list(_typed((left, span), (right, other), ties))
    return found


def find_counterparts(left: Account, right: Account, ties: Ties) -> Iterator[tuple[Version, Version]]:
    """Claims of two texts, one of which repeats the other, whose sentences were changed: each with the likest one.

    Sentences that both texts have are told alike and are left out, so only what was edited is laid word on word.
    """
    sides = [[(_sentence(account, row), row) for row in account.of("claim")] for account in (left, right)]
    shared = {words for words, _ in sides[0]} & {words for words, _ in sides[1]}
    changed = [
        [version(account, row, ties) for words, row in side if words not in shared]
        for account, side in zip((left, right), sides, strict=True)
    ]
    by_word: dict[str, list[Version]] = {}
    for one in changed[0]:
        for word in content(one.passage.words):
            by_word.setdefault(word, []).append(one)
    for one in changed[1]:
        counts: dict[str, int] = {}
        known: dict[str, Version] = {}
        for word in sorted(content(one.passage.words)):
            # A word of many claims tells nothing apart; 40 bounds the work on texts that repeat one sentence.
            for other in by_word.get(word, ())[:40]:
                counts[other.claim] = counts.get(other.claim, 0) + 1
                known[other.claim] = other
        if counts:
            best = min(counts, key=lambda key: (-counts[key], known[key].passage.start))
            if _predicates(known[best]) & _predicates(one):
                yield known[best], one


def _sentence(account: Account, claim: Annotation) -> str:
    return flat(account.sentence(claim).words)


def _predicates(one: Version) -> frozenset[str]:
    return frozenset(word for part in one.of("what") for word in content(part.passage.words))


@dataclass(frozen=True, slots=True)
class _Worded:
    """A sentence as words in lower case, and these as first, second … of their kind."""

    words: list[str]
    numbered: frozenset[tuple[str, int]]

    def most_alike(self, other: _Worded) -> float:
        """The most that the ratio of `difflib` can be: by the words that both have, in whatever order.

        It spares the alignment of most pairs.
        """
        return 2.0 * len(self.numbered & other.numbered) / (len(self.words) + len(other.words))


#: A story of 17 accounts has 200 pairs of some 90 sentences to lay word on word.
@lru_cache(maxsize=4096)
def _worded(sentence: str) -> _Worded:
    words = [one.casefold() for one in _WORD.findall(sentence)]
    counts: dict[str, int] = {}
    numbered = []
    for word in words:
        counts[word] = number = counts.get(word, 0) + 1
        numbered.append((word, number))
    return _Worded(words, frozenset(numbered))


_Side = tuple[tuple[Account, Version], tuple[int, int]]


def _typed(left: _Side, right: _Side, ties: Ties) -> Iterator[Edit]:
    causes = _cause(left), _cause(right)
    if causes[0] is not None and causes[1] is not None:
        yield Edit("why", causes[0], causes[1])
        return
    for one in _parts(left, ties):
        for other in _parts(right, ties):
            if _ASPECTS[one.sort or ""] != _ASPECTS[other.sort or ""] and "where" not in (one.aspect, other.aspect):
                continue
            aspect = one.aspect if one.aspect in ("who", "whom") else other.aspect
            made = _edit(aspect, one, other)
            if made is not None:
                yield made
                return


def _cause(side: _Side) -> Part | None:
    """The cause told that takes up most of a replaced stretch: what is changed in it is why."""
    (_, told), (start, end) = side
    for part in told.of("why"):
        shared = min(part.passage.end, end) - max(part.passage.start, start)
        if shared > (end - start) / 2:
            return part
    return None


def _edit(aspect: str, one: Part, other: Part) -> Edit | None:
    if aspect == "how_many":
        first_amount, second_amount = amount(one.value), amount(other.value)
        # "At least 11" and "at least 40" meet; in otherwise like words the number was changed all the same.
        differs = (first_amount.low, first_amount.high) != (second_amount.low, second_amount.high)
        if not differs and _is_other_word(first_amount.unit, second_amount.unit):
            return Edit("name", one, other)
    elif aspect == "when":
        first, second = days(one.value), days(other.value)
        # How long something took says nothing of when; the words around it may have changed with what it measures.
        is_length = any((each.value or "").startswith("P") for each in (one, other))
        differs = not is_length and (first is None or second is None or first[1] < second[0] or second[1] < first[0])
    elif aspect == "where":
        differs = is_other_place(one, other)
    else:
        differs = content(one.passage.words) != content(other.passage.words)
        is_described = one.sort == other.sort and not is_proper(one) and not is_proper(other)
        is_same_name = one.sort == other.sort and "" != _capitals(one) == _capitals(other)
        aspect = "name" if one.key == other.key or is_described or is_same_name else aspect
    return Edit(aspect, one, other) if differs else None


def _is_other_word(one: str, other: str) -> bool:
    """Whether two units are other words for one sort of person: "13 rebels", "13 insurgents"."""
    sort = sort_of_person(one)
    return sort is not None and sort == sort_of_person(other) and content(one) != content(other)


def _capitals(part: Part) -> str:
    """The words of a party with a capital: "Islamic State" in "Islamic State gunmen"."""
    return " ".join(word for word in part.passage.words.split() if word[:1].isupper())


def _parts(side: _Side, ties: Ties) -> list[Part]:
    """The mentions that a replaced stretch touches, as parts; the role they play in the sentence names their aspect."""
    (account, told), (start, end) = side
    touched = [row for row in account.mentions_touching(start, end) if row.label in _ASPECTS]
    return [
        Part(_aspect(account, told, row), account.passage(row), row.value, ties.entity_key(row), row.label)
        for row in touched
    ]


def _is_mainly(part: Part, row: Annotation) -> bool:
    """Whether a mention is a role's own words, or stands in them as a party: "a building in Karsa" is no Karsa."""
    if (part.passage.start, part.passage.end) == (row.start, row.end):
        return True
    holds = part.passage.start < row.end and row.start < part.passage.end
    return holds and _ASPECTS[row.label] == "who"


def _aspect(account: Account, told: Version, row: Annotation) -> str:
    aspect = _ASPECTS[row.label]
    if aspect in ("how_many", "when"):
        return aspect
    for part in told.parts:
        if part.aspect in ("who", "whom", "where") and _is_mainly(part, row):
            return part.aspect
    if aspect != "who":
        return aspect
    # In this claim it plays no part: the other claims of the sentence say whether it acts or is acted on.
    for claim in account.claims_within(told.sentence.start, told.sentence.end):
        for role in account.about(claim, *_PLAYED):
            if role.who == row.id or (role.start, role.end) == (row.start, row.end):
                return _PLAYED[role.label]
    if account.document.text[max(0, row.start - 8) : row.start].casefold().endswith(_BY):
        return "who"
    whats = told.of("what")
    return "whom" if whats and row.start > whats[0].passage.start else "who"
