"""What links make of rows, ready for look-up: which entity a mention is, which event a claim tells of, who copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.compare.account import Account, in_order
from rashomon.compare.counts import is_same_text
from rashomon.compare.passage import Passage
from rashomon.model import Annotation, Cluster, Link, clusters

#: Copies whose words are not a telling of their own, as in `counts.text_groups`: who quotes or excerpts chose to.
FOLDED = frozenset({"copy", "edited"})


@dataclass(frozen=True)
class Ties:
    """Look-ups by row: entities by mention, events by claim, and by document the text it repeats (or itself)."""

    entities: Mapping[str, Cluster]
    events: Mapping[str, Cluster]
    texts: Mapping[str, str]
    copies: Mapping[str, Link]
    names: Mapping[str, str]  # what to call an entity, by its cluster's id; only where its cluster has a name
    keys: Mapping[str, str] = field(default_factory=dict)  # the ids of `entities`, for each is a hash
    event_ids: Mapping[str, str] = field(default_factory=dict)  # the ids of `events`, likewise
    # What was made of these accounts: versions by claim, speakers by attribution, uses of words by row.
    told: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    speakers: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    uses: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    doubled: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)  # mentions by document
    around: dict[Passage, Any] = field(default_factory=dict, compare=False, repr=False)  # places and days by sentence

    def entity_key(self, mention: Annotation) -> str:
        """One key for all mentions of an entity: the cluster's id, else the entity's key within its document."""
        key = self.keys.get(mention.id)
        if key is not None:
            return key
        return f"{mention.document}:{mention.value if mention.value is not None else mention.id}"

    def texts_of(self, documents: Iterable[str]) -> int:
        """How many independent texts the documents are."""
        return len({self.texts.get(one, one) for one in documents})


def tie(accounts: Sequence[Account], found: Iterable[Cluster], copies: Iterable[Link]) -> Ties:
    """The look-ups over these accounts; later versions of a page may be among the `copies`.

    A mention in no cluster joins the one of its entity key in its document.
    """
    entities: dict[str, Cluster] = {}
    events: dict[str, Cluster] = {}
    for cluster in found:
        if cluster.kind in ("entity", "event"):
            side = entities if cluster.kind == "entity" else events
            for member in cluster.members:
                side.setdefault(member, cluster)
    for account in accounts:
        _spread(account, entities)
    known = {account.document.id: place for place, account in enumerate(in_order(accounts))}
    texts = {one: one for one in known}
    # Of two prints of one day the one that credits another outlet is the reprint.
    credited = {one.document.id: _credits_another(one) for one in accounts}
    links: dict[str, Link] = {}
    here = [link for link in copies if is_same_text(link) and link.left in known and link.right in known]
    pairs = [link for link in here if link.kind == "copy"]
    for group in clusters("story", [(link.left, link.right) for link in here]):
        first = min(group.members, key=lambda one: (credited[one], known[one]))
        texts |= dict.fromkeys(group.members, first)
    for link in pairs:
        later = max(link.left, link.right, key=lambda one: (texts[one] != one, known[one]))
        if later not in links or (link.share or 0) > (links[later].share or 0):
            links[later] = link
    keys = _ids(entities)
    names = {keys[row]: one.name for row, one in entities.items() if one.name}
    return Ties(entities, events, texts, links, names, keys, _ids(events))


def _ids(clusters_of: Mapping[str, Cluster]) -> dict[str, str]:
    """By row the id of its cluster: made once a cluster, for it looks through all members and is a hash."""
    ids = {place: one.id for place, one in {id(one): one for one in clusters_of.values()}.items()}
    return {row: ids[id(one)] for row, one in clusters_of.items()}


def _credits_another(account: Account) -> bool:
    """Whether the page names an agency or outlet that isn't its own source, by words: "MPA" in "Meridian (MPA)"."""
    credit, source = (account.document.credit or "").casefold(), (account.document.source or "").casefold()
    initials = "".join(word[0] for word in source.split())
    return bool(credit) and credit not in source and source not in credit and credit != initials


def _spread(account: Account, entities: dict[str, Cluster]) -> None:
    by_value: dict[str, Cluster] = {}
    waiting = []
    for row in account.of("mention"):
        if row.value is not None:
            cluster = entities.get(row.id)
            if cluster is not None:
                by_value.setdefault(row.value, cluster)
            else:
                waiting.append((row.id, row.value))
    for row_id, value in waiting:
        if value in by_value:
            entities[row_id] = by_value[value]
