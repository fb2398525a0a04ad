"""HTML in layouts that differ as sites do: articles, titles, authors, dates, and nothing of what is around them."""

from __future__ import annotations

import pytest
from tests.ingest import layouts, layouts_more
from tests.ingest.layouts import Page, story

from rashomon.ingest import Options
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document

PAGES = layouts.pages() + layouts_more.pages()


def read(html: str) -> list[Document]:
    raw = raw_from_bytes(html.encode(), "page", Options(apart=False))
    return [one for one in read_raw(raw) if isinstance(one, Document)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_gives_its_articles_with_what_it_says_of_them(page: Page) -> None:
    found = read(page.html)
    assert [one.title for one in found] == [one.title for one in page.articles]
    for one, expected in zip(found, page.articles, strict=True):
        assert one.authors == expected.authors
        assert (one.published or "")[: len(expected.published or "")] == (expected.published or "")
        assert one.credit == expected.credit
        assert expected.opening in one.text
    for words in page.absent:
        assert all(words not in one.text for one in found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_sentence_of_an_article_is_lost(page: Page) -> None:
    texts = [one.text for one in read(page.html)]
    numbers = {int(one.opening.split(".")[0].split()[1]) for one in page.articles}
    for number in numbers:
        assert any(all(row in text for row in story(number)) for text in texts), number
