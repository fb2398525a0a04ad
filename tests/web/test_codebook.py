"""Coding by plain forms: questions, suggestions, evidence that stands in the text, the sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import NEEDS, rules_broken, served
from tests.web.conftest import save
from tests.web.test_review import Reader

from rashomon.store import Library
from rashomon.store.codings import CODEBOOK, codings
from rashomon.web.guard import Policy

BOOK = """
title = "Velm <b>"
[[variable]]
name = "tone"
question = "What tone <script>?"
values = ["warm", "cold"]
[[variable]]
name = "groups"
question = "Words for the groups?"
prefill = { know = "naming", of = "armed groups" }
"""


def library_of(folder: Path) -> Path:
    path = save(folder / "velm.db")
    with Library.open(path) as library, library.transaction():
        library.set_setting(CODEBOOK, BOOK)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return library_of(tmp_path)


def test_an_answer_is_kept_with_name_time_and_evidence_and_comes_back_in_the_form(path: Path) -> None:
    reader = Reader(path)
    fields = {"story": "all", "document": "state", "value-tone": "cold", "quote-tone": "the"}
    assert reader.post("/codings", fields).status_code == 200
    with Library.open(path) as library:
        (one,) = codings(library)
        text = library.document("state")
        assert text is not None
        ((start, end),) = one.evidence
        assert (one.value, one.by, text.text[start:end]) == ("cold", "Ena", "the")
    assert 'value="cold" checked' in reader.get("/stories/all/codebook/state?coded=1")
    assert "1 answer kept." in reader.get("/stories/all/codebook/state?coded=1")
    assert ",Ena," in reader.get("/stories/all/codebook.csv")


def test_the_same_form_again_appends_nothing(path: Path) -> None:
    reader = Reader(path)
    for _ in range(2):
        reader.post("/codings", {"story": "all", "document": "state", "value-tone": "cold"})
    with Library.open(path) as library:
        assert len(codings(library)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"value-tone": "hot"}, {"value-tone": "warm", "quote-tone": "words that stand nowhere"},
        {"value-tone": "warm", "evidence-tone": "5-2"}, {"value-tone": "warm", "evidence-tone": "0-99999999"},
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_and_not_kept(path: Path, fields: dict[str, str]) -> None:
    answer = Reader(path).post("/codings", {"story": "all", "document": "state", **fields})
    assert answer.status_code == 400
    with Library.open(path) as library:
        assert codings(library) == []


def test_one_coder_does_not_see_what_another_answered(path: Path) -> None:
    Reader(path, name="Orlek").post("/codings", {"story": "all", "document": "state", "value-tone": "cold"})
    assert 'value="cold" checked' not in Reader(path).get("/stories/all/codebook/state")


def test_without_a_codebook_the_page_says_how_to_get_one(tmp_path: Path) -> None:
    reader = Reader(save(tmp_path / "velm.db"))
    assert "rashomon codebook init" in reader.get("/stories/all/codebook")
    assert reader.client.get("/stories/all/codebook/state").status_code == 404


def test_read_only_shows_and_takes_nothing(path: Path) -> None:
    reader = Reader(path, Policy(read_only=True), name="")
    assert "can only be read" in reader.get("/stories/all/codebook/state")
    assert reader.client.post("/codings", data={}).status_code == 405


def test_markup_in_a_codebook_comes_out_inert(path: Path) -> None:
    page = Reader(path).get("/stories/all/codebook")
    assert "<script>?" not in page
    assert "<b>:" not in page


class TestInBrowser:
    pytestmark = NEEDS

    def test_the_pages_break_no_rule_of_axe_and_fit_a_phone(self, browser: Any, tmp_path: Path) -> None:
        path = library_of(tmp_path)
        Reader(path).post("/codings", {"story": "all", "document": "state", "value-tone": "cold"})
        wrong = []
        with served(path) as address:
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 844}
                )
                page = context.new_page()
                for url in ("/stories/all/codebook", "/stories/all/codebook/state"):
                    page.goto(address + url)
                    wrong += [(scheme, url, *one) for one in rules_broken(page)]
                    assert page.evaluate("document.documentElement.scrollWidth") <= 390
                context.close()
        assert not wrong, wrong
