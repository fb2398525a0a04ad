"""Accounts in, links and clusters out: stories, copies, versions, entities and events of a whole library.

Stories, entities and copies are worked out over the whole library, the last two by what is new only where that is
the same. Events are worked out story by story: a story whose claims, circles, parties and judgements are what they
were has the events that it had. So adding documents is as if all had been there from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon import vocab
from rashomon.engines.claim_pairs import score_pairs
from rashomon.link.accounts import Account, account_of
from rashomon.link.averages import Pair, connected
from rashomon.link.copies import Compared, compare_texts, with_quotations
from rashomon.link.entities import find_entities
from rashomon.link.events import Scored, find_events, records
from rashomon.link.judged import Judged, judged
from rashomon.link.stories import Told, find_stories
from rashomon.link.versions import Revision, find_versions, revision_of
from rashomon.model import Annotation, Cluster, Document, Judgement, Link, Row, content_id

#: Raised whenever the same rows would be linked otherwise: a library linked by an earlier version is linked again.
VERSION = "10"
#: The lists and weights that linking reads: who changes one has a library linked again.
_LISTS = ("common_words", "link_copies", "link_entities", "link_events", "link_predicates", "link_stories",
          "link_versions", "link_words")  # fmt: skip

Made = tuple[list[Link], list[Cluster]]

#: Claims whose pairs are scored in one go, unless one story has more: 0.2 GB of rows and pairs. Starting Splink anew
#: costs 0.7 CPU s, a twentieth of their work.
TOGETHER = 20_000


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


@dataclass(frozen=True)
class Parts:
    """A library's links and clusters: the events part by part (None for a part that is known), and all the rest."""

    rest: Linked
    events: Mapping[str, Made | None]
    compared: Compared

    def whole(self) -> Linked:
        """All of it together; raises ValueError where a part is known and was not made again."""
        made = [one for one in self.events.values() if one is not None]
        if len(made) < len(self.events):
            raise ValueError("parts that are known are not at hand")
        links = sorted(
            (link for one, _ in made for link in one), key=lambda link: (link.left, link.right, link.made_by)
        )
        found = sorted((cluster for _, one in made for cluster in one), key=lambda one: one.members)
        return Linked([*self.rest.links, *links], [*self.rest.clusters, *found])


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
    return link_parts(kept, revisions, given).whole()


def link_parts(
    accounts: Sequence[Account], revisions: Sequence[Revision], given: Judged, known: Known | None = None
) -> Parts:
    """The same as `link`, of accounts at hand, without the events that are `known`."""
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
        found = _link(accounts, [*copies, *find_versions(revisions, given)], given, known)
        wrong = [one for one in found.links() if one.id in given.wrong] if given.wrong else []
        # Copies and versions lie in the texts: two pages that are no copy of each other may well tell one story.
        parted = {(one.left, one.right) for one in wrong if one.kind not in ("copy", "version")}
        if not parted:
            gone = {id(one) for one in wrong}
            rest = replace(found.rest, links=[one for one in found.rest.links if id(one) not in gone])
            return Parts(rest, found.events, compared)
        # The pair of a link is known only once it is made; without it another may come up that was judged wrong too.
        given = replace(given, apart=given.apart | parted)


@dataclass(frozen=True)
class _Found:
    rest: Linked
    events: Mapping[str, Made | None]

    def links(self) -> Iterator[Link]:
        yield from self.rest.links
        for made in self.events.values():
            yield from made[0] if made else ()


def _link(accounts: Sequence[Account], of_texts: list[Link], given: Judged, known: Known | None) -> _Found:
    told = find_stories(accounts, given)
    story_of = {document: circles[0] for document, circles in told.circles.items()}
    entity_links, entities = find_entities(accounts, story_of, given)
    entity_of = {member: entity.id for entity in entities for member in entity.members}
    units = _units(accounts, told, given)
    events = _events(units.values(), lambda one: records(one.accounts, told.circles, entity_of), known)
    return _Found(Linked([*entity_links, *of_texts, *told.links], [*entities, *told.clusters]), events)


# ---------------------------------------------------------------------------------------------------- events


@dataclass(slots=True)
class _Unit:
    """Stories whose claims nothing joins with those of others: mostly one; several where a person joined claims."""

    accounts: list[Account] = field(default_factory=list)
    given: Judged = field(default_factory=Judged)


def _units(accounts: Sequence[Account], told: Told, given: Judged) -> dict[str, _Unit]:
    """The units by the least document of their stories, with the judgements that lie within."""
    story_of = {document: circles[0] for document, circles in told.circles.items()}
    claim_story = {deed.id: story_of[one.id] for one in accounts for deed in one.deeds}
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
) -> dict[str, Made | None]:
    """The events of each unit by its key; None for those that are known.

    Units are scored some together, and what was compared of them is dropped: memory does not grow with their number.
    """
    stored = known.parts if known else frozenset()
    made: dict[str, Made | None] = {}
    waiting: dict[str, tuple[_Unit, list[Row]]] = {}
    for number, unit in enumerate(units):
        rows = _with_plain_entities(rows_of(unit))
        key = str(number) if known is None else _key(unit, rows, known)
        made[key] = None
        if key not in stored:
            waiting[key] = (unit, rows)
            if sum(len(held) for _, held in waiting.values()) >= TOGETHER:
                made |= _scored(waiting)
                waiting = {}
    return made | _scored(waiting)


def _scored(units: Mapping[str, tuple[_Unit, list[Row]]]) -> dict[str, Made]:
    """The events of these units by their keys."""
    home = {row["id"]: key for key, (_, rows) in units.items() for row in rows}
    found: dict[str, list[Scored]] = {}
    for one in score_pairs(sorted((row for _, rows in units.values() for row in rows), key=lambda row: str(row["id"]))):
        found.setdefault(home[one.left], []).append(one)
    return {key: find_events(unit.accounts, found.get(key, ()), unit.given) for key, (unit, _) in units.items()}


def _key(unit: _Unit, rows: list[Row], known: Known) -> str:
    of_accounts = [known.digests[one.id] for one in unit.accounts]
    return content_id("events", known.version, of_accounts, rows, list(unit.given.same), sorted(unit.given.apart))
