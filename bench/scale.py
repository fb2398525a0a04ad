"""`python -m bench.scale --write`: what a document costs as a collection grows, and what follows for a hundred million.

Annotating is timed on real parses of the bench corpus; all that comes after it on invented rows (`bench/told`), whose
stories have the size that news has: parsing 100,000 documents tells nothing that parsing 1,000 does not. Each size runs
in processes of its own. `--reuse` takes what an earlier call measured (build/scale.json) and measures the rest.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from bench import corpus, scaling, told
from rashomon import running, vocab
from rashomon.annotate import annotate, annotation_version
from rashomon.engines import claim_pairs, tables
from rashomon.engines.spark import annotating, telling
from rashomon.link.copies import Numbers, candidates, compare_two, words_of
from rashomon.link.events import find_events, records
from rashomon.link.judged import Judged
from rashomon.model import Row
from rashomon.store import Library

HERE = Path(__file__).parent.parent
PAGE = HERE / "docs" / "scale.md"
KEPT = HERE / "build" / "scale.json"
SIZES = (1_000, 10_000, 100_000)
#: Pairs of texts, and stories, of each size that are worked on: a sample is enough for a cost a piece.
PAIRS, STORIES = 2_000, 40


def clock() -> float:
    return time.process_time()


def peak() -> float:
    """Peak memory of this process in bytes (the system counts KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def size_of(folder: Path) -> float:
    return float(sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()))


# ------------------------------------------------------------------------------------------------------- measures


def measure_annotate(number: int, folder: Path) -> dict[str, Any]:
    """CPU seconds and bytes a document of parsing and annotating at most `number` documents (`corpus.texts`)."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    documents = corpus.texts(number)
    number, sort = len(documents), "war reports of FA-KES" if corpus.REPORTS.exists() else "generated documents"
    next(annotate([documents[0]]))  # the model is loaded once a process
    started = clock()
    rows = [annotating.linkable(one, made) for one, made in zip(documents, annotate(documents), strict=True)]
    spent = clock() - started
    path = folder / "annotated.parquet"
    parquet.write_table(pa.Table.from_pylist(rows, schema=annotating.schema()), path, compression="zstd")
    columns: dict[str, float] = {}
    for at in range(parquet.read_metadata(path).num_columns):
        for group in range(parquet.read_metadata(path).num_row_groups):
            one = parquet.read_metadata(path).row_group(group).column(at)
            name = one.path_in_schema.partition(".")[0]
            columns[name] = columns.get(name, 0.0) + one.total_uncompressed_size
    found = (json.loads(row["annotations"]) for row in rows)
    annotations = [one for each in found for one in each]
    tables.save_table("documents", (json.loads(row["row"]) for row in rows), folder)
    tables.save_table("annotations", annotations, folder)
    return {
        "documents": number, "sort": sort, "words": sum(len(one.text.split()) for one in documents), "cpu": spent,
        "annotations": len(annotations), "columns": {name: value / number for name, value in columns.items()},
        "tables": {name: size_of(folder / name) / number for name in ("documents", "annotations")},
        "work": path.stat().st_size / number,
    }  # fmt: skip


def prepare(number: int, folder: Path) -> dict[str, Any]:
    """The rows of `number` invented documents as a run on Spark keeps them, and as its tables."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    schemas = {name: tables.schema(name) for name in ("documents", "annotations")}
    written = 0
    tables.save_table("problems", (), folder)
    for name in schemas:
        (folder / name).mkdir()
    paths = {name: folder / name / "part-00000.parquet" for name in schemas}
    paths["annotated"], schemas["annotated"] = folder / "annotated.parquet", annotating.schema()
    accounts = (one for story in told.tell_stories(number) for one in story.accounts)
    with ExitStack() as open_files:
        writers = {
            name: open_files.enter_context(parquet.ParquetWriter(paths[name], schema, compression="zstd"))
            for name, schema in schemas.items()
        }
        while some := list(islice(accounts, 500)):
            rows = [annotating.linkable(document, made) for document, made in some]
            writers["annotated"].write_batch(pa.RecordBatch.from_pylist(rows, schema=schemas["annotated"]))
            writers["documents"].write_batch(tables.batch_of("documents", (one.to_row() for one, _ in some)))
            annotations = [row.to_row() for _, made in some for row in made]
            writers["annotations"].write_batch(tables.batch_of("annotations", annotations))
            written += len(annotations)
    mark = {"schema": tables.SCHEMA, "annotation_version": annotation_version()}
    (folder / tables.MARK).write_text(json.dumps(mark), encoding="utf-8")
    return {"annotations": written, "bytes": size_of(folder)}


def read(folder: Path, *columns: str) -> Iterator[Row]:
    from pyarrow import parquet  # noqa: PLC0415

    for batch in parquet.ParquetFile(folder / "annotated.parquet").iter_batches(500, columns=list(columns)):
        yield from batch.to_pylist()


def measure_driver(_number: int, folder: Path) -> dict[str, Any]:
    """CPU seconds and peak memory of what a run does on Spark's driver: stories and entities of all documents."""
    before, started = peak(), clock()
    found = telling.told_of(read(folder, "id", "slim", "names", "aliases"))
    spent = clock() - started
    largest = max(len(one.members) for one in found.stories)
    (folder / "circles.json").write_text(json.dumps(dict(found.circles)), encoding="utf-8")
    return {"cpu": spent, "memory": peak() - before, "stories": len(found.stories), "largest": largest}


