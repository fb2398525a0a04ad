"""Runs: files in, the tables of the contract out as Parquet, on this machine or on Spark; and a run into a library.

Both engines call the same pure functions and write the same rows (`tests/engines/test_runs.py`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from rashomon import __version__, pipeline
from rashomon.annotate import annotation_version
from rashomon.compare import counts
from rashomon.engines import files, tables
from rashomon.engines.linking import linking_version
from rashomon.ids import content_id
from rashomon.ingest import Options, read_paths
from rashomon.ingest.halves import place_of
from rashomon.model import Annotation, Document, Problem, RashomonError, Row
from rashomon.pipeline import STORE_BATCH, Added, Report
from rashomon.store import Library

WORK = "_work"


@dataclass(frozen=True, slots=True)
class Spark:
    """Where Spark is, what else it is told, and in how many parts documents are annotated (None: by their number)."""

    master: str = "local[*]"
    settings: Mapping[str, str] = field(default_factory=dict)
    parts: int | None = None


def _quiet(_stage: str, _done: int, _total: int | None) -> None:
    pass


def run_on_spark(
    places: Sequence[str], out: str, options: Options, spark: Spark, report: Report = _quiet
) -> dict[str, Any]:
    """Write the tables of a run into the folder `out`, on any file system that Spark writes; what `run.json` says.

    Raises RashomonError where Spark cannot be had, and where `out` holds a run already.
    """
    from rashomon.engines.spark import running, session  # noqa: PLC0415  an extra

    folder = out if files.SCHEME.match(out) else f"file://{Path(out).absolute()}"
    with session.open_session(spark.master, spark.settings) as opened:
        made = running.Made(counts.event_rows, counts.is_same_text, _version())
        asked = running.Asked(places, options, spark.parts)
        summary = _summary(running.run(opened, folder, asked, made, report))
        store = session.Store(opened, folder)
        store.write_text(tables.MARK, json.dumps(summary, indent=1) + "\n")
        store.delete(running.WORK)
    return summary


def run_here(
    places: Sequence[str], out: Path, options: Options, jobs: int = 1, report: Report = _quiet
) -> dict[str, Any]:
    """The same on this machine, through a library of its own in `out` that a stopped run goes on with."""
    if (out / tables.MARK).exists():
        raise RashomonError(f"{out} holds a run already: name another folder, or delete it")
    work = out / WORK
    work.mkdir(parents=True, exist_ok=True)
    with pipeline.open_library(work / "library.db", create=True) as library:
        pipeline.add_read(library, _read(places, options), jobs, report)
        found = {name: tables.save_table(name, _table(library, name), out) for name in tables.TABLES}
    summary = _summary(found)
    (out / tables.MARK).write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    for one in work.iterdir():
        one.unlink()
    work.rmdir()
    return summary


def _read(places: Sequence[str], options: Options) -> Iterator[Document | Problem]:
    for one in files.list_files(places):
        if isinstance(one, Problem):
            yield one
        else:
            yield from read_paths([one], options)


def _table(library: Library, name: str) -> Iterator[Row]:
    if name == "problems":
        return ({"where": one.where, "stage": one.stage, "reason": one.reason} for one in library.problems())
    return pipeline.table(library, name)


def _version() -> str:
    return content_id("run", __version__, annotation_version(), linking_version())


def _summary(found: Mapping[str, int]) -> dict[str, Any]:
    versions = {"annotation_version": annotation_version(), "linking_version": linking_version()}
    return {"schema": tables.SCHEMA, "rashomon": __version__, **versions, "rows": dict(sorted(found.items()))}


# ------------------------------------------------------------------------------------------------ into a library


@dataclass(frozen=True, slots=True)
class Slice:
    """Which documents of a run to take: those of a story, of a source, published from a day to a day, and how many."""

    story: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None


def load(library: Library, folder: Path, chosen: Slice, report: Report = _quiet) -> Added:
    """Bring the documents of a run, or a slice of them, into the library with their annotations, and link all anew.

    Stored batch by batch: a load that was stopped goes on where it was, and what is there already is passed over.
    Links are those that the library's documents make together, as after `add`. Raises RashomonError for no run.
    """
    done = store_run(library, folder, chosen, report)
    if _run_version(folder) != annotation_version():
        pipeline.annotate_waiting(library, done, 1, report)
    done.relinked = pipeline.relink(library, report)
    return done


def store_run(library: Library, folder: Path, chosen: Slice, report: Report = _quiet) -> Added:
    """The first part of `load`: documents, annotations and problems are stored, nothing is linked."""
    version = _run_version(folder)
    done = Added()
    ids = _chosen(folder, chosen)
    _store_documents(library, folder, ids, done, report)
    _store_annotations(library, folder, ids, version, done)
    _store_problems(library, folder, None if chosen == Slice() else ids)
    return done


def _run_version(folder: Path) -> str:
    mark = folder / tables.MARK
    if not mark.is_file():
        raise RashomonError(f"there is no whole run in {folder}: make one with 'rashomon run FOLDER --out {folder}'")
    found = json.loads(mark.read_text(encoding="utf-8"))
    if found.get("schema") != tables.SCHEMA:
        raise RashomonError(f"{mark} is not of this version ({found.get('schema')!r}, not {tables.SCHEMA!r})")
    return str(found["annotation_version"])


def _chosen(folder: Path, chosen: Slice) -> list[str]:
    """The ids of a slice's documents, in order of publication, the undated last, then by id."""
    from pyarrow import dataset  # noqa: PLC0415

    members = None
    if chosen.story is not None:
        rows = list(tables.load_table("stories", folder, dataset.field("id") == chosen.story))
        if not rows:
            raise RashomonError(f"the run has no story {chosen.story!r}: see the table 'stories' of {folder}")
        members = set(rows[0]["documents"])
    wanted = dataset.dataset(folder / "documents", schema=tables.schema("documents"), format="parquet")
    found = wanted.to_table(columns=["id", "source", "published"]).to_pylist()
    kept = [
        row for row in found
        if (members is None or row["id"] in members)
        and (chosen.source is None or row["source"] == chosen.source)
        and (chosen.since is None or (row["published"] or "") >= chosen.since)
        and (chosen.until is None or (row["published"] or "~")[: len(chosen.until)] <= chosen.until)
    ]  # fmt: skip
    kept.sort(key=lambda row: (row["published"] is None, row["published"], row["id"]))
    return [row["id"] for row in kept[: chosen.limit]]


