"""A document that ends the process that annotates it, or hangs, is a problem; the documents around it are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.annotate import annotate
from rashomon.engines import guarded
from rashomon.engines.guarded import annotate_guarded
from rashomon.engines.spark.annotating import annotate_rows
from rashomon.ingest.workers import NoWorkerError, close_workers
from rashomon.model import Document, Problem

BAD = """
import os, signal, time
NAME, VERSION, NEEDS, MAKES = "bad", "1", (), ()
def annotate(document, found):
    if document.id == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    while document.id == "hangs":
        time.sleep(1)
    return ()
"""


def text(name: str) -> Document:
    return Document(name, "The Northern Front took Velm on Monday, a baker said.")


@pytest.fixture
def bad_annotator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """An annotator of another package that some documents upset; only the process that annotates finds it."""
    (tmp_path / "bad_annotator.py").write_text(BAD, encoding="utf-8")
    about = tmp_path / "bad_annotator-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-annotator\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[rashomon.annotators]\nbad = bad_annotator\n", encoding="utf-8")
    close_workers()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    close_workers()


def test_documents_that_kill_or_hang_are_problems_and_the_others_keep_their_rows(bad_annotator: object) -> None:
    batch = [text(name) for name in ("a", "kills", "b", "hangs", "c")]
    found = list(annotate_guarded(batch, start=25.0))
    assert [isinstance(one, Problem) for one in found] == [False, True, False, True, False]
    assert "SIGKILL" in found[1].reason
    assert "longer than" in found[3].reason
    assert [found[0], found[2], found[4]] == list(annotate([batch[0], batch[2], batch[4]]))


def test_on_a_worker_of_spark_such_a_document_is_a_problem_row(bad_annotator: object) -> None:
    rows = [{"id": one, "row": json.dumps(text(one).to_row())} for one in ("a", "kills")]
    made = {row["id"]: row for row in annotate_rows(rows)}
    assert made["a"]["problem"] is None
    assert "SIGKILL" in made["kills"]["problem"]
    assert made["kills"]["annotations"] == "[]"


def test_where_no_process_can_be_started_documents_are_annotated_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> object:
        raise NoWorkerError("none")
        yield

    monkeypatch.setattr(guarded, "ask_apart", refuse)
    assert list(annotate_guarded([text("a")])) == list(annotate([text("a")]))
