"""What a number counts: the noun phrase after it, or what a number that stands alone counts."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from rashomon.annotate.figures.nouns import Unit, head_of, told_sort, unit_of
from rashomon.annotate.figures.phrases import Phrase
from rashomon.annotate.figures.wording import wording
from rashomon.vocab.persons import sort_of_person

#: How far back the noun that a bare number stands for is looked for, in tokens of its own sentence.
_FARTHEST = 40
_SUBJECTS = ("nsubj", "nsubjpass")
_STATES = frozenset(
    ["dead", "wounded", "injured", "killed", "missing", "charged", "displaced", "arrested", "detained", "captured"]
)


class Units:
    """Finds the unit of each phrase of one document, in text order, by its parse."""

    def __init__(self, parse: Any) -> None:
        self.parse = parse
        self.offsets = [token.idx for token in parse]
        self.counting: dict[int, bool] = {}
        self.last = "people"  # the unit of the figure before, which "12 of them" means

    def is_place_word(self, offset: int) -> bool:
        """Whether the word at an offset is a preposition after a noun: "control over 98% of it"."""
        index = bisect_left(self.offsets, offset)
        token = self.parse[index] if index < len(self.offsets) else None
        if token is None or not token.i:
            return False
        before = self.parse[token.i - 1]
        return bool(before.lower_ in wording().over_nouns or (token.dep_ == "prep" and before.pos_ == "NOUN"))

    def find(self, phrase: Phrase) -> Unit | None:
        """The unit; `Unit("")` where a number stands alone with nothing to count; None where it is no count at all."""
        if phrase.first > self.offsets[-1]:
            return None
        if phrase.unit:
            return Unit(phrase.unit)
        after = bisect_left(self.offsets, phrase.end)
        unit = self._following(after, phrase) or self._standing_alone(
            bisect_left(self.offsets, phrase.first), after, phrase
        )
        if unit is not None and unit.words:
            self.last = unit.words
        return unit

    def _following(self, at: int, phrase: Phrase) -> Unit | None:
        """The noun phrase right after the number, or after "of" ("dozens of families", "14 of the dead")."""
        parse = self.parse
        if at < len(parse) and parse[at].lower_ == "of":
            return self._partitive(at + 1)
        if at + 1 < len(parse) and parse[at].lower_ == "out" and parse[at + 1].lower_ == "of":
            return self._partitive(at + 2)
        head = head_of(parse, at)
        if head is None or (phrase.interval.high != 1 and _is_one_name(parse[head])):
            return None  # "kills 12 NGO", "Zero Hedge": a name, not what is counted
        return unit_of(parse, at, head)

    def _partitive(self, at: int) -> Unit | None:
        """What is counted after "of": "of the families", "of them", "of the dead", "of 48 people"."""
        parse = self.parse
        while at < len(parse) and (
            parse[at].tag_ in ("DT", "PRP$", "PDT", "CD") or parse[at].lower_ in ("some", "other")
        ):
            at += 1
        if at >= len(parse):
            return None
        end = parse[at].idx + len(parse[at])
        if parse[at].lower_ in ("them", "whom", "which", "us", "those", "whose"):
            return told_sort(parse, at + 1) or Unit(self.last, end)
        head = head_of(parse, at)
        if head is not None:
            return told_sort(parse, head + 1) or unit_of(parse, at, head)
        if parse[at].tag_ in ("JJ", "VBN"):
            return told_sort(parse, at + 1) or Unit(parse[at].text, end)
        return None

    def _standing_alone(self, at: int, after: int, phrase: Phrase) -> Unit | None:
        """What a number without a noun counts: "11 dead", "killing 12", "more than 1,000 have surrendered"."""
        parse = self.parse
        if phrase.word == "one":
            return None
        if after < len(parse) and parse[after].lower_ in _STATES and parse[after].tag_ in ("JJ", "VBN", "VBD"):
            return Unit(parse[after].text, parse[after].idx + len(parse[after]))
        if at and parse[at - 1].lower_ in ("including", "among", "them"):
            return Unit(self.last)  # "ten drivers, including three from Velm"
        if self._counts_people(parse[at]):
            return Unit("people")
        named = self._antecedent(parse[at])
        if named is not None:
            return Unit(named)
        if at and parse[at - 1].pos_ == "PROPN" and phrase.digits:
            return None  # the number is part of a name: "Apollo 11"
        if not phrase.digits and not phrase.rough and after < len(parse) and parse[after].tag_ == "NNP":
            return None  # "Zero Hedge"
        return Unit("")

    def _counts_people(self, token: Any) -> bool:
        """Whether a bare number hangs on words that count people: "killing 12", "the toll rose to 70"."""
        for _ in range(5):
            if token.head.i == token.i:
                return False
            token = token.head
            if token.pos_ in ("VERB", "NOUN"):
                # Kept, for one verb may govern thousands of numbers in a text without sentences.
                if token.i not in self.counting:
                    self.counting[token.i] = _names_people(token)
                return self.counting[token.i]
        return False

    def _antecedent(self, token: Any) -> str | None:
        """The last plural subject before a bare subject in its sentence: "fighters hide and 1,000 have left"."""
        their = token.i and self.parse[token.i - 1].lower_ == "their"  # "fleeing in their thousands"
        if not their and token.dep_ not in _SUBJECTS and token.head.dep_ not in _SUBJECTS:
            return None
        for at in range(token.i - 1, max(-1, token.i - _FARTHEST), -1):
            other = self.parse[at]
            if other.tag_ in ("NNS", "NNPS") and other.dep_ in _SUBJECTS:
                return str(other.text)
            if other.is_sent_start:
                break
        return None


def _is_one_name(token: Any) -> bool:
    """Whether a noun is the name of one thing, which no number but one can count."""
    if token.tag_ != "NNP" or sort_of_person(token.text) is not None:
        return False
    return bool((token.text.isupper() and len(token.text) > 1) or not token.text.lower().endswith("s"))


def _names_people(governor: Any) -> bool:
    """Whether a verb or noun, its subject or its object is one that counts people."""
    counted = wording().people_counted
    parts = (one for one in governor.children if one.dep_ in (*_SUBJECTS, "dobj"))
    return governor.lemma_.lower() in counted or any(one.lemma_.lower() in counted for one in parts)
