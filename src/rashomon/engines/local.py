"""Annotation on this machine's cores: batches of documents go to workers, rows come back in order.

A document is worked on in a process of its own kind, under a limit of time and memory: one that such a process does not
survive is a problem, and the run goes on.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from rashomon.annotate import Made, Work, work_on
from rashomon.ingest.workers import Limits, NoWorkerError, WorkerError, ask_apart, end_workers
from rashomon.model import Annotation, Document, Problem, RashomonError

Outcome = tuple[Document, list[Annotation] | Problem]
_Thing = TypeVar("_Thing")

#: A batch holds about this many characters: 2 s of parsing, so progress is seen and a killed run loses little.
BATCH_CHARACTERS = 100_000
#: Where several processes share the batches, else of five one process gets three and the other waits: 200 reports
#: by two took 22.4 s with batches of 100,000 and 20.8 with these (medians of three).
SHARED_CHARACTERS = 40_000
#: By the clock: loading the parser takes 3 s (20 on a machine that is busy), 1,000 characters of news 0.1 s.
SECONDS, CHARACTERS_A_SECOND = 60.0, 500
#: 200,000 characters in one document take 1.1 GB of addresses, 3.9 KB a character: the longest that is read takes 8 GB.
MEMORY = 10_000_000_000
_TARGET = "rashomon.engines.local:answer"


def annotate_documents(documents: Iterable[Document], jobs: int = 1) -> Iterator[Outcome]:
    """Each document, in order, with its rows or the problem it met; `jobs` as in `annotate_works`."""
    yield from ((work.document, made.rows) for work, made in annotate_works(map(Work, documents), jobs))


def annotate_works(works: Iterable[Work], jobs: int = 1, *, apart: bool = True) -> Iterator[tuple[Work, Made]]:
    """Each work, in order, with what came of it; `jobs` processes share the batches.

    Memory stays flat: at most two batches a process are under way. The rows do not depend on `jobs`. Without `apart`,
    or where no process can be started, it is done in this process, which then has no limits.
    """
    most = BATCH_CHARACTERS if jobs == 1 else SHARED_CHARACTERS
    cut = batches(works, lambda one: len(one.document.text), most)
    if not apart:
        for batch in cut:
            yield from zip(batch, work_on(batch), strict=True)
        return
    stopped = threading.Event()
    running: deque[tuple[list[Work], Future[list[Made]]]] = deque()
    pool = ThreadPoolExecutor(jobs)
    try:
        for batch in cut:
            running.append((batch, pool.submit(_annotate_apart, batch, stopped)))
            if len(running) >= 2 * jobs:
                yield from _finish(*running.popleft())
        while running:
            yield from _finish(*running.popleft())
    except BaseException:
        # What is under way is not waited for: it may take minutes, and nothing of it is lost that was stored.
        stopped.set()
        end_workers(_TARGET)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _finish(batch: list[Work], future: Future[list[Made]]) -> Iterator[tuple[Work, Made]]:
    return zip(batch, future.result(), strict=True)


def _annotate_apart(batch: Sequence[Work], stopped: threading.Event) -> list[Made]:
    """The answers of a worker; where a batch is too much for it, each document gets a worker's whole attention."""
    if stopped.is_set():
        return []
    seconds = SECONDS + sum(len(one.document.text) for one in batch) / CHARACTERS_A_SECOND
    try:
        answers = list(ask_apart(_TARGET, batch, Limits(seconds, MEMORY)))
    except NoWorkerError:
        return list(work_on(batch))
    except WorkerError as error:
        if len(batch) > 1:
            return [one for work in batch for one in _annotate_apart([work], stopped)]
        reason = f"could not be annotated: {error}; the text itself is kept"
        return [Made(Problem(batch[0].document.id, reason, "annotate"))]
    if answers and isinstance(answers[-1], RashomonError):
        raise answers[-1]
    return answers


def answer(batch: Sequence[Work]) -> Iterator[Made | RashomonError]:
    """What a worker does. An error that stops every document, such as another language model, is an answer too."""
    try:
        yield from work_on(batch)
    except RashomonError as error:
        yield error


def batches(
    things: Iterable[_Thing], length: Callable[[_Thing], int], most: int = BATCH_CHARACTERS
) -> Iterator[list[_Thing]]:
    """Lists of things of about `most` characters together; a longer one is a batch of its own."""
    batch: list[_Thing] = []
    size = 0
    for one in things:
        if batch and size + length(one) > most:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += length(one)
    if batch:
        yield batch
