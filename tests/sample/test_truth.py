"""The truth of the sample: every quoted passage stands in its page."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from rashomon import sample
from rashomon.model import LABELS, STANCES

TRUTH = sample.load_truth()
DOCUMENTS: dict[str, dict[str, Any]] = {one["id"]: one for one in TRUTH["document"]}
STATES = {"asserts", "denies", "reports", "mentions", "silent", "could_not_know"}


def page_words(document: str) -> str:
    """The words of a document's page: in HTML and feeds, what stands between the tags."""
    path = sample.folder() / DOCUMENTS[document]["file"]
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".html", ".xml"):
        text = text.replace("<![CDATA[", "").replace("]]>", "")
        text = re.sub(r"[ \t]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))
    return text


def passages() -> list[tuple[str, str, int | None]]:
    """Every exact passage of the truth: document, words, occurrence where the truth names one."""
    whole = TRUTH["name"] + TRUTH["figure"] + TRUTH["forecast"]
    found = [(row["document"], row["words"], row.get("occurrence")) for row in whole]
    for row in TRUTH["attribution"]:
        found += [(row["document"], piece, row.get("occurrence")) for piece in row["content"]]
    found += [(row["document"], row["passage"], None) for row in TRUTH["telling"] if "passage" in row]
    for row in TRUTH["difference"]:
        found += [(row[side], row[f"{side}_words"], None) for side in ("left", "right")]
    found += [(row["settled_by"], row["settled_words"], None) for row in TRUTH["forecast"] if "settled_by" in row]
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_passage_stands_once_or_says_which(document: str) -> None:
    text = page_words(document)
    for owner, words, occurrence in passages():
        if owner == document:
            count = text.count(words)
            assert count == 1 if occurrence is None else occurrence <= count, (words, count)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_page_says_of_itself_stands_in_it(document: str) -> None:
    row, text = DOCUMENTS[document], page_words(document)
    for words in [row["title"], row["first"], row["last"], *row["residue"], *row["authors"]]:
        assert words in text, words


def test_sources_and_cues_stand_in_their_document() -> None:
    for row in TRUTH["attribution"]:
        text = page_words(row["document"])
        assert row["source"] in text, row
        assert row["cue"] in text, row
        assert row["label"] in LABELS["attribution"]
        assert row["stance"] in STANCES


def test_nested_attributions_name_their_parent() -> None:
    known = {row["id"]: row for row in TRUTH["attribution"]}
    for row in TRUTH["attribution"]:
        if "inside" in row:
            parent = known[row["inside"]]
            assert row["content"][0] in parent["content"][0]
            assert row["document"] == parent["document"]


def test_tellings_name_their_predicate_and_state() -> None:
    for row in TRUTH["telling"]:
        assert row["state"] in STATES
        assert row["happening"] in TRUTH["happening"]
        if row["state"] in {"silent", "could_not_know"}:
            assert "passage" not in row
        else:
            assert row["passage"].count(row["words"]) == 1


def test_every_file_of_the_sample_has_its_documents() -> None:
    assert {one["file"] for one in TRUTH["document"]} == {page.name for page in sample.folder().iterdir()}


def test_the_sample_is_as_varied_as_it_says() -> None:
    assert len(DOCUMENTS) >= 10
    assert len({one["source"] for one in TRUTH["document"]}) >= 7
    assert {row["outcome"] for row in TRUTH["forecast"]} == {"came", "did_not_come", "partly", "open"}
    silent = {row["document"] for row in TRUTH["telling"] if row["state"] == "silent"}
    assert {"karsa-standard", "karsa-voice"} <= silent


def test_each_side_is_denied_silent_and_wrong_as_the_other_is() -> None:
    """Neither side is written as the villain: each denies, keeps silent and foretells wrongly at least once."""
    missed = {row["forecaster"] for row in TRUTH["forecast"] if row["outcome"] == "did_not_come"}
    assert {"Helena Brask", "Sami Orlek"} <= missed
    deniers = {row["source"] for row in TRUTH["attribution"] if row["stance"] == "denies"}
    assert {"Lida Marou", "The army"} <= deniers
