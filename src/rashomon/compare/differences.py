"""Where accounts of one event differ, typed by aspect; what cannot be compared is left out.

Two versions differ in an aspect only where what they say cannot both be so as it stands: intervals that do not
meet, days that do not meet, places far apart, other parties. "Dozens" meets 30, "in July" meets 3 July.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.account import Account, flat
from rashomon.compare.edits import find_counterparts, find_edits
from rashomon.compare.edtf import amount
from rashomon.compare.events import Event, is_told_place
from rashomon.compare.happened import happening_groups, is_verbal
from rashomon.compare.kin import is_losing
from rashomon.compare.meets import (
    POINT,
    do_units_fit,
    is_day_apart,
    is_other_amount,
    is_other_days,
    is_other_party,
    is_other_place,
    is_other_words,
    is_proper,
)
from rashomon.compare.named import bare
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.ties import Ties
from rashomon.compare.version import Part, Version
from rashomon.model import Document, Link, Row

ASPECTS = ("whether", "who", "whom", "how_many", "where", "when", "why", "name")
#: Aspects in which two sources of one account are compared: its numbers, days and places add to one another.
WITHIN = frozenset({"who", "whom"})
_OF_A_STATE = frozenset({"military", "government", "country"})
#: After these a negation denies only that it was all: "not just a victory" tells of a victory.
_NOT_ONLY = re.compile(r"\b(?:not|n[’']t)\s+(?:just|only|merely|simply|solely)\b", re.IGNORECASE)
#: Versions of one event that are compared each with each: 60 make 1,770 pairs; the rest of a larger event is not.
MOST = 60


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Difference:
    """Two passages about one event that do not fit together in one aspect."""

    event: str
    aspect: str
    left: Passage
    right: Passage
    left_value: str
    right_value: str
    left_version: Version
    right_version: Version

    def to_row(self) -> Row:
        """The contract's row of `rashomon export differences`."""
        return {
            "event": self.event, "aspect": self.aspect, "left": self.left.span.to_row(),
            "right": self.right.span.to_row(), "left_value": self.left_value, "right_value": self.right_value,
        }  # fmt: skip


def find_differences(
    events: Iterable[Event], accounts: Sequence[Account], ties: Ties, copies: Iterable[Link] = ()
) -> tuple[Difference, ...]:
    """For each event and aspect the pairs of versions that differ: one pair for each two asserters and values.

    Then what an edited copy changed in sentences whose claims were not judged to tell of one event.
    """
    by_document = {one.document.id: one for one in accounts}
    in_events = (
        one
        for event in events
        for only_copies in (False, True)
        if only_copies or event.is_sure
        for one in _in_event(event if only_copies else event.shown, by_document, ties, only_copies)
    )
    seen: set[tuple[str, Passage, Passage]] = set()
    found = []
    for one in (*in_events, *_in_copies(by_document, ties, copies)):
        # The same words may play a part in two events of a sentence: they are told of with the first.
        place = (one.aspect, min(one.left, one.right), max(one.left, one.right))
        if place not in seen:
            seen.add(place)
            found.append(one)
    return tuple(found)


def _in_copies(accounts: dict[str, Account], ties: Ties, copies: Iterable[Link]) -> Iterator[Difference]:
    for link in sorted(copies, key=lambda one: (one.left, one.right)):
        if link.left not in accounts or link.right not in accounts:
            continue
        left, right = accounts[link.left], accounts[link.right]
        for one, other in find_counterparts(left, right, ties):
            event = ties.event_ids.get(one.claim) or ties.event_ids.get(other.claim)
            if event is None:
                continue
            if _is_denial(one, other) and _is_alike(one, other):
                values = (one.status, other.status)
                yield Difference(event, "whether", one.passage, other.passage, *values, one, other)
            is_later = is_later_word(one, other, (left.document, right.document))
            for edit in find_edits((left, one), (right, other), ties) or ():
                if edit.aspect == "how_many" and is_later:
                    continue
                yield _made(event, edit.aspect, (one, other), (edit.left, edit.right))


