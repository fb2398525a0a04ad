"""Batches hold every document once, in order, whatever their size."""

from __future__ import annotations

import pickle
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate import Made
from rashomon.engines import local
from rashomon.engines.local import annotate_documents, batches
from rashomon.ingest.workers import close_workers
from rashomon.model import Annotation, Document, Problem, RashomonError


@given(st.lists(st.integers(0, 3 * local.BATCH_CHARACTERS // 2), max_size=12))
def test_batches_keep_order_and_lose_nothing(sizes: list[int]) -> None:
    documents = [Document(id=str(n), text="x" * size) for n, size in enumerate(sizes)]
    cut = list(batches(documents, lambda one: len(one.text)))
    assert [one for batch in cut for one in batch] == documents
    assert all(len(batch) == 1 or sum(len(one.text) for one in batch) <= local.BATCH_CHARACTERS for batch in cut)


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that some words end, with little time."""
    monkeypatch.setattr(local, "_TARGET", "tests.engines.poison:answer")
    monkeypatch.setattr(local, "SECONDS", 8.0)


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize(
    ("words", "reason", "jobs"),
    [("kill", "SIGKILL", 1), ("kill", "SIGKILL", 3), ("memory", "10 GB of memory", 2), ("sleep", "longer than", 1)],
)
def test_a_document_that_ends_its_worker_is_a_problem_and_those_around_it_are_annotated(
    words: str, reason: str, jobs: int
) -> None:
    documents = [Document(id=str(n), text=words if n == 3 else "calm") for n in range(7)]
    found = list(annotate_documents(documents, jobs))
    assert [document for document, _ in found] == documents
    assert [isinstance(outcome, Problem) for _, outcome in found] == [n == 3 for n in range(7)]
    problem = found[3][1]
    assert isinstance(problem, Problem)
    assert reason in problem.reason
    assert (problem.where, problem.stage) == ("3", "annotate")


@pytest.mark.usefixtures("poisoned")
def test_what_is_wrong_with_the_program_itself_stops_the_run_and_marks_no_document() -> None:
    with pytest.raises(RashomonError, match="another language model"):
        list(annotate_documents([Document(id="a", text="model")]))


@pytest.mark.usefixtures("poisoned")
def test_who_stops_listening_does_not_wait_for_what_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "SECONDS", 600.0)
    monkeypatch.setattr(local, "SHARED_CHARACTERS", 1)
    started = time.monotonic()
    stream = annotate_documents([Document(id="a", text="calm"), Document(id="b", text="sleep")], 2)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 30.0
    assert threading.active_count() < 20


@pytest.mark.usefixtures("poisoned")
def test_where_no_process_can_be_started_documents_are_annotated_here(monkeypatch: pytest.MonkeyPatch) -> None:
    close_workers()
    monkeypatch.setattr("sys.executable", "")
    ((_, rows),) = annotate_documents([Document(id="a", text="The army left Karsa.")])
    assert isinstance(rows, list)
    assert rows


@pytest.mark.usefixtures("poisoned")
def test_documents_are_read_as_they_are_needed_so_that_memory_stays_flat() -> None:
    read = []

    def documents() -> object:
        for n in range(50):
            read.append(n)
            yield Document(id=str(n), text="word " * 4000)

    stream = annotate_documents(documents())  # type: ignore[arg-type]
    next(stream)
    assert len(read) <= 11  # two batches of five, and the one that does not fit


def test_rows_come_from_another_process_as_they_were_made() -> None:
    made = Made([Annotation("d1", 0, 4, "mention", "place", "karsa@geonames", None, None, "places@1", 0.5)], b"parse")
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301
    told = Made(Problem("d1", "was too long", "annotate"))
    assert pickle.loads(pickle.dumps(told)) == told  # noqa: S301
