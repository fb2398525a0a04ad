"""Any marks over any text: nothing of the text is lost, every mark covers its words."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.web.marked import Mark, marked

texts = st.text(alphabet=st.sampled_from('ab \n\r\u2028"<&\u202e😀\x00'), max_size=60)


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("xyz")), max_size=8))
@settings(max_examples=150, deadline=None)
def test_the_pieces_of_a_paragraph_are_its_words(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(low, high, sort) for low, high, sort in spans if low < high]
    for paragraph in marked(text, marks, [(low, f"p{low}") for low, _, _ in spans]):
        assert "".join(one.words for one in paragraph.pieces) == text[paragraph.start : paragraph.end]
        place = paragraph.start
        for piece in paragraph.pieces:
            for offset in range(place, place + len(piece.words)):
                assert set(piece.sorts) == {one.sort for one in marks if one.start <= offset < one.end}
            place += len(piece.words)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_only_white_space_stands_between_paragraphs(text: str) -> None:
    found = marked(text, [])
    inside = "".join(text[one.start : one.end] for one in found)
    assert [one for one in text if not one.isspace()] == [one for one in inside if not one.isspace()]


def test_a_megabyte_line_with_many_marks_takes_no_time() -> None:
    text = "word " * 100_000
    marks = [Mark(start, start + 12, "x") for start in range(0, len(text) - 20, 10)]
    started = time.process_time()
    marked(text, marks)
    assert time.process_time() - started < 10
