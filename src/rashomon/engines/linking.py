"""Accounts in, links and clusters out: stories, copies, versions, entities and events of a whole library.

Stories, entities and copies are worked out over the whole library, the last two by what is new only where that is
the same. Events are worked out story by story: a story whose claims, circles, parties and judgements are what they
were has the events that it had. So adding documents is as if all had been there from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from rashomon import vocab
from rashomon.collecting import give_back
from rashomon.engines.claim_pairs import score_lines
from rashomon.ids import canonical_json, content_id
from rashomon.link.accounts import Account, account_of
from rashomon.link.averages import Pair, connected
from rashomon.link.compared import forget_names
from rashomon.link.copies import Compared, compare_texts, with_quotations
from rashomon.link.entities import find_entities
from rashomon.link.events import Scored, find_events, records
from rashomon.link.judged import Judged, judged
from rashomon.link.stories import find_stories
from rashomon.link.versions import Revision, find_versions, revision_of
from rashomon.model import Annotation, Cluster, Document, Judgement, Link, Row

#: Raised whenever the same rows would be linked otherwise: a library linked by an earlier version is linked again.
VERSION = "12"
#: The lists and weights that linking reads: who changes one has a library linked again.
_LISTS = ("common_words", "link_copies", "link_entities", "link_events", "link_predicates", "link_stories",
          "link_versions", "link_words")  # fmt: skip

Made = tuple[list[Link], list[Cluster]]
#: Claims as `events.records` makes them, each by its id as JSON: it is hashed, and read by the engine, as it stands.
_Lines: TypeAlias = list[tuple[str, str]]

#: Claims whose pairs are scored in one go, unless one story has more: 0.1 GB of rows and pairs. Starting Splink anew
#: costs 0.5 CPU s, a sixth of their work; with 10,000 at a time, and their parts held, `add` of 10,000 documents peaked
#: at 491 MB, 1.42 times as high as with 1,000.
TOGETHER = 5_000
#: From so many accounts on, memory is handed back between the stages: to look for cycles takes 0.1 CPU s each time, of
#: some 10 for 200 war reports.
MANY = 1_000


def linking_version() -> str:
    """What the result hangs on besides the rows: the version of the code, and the lists and weights as they are."""
    return content_id("linking", VERSION, *(vocab.load(name) for name in _LISTS))


@dataclass(frozen=True)
class Linked:
    """Every link of a library and the clusters they make, each in a fixed order.

    Clusters take in what stands alone: an event of one claim, a story of one document, an entity of one name.
    """

    links: list[Link]
    clusters: list[Cluster]


@dataclass(frozen=True)
class Known:
    """What an earlier run left: the keys of the parts whose events are stored, and the copies.

    With it the digest of each account, and the annotations that people judged.
    """

    digests: Mapping[str, str]
    parts: frozenset[str] = frozenset()
    compared: Compared = field(default_factory=Compared)
    rows: frozenset[str] = frozenset()
    version: str = ""


class Keeper(Protocol):
    """Where links and clusters go as they are made, so that they need not all be held."""

    def begin(self) -> None:
        """Forget what came before: all is made anew."""

    def alone(self, links: Iterable[Link], clusters: Iterable[Cluster]) -> None:
        """Links and clusters each of which is a part of its own."""

    def part(self, key: str, made: Made | None) -> None:
        """The events of a part; None where they are known."""

    def entities(self, mentions: Iterable[str]) -> Mapping[str, str]:
        """The entity of each of these mentions that is in one, among the clusters given so far."""


class Gathered:
    """A keeper that holds all of it, for collections that fit into memory."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._alone: Made = ([], [])
        self._events: Made = ([], [])
        self._entity_of: dict[str, str] | None = None

    def alone(self, links: Iterable[Link], clusters: Iterable[Cluster]) -> None:
        self._alone[0].extend(links)
        self._alone[1].extend(clusters)

    def part(self, key: str, made: Made | None) -> None:
        if made is None:
            raise ValueError(f"the events of part {key} are known and not at hand")
        self._events[0].extend(made[0])
        self._events[1].extend(made[1])

    def entities(self, mentions: Iterable[str]) -> Mapping[str, str]:
        if self._entity_of is None:
            entities = ((one.id, one.members) for one in self._alone[1] if one.kind == "entity")
            self._entity_of = {member: identity for identity, members in entities for member in members}
        return {one: self._entity_of[one] for one in mentions if one in self._entity_of}

    def whole(self) -> Linked:
        """All of it together, in a fixed order."""
        links = sorted(self._events[0], key=lambda link: (link.left, link.right, link.made_by))
        found = sorted(self._events[1], key=lambda one: one.members)
        return Linked([*self._alone[0], *links], [*self._alone[1], *found])


