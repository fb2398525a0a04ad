"""The figures and dates that accounts give: the words, the normal form, on whose word, and of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account
from rashomon.compare.edtf import Amount, amount, days
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.speakers import Speaker, voice, within
from rashomon.compare.ties import Ties
from rashomon.model import Annotation, Row


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


@dataclass(frozen=True, slots=True)
class Count:
    """All that accounts count in one unit, the most told-about units first."""

    unit: str
    given: tuple[Given, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.given))

    def to_row(self) -> Row:
        return {"unit": self.unit, "given": [one.to_row() for one in self.given]}


def find_figures(accounts: Sequence[Account], ties: Ties) -> tuple[Count, ...]:
    """Figures by what is counted; what several accounts count first. A figure without a unit stands under ""."""
    by_unit: dict[str, list[Given]] = {}
    for account in accounts:
        for one in _given(account, "figure", ties):
            by_unit.setdefault(_unit(one.amount.unit), []).append(one)
    found = [Count(unit, tuple(given)) for unit, given in by_unit.items()]
    return tuple(sorted(found, key=lambda one: (one.unit == "", -len(one.documents), -len(one.given), one.unit)))


def find_dates(accounts: Sequence[Account], ties: Ties) -> tuple[Given, ...]:
    """Times that accounts give, in the accounts' order and text order; bare durations and "now" are left out."""
    return tuple(one for account in accounts for one in _given(account, "time", ties) if one.days is not None)


def _given(account: Account, label: str, ties: Ties) -> Iterator[Given]:
    claims = _claims_of(account, label)
    for row in account.of("mention", label):
        claim = claims.get(row.id)
        event = ties.events.get(claim.id) if claim is not None else None
        low, high = sentence_around(account.document.text, row.start, row.end)
        yield Given(
            account.passage(row), passage(account.document, low, high), row.value, voice(account, row),
            within(account, row, ties), claim.label if claim is not None else None, event.id if event else None,
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