def _in_event(
    event: Event, accounts: dict[str, Account], ties: Ties, only_copies: bool = False
) -> Iterator[Difference]:
    """The differences between the versions of one event; with `only_copies`, between a text and its edited copy.

    A copy's sentence stands where the original's stood: what was changed in it differs even where two independent
    texts would leave a doubt that they tell one happening.
    """
    told = [one for one in event.versions if one.status in ("asserted", "denied", "doubted")]
    told = sorted(told, key=lambda one: -one.fullness)[:MOST] if len(told) > MOST else told
    words = {one.claim: flat(one.passage.words) for one in told}
    worded = {(one.document, words[one.claim]) for one in told}
    seen: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    for left, right in _copied(told, ties) if only_copies else combinations(told, 2):
        if left.document == right.document:
            # Within one account two sources may differ; what it says itself goes on, it does not contradict.
            if not (left.chain and right.chain) or left.asserter(ties) == right.asserter(ties):
                continue
        # A clause that the other document has word for word is told alike there: what it differs from is another.
        elif (left.document, words[right.claim]) in worded or (right.document, words[left.claim]) in worded:
            continue
        for one in _between(event, (accounts[left.document], left), (accounts[right.document], right), ties):
            # Copies and repetitions tell the same difference again: once is enough.
            # A name is the text's own choice of word, whoever it puts it in the mouth of.
            texts = [ties.texts[each.document] for each in (left, right)]
            told_by = texts if one.aspect == "name" else [each.asserter(ties) for each in (left, right)]
            sides = frozenset({(told_by[0], one.left_value), (told_by[1], one.right_value)})
            if (one.aspect, sides) not in seen:
                seen.add((one.aspect, sides))
                yield one


def _copied(told: Sequence[Version], ties: Ties) -> Iterator[tuple[Version, Version]]:
    """The pairs of versions of two documents that are one text; of most events there are none."""
    documents = {one.document for one in told}
    if ties.texts_of(documents) < len(documents):
        for left, right in combinations(told, 2):
            if left.document != right.document and ties.texts[left.document] == ties.texts[right.document]:
                yield left, right


def _between(
    event: Event, left_told: tuple[Account, Version], right_told: tuple[Account, Version], ties: Ties
) -> Iterator[Difference]:
    left, right = left_told[1], right_told[1]
    if _is_denial(left, right):
        # Nobody contradicts himself across two reports of his words, but an edited copy may turn them round.
        is_edited = left.document != right.document and ties.texts[left.document] == ties.texts[right.document]
        if left.asserter(ties) == right.asserter(ties) and not is_edited:
            return
        if (_anchor(left, right) and _meet(left, right, "what")) or _is_alike(left, right):
            yield Difference(event.id, "whether", left.passage, right.passage, left.status, right.status, left, right)
        return
    edits = find_edits(left_told, right_told, ties) if left.document != right.document else None
    is_later = is_later_word(left, right, (left_told[0].document, right_told[0].document))
    if edits is not None:
        for one in edits:
            if one.aspect == "how_many" and is_later:
                continue
            yield _made(event.id, one.aspect, (left, right), (one.left, one.right))
        return
    for aspect, pair in _by_roles(left, right):
        if aspect == "how_many" and is_later:
            continue
        if left.document == right.document and aspect not in WITHIN:
            continue
        yield _made(event.id, aspect, (left, right), pair)


def is_later_word(left: Version, right: Version, documents: tuple[Document, Document]) -> bool:
    """Whether the same source or speaker tells it on another day: a later figure does not contradict the earlier.

    `documents` are those that tell them.
    """
    first, second = documents
    days = [(one.published or "")[:10] for one in (first, second)]
    if not all(days) or days[0] == days[1]:
        return False
    is_same_source = first.source is not None and first.source == second.source
    return is_same_source or (bool(left.chain and right.chain) and left.chain[-1].key == right.chain[-1].key)


def _by_roles(left: Version, right: Version) -> Iterator[tuple[str, tuple[Part, Part]]]:
    """The aspects in which two claims differ, where enough is the same to say that they tell of one thing."""
    anchor = _anchor(left, right)
    word = _meet(left, right, "what")
    if not (anchor or word):
        return  # nothing below is comparable
    days_apart = _differing(left, right, "when")
    if days_apart is not None:
        # Told of two days: perhaps two happenings. The day is the difference; the rest isn't comparable.
        if anchor & {"who", "whom"}:
            yield "when", days_apart
        if not is_day_apart(*days_apart):
            return
    # "They lost the town" and "we took the town" tell of one deed from two ends.
    both_turns = all(one.label == "CONTROL" or one.is_change_of_hands for one in (left, right))
    one_end = not both_turns or is_losing(left) == is_losing(right)
    aspects = [
        ("who", "whom" in anchor and one_end), ("whom", "who" in anchor and word), ("how_many", word or bool(anchor)),
        ("where", bool(anchor & {"who", "whom"}) and word and (_are_on_map(left, right) or _is_alike(left, right))),
        ("why", bool(anchor & {"who", "whom"}) and word),
    ]  # fmt: skip
    for aspect, is_comparable in aspects:
        pair = _differing(left, right, aspect) if is_comparable else None
        told = _party_aspect(aspect, pair) if pair is not None and aspect in ("who", "whom") else aspect
        if pair is not None and told is not None:
            yield told, pair
    named = next(_pairs(left, right, "what"), None)
    if named is not None and anchor and not word and _is_other_name(left, right):
        yield "name", named