def link(accounts: Iterable[tuple[Document, Sequence[Annotation]]], judgements: Sequence[Judgement] = ()) -> Linked:
    """What the rows of all these documents make together: stories, copies, versions, entities, events.

    `accounts` is read once; of each only what linking compares is kept. The result does not depend on their
    order. A person's latest word on a pair wins: what was parted is in no cluster together, whatever chain of
    links would join it, and what was called the same is joined. Rows and links judged wrong are left out.
    """
    given = judged(judgements)
    kept: list[Account] = []
    revisions: list[Revision] = []
    for document, rows in accounts:
        kept.append(account_of(document, rows, given.wrong))
        if (revision := revision_of(document)) is not None:
            revisions.append(revision)
    gathered = Gathered()
    link_parts(kept, revisions, given, gathered)
    return gathered.whole()


def link_parts(
    accounts: Sequence[Account],
    revisions: Sequence[Revision],
    given: Judged,
    keeper: Keeper,
    known: Known | None = None,
) -> Compared:
    """The same as `link`, of accounts at hand, without the events that are `known`; what was found of their texts.

    The accounts may read what they hold when it is asked for: each is asked in turn, and none is kept whole.
    """
    accounts = sorted(accounts, key=lambda one: one.id)
    links, kept = compare_texts(accounts, known.compared if known else Compared())
    compared = Compared(kept, frozenset(kept), {(one.left, one.right): one for one in links})
    links = with_quotations(accounts, links)
    if known is not None:
        # A link judged wrong by its id alone is found only when it is made again.
        unmet = given.wrong - known.rows
        if unmet:
            unmet -= {one.id for one in (*links, *find_versions(revisions, Judged()))}
        version = content_id(linking_version(), sorted(unmet))
        known = replace(known, version=version)
    while True:
        copies = [one for one in links if not given.parts(one.left, one.right)]
        making = _Making(keeper, given, known)
        making.make(accounts, [*copies, *find_versions(revisions, given)])
        if not making.parted:
            return compared
        # The pair of a link is known only once it is made; without it another may come up that was judged wrong too.
        given = replace(given, apart=given.apart | making.parted)


@dataclass(slots=True)
class _Making:
    """One round: what is made goes to the keeper, links that a person judged wrong aside."""

    keeper: Keeper
    given: Judged
    known: Known | None
    parted: set[Pair] = field(default_factory=set)  # pairs of links judged wrong: they are to be told apart

    def make(self, accounts: Sequence[Account], of_texts: list[Link]) -> None:
        self.keeper.begin()
        told = find_stories(accounts, self.given)
        if len(accounts) >= MANY:
            give_back()
        story_of = {document: circles[0] for document, circles in told.circles.items()}
        links, entities = find_entities(accounts, story_of, self.given)
        self.keeper.alone(self._right([*links, *of_texts, *told.links]), [*entities, *told.clusters])
        circles = told.circles
        del links, entities, told
        # Held words lie scattered over all that the names of 10,000 documents took: 30 MB could not be handed back.
        forget_names()
        if len(accounts) >= MANY:
            give_back()
        units = _units(accounts, story_of, self.given)
        for key, made in _events(units.values(), lambda one: self._rows(one, circles), self.known):
            self.keeper.part(key, None if made is None else (self._right(made[0]), made[1]))

    def _rows(self, unit: _Unit, circles: Mapping[str, tuple[str, ...]]) -> list[Row]:
        deeds = (deed for one in unit.accounts for deed in one.deeds)
        mentions = {one for deed in deeds for one in (*deed.actor_mentions, *deed.recipient_mentions)}
        return records(unit.accounts, circles, self.keeper.entities(sorted(mentions)))

    def _right(self, links: list[Link]) -> list[Link]:
        """The links that nobody judged wrong."""
        wrong = [one for one in links if one.id in self.given.wrong] if self.given.wrong else []
        # Copies and versions lie in the texts: two pages that are no copy of each other may well tell one story.
        self.parted.update((one.left, one.right) for one in wrong if one.kind not in ("copy", "version"))
        gone = {id(one) for one in wrong}
        return [one for one in links if id(one) not in gone]