def _store_documents(library: Library, folder: Path, ids: Sequence[str], done: Added, report: Report) -> None:
    from pyarrow import dataset  # noqa: PLC0415

    rows = tables.load_table("documents", folder, dataset.field("id").isin(list(ids)))
    while batch := list(islice(rows, STORE_BATCH)):
        with library.transaction():
            for row in batch:
                document = Document.from_row(tables.document_row(row))
                try:
                    is_new = library.add_document(document)
                except RashomonError as error:
                    done.problems.append(Problem(place_of(document), str(error)))
                    library.save_problem(done.problems[-1])
                    continue
                done.new, done.known = done.new + is_new, done.known + (not is_new)
        report("loading", done.new + done.known, len(ids))


def _store_annotations(library: Library, folder: Path, ids: Sequence[str], version: str, done: Added) -> None:
    """Store the rows of those of the documents that wait for them; the rows of one stand together in a run."""
    clashing = {one.where for one in done.problems}
    waiting = {one for one in set(ids).intersection(library.waiting(version)) if one not in clashing}
    stream = _annotated(folder, waiting)
    while batch := list(islice(stream, STORE_BATCH)):
        with library.transaction():
            for one, annotations in batch:
                document = library.document(one)
                if document is not None:
                    library.save_annotations(document, annotations, version)
                    done.annotated += 1


def _annotated(folder: Path, waiting: set[str]) -> Iterator[tuple[str, list[Annotation]]]:
    """The rows of each of these documents; what has none comes last, when all of the run have been seen."""
    rows = (row for row in tables.load_table("annotations", folder) if row["document"] in waiting)
    seen = set()
    for one, group in groupby(rows, key=lambda row: str(row["document"])):
        seen.add(one)
        yield one, [Annotation.from_row(row) for row in group]
    yield from ((one, []) for one in sorted(waiting - seen))


def _store_problems(library: Library, folder: Path, ids: Collection[str] | None) -> None:
    rows = [row for row in tables.load_table("problems", folder) if ids is None or row["where"] in set(ids)]
    with library.transaction():
        for row in rows:
            library.save_problem(Problem(**row))
