"""The sample's pages, read by the program, hold what the truth says of them."""

from __future__ import annotations

import pytest

from rashomon import sample
from rashomon.ingest import Options, read_paths
from rashomon.model import Document

TRUTH = sample.load_truth()
ROWS = {one["id"]: one for one in TRUTH["document"]}


@pytest.fixture(scope="module")
def read() -> dict[str, Document]:
    """The documents of the sample by the truth's ids, matched by file and part."""
    found: dict[tuple[str, int], Document] = {}
    for one in read_paths([str(sample.folder())], Options()):
        assert isinstance(one, Document), one
        assert one.origin.path is not None
        found[(one.origin.path.rpartition("/")[2], one.origin.part)] = one
    return {key: found.pop((row["file"], row.get("part", 0))) for key, row in ROWS.items()} | {
        f"unknown {key}": document for key, document in found.items()
    }


def test_each_page_gives_its_documents_and_no_others(read: dict[str, Document]) -> None:
    assert set(read) == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_the_body_is_whole(read: dict[str, Document], name: str) -> None:
    text = " ".join(read[name].text.split())
    assert ROWS[name]["first"] in text
    assert ROWS[name]["last"] in text


@pytest.mark.parametrize("name", ROWS)
def test_residue_is_gone(read: dict[str, Document], name: str) -> None:
    assert [words for words in ROWS[name]["residue"] if words in read[name].text] == []


@pytest.mark.parametrize("name", ROWS)
def test_what_a_page_says_of_itself_is_found(read: dict[str, Document], name: str) -> None:
    row, document = ROWS[name], read[name]
    assert document.title == row["title"]
    assert document.source == row["source"]
    assert document.published is not None
    assert document.published[:10] == row["date"]
    assert list(document.authors) == row["authors"]


def test_passages_stand_in_the_extracted_text(read: dict[str, Document]) -> None:
    for row in TRUTH["attribution"]:
        text = " ".join(read[row["document"]].text.split())
        for piece in row["content"]:
            assert piece in text, (row["document"], piece)
    for row in TRUTH["telling"]:
        if "passage" in row:
            assert row["passage"] in " ".join(read[row["document"]].text.split())
    for row in TRUTH["forecast"] + TRUTH["figure"]:
        assert row["words"] in " ".join(read[row["document"]].text.split())
