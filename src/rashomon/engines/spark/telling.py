"""Stories, entities and events: the first two over the whole run on the driver, events story by story on workers.

What comes to the driver is each document's weighted words and names, and the copies among documents; neither its text
nor its claims do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rashomon import vocab
from rashomon.engines import claim_pairs
from rashomon.engines.spark.annotating import SlimAccount, account_from
from rashomon.engines.spark.arrow import ddl, grouped, joined, strings
from rashomon.engines.spark.texts import LINK, link_row
from rashomon.link.accounts import Account
from rashomon.link.entities import find_entities
from rashomon.link.events import COMPARISONS, find_events, records
from rashomon.link.judged import Judged
from rashomon.link.stories import find_stories
from rashomon.model import Annotation, Cluster, Link, Row, clusters

#: The rows of events, made of them, their story's annotations, mention → entity and document → group of copies.
Teller = Callable[[Iterable[Cluster], Iterable[Annotation], Mapping[str, str], Mapping[str, str]], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is worked out on the driver: stories and entities, their links, each document's circles and entities."""

    links: list[Link]
    stories: list[Cluster]
    entities: list[Cluster]
    circles: Mapping[str, tuple[str, ...]]
    entity_of: Mapping[str, Mapping[str, str]]  # document → mention → entity


def find_told(annotated: Any) -> Told:
    """The stories and entities of what was annotated, worked out on the driver."""
    rows = annotated.select("id", "slim", "names", "aliases").toLocalIterator(prefetchPartitions=True)
    return told_of(row.asDict() for row in rows)


def told_of(rows: Iterable[Row]) -> Told:
    """The stories and entities of these documents, as `engines.linking` finds them where nothing was judged."""
    accounts: list[Account] = []
    aliases: set[tuple[str, str]] = set()
    for row in rows:
        accounts.append(SlimAccount(row))
        aliases.update((one, other) for one, other in json.loads(row["aliases"]))
    accounts.sort(key=lambda one: one.id)
    told = find_stories(accounts, Judged())
    story_of = {document: circles[0] for document, circles in told.circles.items()}
    links, entities = find_entities(accounts, story_of, Judged(), frozenset(aliases))
    home = {mention: name.document for one in accounts for name in one.names for mention in name.mentions}
    entity_of: dict[str, dict[str, str]] = {}
    for entity in entities:
        identity = entity.id  # looked for among all its members
        for mention in entity.members:
            entity_of.setdefault(home[mention], {})[mention] = identity
    return Told([*links, *told.links], told.clusters, entities, told.circles, entity_of)


def group_of_text(links: Any, same: Callable[[Link], bool]) -> dict[str, str]:
    """For each document that repeats another, the least id of its group; `same` chooses the links (LINK) that count."""
    labels = [(row["kind"], row["label"]) for row in links.select("kind", "label").distinct().collect()]
    chosen = [one for one in labels if same(Link(one[0], "", "", one[1], ""))]
    pairs: list[tuple[str, str]] = []
    for kind, label in chosen:
        rows = links.where((links["kind"] == kind) & (links["label"] == label)).select("left", "right").collect()
        pairs += [(row["left"], row["right"]) for row in rows]
    return {member: group.members[0] for group in clusters("story", pairs) for member in group.members}


def placed(annotated: Any, told: Told, groups: Mapping[str, str]) -> Any:
    """What was annotated, each document with its circles, its group of copies and the entities of its mentions."""
    import pyarrow as pa  # noqa: PLC0415

    rows = [
        {"id": one, "story": circles[0], "circles": json.dumps(circles), "text_group": groups.get(one, one),
         "entities": json.dumps(told.entity_of.get(one, {}))}
        for one, circles in told.circles.items()
    ]  # fmt: skip
    names = ("id", "story", "circles", "text_group", "entities")
    table = pa.Table.from_pylist(rows, schema=strings(*names))
    return annotated.join(annotated.sparkSession.createDataFrame(table), "id")


def find_story_events(frame: Any, tell: Teller) -> Any:
    """The frame of the events of all stories (`placed`): links (LINK), and rows of kind `row` with an event's row."""
    import pyarrow as pa  # noqa: PLC0415

    claims = grouped(frame, "story", _claims, claim_pairs.claims_schema(pa)).persist()
    return joined(frame, _score(claims), "story", _EventsOf(tell), strings(*LINK))


def _accounts(rows: Iterable[Row]) -> list[Account]:
    return sorted((account_from(row) for row in rows), key=lambda one: one.id)


def _claims(rows: list[Row]) -> list[Row]:
    circles = {row["id"]: tuple(json.loads(row["circles"])) for row in rows}
    return records(_accounts(rows), circles, _entity_of(rows))


def _entity_of(rows: Iterable[Row]) -> dict[str, str]:
    return {mention: entity for row in rows for mention, entity in json.loads(row["entities"]).items()}


def _scored_schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415

    numbers = [(f"mw_{name}", pa.float64()) for name in COMPARISONS]
    return pa.schema([("one", pa.string()), ("other", pa.string()), *numbers, ("story", pa.string())])


def _score(claims: Any) -> Any:
    """The pairs of claims that Splink keeps, by the same comparisons and weights as on one machine."""
    import splink  # noqa: PLC0415
    from splink.backends.spark import SparkAPI  # noqa: PLC0415

    weights = vocab.load("link_events")
    session = claims.sparkSession
    if claims.isEmpty():
        return session.createDataFrame([], ddl(_scored_schema()))
    # The functions of Splink's own Java library (edit distances) are not used, so it need not be on the cluster.
    engine: Any = SparkAPI
    api = engine(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
    settings = claim_pairs.splink_settings(weights, "spark")
    linker = splink.Linker(api.register(claims), settings, log_level="ERROR")
    found = linker.inference.predict()
    pairs = session.sql(claim_pairs.kept_sql(found.physical_name, weights))
    return pairs.join(claims.selectExpr("id as one", "story"), "one").select(*_scored_schema().names)


@dataclass(frozen=True, slots=True)
class _EventsOf:
    """The events of one story: its documents (`placed`) and scored pairs in, links and rows out."""

    tell: Teller

    def __call__(self, rows: list[Row], pairs: list[Row]) -> Iterator[Row]:
        weights = vocab.load("link_events")
        ordered = sorted(pairs, key=lambda row: (row["one"], row["other"]))
        names = ("one", "other", *(f"mw_{name}" for name in COMPARISONS))
        scored = claim_pairs.scored(([row[name] for name in names] for row in ordered), weights)
        links, events = find_events(_accounts(rows), scored, Judged())
        yield from map(link_row, links)
        annotations = (Annotation.from_row(one) for row in rows for one in json.loads(row["annotations"]))
        groups = {row["id"]: row["text_group"] for row in rows}
        for made in self.tell(events, annotations, _entity_of(rows), groups):
            yield {"kind": "row", "left": made["id"], "label": made["label"], "row": json.dumps(made)}
