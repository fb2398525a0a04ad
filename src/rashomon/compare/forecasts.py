"""The register of statements about the future: who foretells, plans, orders, promises or threatens what, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account, in_order
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.speakers import Speaker, chain
from rashomon.compare.ties import Ties
from rashomon.model import Annotation, Row

#: The sorts of statement about the future, told apart by a claim's status and by how its speaker puts it.
SORTS = ("forecast", "promise", "threat", "plan", "order")


@dataclass(frozen=True, slots=True)
class Expectation:
    """A statement about the future. `made` is when its document was published; `by_when` an EDTF value or None.

    `later` are the versions of the same event in accounts published afterwards: evidence for a person to weigh.
    """

    sort: str
    passage: Passage
    sentence: Passage
    chain: tuple[Speaker, ...]
    hedges: tuple[Passage, ...]
    conditions: tuple[Passage, ...]
    horizons: tuple[Passage, ...]
    by_when: str | None
    made: str | None
    later: tuple[Passage, ...]

    @property
    def document(self) -> str:
        return self.passage.document

    def to_row(self) -> Row:
        return {
            "sort": self.sort, **self.passage.to_row(), "chain": [one.to_row() for one in self.chain],
            "hedges": [one.to_row() for one in self.hedges], "conditions": [one.to_row() for one in self.conditions],
            "horizons": [one.to_row() for one in self.horizons], "by_when": self.by_when, "made": self.made,
            "later": [one.to_row() for one in self.later],
        }  # fmt: skip


def find_expectations(accounts: Sequence[Account], ties: Ties) -> tuple[Expectation, ...]:
    """Every statement about the future, in the accounts' order; of claims in one sentence by one speaker, the first."""
    told = _told(accounts, ties)
    found: list[Expectation] = []
    seen: set[tuple[str, int, tuple[str, ...], str]] = set()
    for account in accounts:
        for claim in account.of("claim"):
            sort = _sort(account, claim)
            if sort is None:
                continue
            one = _expectation(account, claim, sort, ties, told)
            # A forecast is one statement though its sentence has several verbs ("will come and will stay").
            place = (one.document, one.sentence.start, tuple(by.key for by in one.chain), sort)
            if place not in seen:
                seen.add(place)
                found.append(one)
    return tuple(found)


def _sort(account: Account, claim: Annotation) -> str | None:
    holders = account.chain(claim)
    stance = holders[-1].value if holders else None
    if claim.value == "ordered":
        return "order"
    if claim.value == "planned":
        return "promise" if stance == "promises" else "plan"
    if claim.value != "forecast":
        return None
    if stance == "promises":
        return "promise"
    return "threat" if claim.label == "THREATEN" else "forecast"


def _expectation(
    account: Account, claim: Annotation, sort: str, ties: Ties, told: dict[str, list[tuple[str, Passage]]]
) -> Expectation:
    document = account.document
    low, high = sentence_around(document.text, claim.start, claim.end)
    hedges, conditions, horizons = (account.about(claim, label) for label in ("hedge", "condition", "horizon"))
    event = ties.events.get(claim.id)
    after = told.get(event.id, []) if event is not None and document.published else []
    return Expectation(
        sort, account.passage(claim), passage(document, low, high), chain(account, claim, ties),
        _passages(account, hedges), _passages(account, conditions), _passages(account, horizons),
        _when(account, horizons), document.published,
        tuple(words for made, words in after if made > (document.published or "")[:10]),
    )  # fmt: skip


def _passages(account: Account, rows: Sequence[Annotation]) -> tuple[Passage, ...]:
    return tuple(account.passage(row) for row in rows)


def _when(account: Account, horizons: Sequence[Annotation]) -> str | None:
    """The EDTF value of the first horizon that has one."""
    for role in horizons:
        mention = account.row(role.who)
        inside = account.mentions_within(role.start, role.end, "time")
        for one in (mention, *inside):
            if one is not None and one.value:
                return one.value
        if role.value:
            return role.value
    return None


def _told(accounts: Sequence[Account], ties: Ties) -> dict[str, list[tuple[str, Passage]]]:
    """By event: when and in which words accounts tell of it as something that is or isn't so."""
    found: dict[str, list[tuple[str, Passage]]] = {}
    for account in in_order(accounts):
        for row in account.of("claim"):
            event = ties.events.get(row.id)
            if event is not None and account.document.published and row.value in ("asserted", "denied", "doubted"):
                found.setdefault(event.id, []).append((account.document.published[:10], account.passage(row)))
    return found
