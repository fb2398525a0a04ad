"""A whole run on Spark: files in, the tables of the contract out. A stopped run goes on after its last stage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.engines import tables
from rashomon.engines.spark import annotating, reading, telling, texts
from rashomon.engines.spark.arrow import ddl, mapped, strings
from rashomon.engines.spark.session import Store
from rashomon.ids import content_id
from rashomon.ingest.raw import Options
from rashomon.model import Link, Problem, RashomonError, Row

#: What a stopped run left, beside the tables.
WORK = "_work"
#: Documents a part: 20 s of parsing, so that little is lost with a worker, and 20 MB of rows.
DOCUMENTS_A_PART = 1_000

_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"

#: Called with a stage's name, how much is done and how much there is.
Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a run needs from the rooms above: how events are told, which links make two documents one text."""

    tell: telling.Teller
    is_same_text: Callable[[Link], bool]
    version: str  # of all that the rows depend on: another one starts anew


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read, how, and in how many parts; None: one for each `DOCUMENTS_A_PART`, at least one a core."""

    places: Sequence[str]
    options: Options
    parts: int | None = None


def run(session: Any, folder: str, asked: Asked, made: Made, report: Report) -> dict[str, int]:
    """Write the tables of a run into `folder`; how many rows some of them have. What it worked with stays in WORK."""
    store = Store(session, folder)
    if store.exists(tables.MARK):
        raise RashomonError(f"{folder} holds a run already: name another folder, or delete it")
    listed = reading.list_places(store, asked.places)
    how = [asked.options.max_bytes, asked.options.seconds, sorted(asked.options.columns.items())]
    key = content_id("run", made.version, sorted(listed.files), how)
    if store.read_text(f"{WORK}/key") != key:
        store.delete(WORK)
        store.write_text(f"{WORK}/key", key)
    report("reading", 0, len(listed.files))
    session.conf.set("spark.sql.shuffle.partitions", str(asked.parts or session.sparkContext.defaultParallelism))
    batch = session.conf.get(_RECORDS)
    session.conf.set(_RECORDS, "1")  # a file may be as large as a value can be
    read = _stage(
        store, "read", ddl(reading.schema()), lambda: reading.read_documents(store, listed, asked.options)
    )  # fmt: skip
    session.conf.set(_RECORDS, batch)
    documents = reading.first_documents(read)
    number = documents.count()
    parts = asked.parts or max(session.sparkContext.defaultParallelism, -(-number // DOCUMENTS_A_PART))
    session.conf.set("spark.sql.shuffle.partitions", str(parts))
    report("annotating", 0, number)
    annotated = _stage(
        store, "annotated", ddl(annotating.schema()),
        lambda: mapped(documents.repartition(parts, "id"), annotating.annotate_rows, annotating.schema()),
    )  # fmt: skip
    report("linking", 0, number)
    counts = _link(store, annotated, made)
    refused = [
        Problem(row["id"], row["problem"], "annotate") for row in annotated.where("problem is not null").collect()
    ]
    problems = [*reading.problems(store, read, listed), *refused]
    rows = [{"row": _dump({"where": one.where, "stage": one.stage, "reason": one.reason})} for one in problems]
    _save(store, "problems", _frame(session, rows))
    counts |= {"documents": number, "problems": len(problems)}
    report("linking", number, number)
    return counts


def _stage(store: Store, name: str, schema: str, make: Callable[[], Any]) -> Any:
    """The frame of a stage, from its file where an earlier run wrote it whole."""
    if not store.exists(f"{WORK}/{name}/_SUCCESS"):
        store.save(make(), f"{WORK}/{name}")
    return store.load(f"{WORK}/{name}", schema)


def _link(store: Store, annotated: Any, made: Made) -> dict[str, int]:
    """Link what was annotated and write the tables but the problems; how many rows of some there are."""
    session = store.session
    of_texts = texts.find_copies(annotated).unionByName(texts.find_page_versions(annotated))
    of_texts = store.save(of_texts, f"{WORK}/texts")
    told = telling.find_told(annotated)
    groups = telling.group_of_text(of_texts, made.is_same_text)
    frame = telling.placed(annotated, told, groups)
    found = store.save(telling.find_story_events(frame, made.tell), f"{WORK}/events")
    links = of_texts.unionByName(found.where("kind <> 'row'")).select("row")
    _save(store, "documents", annotated.select("row"))
    _save(store, "annotations", annotated.select("annotations"), _annotations)
    _save(store, "links", links.unionByName(_frame(session, ({"row": _dump(one.to_row())} for one in told.links))))
    _save(store, "copies", of_texts.where("kind = 'copy'").select("row"), _copies)
    stories = ({"row": _dump({"id": one.id, "documents": list(one.members)})} for one in told.stories)
    _save(store, "stories", _frame(session, stories))
    _save_entities(store, frame, told)
    _save(store, "events", found.where("kind = 'row'").select("row"))
    return {"stories": len(told.stories), "entities": len(told.entities)}


def _save_entities(store: Store, frame: Any, told: telling.Told) -> None:
    """Entities with the places of their mentions, joined on workers: a document has some thirty."""
    import pyarrow as pa  # noqa: PLC0415
    from pyspark.sql import functions as sql  # noqa: PLC0415

    heads = [{"id": one.id, "name": one.name, "label": one.label} for one in told.entities]
    table = pa.Table.from_pylist(heads, schema=strings("id", "name", "label"))
    of_mention = sql.from_json("entities", "map<string, string>")
    members = frame.select(sql.explode(of_mention).alias("mention", "id"))
    rows = store.load("annotations", ddl(tables.schema("annotations"))).where("kind = 'mention'")
    placed = members.join(rows.select(rows["id"].alias("mention"), "document", "start", "end"), "mention")
    # Structs sort by their first field, the mention: the order in which a library has them.
    member = sql.struct("mention", "document", "start", "end")
    columns = ("document", "mention", "start", "end")
    members = sql.transform("members", lambda one: sql.struct(*(one[key].alias(key) for key in columns)))
    gathered = placed.groupBy("id").agg(sql.sort_array(sql.collect_list(member)).alias("members"))
    entities = gathered.join(store.session.createDataFrame(table), "id").select(
        "id", "name", "label", members.alias("members")
    )  # fmt: skip
    entities.write.mode("overwrite").option("compression", "zstd").parquet(store.path("entities"))


def _frame(session: Any, rows: Iterable[Row]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    return session.createDataFrame(pa.Table.from_pylist(list(rows), schema=strings("row")))


def _rows(given: list[Row]) -> Iterator[Row]:
    return (json.loads(one["row"]) for one in given)


def _annotations(given: list[Row]) -> Iterator[Row]:
    return (row for one in given for row in json.loads(one["annotations"]))


def _copies(given: list[Row]) -> Iterator[Row]:
    for row in _rows(given):
        yield {"left": row["left"], "right": row["right"], "kind": row["label"]} | {
            key: row[key] for key in ("share", "spans")
        }


def _save(store: Store, name: str, frame: Any, read: Callable[[list[Row]], Iterator[Row]] = _rows) -> None:
    """Write the rows that `read` makes of the frame as a table of the contract."""
    typed = frame.mapInArrow(_Typed(name, read), ddl(tables.schema(name)))
    typed.write.mode("overwrite").option("compression", "zstd").parquet(store.path(name))


@dataclass(frozen=True, slots=True)
class _Typed:
    table: str
    read: Callable[[list[Row]], Iterator[Row]]

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            yield tables.batch_of(self.table, self.read(batch.to_pylist()))


def _dump(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)
