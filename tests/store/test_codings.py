"""Answers to a codebook are appended, signed, and stay."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.model import Coding, Document, RashomonError
from rashomon.store import Library
from rashomon.store.codings import codings, save_codings

ONE = Coding("d", "tone", "warm", "Ena", "2024-05-06T07:08:09+00:00", ((0, 5),))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "one.db", create=True)
    with made.transaction():
        made.add_document(Document("d", "Karsa fell."))
    return made


def test_what_was_answered_comes_back_as_it_was(library: Library) -> None:
    assert save_codings(library, [ONE, replace(ONE, value="")]) == 2
    assert codings(library) == [ONE, replace(ONE, value="")]


@pytest.mark.parametrize(
    "wrong",
    [replace(ONE, document="x"), replace(ONE, evidence=((0, 99),)), replace(ONE, by=""), replace(ONE, at="2024-05-06")],
)
def test_one_answer_that_cannot_be_keeps_all_out(library: Library, wrong: Coding) -> None:
    with pytest.raises(RashomonError):
        save_codings(library, [ONE, wrong])
    assert codings(library) == []


def test_no_answer_is_changed_or_deleted(library: Library) -> None:
    save_codings(library, [ONE])
    for statement in ("UPDATE coding SET value = 'cold'", "DELETE FROM coding"):
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            library.connection.execute(statement)
