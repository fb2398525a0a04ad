"""Figures: the interval that the words of a number mean, and what it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import annotate
from rashomon.annotate.figures import sort_of_person
from rashomon.model import Document, Problem

Read = Callable[..., Any]


def figures_of(reading: Any) -> list[tuple[str | None, str | None]]:
    return [(reading.words(row), row.value) for row in reading.of("mention", "figure")]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("More than 1,000 fighters left Velm.", "More than 1,000 fighters", "1001.. fighters"),
        ("About 100,000 civilians left Velm.", "About 100,000 civilians", "90000..110000 civilians"),
        ("They hold 98% of Velm.", "98%", "98..98 %"),
        ("They have control over 98% of Velm.", "98%", "98..98 %"),
        ("Dozens of families left Velm.", "Dozens of families", "24..99 families"),
        ("Tens of thousands of residents left.", "Tens of thousands of residents", "20000..99999 residents"),
        ("At least twelve villagers were hurt.", "At least twelve villagers", "12.. villagers"),
        ("Up to 300 trucks crossed.", "Up to 300 trucks", "..300 trucks"),
        ("Less than seven pages were read.", "Less than seven pages", "..6 pages"),
        ("Between 20 and 30 men crossed.", "Between 20 and 30 men", "20..30 men"),
        ("They walked 5-7 kilometres.", "5-7 kilometres", "5..7 km"),
        ("They lent two to three million pounds.", "two to three million pounds", "2000000..3000000 pounds"),
        ("It cost $40 billion.", "$40 billion", "40000000000..40000000000 $"),
        ("4 resignations and counting", "4 resignations", "4.. resignations"),
        ("Several groups met.", "Several groups", "3.. groups"),
        ("A number of traders met.", "A number of traders", ".. traders"),
        ("Five senior relief officers met.", "Five senior relief officers", "5..5 senior relief officers"),
        ("The shelling killed 11.", "11", "11..11 people"),
        ("The death toll rose to 86.", "86", "86..86 people"),
        ("A woman was killed in Velm.", "A woman", "1..1 woman"),
    ],
)
def test_a_figure_is_an_interval_of_what_it_counts(annotated: Read, text: str, words: str, value: str) -> None:
    assert figures_of(annotated(text)) == [(words, value)]


def test_a_part_is_counted_by_the_sort_told_of_it(annotated: Read) -> None:
    reading = annotated("Shells killed 30 people, 12 of them children, and 14 of the dead were soldiers.")
    assert [value for _, value in figures_of(reading)] == ["30..30 people", "12..12 children", "14..14 soldiers"]


def test_a_bare_subject_counts_what_the_subject_before_it_names(annotated: Read) -> None:
    reading = annotated("Fighters from the hills are holed up in Velm, and more than 1,000 have laid down their arms.")
    assert figures_of(reading)[-1][1] == "1001.. Fighters"


@pytest.mark.parametrize(
    "text",
    [
        "They met on 30 July 2016 at 18:00.",
        "The war lasted five years.",
        "A 35-year-old man spoke.",
        "He read Resolution 2254 and Article 5.",
        "T-72 tanks crossed.",
        "He lives at 10 Downing Street.",
        "They spoke to one another.",
        "Call 555-1234-99.",
        "1. Bread\n2. Salt",
    ],
)
def test_dates_ages_names_and_numbering_are_no_figures(annotated: Read, text: str) -> None:
    assert figures_of(annotated(text, published="2016-12-14")) == []


def test_lost_commas_do_not_hide_a_figure(annotated: Read) -> None:
    reading = annotated("Shelling of Velm killed 12 people including 3 children Karsa radio said.")
    assert [value for _, value in figures_of(reading)] == ["12..12 people", "3..3 children"]


def test_the_sort_of_person_is_told_by_the_last_word_known() -> None:
    assert sort_of_person("Northern fighters") == "fighters"
    assert sort_of_person("school children") == "children"
    assert sort_of_person("army officers") == "soldiers"
    assert sort_of_person("trucks") is None


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["12", "more than", "dozens", "of", "them", "people", "-", "to", "%", "$", "40B", "1e9", "9" * 30,
             "half a million", "between", "and", "a", "killed", ".", "\n", "three", "hundred",
             "1,2,3", "(", "IS", ")",
             "their", "٣", "½", "😀"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_no_words_break_the_reading_of_figures(words: list[str]) -> None:
    (rows,) = annotate([Document("doc", " ".join(words))])
    assert not isinstance(rows, Problem)