def _anchor(left: Version, right: Version) -> frozenset[str]:
    """The aspects in which two claims agree and that tie them to one happening; none where the deeds differ.

    The same word for the deed, or the same sort of deed (PLOVER type), must be told of a party or a place that agrees.
    """
    word = _meet(left, right, "what")
    hands = left.is_change_of_hands and right.is_change_of_hands
    strong = left.label == right.label and left.label not in ("OTHER", "STATE")
    strong = strong or (left.is_destruction and right.is_destruction)
    aspects = ("who", "whom", "where") if word or hands else ("who", "whom") if strong else ()
    return frozenset(one for one in aspects if _meet(left, right, one))


def _party_aspect(aspect: str, pair: tuple[Part, Part]) -> str | None:
    """Other parties where both have names, or one is of a state and one is against it; descriptions of one sort of
    party may be one party under two names; None where nothing can be told ("a farmer" and "Mirela Stan").
    """
    sorts = {one.sort for one in pair}
    if all(is_proper(one) for one in pair) or ("armed_group" in sorts and sorts & _OF_A_STATE):
        return aspect
    return "name" if len(sorts) == 1 and not any(is_proper(one) for one in pair) else None


def _is_other_name(left: Version, right: Version) -> bool:
    """Whether the happening itself is called by two words of one group of `vocab/comparison.toml`: fall, liberation."""
    groups = happening_groups()
    words = [
        {
            word
            for part in one.of("what")
            for word in part.passage.words.casefold().split()
            if word in groups and not is_verbal(one.sentence.words, part.passage.start - one.sentence.start)
        }
        for one in (left, right)
    ]
    return any(groups[one] == groups[other] and one != other for one in words[0] for other in words[1])


def _is_denial(left: Version, right: Version) -> bool:
    if {left.status, right.status} != {"asserted", "denied"}:
        return False
    denial = left if left.status == "denied" else right
    # "did not work to separate them" beside "refused to separate": an infinitive asserts nothing by itself.
    is_open = any(one.passage.words[:3].casefold() == "to " for one in (left, right))
    return not is_open and not _NOT_ONLY.search(denial.passage.words)


def _meet(left: Version, right: Version, aspect: str) -> bool:
    """Whether some part of an aspect is the same in both: the entity, the place, or a content word of it."""
    return left.said(aspect).meets(right.said(aspect))


def _is_alike(left: Version, right: Version) -> bool:
    """Whether two clauses share at least half of their content words, by the shorter."""
    return len(left.words & right.words) >= max(2, min(len(left.words), len(right.words)) / 2)


def _are_on_map(*versions: Version) -> bool:
    return all(any(POINT.match(part.value or "") for part in one.of("where")) for one in versions)


def _made(event: str, aspect: str, told: tuple[Version, Version], pair: tuple[Part, Part]) -> Difference:
    values = [one.value if aspect not in ("who", "whom", "name") else None for one in pair]
    left_value, right_value = (value or bare(one.passage.words) for value, one in zip(values, pair, strict=True))
    return Difference(event, aspect, pair[0].passage, pair[1].passage, left_value, right_value, *told)


def _pairs(left: Version, right: Version, aspect: str) -> Iterator[tuple[Part, Part]]:
    for one in left.of(aspect):
        for other in right.of(aspect):
            yield one, other


def _differing(left: Version, right: Version, aspect: str) -> tuple[Part, Part] | None:
    """The first pair of parts, where every pair differs: one that fits is enough for two versions to agree."""
    pairs = list(_pairs(left, right, aspect))
    if not pairs:
        return None
    if aspect == "how_many":
        # Only what is counted in one unit is compared: "73 children and six teachers" against "22 children".
        pairs = [(one, other) for one, other in pairs if _do_count_alike(one, other)]
    if aspect == "where":
        # A country holds whatever place is told beside it; a place taken over from another sentence is a guess.
        pairs = [(one, other) for one, other in pairs if is_told_place(left, one) and is_told_place(right, other)]
    if aspect in ("who", "whom"):
        pairs = [(one, other) for one, other in pairs if not (_has_time(left, one) or _has_time(right, other))]
    is_other = _TESTS.get(aspect, is_other_words)
    if not pairs or not all(is_other(one, other) for one, other in pairs):
        return None
    told = [pair for pair in pairs if aspect not in ("who", "whom") or _party_aspect(aspect, pair)]
    return next(iter(told), None)


_TESTS = {
    "who": is_other_party, "whom": is_other_party, "how_many": is_other_amount, "where": is_other_place,
    "when": is_other_days,
}  # fmt: skip


def _has_time(told: Version, part: Part) -> bool:
    """Whether a party's words hold a time ("Monday afternoon army snipers"): then its bounds were misread."""
    low, high = part.passage.start, part.passage.end
    return any(low <= one.passage.start < high for one in told.around if one.aspect == "when")


def _do_count_alike(one: Part, other: Part) -> bool:
    return do_units_fit(amount(one.value).unit, amount(other.value).unit)
