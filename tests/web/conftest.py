"""A small library on disk, with hand-made rows and with texts that attack the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.compare.karsa import velm
from tests.web.browsing import launched

from rashomon import pipeline, sample
from rashomon.model import Annotation, Cluster, Document, Problem
from rashomon.store import Library
from rashomon.web.app import make_app

HOSTILE = (
    'A <script>alert("1")</script> and <img src=x onerror=alert(2)> fell. "{{ 7 * 7 }}" said \u202egnitrats\u202c. '
    "=cmd|' /C calc'!A0 was \x07heard.\n\n" + "x" * 30_000
)
ODD = "odd/../id?x=1#y.json"


def save(path: Path) -> Path:
    made = velm()
    story = Cluster("story", tuple(sorted(made.tellings)))
    with Library.open(path, create=True) as library, library.transaction():
        for account in made.accounts:
            library.add_document(account.document)
            library.save_annotations(account.document, account.rows, "test")
        hostile = Document(
            ODD, HOSTILE, title='<b onclick="x()">Bridge</b> \u202edne', source="<i>Paper</i>", published="2019-08-16",
            url="javascript:alert(3)", authors=("</title><script>x</script>",),
        )  # fmt: skip
        rows = [
            Annotation(ODD, 2, 31, "mention", "person", "<script>", None, None, "test@1"),
            Annotation(ODD, 37, 60, "mention", "armed_group", "<img>", None, None, "test@1"),
        ]
        library.add_document(hostile)
        library.save_annotations(hostile, rows, "test")
        library.save_links(made.copies, [*made.clusters, story])
        library.save_problem(Problem("broken<script>.pdf", "holds no text", "ingest"))
    return path


@pytest.fixture(scope="session")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("web") / "velm.db")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  absent where no page is tested

    with sync_playwright() as playwright:
        made = launched(playwright)
        yield made
        made.close()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, read, annotated and linked as a reader would; not to be written to."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with Library.open(path, create=True) as library:
        pipeline.add(library, [str(sample.folder())])
    return path


def copied(path: Path, folder: Path) -> Path:
    """A copy of a library, to be written to."""
    with Library.open(path) as library:
        library.connection.execute("VACUUM INTO ?", (str(folder / path.name),))
    return folder / path.name


@pytest.fixture
def client(library_path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(library_path), base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as made:
        yield made


@pytest.fixture(scope="session")
def story_id(library_path: Path) -> str:
    with Library.open(library_path) as library:
        return library.clusters("story")[0].id
