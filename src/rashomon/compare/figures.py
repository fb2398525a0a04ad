"""The figures and dates that accounts give: the words, the normal form, on whose word, and of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.compare.account import Account
from rashomon.compare.edtf import Amount, amount, days
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.speakers import Speaker, voice, within
from rashomon.compare.ties import Ties
from rashomon.model import Annotation, Row
from rashomon.vocab import load


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Given:
    """A figure or a date that an account gives: where, its value, in whose mouth, and the claim it stands in."""

    passage: Passage
    sentence: Passage
    value: str | None
    voice: str
    by: tuple[Speaker, ...]
    claim: str | None  # the label of the claim it plays a part in
    event: str | None  # the event that claim tells of

    @property
    def document(self) -> str:
        return self.passage.document

    @property
    def amount(self) -> Amount:
        return amount(self.value)

    @property
    def days(self) -> tuple[str, str] | None:
        return days(self.value)

    def to_row(self) -> Row:
        return {
            **self.passage.to_row(), "value": self.value, "voice": self.voice,
            "by": [one.to_row() for one in self.by], "claim": self.claim, "event": self.event,
        }  # fmt: skip

    @property
    def is_vague(self) -> bool:
        """Whether no number can be told from the words ("several groups")."""
        told = self.amount
        if told.low is None and told.high is None:
            return True
        # "Some sixty" is a number; "several" has been read as an interval that is wide for its size.
        is_tight = told.low is not None and told.high is not None and told.high <= 2 * told.low
        words = " ".join(self.passage.words.casefold().split()) + " "
        return not is_tight and words.startswith(tuple(f"{one} " for one in load("comparison")["vague"]["words"]))


@dataclass(frozen=True, slots=True)
class Count:
    """All that accounts count in one unit; `unit` is the key, `name` the unit as most of them write it."""

    unit: str
    name: str
    given: tuple[Given, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.given))

    @property
    def is_central(self) -> bool:
        """Whether several accounts count it, or it is harm, people, a share or a sum; else it is counted in passing."""
        harm = any(one.claim == "ASSAULT" for one in self.given)
        return len(self.documents) > 1 or harm or self.is_people or not self.unit[:1].isalpha()

    @property
    def is_people(self) -> bool:
        return not _people().isdisjoint(self.name.split()[-1:])

    def to_row(self) -> Row:
        return {"unit": self.name, "given": [one.to_row() for one in self.given]}


def find_figures(accounts: Sequence[Account], ties: Ties) -> tuple[Count, ...]:
    """Figures by what is counted; what several accounts count first. A figure without a unit stands under ""."""
    by_unit: dict[str, list[Given]] = {}
    for account in accounts:
        for one in _given(account, "figure", ties):
            by_unit.setdefault(_unit(one.amount.unit), []).append(one)
    found = [Count(unit, _name(given), tuple(sorted(given, key=_is_vague))) for unit, given in by_unit.items()]
    return tuple(sorted(found, key=_weight))


def _weight(one: Count) -> tuple[bool, bool, int, bool, bool, int, str]:
    """What several accounts count first, then harm, people, what is told most; the vague and the unitless last."""
    vague = all(given.is_vague for given in one.given)
    harm = any(given.claim == "ASSAULT" for given in one.given)
    return (one.unit == "", vague, -len(one.documents), not harm, not one.is_people, -len(one.given), one.unit)


@cache
def _people() -> frozenset[str]:
    return frozenset(word for words in load("figures")["sorts"].values() for word in words)


def _is_vague(one: Given) -> bool:
    return one.is_vague


def _name(given: Sequence[Given]) -> str:
    """The unit as it is written most often, in lower case; of equals the longest, which is the plural."""
    written = [" ".join(one.amount.unit.split()).casefold() for one in given]
    return min(set(written), key=lambda one: (-written.count(one), -len(one), one))


def find_dates(accounts: Sequence[Account], ties: Ties) -> tuple[Given, ...]:
    """Times that accounts give, in the accounts' order and text order; bare durations and "now" are left out."""
    return tuple(one for account in accounts for one in _given(account, "time", ties) if one.days is not None)


def _given(account: Account, label: str, ties: Ties) -> Iterator[Given]:
    claims = _claims_of(account, label)
    for row in account.of("mention", label):
        claim = claims.get(row.id)
        yield Given(
            account.passage(row), account.sentence(row), row.value, voice(account, row), within(account, row, ties),
            claim.label if claim is not None else None, ties.event_ids.get(claim.id) if claim is not None else None,
        )  # fmt: skip


def _claims_of(account: Account, label: str) -> dict[str, Annotation]:
    """By the id of a figure or time: the claim in which it plays its part."""
    found: dict[str, Annotation] = {}
    for role in account.of("role", label):
        claim = account.row(role.about)
        if claim is None or claim.kind != "claim":
            continue
        for mention in [account.row(role.who)] if role.who else account.mentions_within(role.start, role.end, label):
            if mention is not None:
                found.setdefault(mention.id, claim)
    return found


def _unit(words: str) -> str:
    """A unit to group by: lower case, one blank between words, and no plural "s" on the last word.

    >>> _unit("Armed  Fighters"), _unit("people"), _unit("%")
    ('armed fighter', 'people', '%')
    """
    text = " ".join(words.casefold().split())
    return text[:-1] if len(text) > 3 and text.endswith("s") and not text.endswith("ss") else text
