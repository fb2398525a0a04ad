"""Which reader reads what: by content, never by name; and what readers find inside goes round again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

from rashomon import vocab
from rashomon.ingest.apart import is_read_apart, read_apart
from rashomon.ingest.deadline import TookTooLongError, each_within, limited
from rashomon.ingest.formats import READERS
from rashomon.ingest.raw import Address, Options, Raw, TooLargeError
from rashomon.ingest.workers import NoWorkerError
from rashomon.model import Document, Problem, RashomonError

EMPTY = "the file is empty"


@cache
def readers() -> tuple[Any, ...]:
    """The readers of this package, then those that other packages offer as `rashomon.readers`."""
    offered = sorted(entry_points(group="rashomon.readers"), key=lambda one: one.name)
    return (*READERS, *(one.load() for one in offered))


def reader_for(raw: Raw) -> ModuleType | None:
    """The reader that recognises the bytes most surely; the earlier one where two are as sure."""
    best, most = None, 0.0
    for reader in readers():
        try:
            sure = float(reader.recognises(raw))
        except Exception:  # noqa: S112  a reader that a broken file upsets does not recognise it
            continue
        if sure > most:
            best, most = reader, sure
    return best


def read_raw(raw: Raw | Address, options: Options | None = None) -> Iterator[Document | Problem]:
    """The documents in some bytes, or at an address, and in what is found inside. Never raises for bad input."""
    if isinstance(raw, Address):
        yield from _read_address(raw, options or Options())
        return
    if not raw.head.strip():
        yield Problem(raw.where, EMPTY)
        return
    if raw.depth > raw.options.max_depth:
        yield Problem(raw.where, f"packed more than {raw.options.max_depth} deep; unpack it first")
        return
    reader = None
    try:
        with limited(raw.options.seconds):
            reader = reader_for(raw)
        if reader is None:
            yield Problem(raw.where, f"not a format that can be read: {_looks_like(raw.head)}")
            return
        yield from _read_by(reader, raw)
    except (TooLargeError, RashomonError, OSError, EOFError) as error:
        yield Problem(raw.where, str(error) or type(error).__name__)
    except TookTooLongError:
        yield Problem(raw.where, f"took longer than {raw.options.seconds:g} s to read; left out")
    except MemoryError:
        yield Problem(raw.where, f"needed more than {raw.options.memory / 1e9:g} GB of memory; left out")
    except Exception as error:
        yield Problem(raw.where, f"could not be read as {reader.NAME if reader else 'anything'}: {error!r:.300}")


def _read_by(reader: Any, raw: Raw) -> Iterator[Document | Problem]:
    """What one reader makes of the bytes: in a worker, or here, where it streams or no worker can be started."""
    if is_read_apart(reader, raw.options):
        try:
            yield from read_apart(raw)
        except NoWorkerError:
            yield from _read_by(reader, replace(raw, options=replace(raw.options, apart=False)))
        return
    found = False
    for one in each_within(iter(reader.read(raw)), raw.options.seconds):
        found = found or one is not None
        if isinstance(one, Document | Problem):
            yield one
        elif isinstance(one, Address) and raw.depth > 0:
            yield Problem(raw.where, f"names {one.url}: not fetched, only a list that you name yourself is followed")
        elif one is not None:
            yield from read_raw(one, raw.options)
    if not found:
        yield Problem(raw.where, f"read as {reader.NAME}, but no article was found in it")


def _read_address(address: Address, options: Options) -> Iterator[Document | Problem]:
    from rashomon.ingest.fetch import fetch  # noqa: PLC0415  the only module that opens a socket

    try:
        fetched = fetch(address.url, options)
    except RashomonError as error:
        yield Problem(address.url, str(error))
        return
    yield from read_raw(replace(fetched, depth=address.depth + 1), options)


def _looks_like(head: bytes) -> str:
    known = vocab.load("pages")["signature"]
    return next(
        (row["name"] for row in known if head.startswith(bytes.fromhex(row["hex"]))), "it looks like binary data"
    )
