"""The noun phrase that follows a number, found by tags, which hold up where headlines and lost commas break parses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rashomon.annotate.figures.wording import wording
from rashomon.vocab.persons import sort_of_person

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
#: Tags that stand between a number and the noun it counts: "five senior intelligence officers".
_INSIDE = ("JJ", "JJR", "JJS", *_NOUNS, "VBN", "VBG", "HYPH", "POS", "AFX", "RB", "``", "''", "FW")
#: How many words a unit may have. Longer stretches are broken parses more often than long units.
_LONGEST_UNIT = 7
_LINKS = frozenset(
    ["were", "are", "was", "is", "being", "mostly", "mainly", "reportedly", "believed", "to", "be", "said"]
)
_OPENERS = frozenset(["more", "additional", "further", "so", "or"])
_NEVER_INSIDE = frozenset(
    ["including", "excluding", "among", "following", "according", "leaving", "killing", "wounding", "mostly", "mainly"]
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit's words, and where they end in the text when they follow the number (else None)."""

    words: str
    end: int | None = None


def unit_of(parse: Any, first: int, last: int) -> Unit:
    """The unit that tokens `first` to `last` (inclusive) name; "more" and "additional" before it count nothing."""
    start = first
    while start < last and parse[start].lower_ in _OPENERS:
        start += 1
    return Unit(normal(parse[start : last + 1].text), parse[last].idx + len(parse[last]))


def normal(words: str) -> str:
    """A unit in its one form: spaces single, signs and measures as vocab/figures.toml writes them."""
    clean = " ".join(words.split()).strip("\"'“”‘’ ")
    return wording().units.get(clean.lower(), clean)


def head_of(parse: Any, at: int) -> int | None:
    """The index of the head noun of the phrase that starts at token `at`; None where none starts."""
    found, first = None, at
    while at < min(len(parse), first + _LONGEST_UNIT):
        token = parse[at]
        if (at > first and token.is_sent_start) or token.lower_ in _NEVER_INSIDE or _is_dash(parse, at):
            break
        if token.tag_ in _NOUNS:
            found = at
            if token.tag_ in ("NNS", "NNPS") and not _goes_on(parse, at):
                break
        elif token.text == "(" and at + 2 < len(parse) and parse[at + 2].text == ")":
            at += 2  # a short form in brackets: "Islamic State (IS) fighters"
        elif _couples(parse, at, found) or _opens_compound(parse, at):
            pass
        elif token.tag_ not in _INSIDE or (found is not None and not _is_joined(parse, at)):
            break
        at += 1
    if found is not None and found + 2 < len(parse) and _pairs(parse, found):
        return found + 2
    return found if found is None else _shared_head(parse, found)


def _couples(parse: Any, at: int, found: int | None) -> bool:
    """Whether "and" joins two words that both modify what is counted: "three Velman and Ornan air raids"."""
    if parse[at].lower_ not in ("and", "or") or not at or at + 2 >= len(parse):
        return False
    before, after = parse[at - 1], parse[at + 1]
    return (
        (found is None or found == at - 1)
        and all(
            one.tag_ in ("JJ", "NNP") and one.dep_ in ("amod", "compound", "nmod", "conj") for one in (before, after)
        )
        and parse[at + 2].tag_ in _NOUNS
        and (found is None or before.head.i > at)
    )


def _opens_compound(parse: Any, at: int) -> bool:
    """Whether a word of any sort is joined by a hyphen to the next: "seven all-terrain vehicles"."""
    return at + 2 < len(parse) and not parse[at].whitespace_ and parse[at + 1].text == "-" and parse[at].is_alpha


def _shared_head(parse: Any, found: int) -> int:
    """The plural that two modifiers share: "88 rebel and regime forces" counts forces; else `found`."""
    if parse[found].tag_ != "NN" or found + 3 >= len(parse) or parse[found + 1].lower_ not in ("and", "or"):
        return found
    if parse[found + 2].tag_ in ("NN", "JJ", "NNP") and parse[found + 3].tag_ in ("NNS", "NNPS"):
        return found + 3
    return found


def _is_dash(parse: Any, at: int) -> bool:
    """Whether a hyphen stands alone between spaces, as a dash."""
    return parse[at].text in ("-", "–", "—") and bool(at) and bool(parse[at - 1].whitespace_)


def _is_joined(parse: Any, at: int) -> bool:
    """Whether a word is the second half of a compound, or its hyphen: "regime-held", "Qaeda-linked"."""
    return "-" in (parse[at].text[:1], parse[at - 1].text[-1:]) or parse[at].tag_ == "POS"


def _goes_on(parse: Any, at: int) -> bool:
    """Whether a plural noun only modifies the noun after it: "sports clubs", "security forces members"."""
    if at + 1 >= len(parse) or parse[at + 1].tag_ not in (*_NOUNS, "HYPH"):
        return False
    if at and parse[at - 1].tag_ == "HYPH":
        return True  # "plain-clothes officers"
    return bool(parse[at + 1].text[:1].islower() or parse[at + 1].tag_ == "HYPH") and parse[at].dep_ == "compound"


def _pairs(parse: Any, at: int) -> bool:
    """Whether "and" joins a second plural without a number of its own: "12 soldiers and fighters"."""
    return bool(
        parse[at].tag_ == "NNS" and parse[at + 1].lower_ == "and" and parse[at + 2].tag_ == "NNS"
        and parse[at + 2].dep_ == "conj" and parse[at + 2].head.i == at and parse[at + 2].lower_ not in wording().rough
    )  # fmt: skip


def told_sort(parse: Any, at: int) -> Unit | None:
    """The sort of person told of a part, at token `at`: "30 of them children", "14 of the dead were soldiers"."""
    while at < len(parse) and parse[at].lower_ in _LINKS:
        at += 1
    head = head_of(parse, at)
    if head is None or sort_of_person(parse[head].text) in (None, "people"):
        return None
    return unit_of(parse, at, head)