# ---------------------------------------------------------------------------------------------------- events


@dataclass(slots=True)
class _Unit:
    """Stories whose claims nothing joins with those of others: mostly one; several where a person joined claims."""

    accounts: list[Account] = field(default_factory=list)
    given: Judged = field(default_factory=Judged)


def _units(accounts: Sequence[Account], story_of: Mapping[str, str], given: Judged) -> dict[str, _Unit]:
    """The units by the least document of their stories, with the judgements that lie within."""
    named = {row for pair in (*given.same, *given.apart) for row in pair}
    claims = ((deed.id, one.id) for one in accounts for deed in one.deeds) if named else ()
    claim_story = {claim: story_of[document] for claim, document in claims if claim in named}
    judged_pairs = [(a, b) for a, b in given.same if a in claim_story and b in claim_story]
    joined = connected((claim_story[a], claim_story[b]) for a, b in judged_pairs)
    unit_of = {document: joined.get(story, story) for document, story in story_of.items()}
    units: dict[str, _Unit] = {}
    for one in accounts:
        units.setdefault(unit_of[one.id], _Unit()).accounts.append(one)
    claim_unit = {claim: joined.get(story, story) for claim, story in claim_story.items()}
    same, apart = _by_unit(given.same, claim_unit), _by_unit(given.apart, claim_unit)
    for key, unit in units.items():
        unit.given = Judged(tuple(same.get(key, ())), frozenset(apart.get(key, ())), given.wrong)
    return units


def _by_unit(pairs: Iterable[Pair], unit_of: Mapping[str, str]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for left, right in pairs:
        unit = unit_of.get(left)
        if unit is not None and unit == unit_of.get(right):
            found.setdefault(unit, []).append((left, right))
    return found


def _with_plain_entities(rows: Iterable[Row]) -> list[Row]:
    """The rows with entities numbered as they come up: an entity's own id changes when documents elsewhere name it."""
    numbers: dict[str, str] = {}
    made = []
    for row in rows:
        plain = {
            name: [numbers.setdefault(one, f"={len(numbers)}") if one[:1] == "=" else one for one in row[name]]
            for name in ("actors", "recipients")
        }
        made.append({**row, **plain})
    return made


def _events(
    units: Iterable[_Unit], rows_of: Callable[[_Unit], list[Row]], known: Known | None
) -> Iterator[tuple[str, Made | None]]:
    """The events of each unit with its key; None for those that are known.

    Units are scored some together, and what was compared of them is dropped: memory does not grow with their number.
    """
    stored = known.parts if known else frozenset()
    waiting: dict[str, tuple[_Unit, _Lines]] = {}
    for number, unit in enumerate(units):
        rows = [(str(row["id"]), canonical_json(row)) for row in _with_plain_entities(rows_of(unit))]
        key = str(number) if known is None else _key(unit, rows, known)
        if key in stored:
            yield key, None
            continue
        waiting[key] = (unit, rows)
        if sum(len(held) for _, held in waiting.values()) >= TOGETHER:
            yield from _scored(waiting).items()
            waiting = {}
            give_back()
    yield from _scored(waiting).items()


def _scored(units: Mapping[str, tuple[_Unit, _Lines]]) -> dict[str, Made]:
    """The events of these units by their keys."""
    home = {claim: key for key, (_, rows) in units.items() for claim, _ in rows}
    found: dict[str, list[Scored]] = {}
    for one in score_lines([line for _, line in sorted(row for _, rows in units.values() for row in rows)]):
        found.setdefault(home[one.left], []).append(one)
    return {key: find_events(unit.accounts, found.get(key, ()), unit.given) for key, (unit, _) in units.items()}


def _key(unit: _Unit, rows: _Lines, known: Known) -> str:
    of_accounts = [known.digests[one.id] for one in unit.accounts]
    lines = [line for _, line in rows]
    return content_id("events", known.version, of_accounts, lines, list(unit.given.same), sorted(unit.given.apart))
