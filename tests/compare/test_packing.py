"""Rows of a comparison that travel between processes come out as they went in."""

from __future__ import annotations

import pickle

from rashomon.compare import Passage, Version
from rashomon.compare.version import Part


def test_a_row_comes_out_as_it_went_in_and_leaves_behind_what_it_remembers() -> None:
    words = Passage("a", 3, 9, "Karsa ")
    told = Version("c", "CONTROL", words, words, "asserted", (), (Part("what", words, None, None),))
    assert told.of("what") == told.parts
    again: Version = pickle.loads(pickle.dumps(told))  # noqa: S301  our own
    assert again == told
    assert vars(again).keys() == {
        "claim", "label", "passage", "sentence", "status", "chain", "parts", "around",
    }  # fmt: skip
    assert again.passage is again.sentence, "what was one row is one row"


def test_a_titles_words_stay_a_titles_words() -> None:
    made: Passage = pickle.loads(pickle.dumps(Passage("a", 0, 5, "Velm ", "title")))  # noqa: S301  our own
    assert made.part == "title"
