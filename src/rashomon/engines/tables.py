"""The tables of a run as Parquet: the shapes of the contract with fixed column types, whichever engine writes them.

`origin.notes`, whose keys differ from reader to reader, is JSON in a string; all else is nested as in the contract.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from rashomon.model import Row

#: The tables, in the order in which they are written.
TABLES = ("documents", "annotations", "links", "copies", "stories", "entities", "events", "problems")
#: The file that says a run is whole, with what it was made by.
MARK = "run.json"
SCHEMA = "rashomon.run/1"
BATCH = 5_000  # rows a row group: 10 MB of annotations


@cache
def schema(name: str) -> Any:
    """The Arrow schema of a table."""
    import pyarrow as pa  # noqa: PLC0415  0.2 s, needed only here

    text, whole, number = pa.string(), pa.int64(), pa.float64()

    def rows(**columns: Any) -> Any:
        return pa.list_(pa.struct(list(columns.items())))

    span = {"start": whole, "end": whole}
    origin = dict.fromkeys(("path", "warc"), text) | {"part": whole}
    origin |= dict.fromkeys(("retrieved", "media_type", "sha256"), text)
    origin |= {"removed": rows(text=text, reason=text), "notes": text}
    columns: dict[str, dict[str, Any]] = {
        "documents": dict.fromkeys(("schema", "id", "source", "url", "title"), text)
        | {"authors": pa.list_(text)}
        | dict.fromkeys(("published", "language", "text", "sha256"), text)
        | {"origin": pa.struct(list(origin.items())), "credit": text},
        "annotations": dict.fromkeys(("id", "document"), text)
        | span
        | dict.fromkeys(("kind", "label", "value", "about", "who", "made_by"), text)
        | {"score": number},
        "links": dict.fromkeys(("id", "kind", "left", "right", "label"), text)
        | {"score": number, "made_by": text, "reasons": rows(name=text, value=text, bits=number)}
        | {"share": number, "spans": pa.list_(pa.list_(whole))},
        "copies": dict.fromkeys(("left", "right", "kind"), text)
        | {"share": number, "spans": pa.list_(pa.list_(whole))},
        "stories": {"id": text, "documents": pa.list_(text)},
        "entities": dict.fromkeys(("id", "name", "label"), text)
        | {"members": rows(document=text, mention=text, **span)},
        "events": dict.fromkeys(("id", "label"), text)
        | {"members": rows(document=text, claim=text, **span, predicate_start=whole, predicate_end=whole)}
        | dict.fromkeys(("documents", "texts", "voices"), whole),
        "problems": dict.fromkeys(("where", "stage", "reason"), text),
    }
    return pa.schema(list(columns[name].items()))


def batch_of(name: str, rows: Iterable[Row]) -> Any:
    """Rows of a table of the contract as an Arrow record batch."""
    import pyarrow as pa  # noqa: PLC0415

    given = [_flat(row) for row in rows] if name == "documents" else list(rows)
    return pa.RecordBatch.from_pylist(given, schema=schema(name))


def _flat(row: Row) -> Row:
    origin = dict(row["origin"])
    return row | {"origin": origin | {"notes": json.dumps(origin["notes"], ensure_ascii=False, sort_keys=True)}}


def document_row(row: Mapping[str, Any]) -> Row:
    """A row of `documents` as the contract has it, of one as Parquet has it."""
    origin = dict(row["origin"])
    return {**row, "origin": origin | {"notes": json.loads(origin["notes"] or "{}")}}


def save_table(name: str, rows: Iterable[Row], folder: Path) -> int:
    """Write a table as `folder/name/part-00000.parquet`; how many rows there were. Memory stays flat."""
    from pyarrow import parquet  # noqa: PLC0415

    (folder / name).mkdir(parents=True, exist_ok=True)
    stream, number = iter(rows), 0
    with parquet.ParquetWriter(folder / name / "part-00000.parquet", schema(name), compression="zstd") as writer:
        while batch := list(islice(stream, BATCH)):
            writer.write_batch(batch_of(name, batch))
            number += len(batch)
    return number


def load_table(name: str, folder: Path, where: Any = None) -> Iterator[Row]:
    """The rows of a table of a run on this machine, streamed; `where` is a filter of pyarrow.dataset."""
    from pyarrow import dataset  # noqa: PLC0415

    for batch in dataset.dataset(folder / name, schema=schema(name), format="parquet").to_batches(filter=where):
        yield from batch.to_pylist()
