"""Shared claims: what several accounts tell of one event, side by side, aspect by aspect, on whose word."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rashomon.compare.account import Account, flat
from rashomon.compare.edtf import amount
from rashomon.compare.joint import find_joint
from rashomon.compare.passage import Passage, passage, sentence_around
from rashomon.compare.speakers import Speaker, chain
from rashomon.compare.ties import Ties
from rashomon.compare.words import content
from rashomon.model import Annotation, Row

#: Aspects in the order of the page, with the roles they are read from.
ASPECTS = ("what", "who", "whom", "where", "when", "how_many", "why")
_ROLES = {
    "predicate": "what", "actor": "who", "recipient": "whom", "place": "where", "time": "when",
    "figure": "how_many", "cause": "why",
}  # fmt: skip
#: Sorts of mention that name an event without naming a side.
_THINGS = frozenset({"place", "facility", "country", "happening"})
#: Units that measure and count nobody: "some 300 metres" names no happening.
_MEASURES = frozenset({"", "%", "m", "metres", "meters", "km", "kilometres", "kilometers", "miles", "hours", "days"})
#: States from the strongest telling to the weakest; an account's state is its strongest.
STATES = ("asserts", "denies", "reports", "mentions", "silent", "could_not_know")


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


@dataclass(frozen=True)
class Event:
    """An event and its versions, in the order of the accounts and of their texts."""

    id: str
    name: str
    label: str
    versions: tuple[Version, ...]
    texts: int
    voices: int
    joint: frozenset[str] = frozenset()  # the claims that surely tell one happening

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.versions))

    def told_by(self, document: str) -> tuple[Version, ...]:
        """The versions of one account, its strongest telling first, of equals that which tells most."""
        found = [one for one in self.versions if one.document == document]
        return tuple(sorted(found, key=_strength))

    @property
    def is_sure(self) -> bool:
        """Whether at least two independent texts tell it beyond a reader's doubt; only such events are shown."""
        return bool(self.joint)

    @cached_property
    def shown(self) -> Event:
        """The event as it is shown: only the versions that surely tell it."""
        held = tuple(one for one in self.versions if one.claim in self.joint)
        return replace(self, versions=held, name=neutral_name(held))

    def _fullness(self, document: str) -> int:
        return max(min(2, one.fullness) for one in self.versions if one.document == document)

    @property
    def weight(self) -> float:
        """How much there is to compare: what each account tells of who, whom, where, when and how many."""
        told = sum(0.5 + self._fullness(one) for one in self.documents)
        return told / 2 if self.label in ("OTHER", "STATE") else told

    def to_row(self) -> Row:
        return {
            "id": self.id, "name": self.name, "label": self.label, "documents": len(self.documents),
            "texts": self.texts, "voices": self.voices, "sure": self.is_sure,
            "versions": [one.to_row() | {"sure": one.claim in self.joint} for one in self.versions],
        }  # fmt: skip


def _strength(one: Version) -> tuple[int, int, int]:
    return (STATES.index(one.state), -one.fullness, one.passage.start)


def find_events(accounts: Sequence[Account], ties: Ties) -> tuple[Event, ...]:
    """The events that at least two accounts tell of; the most widely and independently told first."""
    versions: dict[str, list[Version]] = {}
    for account in accounts:
        for row in account.of("claim"):
            if row.id in ties.events:
                versions.setdefault(ties.events[row.id].id, []).append(version(account, row, ties))
    found = [_event(key, tuple(told), ties) for key, told in versions.items()]
    return tuple(sorted((one for one in found if len(one.documents) > 1), key=_weight))


def _event(key: str, versions: tuple[Version, ...], ties: Ties) -> Event:
    labels = [one.label for one in versions]
    label = min(set(labels), key=lambda one: (one in ("OTHER", "STATE"), -labels.count(one), one))
    texts = ties.texts_of(one.document for one in versions)
    voices = len({one.asserter(ties) for one in versions})
    joint = frozenset(one.claim for one in find_joint(versions, ties.texts))
    return Event(key, neutral_name(versions), label, versions, texts, voices, joint)


def neutral_name(versions: Sequence[Version]) -> str:
    """A name for an event that no account's word for a party gets into: the predicates told, then place and things.

    `destroyed / blew up · the bridge at Velm`: at most three predicates, those of most accounts first, then the
    most told place, facility, country or figure. Persons and groups are left out, for each side calls them its own way.
    """
    predicates = _most_told(versions, ("what",), None)[:3]
    things = _most_told(versions, ("whom", "where"), _THINGS)[:1] or _most_told(versions, ("how_many",), None)[:1]
    return " · ".join((" / ".join(predicates) or flat(versions[0].passage.words)[:60], *things))


def _most_told(versions: Sequence[Version], aspects: Sequence[str], sorts: Container[str | None] | None) -> list[str]:
    """The words for some aspects, those in most documents first, then the earliest told; each once."""
    found: dict[str, tuple[str, set[str]]] = {}
    for one in versions:
        for part in one.parts:
            words = flat(part.passage.words)
            if part.aspect == "how_many" and amount(part.value).unit in _MEASURES:
                continue
            if part.aspect == "where" and not is_told_place(one, part):
                continue
            if part.aspect in aspects and len(words) <= 40 and (sorts is None or part.sort in sorts):
                key = " ".join(sorted(content(words))) or words.casefold()
                found.setdefault(key, (words, set()))[1].add(one.document)
    return [words for words, _ in sorted(found.values(), key=lambda one: -len(one[1]))]


def is_told_place(told: Version, part: Part) -> bool:
    """Whether a place stands in the claim's own sentence and is below the level of a country."""
    return part.sort != "country" and told.sentence.start <= part.passage.start < told.sentence.end


def _weight(event: Event) -> tuple[bool, bool, float, int, str]:
    return (not event.is_sure, event.texts < 2, -event.weight, -event.voices, event.id)


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


def tellers(events: Iterable[Event], document: str) -> list[tuple[Event, tuple[Version, ...]]]:
    """The events one account tells of, with its versions."""
    return [(one, one.told_by(document)) for one in events if document in one.documents]
