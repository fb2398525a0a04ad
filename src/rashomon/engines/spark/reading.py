"""Documents from files that Spark reads: each file goes whole to one worker, which reads it as `add` does."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rashomon.engines.files import SCHEME, list_files
from rashomon.engines.spark.arrow import GIVEN_BACK, ddl, strings
from rashomon.engines.spark.session import Store
from rashomon.ingest.dispatch import EMPTY, read_raw
from rashomon.ingest.halves import half_character, place_of
from rashomon.ingest.raw import Options, raw_from_file
from rashomon.model import Document, Problem, Row, other_text, printable

#: Spark hands over a file as one value, and no value is larger.
LARGEST_FILE = 2_000_000_000
#: What `*` and its kin mean in a path that Spark is given.
_PATTERN = re.compile(r"([\\*?\[\]{}])")
#: What may be said of reading; the rest of Options is this machine's business.
_OPTIONS = ("max_bytes", "max_depth", "seconds", "memory", "columns")


@dataclass(frozen=True, slots=True)
class Listed:
    """The files of a run: how Spark calls each → its number and how a person calls it; and places that are none."""

    files: Mapping[str, tuple[int, str]]
    paths: Sequence[str]
    problems: Sequence[tuple[int, Problem]]

    def called(self, number: int) -> tuple[str, str]:
        """How Spark and how a person calls the file with this number."""
        return next((called, shown) for called, (at, shown) in self.files.items() if at == number)


def list_places(store: Store, places: Sequence[str]) -> Listed:
    """The files of all places, numbered in reading order. Raises RashomonError as `list_files` does."""
    files: dict[str, tuple[int, str]] = {}
    paths: list[str] = []
    problems: list[tuple[int, Problem]] = []
    for number, one in enumerate(list_files(places, store.list_files)):
        if isinstance(one, Problem):
            problems.append((number, one))
            continue
        address = one if SCHEME.match(one) else f"file://{Path(one).absolute()}"
        called = store.qualified(address)
        if called not in files:  # named twice: the first time counts
            files[called] = (number, one)
            paths.append(_PATTERN.sub(r"\\\1", address))
    return Listed(files, paths, problems)


def schema() -> Any:
    """What reading gives: documents, problems, and a row `file` for each file that was read to its end."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema([("number", pa.int64()), ("place", pa.int64()), *strings("kind", "id", "sha256", "where", "row")])


def read_documents(store: Store, listed: Listed, options: Options) -> Any:
    """The frame of all that is read, as `schema`; each file's rows count from 0 in `place`."""
    session = store.session
    if not listed.paths:
        return session.createDataFrame([], ddl(schema()))
    files = session.sparkContext.broadcast(dict(listed.files))
    given = {name: getattr(options, name) for name in _OPTIONS}
    # A file that a worker cannot read is a problem row (it has no row `file`), not a failed stage.
    lenient = session.read.option("ignoreCorruptFiles", "true").option("ignoreMissingFiles", "true")
    found = lenient.format("binaryFile").load(list(listed.paths))
    # The bytes of a file that is too large are never asked for: they would fail the stage.
    found = found.where(f"length <= {LARGEST_FILE:d}").select("path", "content")

    def over(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa  # noqa: PLC0415

        for batch in batches:
            for path, content in zip(*batch.columns, strict=True):
                number, shown = files.value[path.as_py()]
                rows: list[Row] = []
                for row in _read_file(content.as_buffer(), number, shown, Options(**given)):
                    rows.append(row)
                    if len(rows) == GIVEN_BACK:
                        yield pa.RecordBatch.from_pylist(rows, schema=schema())
                        rows = []
                yield pa.RecordBatch.from_pylist(rows, schema=schema())

    return found.mapInArrow(over, ddl(schema()))


def _read_file(content: Any, number: int, shown: str, options: Options) -> Iterator[Row]:
    """What a file holds, laid on this worker's disk so that readers take it as any other file."""
    place = 0
    with tempfile.NamedTemporaryFile(prefix="rashomon-") as copy:
        copy.write(content)
        copy.flush()
        del content
        raw = replace(raw_from_file(Path(copy.name), options), where=shown, path=shown)
        for place, one in enumerate(read_raw(raw), 1):
            yield {"number": number, "place": place} | _row(one)
    yield {"number": number, "place": place + 1, "kind": "file", "where": shown}


def _row(one: Document | Problem) -> Row:
    if isinstance(one, Document):
        half = half_character(one)
        if half is None:
            return {"kind": "document", "id": one.id, "sha256": one.sha256, "where": place_of(one), "row": dumped(one)}
        one = half
    return {"kind": "problem", "where": printable(one.where), "row": printable(one.reason)}


def dumped(document: Document) -> str:
    return json.dumps(document.to_row(), ensure_ascii=False)


def first_documents(read: Any) -> Any:
    """The documents with each id once, the first in reading order: columns `id`, `row`."""
    return _numbered(read).where("nth = 1").select("id", "row")


def _numbered(read: Any) -> Any:
    from pyspark.sql import Window, functions  # noqa: PLC0415

    order = Window.partitionBy("id").orderBy("number", "place")
    documents = read.where("kind = 'document'")
    return documents.withColumn("nth", functions.row_number().over(order)).withColumn(
        "first", functions.first("sha256").over(order)
    )


def problems(store: Store, read: Any, listed: Listed) -> Iterator[Problem]:
    """The problems of reading as a library would keep them: the last of each place, none of a place read since.

    These come to the driver: a place that cannot be read is some 200 bytes.
    """
    found = [(number, 0, one) for number, one in listed.problems]
    found += [(row["number"], row["place"], Problem(row["where"], row["row"])) for row in _of(read, "problem")]
    numbers = {number for number, _ in listed.files.values()} - {row["number"] for row in _of(read, "file")}
    found += [(number, 0, _unread(store, *listed.called(number))) for number in numbers]
    others = _numbered(read).where("sha256 <> first").select("number", "place", "where", "id").collect()
    found += [(row["number"], row["place"], Problem(row["where"], other_text(row["id"]))) for row in others]
    kept: dict[str, tuple[int, int, Problem]] = {}
    for number, place, one in sorted(found, key=lambda item: item[:2]):
        kept[one.where] = (number, place, one)
    if kept:
        since = _last_read(read, sorted(kept))
        kept = {where: one for where, one in kept.items() if since.get(where, (-1, -1)) < one[:2]}
    yield from (one for _, _, one in kept.values())


def _unread(store: Store, called: str, shown: str) -> Problem:
    """What kept a file from being read: Spark passes over empty ones without a word."""
    size = store.length(called)
    if size == 0:
        return Problem(shown, EMPTY)
    if size is not None and size > LARGEST_FILE:
        return Problem(shown, f"larger than {LARGEST_FILE / 1e9:g} GB, which is as much as Spark hands over: cut it")
    return Problem(shown, "cannot be opened by Spark's workers: is it on a file system that all of them see?")


def _of(read: Any, kind: str) -> Any:
    return read.where(f"kind = '{kind}'").select("number", "place", "where", "row").toLocalIterator()


def _last_read(read: Any, places: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each of these places the last document that was kept under its name, as (number, place)."""
    from pyspark.sql import functions  # noqa: PLC0415

    wanted = read.sparkSession.createDataFrame([(one,) for one in places], "`where` string")
    kept = _numbered(read).where("sha256 = first").join(functions.broadcast(wanted), "where")
    last = kept.groupBy("where").agg(functions.max(functions.struct("number", "place")).alias("last"))
    return {row["where"]: (row["last"]["number"], row["last"]["place"]) for row in last.collect()}
