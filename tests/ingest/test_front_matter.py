"""What a Markdown file says of itself at its top."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ingest import Options
from rashomon.ingest.formats import text as reader
from rashomon.ingest.front_matter import split_front_matter
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document

STORY = "The bridge at Velm fell on Tuesday night, and nobody in the town has slept since, said the mayor. " * 4


def read(page: str) -> Document:
    (found,) = list(reader.read(raw_from_bytes(page.encode(), "page.md", Options())))
    assert isinstance(found, Document)
    return found


def test_a_stated_title_author_and_date_are_taken() -> None:
    page = f"---\ntitle: 'At Velm'\nauthors:\n  - Ena Dorn\n  - Ivo Tal\ndate: 2019-08-18\n---\n\n{STORY}\n"
    document = read(page)
    assert (document.title, document.authors, document.published) == ("At Velm", ("Ena Dorn", "Ivo Tal"), "2019-08-18")
    assert "title:" not in document.text


def test_a_sentence_between_two_rules_stays_text() -> None:
    page = f"---\nThis was written at night.\n---\n{STORY}"
    assert split_front_matter(page) == ({}, page)


def test_a_page_without_front_matter_is_unchanged() -> None:
    assert split_front_matter(STORY) == ({}, STORY)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_any_block_is_read_without_a_crash(inside: str) -> None:
    split_front_matter(f"---\n{inside}\n---\n{STORY}")
