"""What an expression is counted from: the day of writing, the last date told, and the tense of its verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from rashomon import vocab
from rashomon.annotate.times.granules import Granule
from rashomon.annotate.times.reading import Reading

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
    """The state of one pass over a document: `today` is the day of writing, `told` the last date told."""

    reading: Reading
    today: date | None
    told: Granule | None = None
    dated: bool = False

    def tell(self, granule: Granule, full: bool) -> None:
        """Remember a date for "two days later"; the first full date of a text without a day of writing is its dateline."""
        self.told = granule
        if full and self.today is None and not self.dated:
            self.today = granule.start
        self.dated = True

    @property
    def day(self) -> date | None:
        """The day that "the same day" and "two days later" count from; None where no day was told."""
        return self.told.start if self.told is not None and self.told.unit == "day" else None

    def is_future(self, at: int) -> bool:
        """Whether the verb over lexeme `at` puts it after the day of writing ("will", "is due to", "by Friday")."""
        lexemes = self.reading.lexemes
        token = self.reading.token_at(lexemes[at].start)
        if token is None:
            return False
        verb = _verb_over(token)
        lists = vocab.load("times")["future"]
        before = self.reading.token_at(lexemes[at].start - 1)
        ahead = before is not None and before.lower_ in lists["prepositions"]
        if verb is None:
            return ahead
        if any(one.lower_ in lists["auxiliaries"] for one in verb.children if one.dep_ in ("aux", "auxpass")):
            return True
        if verb.tag_ == "VB" and any(one.lower_ == "to" for one in verb.children if one.dep_ == "aux"):
            return ahead or verb.head.lemma_ in lists["governors"]
        if verb.tag_ in ("VBZ", "VBP", "VBG") and verb.lemma_ in (
            "begin",
            "start",
            "open",
            "end",
            "expire",
            "take",
            "due",
            "meet",
        ):
            return True
        return ahead and verb.tag_ not in ("VBD", "VBN")


def _verb_over(token: Any) -> Any:
    """The nearest verb above a token, at most eight steps up; None where there is none."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
