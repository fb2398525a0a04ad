"""Annotation on this machine's cores: batches of documents go to workers, rows come back in order.

A document is worked on in a process of its own kind, under a limit of time and memory: one that such a process does not
survive is a problem, and the run goes on.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from rashomon.annotate import annotate
from rashomon.ingest.workers import Limits, NoWorkerError, WorkerError, ask_apart, end_workers
from rashomon.model import Annotation, Document, Problem, RashomonError

Outcome = tuple[Document, list[Annotation] | Problem]
Answer = list[Annotation] | Problem

#: A batch holds about this many characters: 2 s of parsing, so progress is seen and a killed run loses little.
BATCH_CHARACTERS = 100_000
#: By the clock: loading the parser takes 3 s (20 on a machine that is busy), 1,000 characters of news 0.1 s.
SECONDS, CHARACTERS_A_SECOND = 60.0, 500
#: 200,000 characters in one document take 1.1 GB of addresses, 3.9 KB a character: the longest that is read takes 8 GB.
MEMORY = 10_000_000_000
_TARGET = "rashomon.engines.local:answer"


def annotate_documents(documents: Iterable[Document], jobs: int = 1, *, apart: bool = True) -> Iterator[Outcome]:
    """Each document, in order, with its rows or the problem it met; `jobs` processes share the batches.

    Memory stays flat: at most two batches a process are under way. The rows do not depend on `jobs`. Without `apart`,
    or where no process can be started, it is done in this process, which then has no limits.
    """
    if not apart:
        for batch in batches(documents):
            yield from zip(batch, annotate(batch), strict=True)
        return
    stopped = threading.Event()
    running: deque[tuple[list[Document], Future[list[Answer]]]] = deque()
    pool = ThreadPoolExecutor(jobs)
    try:
        for batch in batches(documents):
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


def _finish(batch: list[Document], future: Future[list[Answer]]) -> Iterator[Outcome]:
    return zip(batch, future.result(), strict=True)


def _annotate_apart(batch: Sequence[Document], stopped: threading.Event) -> list[Answer]:
    """The answers of a worker; where a batch is too much for it, each document gets a worker's whole attention."""
    if stopped.is_set():
        return []
    seconds = SECONDS + sum(len(one.text) for one in batch) / CHARACTERS_A_SECOND
    try:
        answers = list(ask_apart(_TARGET, batch, Limits(seconds, MEMORY)))
    except NoWorkerError:
        return list(annotate(batch))
    except WorkerError as error:
        if len(batch) > 1:
            return [one for document in batch for one in _annotate_apart([document], stopped)]
        return [Problem(batch[0].id, f"could not be annotated: {error}; the text itself is kept", "annotate")]
    if answers and isinstance(answers[-1], RashomonError):
        raise answers[-1]
    return answers


def answer(batch: Sequence[Document]) -> Iterator[Answer | RashomonError]:
    """What a worker does. An error that stops every document, such as another language model, is an answer too."""
    try:
        yield from annotate(batch)
    except RashomonError as error:
        yield error


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Lists of documents of about `BATCH_CHARACTERS` together; a longer document is a batch of its own."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        if batch and size + len(document.text) > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield batch
