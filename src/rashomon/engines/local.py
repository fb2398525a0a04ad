"""Annotation on this machine's cores: batches of documents go to pure functions, rows come back in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from rashomon.annotate import annotate
from rashomon.model import Annotation, Document, Problem, RashomonError

Outcome = tuple[Document, list[Annotation] | Problem]

#: A batch holds about this many characters: 2 s of parsing, so progress is seen and a killed run loses little.
BATCH_CHARACTERS = 100_000


def annotate_documents(documents: Iterable[Document], jobs: int = 1) -> Iterator[Outcome]:
    """Each document, in order, with its rows or the problem it met; `jobs` processes share the batches.

    Memory stays flat: at most two batches a process are under way. The rows do not depend on `jobs`.
    """
    if jobs <= 1:
        for batch in batches(documents):
            yield from zip(batch, annotate(batch), strict=True)
        return
    # Fresh processes: a fork would copy the parent's threads and open database.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        running: deque[tuple[list[Document], Future[list[list[Annotation] | Problem]]]] = deque()
        try:
            for batch in batches(documents):
                running.append((batch, pool.submit(_annotate_batch, batch)))
                if len(running) >= 2 * jobs:
                    yield from _finish(*running.popleft())
            while running:
                yield from _finish(*running.popleft())
        except BrokenProcessPool as error:
            raise RashomonError(
                "a worker process was killed, most likely for want of memory: run again with fewer --jobs; "
                "what is already stored is kept"
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _finish(batch: list[Document], future: Future[list[list[Annotation] | Problem]]) -> Iterator[Outcome]:
    return zip(batch, future.result(), strict=True)


def _annotate_batch(batch: list[Document]) -> list[list[Annotation] | Problem]:
    return list(annotate(batch))


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
