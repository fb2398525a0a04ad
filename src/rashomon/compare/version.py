"""A claim as one account tells it: on whose word, and what it says of who, whom, where, when, how many and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.account import Account
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.speakers import Speaker, chain
from rashomon.compare.ties import Ties
from rashomon.model import Annotation, Row

_ROLES = {
    "predicate": "what", "actor": "who", "recipient": "whom", "place": "where", "time": "when",
    "figure": "how_many", "cause": "why",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """What a claim says of one aspect: the words, the normal form where there is one, and who is meant."""

    aspect: str
    passage: Passage
    value: str | None
    key: str | None  # the entity's key, where the words are a mention
    sort: str | None = None  # the mention's label

    def to_row(self) -> Row:
        return {"aspect": self.aspect, **self.passage.to_row(), "value": self.value}


@dataclass(frozen=True, slots=True)
class Version:
    """One claim of an event as one account tells it, with its status, its chain of asserters and its parts."""

    claim: str
    label: str
    passage: Passage
    sentence: Passage
    status: str
    chain: tuple[Speaker, ...]
    parts: tuple[Part, ...]
    around: tuple[Part, ...] = ()  # the places and days told anywhere in its sentence

    @property
    def document(self) -> str:
        return self.passage.document

    @property
    def state(self) -> str:
        """What telling this is: asserts, denies, reports (another's word) or mentions."""
        if self.status not in ("asserted", "denied", "doubted"):
            return "mentions"
        if self.chain:
            return "reports"
        return {"asserted": "asserts", "denied": "denies"}.get(self.status, "mentions")

    def of(self, aspect: str) -> tuple[Part, ...]:
        return tuple(one for one in self.parts if one.aspect == aspect)

    def asserter(self, ties: Ties) -> str:
        """Whose word it is: the innermost speaker, else the independent text itself."""
        return self.chain[-1].key if self.chain else f"text:{ties.texts.get(self.document, self.document)}"

    @property
    def fullness(self) -> int:
        """How many of who, whom, where, when and how many it tells."""
        return len({one.aspect for one in self.parts} - {"what", "why"})

    def to_row(self) -> Row:
        return {
            "claim": self.claim, "label": self.label, "status": self.status, "state": self.state,
            **self.passage.to_row(), "chain": [one.to_row() for one in self.chain],
            "parts": [one.to_row() for one in self.parts],
        }  # fmt: skip


def version(account: Account, claim: Annotation, ties: Ties) -> Version:
    """A claim with its asserters and parts."""
    low, high = sentence_around(account.document.text, claim.start, claim.end)
    return Version(
        claim.id, claim.label, account.passage(claim), passage(account.document, low, high), claim.value or "asserted",
        chain(account, claim, ties), tuple(_parts(account, claim, ties)), tuple(_around(account, low, high, ties)),
    )  # fmt: skip


def _around(account: Account, low: int, high: int, ties: Ties) -> Iterator[Part]:
    for one in account.mentions_within(low, high, "place", "facility", "time"):
        aspect = "when" if one.label == "time" else "where"
        yield Part(aspect, account.passage(one), one.value, ties.entity_key(one), one.label)


def _parts(account: Account, claim: Annotation, ties: Ties) -> Iterator[Part]:
    for role in account.about(claim):
        aspect = _ROLES.get(role.label) if role.kind == "role" else None
        if aspect is None:
            continue
        mention = account.row(role.who) or _mention_within(account, role, aspect)
        shown = role if mention is None or aspect in ("what", "why") else mention
        key = ties.entity_key(mention) if mention is not None else None
        value = mention.value if mention is not None and aspect in ("where", "when", "how_many") else None
        yield Part(aspect, account.passage(shown), value, key, mention.label if mention is not None else None)


def _mention_within(account: Account, role: Annotation, aspect: str) -> Annotation | None:
    """The time, figure or place mention within a role's words, where the row does not name it."""
    labels = {"when": ("time",), "how_many": ("figure",), "where": ("place", "facility", "country")}.get(aspect, ())
    found = account.mentions_within(role.start, role.end, *labels) if labels else []
    return found[0] if found else None
