"""Where a content ends and begins: reasons, second verbs, colons, quotations that reach further than the parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def contents(reading: Any) -> list[str]:
    """The words of each attribution that stands in no other."""
    return [reading.words(row) for row in reading.of("attribution") if row.about is None]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Keller said she would not leave the town because the road had been shut for a week.",
            "she would not leave the town because the road had been shut for a week",
        ),
        (
            "The council demands two things: an open road and a new bridge.",
            "two things: an open road and a new bridge",
        ),
        (
            "Keller believes the army will stay until spring; the road is its only way out.",
            "the army will stay until spring; the road is its only way out",
        ),
        (
            "Brandt said he was alarmed by the shelling and wanted to see the bridge for himself.",
            "he was alarmed by the shelling and wanted to see the bridge for himself",
        ),
        (
            "Keller said the days when both banks of the river had a school of their own are gone.",
            "the days when both banks of the river had a school of their own are gone",
        ),
    ],
)
def test_a_content_goes_on_to_where_the_writer_speaks_again(annotated: Read, text: str, content: str) -> None:
    assert content in contents(annotated(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Keller said the road was shut and denied that she had left.", "the road was shut"),
        ("Keller said the road was shut, while Brandt said it was open.", "the road was shut"),
    ],
)
def test_a_second_report_ends_a_content(annotated: Read, text: str, content: str) -> None:
    assert content in contents(annotated(text))


def test_a_quotation_of_several_sentences_stays_whole_behind_the_words_that_lead_into_it(annotated: Read) -> None:
    text = 'Keller said the ministry "has no plan for the dam. It had none last year. It will have none in spring."'
    assert contents(annotated(text)) == [
        'the ministry "has no plan for the dam. It had none last year. It will have none in spring."'
    ]


def test_a_quotation_that_ends_a_sentence_before_its_cue_takes_the_sentence_with_it(annotated: Read) -> None:
    text = 'The bridge at Velm would stand "no matter what," one engineer commented.'
    assert contents(annotated(text))[0].startswith("The bridge at Velm would stand")


@pytest.mark.parametrize(
    ("text", "value", "content"),
    [
        ("Keller pointed out that the road was shut.", "says", "that the road was shut"),
        ("Brandt laid out the terms of the truce.", "says", "the terms of the truce"),
        ("Keller ruled out a second vote.", "denies", "a second vote"),
        ("Keller lashed out at the council of Velm.", "accuses", "the council of Velm"),
        ("Residents worried about the dam stayed away.", "doubts", "the dam"),
        ("Keller defended her record on housing.", "believes", "her record on housing"),
    ],
)
def test_verbs_with_particles_and_adjectives_behind_a_noun_are_cues(
    annotated: Read, text: str, value: str, content: str
) -> None:
    reading = annotated(text)
    assert (value, content) in [(row.value, reading.words(row)) for row in reading.of("attribution")]


@pytest.mark.parametrize(
    "text",
    [
        "The king dismissed five officers.",
        "The soldiers defended the city.",
        "Brandt was charged with rebuilding the bridge.",
    ],
)
def test_what_is_done_to_people_and_things_is_not_said_of_them(annotated: Read, text: str) -> None:
    assert contents(annotated(text)) == []


def who_and_what(reading: Any) -> list[tuple[str | None, str]]:
    """Source and content of each attribution, in text order."""
    return [(reading.words(row.who), reading.words(row)) for row in reading.of("attribution")]


def test_a_poll_finds_what_it_shows_of_somebody(annotated: Read) -> None:
    text = "The poll shows Keller up by ten points in Velm."
    assert who_and_what(annotated(text)) == [("poll", "Keller up by ten points in Velm")]


def test_a_second_named_speaker_ends_the_first_report(annotated: Read) -> None:
    text = "The ministry confirms it is safe and Brandt denies both."
    assert who_and_what(annotated(text)) == [("ministry", "it is safe"), ("Brandt", "both")]


def test_who_denies_a_notion_has_it_and_nobody_else(annotated: Read) -> None:
    text = "Keller denied the notion that the road was shut."
    assert who_and_what(annotated(text)) == [("Keller", "the notion that the road was shut")]


def test_an_answer_in_a_talk_written_down_is_the_speakers_own_mind(annotated: Read) -> None:
    text = "Q: Will the dam hold?\n\nA: I think the dam will hold until spring."
    assert ("I", "the dam will hold until spring") in who_and_what(annotated(text))
    assert contents(annotated("I think the dam will hold until spring.")) == []


def test_what_the_writer_wrote_before_is_quoted_as_a_list_of_lines(annotated: Read) -> None:
    text = "In March I wrote:\n\n> The army will not hold Velm.\n> It has no fuel.\n\nI was right."
    assert who_and_what(annotated(text)) == [("I", "The army will not hold Velm."), ("I", "It has no fuel.")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rebels leave Karsa - Velm Times - Anton Keller, the mayor, said the road was open.", "Anton Keller"),
        ("The army was accused by residents of burning the mill.", "residents"),
        ("The mayor was said by aides to be in Velm.", "aides"),
        ("Even friends of Keller said the road was open.", "friends of Keller"),
        ("Keller, speaking in Velm, said the road was open.", "Keller"),
        ("She and her aides said the road was open.", "She and her aides"),
    ],
)
def test_a_source_is_named_by_the_words_that_say_who_it_is(annotated: Read, text: str, who: str) -> None:
    assert {source for source, _ in who_and_what(annotated(text))} == {who}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Keller told the channel that polls could be “way off,” and have been wrong in past votes.",
            "that polls could be “way off,” and have been wrong in past votes",
        ),
        (
            "Brandt said her country watched with “some interest,” and there was a strong current of opinion in it.",
            "her country watched with “some interest,” and there was a strong current of opinion in it",
        ),
        ("Keller said she was “ready” but suggested that she would wait.", "she was “ready”"),
        (
            "She helped persuade Anton Vogel to create a new part of “Karsa Nights,” the old series that ended.",
            "Anton Vogel to create a new part of “Karsa Nights,”",
        ),
    ],
)
def test_a_paraphrase_goes_on_behind_the_few_words_it_quotes(annotated: Read, text: str, content: str) -> None:
    reading = annotated(text)
    assert content in [reading.words(row) for row in reading.of("attribution")]
