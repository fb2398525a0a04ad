"""Arrow batches to rows and back, as Spark hands them to Python: pure functions in, pure functions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from rashomon.model import Row

#: Rows a batch that a function gives back: large ones (an archive's pages) do not pile up.
GIVEN_BACK = 64


def ddl(schema: Any) -> str:
    """An Arrow schema as Spark writes it.

    >>> import pyarrow as pa
    >>> ddl(pa.schema([("left", pa.string()), ("spans", pa.list_(pa.list_(pa.int64())))]))
    '`left` string, `spans` array<array<bigint>>'
    """
    return ", ".join(f"`{one.name}` {_type(one.type)}" for one in schema)


def _type(kind: Any) -> str:
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_list(kind):
        return f"array<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{one.name}`: {_type(one.type)}' for one in kind)}>"
    names = {pa.string(): "string", pa.int64(): "bigint", pa.float64(): "double", pa.bool_(): "boolean"}
    return names[kind]


def each_batch(function: Callable[[list[Row]], Iterable[Row]], schema: Any) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """The function over lists of rows, as `mapInArrow` takes it; `schema` is that of the rows it gives back."""

    def over(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa  # noqa: PLC0415

        for batch in batches:
            rows = iter(function(batch.to_pylist()))
            while some := list(islice(rows, GIVEN_BACK)):
                yield pa.RecordBatch.from_pylist(some, schema=schema)

    return over


def mapped(frame: Any, function: Callable[[list[Row]], Iterable[Row]], schema: Any) -> Any:
    """The frame of what the function gives for each batch of rows."""
    return frame.mapInArrow(each_batch(function, schema), ddl(schema))


def grouped(frame: Any, keys: str, function: Callable[[list[Row]], Iterable[Row]], schema: Any) -> Any:
    """The frame of what the function gives for all the rows that share a key."""

    def over(table: Any) -> Any:
        import pyarrow as pa  # noqa: PLC0415

        return pa.Table.from_pylist(list(function(table.to_pylist())), schema=schema)

    return frame.groupBy(keys).applyInArrow(over, ddl(schema))


def joined(
    left: Any, right: Any, key: str, function: Callable[[list[Row], list[Row]], Iterable[Row]], schema: Any
) -> Any:
    """The frame of what the function gives for all the rows of two frames that share a key."""

    def over(ours: Any, theirs: Any) -> Any:
        import pyarrow as pa  # noqa: PLC0415

        return pa.Table.from_pylist(list(function(ours.to_pylist(), theirs.to_pylist())), schema=schema)

    return left.groupBy(key).cogroup(right.groupBy(key)).applyInArrow(over, ddl(schema))


def strings(*names: str) -> Any:
    """An Arrow schema of columns of text."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema([(one, pa.string()) for one in names])