def measure_copies(number: int, folder: Path) -> dict[str, Any]:
    """Pairs of texts that share a kept shingle, and CPU seconds of comparing some of them."""
    import numpy as np  # noqa: PLC0415

    shingles = [np.array(row["shingles"], dtype=np.int64).view(np.uint64) for row in read(folder, "shingles")]
    pairs = list(candidates(shingles, vocab.load("link_copies")["most_documents"]))
    chosen = pairs[:: max(1, len(pairs) // PAIRS)][:PAIRS]
    wanted = {one for pair in chosen for one in pair}
    names = ("id", "row", "account", "slim", "names")
    held = {at: annotating.account_from(row) for at, row in enumerate(read(folder, *names)) if at in wanted}
    numbers, started = Numbers(), clock()
    for pair in chosen:
        one, other = sorted((held[at] for at in pair), key=lambda each: each.id)
        compare_two(one, other, (words_of(one.text, numbers), words_of(other.text, numbers)))
    spent = clock() - started
    total = sum(len(one) for one in shingles)
    return {"pairs": len(pairs), "cpu a pair": spent / max(1, len(chosen)), "shingles": total / number}


def measure_events(_number: int, folder: Path) -> dict[str, Any]:
    """Claims, candidate pairs and CPU seconds of scoring and clustering, of some stories chosen evenly."""
    circles = json.loads((folder / "circles.json").read_text(encoding="utf-8"))
    stories = sorted({one[0] for one in circles.values()})
    chosen = set(stories[:: max(1, len(stories) // STORIES)][:STORIES])
    wanted = {one for one, held in circles.items() if held[0] in chosen}
    names = ("id", "row", "account", "slim", "names")
    accounts = [annotating.account_from(row) for row in read(folder, *names) if row["id"] in wanted]
    accounts.sort(key=lambda one: one.id)
    rows = records(accounts, {one.id: tuple(circles[one.id]) for one in accounts}, {})
    candidate = _candidates(rows)
    started = clock()
    scored = claim_pairs.score_pairs(rows)
    scoring = clock() - started
    started = clock()
    by_story: dict[str, list[Any]] = {}
    story_of = {row["id"]: row["story"] for row in rows}
    for pair in scored:
        by_story.setdefault(story_of[pair.left], []).append(pair)
    for story in chosen:
        told_here = [one for one in accounts if circles[one.id][0] == story]
        find_events(told_here, by_story.get(story, ()), Judged())
    clustering = clock() - started
    return {
        "documents": len(accounts), "claims": len(rows), "candidates": candidate, "kept": len(scored),
        "scoring": scoring, "clustering": clustering,
        "bytes a claim": sum(len(json.dumps(row)) for row in rows) / max(1, len(rows)),
    }  # fmt: skip


def _candidates(rows: list[Row]) -> int:
    """How many pairs of claims share a story and a key, each once."""
    holders: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        for keys in claim_pairs.BLOCKS:
            for one in row[keys]:
                holders.setdefault((row["story"], keys, one), []).append(row["id"])
    return len({(a, b) for held in holders.values() for at, a in enumerate(held) for b in held[at + 1 :]})


def measure_load(_number: int, folder: Path) -> dict[str, Any]:
    """CPU seconds and bytes of bringing the documents and annotations into a library, without linking them."""
    path, started = folder / "loaded.db", clock()
    with Library.open(path, create=True) as library:
        done = running.store_run(library, folder, running.Slice())
        library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"cpu": clock() - started, "bytes": float(path.stat().st_size), "documents": done.new}


MEASURES = {
    "annotate": measure_annotate, "prepare": prepare, "driver": measure_driver, "copies": measure_copies,
    "events": measure_events, "load": measure_load,
}  # fmt: skip


def apart(what: str, number: int, folder: Path) -> dict[str, Any]:
    """A measure in a fresh process, so that its peak and its CPU seconds are its own."""
    command = [sys.executable, "-m", "bench.scale", "--one", what, str(number), str(folder)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found


def measure(sizes: list[int], parsed: int, reuse: bool) -> dict[str, Any]:
    """All measures, kept in build/scale.json as they come."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if reuse and KEPT.exists() else {}
    KEPT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
        if "annotate" not in found:
            found["annotate"] = apart("annotate", parsed, Path(folder))
            KEPT.write_text(json.dumps(found), encoding="utf-8")
    for number in sizes:
        if str(number) in found:
            continue
        with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
            names = ("prepare", "driver", "copies", "events", "load")
            found[str(number)] = {what: apart(what, number, Path(folder)) for what in names}
        KEPT.write_text(json.dumps(found), encoding="utf-8")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--parsed", type=int, default=1_000, help="documents that are parsed")
    parser.add_argument("--reuse", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", nargs=3, metavar=("WHAT", "NUMBER", "FOLDER"), help="one measure, as JSON")
    chosen = parser.parse_args()
    if chosen.one:
        what, number, folder = chosen.one
        print(json.dumps(MEASURES[what](int(number), Path(folder))))
        return
    text = scaling.page(measure(chosen.sizes, chosen.parsed, chosen.reuse))
    print(text)
    if chosen.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
