"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from rashomon.annotate import annotate
from rashomon.model import Annotation, Document, Problem

# The same examples each time, so that a check fails for what was changed; `pytest --hypothesis-profile search`
# looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("same")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session", autouse=True)
def _stay_as_nice() -> Iterator[None]:
    """Commands that add give way to other programs for good; run within a test, they would slow all tests after it."""
    with pytest.MonkeyPatch.context() as patched:
        if hasattr(os, "nice"):
            patched.setattr(os, "nice", lambda _: 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def _leave_the_user_s_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program keeps for its user lies in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@dataclass(frozen=True)
class Reading:
    """A text and the rows made of it, with short ways to ask for their words."""

    text: str
    rows: list[Annotation]

    def of(self, kind: str, *labels: str) -> list[Annotation]:
        return [row for row in self.rows if row.kind == kind and (not labels or row.label in labels)]

    def words(self, row: Annotation | str | None) -> str | None:
        """The words of a row, or of the row with this id; None for None."""
        if row is None:
            return None
        if isinstance(row, str):
            row = self.row(row)
        return self.text[row.start : row.end]

    def row(self, row_id: str) -> Annotation:
        return next(row for row in self.rows if row.id == row_id)

    def about(self, row: Annotation, *labels: str) -> list[Annotation]:
        return [one for one in self.rows if one.about == row.id and (not labels or one.label in labels)]


@pytest.fixture(scope="session")
def annotated() -> Callable[..., Reading]:
    """`annotated(text, published="2019-03-04", …)` gives the `Reading` of an invented document."""

    def read(text: str, **fields: Any) -> Reading:
        document = Document(id=fields.pop("id", "doc"), text=text, **fields)
        (rows,) = annotate([document])
        assert not isinstance(rows, Problem), rows
        return Reading(text, rows)

    return read


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real texts and the gold sets; tests that need it are skipped where it is not."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs ../shared, which is not here")
    return SHARED
