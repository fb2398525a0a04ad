"""The agency that a text credits, and none where it only cites one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.ingest import read_paths
from rashomon.ingest.credits import find_credit
from rashomon.model import Document

BODY = "The bridge at Velm fell on Sunday, residents of Karsa said, and nobody has claimed it.\n\nIt was old."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"KARSA, March 4 (Reuters) - {BODY}", "Reuters"),
        (f"Bridge falls\n\nKARSA (AP) — {BODY}", "AP"),
        (f"Bridge falls\n\nWhat we know so far\n\nKARSA, Oria, Feb. 2 (UPI) — {BODY}", "UPI"),
        (f"{BODY} (AFP)", "AFP"),
        (f"{BODY}\n\n(Reporting by Ada Novak; Editing by Ilse Brandt)", "Reuters"),
        (f"{BODY} He told AFP so.", None),
        (f"{BODY} (reporting from Karsa)", None),
        ("", None),
    ],
)
def test_an_agency_is_credited_where_it_signs(text: str, agency: str | None) -> None:
    assert find_credit(text) == agency


def test_a_line_of_jsonl_gets_the_credit_its_text_states_and_keeps_one_it_has(tmp_path: Path) -> None:
    text = f"KARSA (AP) — {BODY}"
    lines = [
        {"id": "a", "text": text},
        {"id": "b", "text": text, "credit": None},
        {"id": "c", "text": text, "credit": "NW"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    read = [one for one in read_paths([str(tmp_path / "a.jsonl")]) if isinstance(one, Document)]
    assert [one.credit for one in read] == ["AP", None, "NW"]
    assert all(one.text == text for one in read)
