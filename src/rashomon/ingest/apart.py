"""Documents read in a worker process, so that no file can hold up or bring down the run that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from rashomon.ingest.raw import Options, Raw, raw_from_bytes, raw_from_file
from rashomon.ingest.workers import Limits, NoWorkerError, WorkerError, ask_apart
from rashomon.model import Document, Problem

#: The clock goes on while others compute: a document may take twice its seconds of computing by the clock, and
#: never less than five seconds more, in which a worker starts and loads its libraries (2 s on two busy cores).
BY_THE_CLOCK, AT_LEAST_MORE = 2.0, 5.0


@dataclass(frozen=True, slots=True)
class Question:
    """A file or bytes to be read, as it can be sent to a worker: `Raw` without what only this process has."""

    data: bytes | None  # None: they are in `file`
    file: Path | None
    known: dict[str, Any]
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """Words for `Options.say`."""

    words: str


KNOWN = ("where", "path", "url", "media_type", "charset", "retrieved", "warc", "depth", "notes")
OPTIONS = ("max_bytes", "max_depth", "seconds", "columns", "memory")


def is_read_apart(reader: ModuleType, options: Options) -> bool:
    """Whether a reader's work is left to a worker: not where it streams what others read, a step at a time."""
    return options.apart and not getattr(reader, "STREAMS", False)


def clock_limit(seconds: float) -> float:
    """Seconds by the clock that a document may take when it may compute for `seconds`."""
    return max(BY_THE_CLOCK * seconds, seconds + AT_LEAST_MORE)


def read_apart(raw: Raw) -> Iterator[Document | Problem]:
    """The documents in some bytes, read in a worker; one that ends its worker, or takes too long, is a Problem.

    Raises NoWorkerError where no process can be started, and TooLargeError and OSError as reading does.
    """
    file = raw.file if raw.file is not None and raw.file.is_file() else None
    data = None if file is not None else raw.data
    options = {name: getattr(raw.options, name) for name in OPTIONS}
    question = Question(data, file, {name: getattr(raw, name) for name in KNOWN}, options)
    limits = Limits(clock_limit(raw.options.seconds), raw.options.memory)
    try:
        for one in ask_apart("rashomon.ingest.apart:answer", question, limits):
            if isinstance(one, Said):
                raw.options.say(one.words)
            else:
                yield one
    except NoWorkerError:
        raise
    except WorkerError as error:
        yield Problem(raw.where, f"{error}; left out")


def answer(question: Question) -> Iterator[Document | Problem | Said]:
    """What a worker does: read the bytes in its own process, under the limit of computing."""
    from rashomon.ingest.dispatch import read_raw  # noqa: PLC0415  dispatch sends here what it does not read itself

    said: list[str] = []
    options = Options(**question.options, apart=False, say=said.append)
    if question.file is not None:
        raw = raw_from_file(question.file, options)
    else:
        raw = raw_from_bytes(question.data or b"", question.known["where"], options)
    for one in read_raw(replace(raw, **question.known)):
        while said:
            yield Said(said.pop(0))
        yield one
