"""Words and names brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon import vocab
from rashomon.link import keys


@pytest.mark.parametrize(
    ("one", "other"),
    [("struck", "striking"), ("withdrew", "withdrawal"), ("shelled", "shelling"), ("fled", "fleeing")],
)
def test_forms_of_one_verb_have_one_stem(one: str, other: str) -> None:
    assert keys.stem(one) == keys.stem(other)


def test_particles_are_no_part_of_a_predicate() -> None:
    assert keys.predicate_stems("marched into the") == keys.predicate_stems("marching")


def test_saying_and_being_say_too_little() -> None:
    assert keys.is_empty_predicate("said")
    assert keys.is_empty_predicate("is")
    assert not keys.is_empty_predicate("shelled")


def test_two_words_together_may_stand_in_a_family() -> None:
    assert "kill" in keys.families("gunned down")
    assert keys.families("took off")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Col. Ansel Tavi", "Ansel Tavi"), ("the Meridian Press Ltd", "Meridian Press"), ("Élan", "Elan")],
)
def test_titles_accents_and_legal_forms_do_not_make_another_name(one: str, other: str) -> None:
    assert keys.name_words(one) == keys.name_words(other)


def test_spellings_of_one_sound_share_a_skeleton_and_other_names_do_not() -> None:
    assert keys.skeleton("qaddar") == keys.skeleton("gaddar")
    assert keys.skeleton("tavi") != keys.skeleton("corrick")


def test_every_family_word_is_in_one_line_and_no_family_is_empty() -> None:
    lists = vocab.load("link_predicates")
    for table in ("family", "kin"):
        for name, words in lists[table].items():
            assert len(words.split()) > 1, name
            assert len(set(words.split())) == len(words.split()), name


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_keys(text: str) -> None:
    keys.content_stems(text)
    keys.families(text)
    keys.name_words(text)
    keys.is_light_predicate(text)
