"""Annotation in a process of its own: a document that ends it, floods it or hangs is a problem; the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from rashomon.annotate import annotate
from rashomon.ingest.workers import Limits, NoWorkerError, WorkerError, ask_apart
from rashomon.model import Annotation, Document, Problem

Rows = list[Annotation] | Problem

#: Addresses that one batch may take: the parse of 50,000 characters takes 150 MB, the rows of the longest text
#: (2,000,000 characters) 1.5 GB beside it.
MEMORY = 4_000_000_000
#: Seconds by the clock until the next answer: 60 to start and load the model (3 s on two idle cores), and a hundredth
#: of a second a character (0.00002 s of computing, measured on war reports): a busy machine is no reason to give up.
START, A_CHARACTER = 60.0, 0.01


def annotate_guarded(batch: Sequence[Document], start: float = START) -> Iterator[Rows]:
    """For each document, in order, its rows or the problem it met, whatever it does to the process that reads it.

    Where a batch ends its process, what is left of it goes document by document; `start` as START.
    """
    made = 0
    try:
        for rows in _ask(batch, start):
            made += 1
            yield rows
    except NoWorkerError:
        yield from annotate(batch[made:])
    except WorkerError as error:
        if len(batch) == 1:
            yield Problem(batch[0].id, f"{error}; left out", "annotate")
            return
        for one in batch[made:]:
            yield from annotate_guarded([one], start)


def _ask(batch: Sequence[Document], start: float) -> Iterator[Rows]:
    limits = Limits(start + A_CHARACTER * sum(len(one.text) for one in batch), MEMORY)
    # A worker that ends before all is said raises; one that says more is not believed.
    yield from islice(ask_apart(f"{__name__}:answer", list(batch), limits), len(batch))


def answer(batch: list[Document]) -> Iterator[Rows]:
    """What the process does with a batch."""
    yield from annotate(batch)
