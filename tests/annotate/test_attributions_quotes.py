"""Quotation marks in every style, broken ones, and scare quotes; nothing crashes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.attributions.quotes import find_quotes

Read = Callable[..., Any]


def marked(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotes(text) if one.depth == 0]


@pytest.mark.parametrize(
    "quotation",
    [
        '"We left."', "“We left.”", "”We left.”", "„We left.“", "«We left.»", "‘We left.’", "'We left.'",
        "''We left.''", "``We left.''", "”We left.\"",
    ],
)  # fmt: skip
def test_every_style_of_marks_is_read(quotation: str) -> None:
    assert marked(f"Keller said: {quotation}") == [quotation]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert marked("The rebels' leader doesn't know whether it's the army's.") == []


def test_quotations_inside_quotations_have_a_depth() -> None:
    depths = [one.depth for one in find_quotes("“He said ‘go’ and I went,” she said.")]
    assert depths == [0, 1]


def test_an_unclosed_mark_costs_its_own_passage_at_most() -> None:
    text = "Keller said “the road is open. Nobody came.\n\n“We left,” said a driver."
    assert "“We left,”" in marked(text)


def test_a_quotation_over_paragraphs_is_read_in_paragraphs() -> None:
    text = "“We left Karsa in the night.\n\n“Nobody had told us,” Keller said."
    assert marked(text) == ["“We left Karsa in the night.", "“Nobody had told us,”"]


def test_a_scare_quote_has_no_speaker(annotated: Read) -> None:
    reading = annotated("The so-called “moderates” held the Northern Front for a week.")
    (row,) = reading.of("attribution", "scare")
    assert (reading.words(row), row.who) == ("“moderates”", None)


@pytest.mark.parametrize(
    "text",
    [
        "She directed the film “Karsa Rising” two years ago.",
        "The word “truce” appears twice in the paper.",
        "“We will not leave Karsa,” the mayor said.",
        "Anna “Red” Keller crossed the river.",
    ],
)
def test_titles_words_speech_and_nicknames_are_no_scare_quotes(annotated: Read, text: str) -> None:
    assert annotated(text).of("attribution", "scare") == []


#: What breaks readers of quotation marks: every mark, brackets, spaces of all sorts, surrogates, marks of direction.
_PIECES = st.sampled_from(
    [*"\"'“”„‟«»‹›‘’‚`´()[]{}<>—–-:,.!?;…\n\t ", "''", "``", "\n\n", "\u202e", "\ud800", "\u00a0", "👩‍🚀",
     " said ", " Keller ", " that ", "the road", "is open", "reportedly", "according to", "PENCE: ", "• "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    ends: list[int] = []
    for one in find_quotes(text):
        assert 0 <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)
        while ends and ends[-1] <= one.start:
            ends.pop()
        assert len(ends) == one.depth
        ends.append(one.end)


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_the_annotator(annotated: Read, text: str) -> None:
    for row in annotated(text).of("attribution"):
        assert 0 <= row.start < row.end <= len(text)


def test_a_long_line_of_marks_takes_no_longer_than_its_length() -> None:
    assert len(find_quotes('"a" ' * 50_000)) == 50_000
    find_quotes('"' * 100_000 + "‘" * 100_000)
