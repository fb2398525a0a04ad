"""What an expression is counted from: the day of writing, the last date told, and the tense of its verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from rashomon import vocab
from rashomon.annotate.times.granules import Granule
from rashomon.annotate.times.reading import Reading

#: How many words before "since" a superlative may stand ("the lowest level on the market since").
_COMPARED = 8
#: Datelines stand within this many characters of a text's beginning (FA-KES: all of 456 within 1,000).
_TOP = 1_000
Tense: TypeAlias = Literal["past", "future", "open"]

_PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def read_published(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None where it is absent or less precise than a day."""
    match = _PUBLISHED.match(published or "")
    try:
        return date(*(int(one) for one in match.groups())) if match else None
    except ValueError:
        return None


@dataclass
class Context:
    """The state of one pass over a document.

    `today` is the day of writing, `told` the last date told, `day` the last date told that is a day, `year` that of
    the last day or month told (a bare year is more often an aside: "the treaty of 1994").
    """

    reading: Reading
    today: date | None
    published: bool = False
    told: Granule | None = None
    day: date | None = None
    year: int | None = None
    helpers: dict[int, frozenset[str]] = field(default_factory=dict)

    def tell(self, granule: Granule, full: bool, at: int) -> None:
        """Remember a date for "two days later".

        Where the day of writing is not known, a full date in the text's dateline gives it.
        """
        self.told = granule
        if granule.unit in ("day", "month"):
            self.year = granule.start.year
        if granule.unit == "day":
            self.day = granule.start
        if full and not self.published and self._is_dateline(at):
            self.today = granule.start

    def _is_dateline(self, at: int) -> bool:
        """Whether the date at lexeme `at` opens a line near the top, or stands after "published" or "updated" there."""
        offset = self.reading.lexemes[at].start
        line = self.reading.text[max(0, offset - 100) : offset].rpartition("\n")[2].lower()
        words = line.split()
        said = any(word.strip(":(") in vocab.load("times")["dateline"]["words"] for word in words)
        return offset < _TOP and (said or len(words) <= 1)

    def is_inside_noun(self, at: int) -> bool:
        """Whether a time stands inside another noun's phrase ("Monday's debate"), where its verb tells less of it."""
        token = self.reading.token_at(self.reading.lexemes[at].start)
        return bool(
            token is not None and token.dep_ in ("compound", "poss", "nmod", "amod") and token.head.pos_ == "NOUN"
        )

    def _helpers_of(self, verb: Any) -> frozenset[str]:
        """The auxiliaries of a verb; kept, for one verb may govern thousands of times in a text without sentences."""
        if verb.i not in self.helpers:
            self.helpers[verb.i] = frozenset(one.lower_ for one in verb.children if one.dep_ in ("aux", "auxpass"))
        return self.helpers[verb.i]

    def is_compared(self, offset: int) -> bool:
        """Whether the "since" at this offset only compares: "the worst since 1997" does not last from 1997 on."""
        token = self.reading.token_at(offset)
        before = self.reading.parse[max(0, token.i - _COMPARED) : token.i] if token is not None else ()
        return any(one.tag_ in ("JJS", "RBS") or one.lower_ in ("first", "unseen", "seen", "only") for one in before)

    def tense(self, at: int) -> Tense:
        """Where the verb over lexeme `at` puts it: "past", "future" ("will", "is due to", "by Friday") or "open"."""
        token = self.reading.token_at(self.reading.lexemes[at].start)
        if token is None:
            return "open"
        before = _word_before(token)
        if before == "since":
            return "past"
        lists = vocab.load("times")["future"]
        verb = _verb_over(token)
        ahead = before in lists["prepositions"]
        if verb is None:
            return "future" if ahead else "open"
        helpers = self._helpers_of(verb)
        if helpers & set(lists["auxiliaries"]) and not (helpers & {"have"}):
            return "future"
        if verb.lemma_ in lists["arranged"]:
            return "future"
        if verb.tag_ in ("VBZ", "VBP", "VBG") and verb.lemma_ in lists["beginning"]:
            return "future"
        if verb.tag_ == "VB" or "to" in helpers:
            return "future" if ahead or verb.head.lemma_ in lists["governors"] else "open"
        if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "has", "have", "did"}:
            return "past"
        return "future" if ahead else "past" if verb.tag_ == "VBN" else "open"


def _word_before(token: Any) -> str:
    """The preposition that a token hangs on, or the word before it."""
    if token.head.dep_ == "prep" and token.head.i < token.i:
        return str(token.head.lower_)
    return str(token.nbor(-1).lower_) if token.i else ""


def _verb_over(token: Any) -> Any:
    """The nearest verb above a token, at most eight steps up; None where there is none."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
