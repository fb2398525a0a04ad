"""Expressions of time: what is found, what is not, and the EDTF value each is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import annotate
from rashomon.model import Document, Problem

Read = Callable[..., Any]


def times_of(reading: Any) -> list[tuple[str | None, str | None]]:
    return [(reading.words(row), row.value) for row in reading.of("mention", "time")]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bridge at Karsa was rebuilt in July.", "July", "2016-07"),
        ("Karsa fell on 30th July 2016.", "30th July 2016", "2016-07-30"),
        ("Karsa fell on July 30, 2016.", "July 30, 2016", "2016-07-30"),
        ("Wed 05 Apr 2017 Velm reports a truce.", "Wed 05 Apr 2017", "2017-04-05"),
        ("A truce was signed on 2016-03-02.", "2016-03-02", "2016-03-02"),
        ("The council met on Thursday.", "Thursday", "2016-12-08"),
        ("The council will meet on Thursday.", "Thursday", "2016-12-15"),
        ("The council met last Tuesday.", "last Tuesday", "2016-12-13"),
        ("The mayor spoke yesterday.", "yesterday", "2016-12-13"),
        ("The siege ended at the end of 2016.", "end of 2016", "2016"),
        ("The mill closed three days ago.", "three days ago", "2016-12-11"),
        ("The mill closed two years ago.", "two years ago", "2014"),
        ("Trade grew in the third quarter of 2009.", "third quarter of 2009", "2009-35"),
        ("The mill opened in spring 2012.", "spring 2012", "2012-21"),
        ("The mill opened in the 1980s.", "1980s", "198X"),
        ("The mill opened in the 19th century.", "19th century", "18XX"),
        ("Snow fell earlier this week.", "earlier this week", "2016-12-12/2016-12-18"),
        ("Talks opened last month.", "last month", "2016-11"),
        ("Talks open next year.", "next year", "2017"),
        ("The council met in February.", "February", "2016-02"),
        ("This year's harvest was lost.", "This year", "2016"),
        ("Prices rose in the latest week.", "latest week", "2016-12-05/2016-12-11"),
        ("Sales fell in the fiscal 1989 third quarter.", "fiscal 1989 third quarter", "1989-35"),
        ("Sales rose in the first nine months of 1989.", "first nine months of 1989", "1989-01/1989-09"),
        ("It lost money in the year-earlier period.", "year-earlier", "2015"),
        ("The choir sings tomorrow night.", "tomorrow night", "2016-12-15"),
        ("The mill opens at 10 o'clock.", "10 o'clock", "2016-12-14T10:00:00"),
        ("A blast was heard at 0914.", "0914", "2016-12-14T09:14:00"),
        ("The guns fell silent at 18:00 UTC on Monday.", "18:00 UTC on Monday", "2016-12-12T18:00:00Z"),
    ],
)
def test_a_date_is_counted_from_the_day_of_writing(annotated: Read, text: str, words: str, value: str) -> None:
    assert times_of(annotated(text, published="2016-12-14")) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It was a five-year drought.", "five-year", "P5Y"),
        ("The road was shut for more than four years.", "more than four years", "P4Y"),
        ("A 24-hour pause began.", "24-hour", "PT24H"),
        ("They waited two and a half years.", "two and a half years", "P2.5Y"),
        ("An hour after the vote the mayor left.", "An hour", "PT1H"),
        ("They met every day.", "every day", "P1D"),
        ("The past decade was dry.", "past decade", "P10Y"),
        ("They waited several months.", "several months", None),
        ("It has grown recently.", "recently", None),
        ("It will take years.", "years", None),
    ],
)
def test_a_length_of_time_is_a_period_and_a_vague_one_has_no_value(
    annotated: Read, text: str, words: str, value: str | None
) -> None:
    assert times_of(annotated(text, published="2016-12-14")) == [(words, value)]


def test_since_leaves_the_time_open(annotated: Read) -> None:
    reading = annotated("Northern forces have held Velm since February.", published="2016-12-14")
    assert times_of(reading) == [("February", "2016-02/..")]


def test_two_days_later_counts_from_the_last_day_told(annotated: Read) -> None:
    reading = annotated(
        "The army entered Velm on 3 May 2015. Two days later it left. The following month it came back.",
        published="2016-12-14",
    )
    assert times_of(reading) == [
        ("3 May 2015", "2015-05-03"), ("Two days later", "2015-05-05"), ("following month", "2015-06"),
    ]  # fmt: skip


def test_later_without_a_day_told_has_no_value(annotated: Read) -> None:
    assert times_of(annotated("Two days later it left.", published="2016-12-14")) == [("Two days later", None)]


def test_nothing_is_made_up_where_the_day_of_writing_is_unknown(annotated: Read) -> None:
    reading = annotated("The council met on Thursday. Talks opened last month. It began in July.")
    assert [value for _, value in times_of(reading)] == [None, None, None]


def test_a_text_that_begins_with_its_date_is_counted_from_it(annotated: Read) -> None:
    reading = annotated("14 December 2016. The council met on Monday.")
    assert times_of(reading)[1] == ("Monday", "2016-12-12")


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said the mill would close.",
        "You may leave and they march to Karsa.",
        "A second convoy left Karsa.",
        "Some 2000 people left Karsa.",
        "The Sunday Times wrote of Karsa.",
        "Resolution 2254 was read out.",
        "The March 14 Alliance gave up its seats.",
    ],
)
def test_names_verbs_and_counts_are_no_times(annotated: Read, text: str) -> None:
    assert times_of(annotated(text, published="2016-12-14")) == []


def test_a_lost_comma_does_not_join_a_month_to_a_count(annotated: Read) -> None:
    reading = annotated("In May 12 people were killed in Velm.", published="2016-12-14")
    assert times_of(reading) == [("May", "2016-05")]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["May", "30", "the", "of", "last", "2016", "99", "days", "week", "ago", "century", "0th", "29 February",
             "next", "'82", "9/11", "13:70", "Thursday", "9999 years later", "quarter", "1.5", "two", "and",
             "-", "since", "a", "half", ",", "\n\n", "early", "31 June", "00:00", "2,000", "0",
             "the end of", "\u200f", "٢٠١٦", "😀"]
        ),
        max_size=25,
    ),
    st.sampled_from(["2016-02-29", "0001-01-01", "9999-12-31", "soon", None]),
)  # fmt: skip
def test_no_words_break_the_reading_of_times(words: list[str], published: str | None) -> None:
    (rows,) = annotate([Document("doc", " ".join(words), published=published)])
    assert not isinstance(rows, Problem)


def test_the_day_after_tomorrow_is_two_days_on(annotated: Callable) -> None:
    reading = annotated(
        "Talks begin the day after tomorrow; they failed the day before yesterday.", published="2016-04-15"
    )
    assert [row.value for row in reading.of("mention", "time")] == ["2016-04-17", "2016-04-13"]


@pytest.mark.parametrize("digits", ["²³²³", "①②③④", "১৯৯০", "٢٠١٦"])
def test_digits_of_every_kind_are_read_or_left_alone(digits: str) -> None:
    """Python calls raised and circled digits digits, but makes no number of them."""
    text = f"The mill closed at {digits} and {digits} men left in {digits}, in July {digits}. '{digits} was worse."
    (rows,) = annotate([Document("d1", text)])
    assert not isinstance(rows, Problem)
