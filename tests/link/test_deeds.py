"""The words of a document are stemmed once; a passage of it has the stems that it would have alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.link.deeds import Stems
from rashomon.link.keys import content_stems

texts = st.text(alphabet=st.sampled_from("ab1é’' .-_\n😀"), max_size=30)
places = st.integers(min_value=0, max_value=31)


@settings(max_examples=400, deadline=None)
@given(texts, places, places)
def test_a_passage_has_the_stems_of_its_words_wherever_it_is_cut(text: str, one: int, other: int) -> None:
    start, end = sorted((one, other))
    assert sorted(Stems.of(text).between(start, end)) == sorted(content_stems(text[start:end]))


def test_a_word_cut_at_both_edges_is_what_is_left_of_it() -> None:
    assert Stems.of("bridges burning").between(2, 5) == ["idg"]
    assert Stems.of("").between(0, 10) == []
