"""The page against Schemathesis: what its OpenAPI allows, and what it does not, is answered as it says.

Beside the walk of our own (`test_walk.py`), which knows what is in the library, this one knows what others get wrong:
it found the character 0 in a search, on which the page fell.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.browsing import served
from tests.web.conftest import copied
from tests.web.test_walk import QUICK, RUNS, known

schemathesis = pytest.importorskip("schemathesis")
#: Cases of one run: 14 addresses, some thirty of each; `RASHOMON_WALK=5000` asks more.
CASES = settings(QUICK, max_examples=8 * RUNS)


@pytest.fixture(scope="module")
def operations(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Any]]:
    """Each address that is described, at a server that holds a library."""
    with served(copied(library_path, tmp_path_factory.mktemp("described"))) as address:
        schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
        yield [one.ok() for one in schema.get_all_operations()]


@CASES
@given(st.data())
def test_whatever_openapi_allows_is_answered_as_described(
    operations: list[Any], library_path: Path, data: st.DataObject
) -> None:
    case = data.draw(data.draw(st.sampled_from(operations)).as_strategy())
    # Of names that are made up none is there; one with a slash may be another address of ours.
    there = [one for one in known(library_path) if "/" not in one]
    for name in case.path_parameters:
        if data.draw(st.booleans()):
            case.path_parameters[name] = data.draw(st.sampled_from(there))
    case.call_and_validate()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_what_openapi_does_not_allow_is_refused(operations: list[Any], method: str) -> None:
    for one in operations:
        case = one.Case(method=method, path_parameters={each.name: "all" for each in one.path_parameters})
        # Who posts to what takes no forms is told first that only the page's own forms may write here.
        assert case.call().status_code == (403 if method == "POST" else 405), one.path
