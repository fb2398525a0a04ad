from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from rashomon.ingest import read_paths
from rashomon.model import Document, Problem

STORY = """Karsa bridge falls

The old bridge over the Velm fell on Monday after two weeks of shelling, “three” witnesses said.
"""


def only_problem(place: Path | str) -> Problem:
    (found,) = read_paths([str(place)])
    assert isinstance(found, Problem)
    return found


def test_a_missing_path_is_a_problem_that_names_it(tmp_path: Path) -> None:
    problem = only_problem(tmp_path / "nowhere")
    assert "nowhere" in problem.where
    assert "no such file" in problem.reason


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert "empty" in only_problem(tmp_path / "empty.txt").reason


def test_a_binary_file_is_a_problem_that_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert "PNG image" in only_problem(tmp_path / "story.txt").reason


def test_a_folder_without_anything_to_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text(STORY)
    assert "no file" in only_problem(tmp_path).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "story").write_bytes(STORY.encode(encoding))
    (found,) = read_paths([str(tmp_path)])
    assert isinstance(found, Document)
    assert found.title == "Karsa bridge falls"
    assert found.text.endswith("“three” witnesses said.")


def test_a_folder_is_walked_in_sorted_order_without_assets(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "page_files/ad.html", "x.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    found = [one.origin.path for one in read_paths([str(tmp_path)]) if isinstance(one, Document)]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b.txt", "sub/c.txt")]


def test_the_same_bytes_have_the_same_id_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.html").write_text(STORY)
    one, other = read_paths([str(tmp_path)])
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert one.id == other.id


def test_jsonl_keeps_ids_and_texts_byte_for_byte(tmp_path: Path) -> None:
    text = "  Two  blanks,\r\n a soft\u00adhyphen and e\u0301 \n"
    path = tmp_path / "documents.jsonl"
    path.write_text(
        json.dumps({"id": "mine-1", "text": text}) + "\nnot json\n" + json.dumps({"id": 7, "text": "x"}) + "\n"
    )
    first, broken, third = read_paths([str(path)])
    assert isinstance(first, Document)
    assert (first.id, first.text) == ("mine-1", text)
    assert isinstance(broken, Problem)
    assert broken.where.endswith(":2")
    assert isinstance(third, Document)
    assert third.id == "7"


def test_our_own_documents_come_back_unchanged(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (first,) = read_paths([str(tmp_path / "story.txt")])
    assert isinstance(first, Document)
    (tmp_path / "out.jsonl").write_text(json.dumps(first.to_row()) + "\n")
    assert list(read_paths([str(tmp_path / "out.jsonl")])) == [first]


def test_standard_input_is_read_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(STORY.encode())

    monkeypatch.setattr("sys.stdin", Input)
    (found,) = read_paths(["-"])
    assert isinstance(found, Document)
    assert found.title == "Karsa bridge falls"


def test_html_and_feeds_are_told_by_content(tmp_path: Path) -> None:
    story = "<p>The old bridge over the Velm fell on Monday after two weeks of shelling, witnesses said.</p>" * 3
    (tmp_path / "a.txt").write_text(
        f"<html><head><title>Karsa</title></head><body><article>{story}</article></body></html>"
    )
    item = "<item><title>Bridge falls</title><link>https://v.example/1</link>"
    item += "<description>It fell &amp;amp; sank.</description>"
    date = "<pubDate>Sat, 03 May 2031 09:14:00 GMT</pubDate>"
    (tmp_path / "b.txt").write_text(
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Velm Wire</title>{item}{date}</item></channel></rss>"
    )
    page, entry = read_paths([str(tmp_path)])
    assert isinstance(page, Document)
    assert page.origin.media_type == "text/html"
    assert isinstance(entry, Document)
    assert (entry.title, entry.source, entry.published) == ("Bridge falls", "Velm Wire", "2031-05-03T09:14:00Z")
    assert entry.text == "It fell & sank."
