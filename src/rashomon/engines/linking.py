"""Accounts in, links and clusters out: stories, copies, versions, entities and events of a whole library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.engines.claim_pairs import score_pairs
from rashomon.link.accounts import Account, account_of
from rashomon.link.copies import find_copies
from rashomon.link.entities import find_entities
from rashomon.link.events import find_events, records
from rashomon.link.judged import Judged, judged
from rashomon.link.stories import find_stories
from rashomon.link.versions import Revision, find_versions, revision_of
from rashomon.model import Annotation, Cluster, Document, Judgement, Link

#: Raised whenever the same rows would be linked otherwise: a library linked by an earlier version is linked again.
VERSION = "3"


@dataclass(frozen=True)
class Linked:
    """Every link of a library and the clusters they make, each in a fixed order.

    Clusters take in what stands alone: an event of one claim, a story of one document, an entity of one name.
    """

    links: list[Link]
    clusters: list[Cluster]


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
    kept.sort(key=lambda one: one.id)
    while True:
        linked = _link(kept, given)
        linked = replace(linked, links=linked.links + find_versions(revisions, given))
        wrong = [one for one in linked.links if one.id in given.wrong]
        linked = replace(linked, links=[one for one in linked.links if one.id not in given.wrong])
        # Copies and versions lie in the texts: two pages that are no copy of each other may well tell one story.
        parted = {(one.left, one.right) for one in wrong if one.kind not in ("copy", "version")}
        if not parted:
            return linked
        # The pair of a link is known only once it is made; without it another may come up that was judged wrong too.
        given = replace(given, apart=given.apart | parted)


def _link(accounts: Sequence[Account], given: Judged) -> Linked:
    told = find_stories(accounts, given)
    story_of = {document: circles[0] for document, circles in told.circles.items()}
    copies = find_copies(accounts, given)
    entity_links, entities = find_entities(accounts, story_of, given)
    entity_of = {member: entity.id for entity in entities for member in entity.members}
    scored = score_pairs(records(accounts, told.circles, entity_of))
    event_links, events = find_events(accounts, scored, given)
    return Linked([*entity_links, *event_links, *copies, *told.links], [*entities, *events, *told.clusters])
