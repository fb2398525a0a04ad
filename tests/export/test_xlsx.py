"""A workbook holds what the rows hold: text stays text, formulas never run, the same rows give the same bytes."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from rashomon.export import xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(rows: list[dict[str, object]]) -> bytes:
    out = io.BytesIO()
    assert xlsx.save_rows(rows, out) == len(rows)
    return out.getvalue()


def test_cells_come_back_as_they_were() -> None:
    rows: list[dict[str, object]] = [{"a": "=1+1", "b": 2}, {"a": "é\x00 < 🙂\ud800", "b": None}]
    with zipfile.ZipFile(io.BytesIO(written(rows))) as packed:
        root = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))  # noqa: S314  our own
    lines = [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{MAIN}row")]
    assert lines == [["a", "b"], ["=1+1", "2"], ["é\ufffd < 🙂\ufffd", ""]]
    assert not list(root.iter(f"{MAIN}f"))


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written([{"a": 1}]) == written([{"a": 1}])
