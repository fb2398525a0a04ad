"""Batches hold every document once, in order, whatever their size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.engines import local
from rashomon.engines.local import annotate_documents, batches
from rashomon.model import Document


@given(st.lists(st.integers(0, 3 * local.BATCH_CHARACTERS // 2), max_size=12))
def test_batches_keep_order_and_lose_nothing(sizes: list[int]) -> None:
    documents = [Document(id=str(n), text="x" * size) for n, size in enumerate(sizes)]
    cut = list(batches(documents))
    assert [one for batch in cut for one in batch] == documents
    assert all(len(batch) == 1 or sum(len(one.text) for one in batch) <= local.BATCH_CHARACTERS for batch in cut)


def test_documents_are_read_as_they_are_needed_so_that_memory_stays_flat() -> None:
    read = []

    def documents() -> object:
        for n in range(50):
            read.append(n)
            yield Document(id=str(n), text="word " * 4000)

    stream = annotate_documents(documents())  # type: ignore[arg-type]
    next(stream)
    assert len(read) <= 7
