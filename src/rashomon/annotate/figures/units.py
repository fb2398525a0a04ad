"""What a number counts: the head noun's phrase after it, or the noun it stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.figures.phrases import Phrase
from rashomon.annotate.figures.sorts import sort_of_person
from rashomon.annotate.figures.wording import wording

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
#: Tags that stand between a number and the noun it counts: "five senior intelligence officers".
_INSIDE = ("JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "AFX", "RB", "``", "''", "FW")
#: How many words a unit may have. Longer stretches are broken parses more often than long units.
_LONGEST_UNIT = 7


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit's words, and where they end in the text when they follow the number (else None)."""

    words: str
    end: int | None = None


class Units:
    """Finds the unit of each phrase of one document, by its parse."""

    def __init__(self, parse: Any) -> None:
        self.parse = parse
        self.offsets = [token.idx for token in parse]
        self.last: tuple[int, str] | None = None  # the sentence and unit of the figure before

    def is_place_word(self, offset: int) -> bool:
        """Whether the word at an offset is a preposition after a noun: "control over 98% of it"."""
        index = bisect_left(self.offsets, offset)
        token = self.parse[index] if index < len(self.offsets) else None
        return bool(token is not None and token.dep_ == "prep" and token.i and self.parse[token.i - 1].pos_ == "NOUN")

    def find(self, phrase: Phrase) -> Unit | None:
        """The unit; `Unit("")` where a number stands alone with nothing to count; None where it is no count at all."""
        after = bisect_left(self.offsets, phrase.end)
        token = self.parse[bisect_left(self.offsets, phrase.first)] if phrase.first <= self.offsets[-1] else None
        if token is None:
            return None
        unit = self._following(after, phrase)
        if unit is None and phrase.unit:
            return Unit(phrase.unit, None)
        if phrase.unit:
            unit = Unit(phrase.unit, None)
        if unit is None:
            unit = self._standing_alone(token, after, phrase)
        if unit is not None and unit.words:
            self.last = (token.sent.start, unit.words)
        return unit

    def _following(self, at: int, phrase: Phrase) -> Unit | None:
        """The noun phrase right after the number, or after "of" ("dozens of families", "14 of the dead")."""
        parse = self.parse
        if at < len(parse) and parse[at].lower_ == "of":
            return self._partitive(at + 1, phrase)
        head = self._head(at)
        if head is None or (parse[head].tag_ == "NNP" and parse[head].text.isupper() and not _is_one(phrase)):
            return None  # "kills 12 NGO": the agency's name after a headline
        return Unit(_normal(parse[at : head + 1].text), parse[head].idx + len(parse[head]))

    def _partitive(self, at: int, phrase: Phrase) -> Unit | None:
        parse = self.parse
        while at < len(parse) and (parse[at].tag_ in ("DT", "PRP$", "PDT") or parse[at].lower_ in ("some", "other")):
            at += 1
        if at < len(parse) and parse[at].lower_ in ("them", "whom", "which", "us", "those", "whose"):
            return self._told_sort(at + 1) or Unit(
                self.last[1] if self.last else "people", parse[at].idx + len(parse[at])
            )
        if at < len(parse) and parse[at].tag_ in ("CD",):
            return Unit("", None)
        head = self._head(at)
        if head is None:
            adjective = at < len(parse) and parse[at].tag_ in ("JJ", "VBN")
            if not adjective:
                return None
            return self._told_sort(at + 1) or Unit(parse[at].text, parse[at].idx + len(parse[at]))
        return self._told_sort(head + 1) or Unit(_normal(parse[at : head + 1].text), parse[head].idx + len(parse[head]))

    def _told_sort(self, at: int) -> Unit | None:
        """The sort of person told of a part: "30 of them children", "14 of the dead were soldiers"."""
        parse = self.parse
        while at < len(parse) and parse[at].lower_ in _LINKS:
            at += 1
        head = self._head(at)
        if head is None or sort_of_person(parse[head].text) in (None, "people"):
            return None
        return Unit(_normal(parse[at : head + 1].text), parse[head].idx + len(parse[head]))

    def _head(self, at: int) -> int | None:
        """The index of the head noun of the phrase that starts at token `at`, by tags; None where none starts."""
        parse, found, first = self.parse, None, at
        while at < min(len(parse), first + _LONGEST_UNIT):
            token = parse[at]
            if at > first and token.is_sent_start and not parse[at - 1].is_space:
                break
            if token.tag_ in _NOUNS:
                found = at
                if token.tag_ in ("NNS", "NNPS") and not self._goes_on(at):
                    break
            elif token.text == "(" and at + 2 < len(parse) and parse[at + 2].text == ")":
                at += 2  # a short form in brackets: "Islamic State (IS) fighters"
            elif token.tag_ not in _INSIDE or (found is not None and not self._is_joined(at)):
                break
            at += 1
        if found is not None and found + 2 < len(parse) and self._pairs(found):
            return found + 2
        return found

    def _is_joined(self, at: int) -> bool:
        """Whether a word is the second half of a compound, or its hyphen: "regime-held", "Qaeda-linked"."""
        return bool(
            "-" in (self.parse[at].text[:1], self.parse[at - 1].text[-1:]) or self.parse[at].tag_ in ("NN", "POS")
        )

    def _goes_on(self, at: int) -> bool:
        """Whether a plural noun only modifies the noun after it: "sports clubs", "security forces members"."""
        parse = self.parse
        if at + 1 >= len(parse) or parse[at + 1].tag_ not in (*_NOUNS, "HYPH"):
            return False
        return bool(parse[at + 1].text[:1].islower() or parse[at + 1].tag_ == "HYPH") and parse[at].dep_ == "compound"

    def _pairs(self, at: int) -> bool:
        """Whether "and" joins a second plural without a number of its own: "12 soldiers and fighters"."""
        parse = self.parse
        return bool(
            parse[at].tag_ in ("NNS",) and parse[at + 1].lower_ == "and" and parse[at + 2].tag_ == "NNS"
            and parse[at + 2].dep_ == "conj" and parse[at + 2].head.i == at
        )  # fmt: skip

    def _standing_alone(self, token: Any, at: int, phrase: Phrase) -> Unit | None:
        """What a number without a noun counts: "11 dead", "killing 12", "more than 1,000 have surrendered"."""
        parse = self.parse
        if phrase.word == "one":
            return None
        if (
            at < len(parse)
            and parse[at].tag_ in ("JJ", "VBN", "VBD")
            and parse[at].lemma_.lower() in wording().people_counted | _STATES
        ):
            passive = parse[at].tag_ == "VBD" or parse[at].dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl")
            return (
                Unit("people", None)
                if passive and parse[at].lower_ not in _STATES
                else Unit(parse[at].text, parse[at].idx + len(parse[at]))
            )
        governor = _governor(token)
        if governor is not None and _counts_people(governor):
            return Unit("people", None)
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj", "conj", "appos") or token.head.dep_ in (
            "nsubj",
            "nsubjpass",
            "dobj",
        ):
            named = self._antecedent(token)
            if named is not None:
                return Unit(named, None)
        if token.i and parse[token.i - 1].pos_ == "PROPN" and phrase.digits:
            return None  # the number is part of a name: "Apollo 11"
        return Unit("", None)

    def _antecedent(self, token: Any) -> str | None:
        """The last plural subject before a bare number in its sentence: "fighters are holed up and 1,000 have left"."""
        for other in reversed(self.parse[token.sent.start : token.i]):
            if other.tag_ in ("NNS", "NNPS") and other.dep_ in ("nsubj", "nsubjpass", "dobj"):
                return str(other.text)
        return None


_LINKS = frozenset(
    ["were", "are", "was", "is", "being", "mostly", "mainly", "reportedly", "believed", "to", "be", "said"]
)
_STATES = frozenset(
    ["dead", "wounded", "injured", "killed", "missing", "charged", "displaced", "arrested", "detained", "captured"]
)


def _governor(token: Any) -> Any:
    """The verb or noun that a bare number hangs on, through prepositions and other numbers; None at the root."""
    for _ in range(5):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in ("VERB", "NOUN"):
            return token
    return None


def _counts_people(governor: Any) -> bool:
    """Whether a verb or noun, or the subject of the verb, counts people: "killing 12", "the toll rose to 70"."""
    counted = wording().people_counted
    if governor.lemma_.lower() in counted:
        return True
    subjects = (one for one in governor.children if one.dep_ in ("nsubj", "nsubjpass"))
    return any(one.lemma_.lower() in counted for one in subjects)


def _is_one(phrase: Phrase) -> bool:
    return phrase.interval.low == phrase.interval.high == 1


def _normal(words: str) -> str:
    """A unit in its one form: spaces single, signs and measures as vocab/figures.toml writes them."""
    clean = " ".join(words.split()).strip("\"'“”‘’ ")
    return wording().units.get(clean.lower(), clean)
