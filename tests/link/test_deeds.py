"""Claims as they are compared: their words stemmed once, the families of their predicates."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import annotate
from rashomon.link.accounts import account_of
from rashomon.link.deeds import Stems
from rashomon.link.keys import content_stems
from rashomon.model import Document, Problem

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


def families_of(text: str, word: str) -> tuple[str, ...]:
    """The families of the deed on this word, as the annotators read the text."""
    document = Document.from_row({"id": "one", "text": text})
    (rows,) = annotate([document])
    assert not isinstance(rows, Problem)
    return next(one.families for one in account_of(document, rows, frozenset()).deeds if word in one.words)


def test_a_victory_or_defeat_in_a_place_is_of_one_family_with_its_fall() -> None:
    assert "seize~" in families_of("The army's victory in Idlib pleased the traders.", "victory")
    assert "seize~" in families_of("The defeat of the guards in Idlib pleased the traders.", "defeat")
    assert "seize~" in families_of("The fall of Idlib pleased the traders.", "fall")
    assert "seize~" not in families_of("The victory of the army pleased the traders.", "victory")
