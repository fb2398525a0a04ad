"""A codebook asks, suggests what is known, keeps answers apart from suggestions, and counts agreement."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.karsa import Telling, velm

from rashomon.compare import Comparison, compare
from rashomon.compare.codebook import agreement, latest, read_codebook, sheet, suggest
from rashomon.model import Coding, RashomonError

BOOK = """
title = "Velm"
[[variable]]
name = "called"
question = "What are the armed groups called?"
values = ["rebels", "fighters", "other"]
prefill = { know = "naming", of = "armed groups" }
[[variable]]
name = "killed"
question = "How many were killed?"
prefill = { know = "figure", of = "killed" }
[[variable]]
name = "tone"
question = "What tone?"
values = ["warm", "cold"]
"""


def story() -> Comparison:
    telling = Telling("one", "The Velm rebels left. Rebels stayed. The council said 11 people were killed.")
    telling.mention("Velm rebels", "armed_group", "velm rebels")
    telling.mention("Rebels", "armed_group", "rebels")
    telling.mention("11 people", "figure", "11..11 people")
    return compare([telling.account])


def coding(variable: str, value: str, by: str = "Ena", at: str = "2024-05-06T07:08:09+00:00") -> Coding:
    return Coding("one", variable, value, by, at, ((0, 3),))


def test_the_example_that_ships_is_a_codebook() -> None:
    text = (files("rashomon.vocab") / "codebook_example.toml").read_text(encoding="utf-8")
    assert len(read_codebook(text).variables) == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = 'x'", "one [[variable]]"),
        ("variable = [1]", "is no table"),
        ("[[variable]]\nname = 'Bad Name'\nquestion = 'x'", "small letters"),
        ("[[variable]]\nname = 'source'\nquestion = 'x'", "no column already"),
        ("[[variable]]\nname = 'a'", "needs a question"),
        ("[[variable]]\nname = 'a'\nquestion = 'x'\nvalues = 'y'", "list of words"),
        ("[[variable]]\nname = 'a'\nquestion = 'x'\nprefill = { know = 'truth', of = 'x' }", "know is one of"),
        ("[[variable]]\nname = 'a'\nquestion = 'x'\n" * 2, "two variables"),
        ("= broken", "no TOML"),
    ],
)
def test_what_is_wrong_with_a_codebook_is_told(text: str, says: str) -> None:
    with pytest.raises(RashomonError, match=says.replace("[", r"\[")):
        read_codebook(text)


def test_the_word_used_most_in_its_own_voice_is_suggested_with_its_passages() -> None:
    made = suggest(read_codebook(BOOK).variable("called"), story(), "one")
    assert made is not None
    assert made.value == "rebels"
    assert [one.words for one in made.passages] == ["Velm rebels", "Rebels"]


def test_a_figure_of_the_killed_is_suggested_as_a_number() -> None:
    made = suggest(read_codebook(BOOK).variable("killed"), story(), "one")
    assert made is not None
    assert (made.value, made.passages[0].words) == ("11", "11 people")


def test_an_event_that_an_account_leaves_out_is_suggested_as_silent() -> None:
    made = velm()
    comparison = compare(made.accounts, made.clusters, made.copies)
    event = comparison.shared[0]
    text = f"[[variable]]\nname = 'told'\nquestion = 'x'\nprefill = {{ know = 'event', of = '{event.id}' }}"
    variable = read_codebook(text).variables[0]
    told = {one.document.id: suggest(variable, comparison, one.document.id) for one in comparison.columns}
    states = {one.document: one.state for one in comparison.silences if one.event == event.id}
    assert {key: one.value for key, one in told.items() if one} == states


def test_nothing_is_suggested_without_a_rule() -> None:
    assert suggest(read_codebook(BOOK).variable("tone"), story(), "one") is None


def test_the_latest_answer_of_a_person_counts_and_an_empty_one_takes_it_back() -> None:
    later = "2024-05-07T07:08:09+00:00"
    held = latest([coding("tone", "cold", at=later), coding("tone", "warm"), coding("tone", "warm", "Orlek")])
    assert {key[2]: one.value for key, one in held.items()} == {"Ena": "cold", "Orlek": "warm"}
    assert latest([coding("tone", "warm"), coding("tone", "", at=later)]) == {}


def test_the_sheet_has_a_row_an_account_and_coder_with_the_words_it_rests_on() -> None:
    rows = sheet(
        read_codebook(BOOK), story(), [coding("tone", "warm"), coding("tone", "cold", "Orlek")], suggestions=True
    )
    assert [(one["coder"], one["tone"], one["tone_evidence"]) for one in rows] == [
        ("Ena", "warm", "The"), ("Orlek", "cold", "The"), ("rashomon", "", ""),
    ]  # fmt: skip
    assert rows[2]["killed"] == "11"


def test_agreement_is_krippendorffs_alpha_by_variable() -> None:
    rows = agreement(read_codebook(BOOK), [coding("tone", "warm"), coding("tone", "cold", "Orlek")])
    assert rows[2] == {"variable": "tone", "both": 1, "same": 0, "alpha": 0.0}


@given(st.text())
@settings(deadline=None, max_examples=60)
def test_any_text_is_a_codebook_or_told_what_is_wrong(text: str) -> None:
    with suppress(RashomonError):
        read_codebook(text)
