"""Each format gives back the rows it was given, or says in the cell what it did to them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.export import FORMATS
from rashomon.export.csv_table import cell

ROWS: list[dict[str, Any]] = [
    {"id": "1", "published": "2019-03-04", "score": 1.0, "members": [{"document": "d", "start": 3}], "value": None},
    {"id": "2", "published": "2019", "score": 0.5, "members": [], "value": "12..12 fighters, “x”\nnew line"},
]


def written(form: str, rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    assert FORMATS[form].save_rows(rows, out) == len(rows)
    return out.getvalue()


def test_jsonl_round_trips() -> None:
    assert [json.loads(line) for line in written("jsonl", ROWS).splitlines()] == ROWS


def test_parquet_keeps_strings_as_strings_and_lists_as_lists() -> None:
    assert pq.read_table(io.BytesIO(written("parquet", ROWS))).to_pylist() == ROWS


def test_an_empty_table_is_a_valid_file_in_every_format() -> None:
    assert written("jsonl", []) == b""
    assert written("csv", []) == b""
    assert pq.read_table(io.BytesIO(written("parquet", []))).num_rows == 0


def test_csv_opens_in_a_spreadsheet_with_nested_cells_as_json() -> None:
    text = written("csv", ROWS).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert json.loads(read[0]["members"]) == ROWS[0]["members"]
    assert read[1]["value"] == ROWS[1]["value"]


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert cell('=HYPERLINK("x")').startswith("'")
    assert cell("@SUM(1)").startswith("'")
    assert cell("-12.5") == "-12.5"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(alphabet=st.characters()), max_size=5))
def test_no_text_breaks_jsonl_or_csv(texts: list[str]) -> None:
    rows = [{"text": one} for one in texts]
    assert [json.loads(line)["text"] for line in written("jsonl", rows).splitlines()] == texts
    written("csv", rows)
