"""Shared claims: what several accounts tell of one event, side by side, aspect by aspect, on whose word."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rashomon.compare.account import Account, flat, is_pronoun
from rashomon.compare.edtf import amount
from rashomon.compare.joint import find_joint
from rashomon.compare.ties import Ties
from rashomon.compare.version import Part, Version, version
from rashomon.compare.words import content
from rashomon.model import Annotation, Row

#: Aspects in the order of the page, with the roles they are read from.
ASPECTS = ("what", "who", "whom", "where", "when", "how_many", "why")
#: Sorts of mention that name an event without naming a side.
_THINGS = frozenset({"place", "facility", "country", "happening"})
_UNNAMED = frozenset({None})
#: Units that measure and count nobody: "some 300 metres" names no happening.
_MEASURES = frozenset({"", "%", "m", "metres", "meters", "km", "kilometres", "kilometers", "miles", "hours", "days"})
#: States from the strongest telling to the weakest; an account's state is its strongest.
STATES = ("asserts", "denies", "reports", "mentions", "silent", "could_not_know")


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
        return self._told.get(document, ())

    @cached_property
    def _told(self) -> dict[str, tuple[Version, ...]]:
        found: dict[str, list[Version]] = {}
        for one in self.versions:
            found.setdefault(one.document, []).append(one)
        return {document: tuple(sorted(told, key=_strength)) for document, told in found.items()}

    @property
    def is_sure(self) -> bool:
        """Whether at least two independent texts tell it beyond a reader's doubt; only such events are shown."""
        return bool(self.joint)

    @cached_property
    def shown(self) -> Event:
        """The event as it is shown: only the versions that surely tell it."""
        held = tuple(one for one in self.versions if one.claim in self.joint)
        name = self.name if len(held) == len(self.versions) else neutral_name(held)
        return replace(self, versions=held, name=name)

    def _fullness(self, document: str) -> int:
        return max(min(2, one.fullness) for one in self.told_by(document))

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
    claims: dict[str, list[tuple[Account, Annotation]]] = {}
    for account in accounts:
        for row in account.of("claim"):
            if row.id in ties.event_ids:
                claims.setdefault(ties.event_ids[row.id], []).append((account, row))
    told = {key: found for key, found in claims.items() if len({account.document.id for account, _ in found}) > 1}
    events = (_event(key, tuple(version(*one, ties) for one in found), ties) for key, found in told.items())
    return tuple(sorted(events, key=_weight))


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
    thing that two accounts name alike, place, facility, country or figure. Persons and groups are left out, for each
    side calls them its own way.
    """
    predicates = _most_told(versions, ("what",), None)[:3]
    things = (
        _most_told(versions, ("whom",), _UNNAMED, 2)
        or _most_told(versions, ("whom", "where"), _THINGS)
        or _most_told(versions, ("how_many",), None)
    )[:1]
    return " · ".join((" / ".join(predicates) or _first_words(versions), *things))


def _first_words(versions: Sequence[Version]) -> str:
    return flat(versions[0].passage.words)[:60] if versions else ""


def _most_told(
    versions: Sequence[Version], aspects: Sequence[str], sorts: Container[str | None] | None, least: int = 1
) -> list[str]:
    """The words for some aspects told in `least` documents, those in most first, then the earliest told; each once."""
    found: dict[str, tuple[str, set[str]]] = {}
    for one in versions:
        for part in one.parts:
            if part.aspect not in aspects or not (sorts is None or part.sort in sorts):
                continue
            words = flat(part.passage.words)
            if part.aspect == "how_many" and amount(part.value).unit in _MEASURES:
                continue
            if part.aspect == "where" and not is_told_place(one, part):
                continue
            if part.sort is None and part.aspect == "whom" and not _is_thing(words):
                continue
            if len(words) <= 40:
                key = " ".join(sorted(content(words))) or words.casefold()
                found.setdefault(key, (words, set()))[1].add(one.document)
    told = [one for one in found.values() if len(one[1]) >= least]
    return [words for words, _ in sorted(told, key=lambda one: -len(one[1]))]


def _is_thing(words: str) -> bool:
    """Whether words that are no mention can stand in a name: no number among them, and more than a pronoun."""
    return not any(one.isdigit() for one in words) and not is_pronoun(words)


def is_told_place(told: Version, part: Part) -> bool:
    """Whether a place stands in the claim's own sentence and is below the level of a country."""
    return part.sort != "country" and told.sentence.start <= part.passage.start < told.sentence.end


def _weight(event: Event) -> tuple[bool, bool, float, int, str]:
    return (not event.is_sure, event.texts < 2, -event.weight, -event.voices, event.id)


def tellers(events: Iterable[Event], document: str) -> list[tuple[Event, tuple[Version, ...]]]:
    """The events one account tells of, with its versions."""
    return [(one, one.told_by(document)) for one in events if document in one.documents]
