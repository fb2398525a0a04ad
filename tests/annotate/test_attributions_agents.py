"""Who can be a source, what can be backed in words, whom a list belongs to, and marks that keep their partner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Read = Callable[..., Any]


def told(reading: Any) -> list[tuple[str | None, str, str]]:
    """Source, value and content of each attribution but scare quotes, in text order."""
    rows = [row for row in reading.of("attribution") if row.label != "scare"]
    return [(reading.words(row.who), row.value, reading.words(row)) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "The warning was repeated on 4th May by no less a man than Anton Keller himself:\n\n“We will not leave Karsa.”",
        "The warning was repeated by none other than Anton Keller: “We will not leave Karsa.”",
        "No less a figure than Anton Keller said: “We will not leave Karsa.”",
    ],
)
def test_praise_of_a_speaker_is_not_the_speaker(annotated: Read, text: str) -> None:
    assert ("Anton Keller", "“We will not leave Karsa.”") in [(who, words) for who, _, words in told(annotated(text))]


@pytest.mark.parametrize(
    "lead",
    [
        "We have to understand and remember some facts related to the siege of Karsa:",
        "To understand the siege, we have to remember:",
        "Recall what matters:",
    ],
)
def test_a_list_that_the_writer_introduces_is_his_own(annotated: Read, lead: str) -> None:
    assert told(annotated(f"{lead}\n\n- The town of Velm is the gate of Karsa.\n- The road was shut in June.")) == []


def test_a_list_that_an_agency_introduces_is_the_agencys(annotated: Read) -> None:
    text = "The agency reports:\n\n- The road to Karsa is shut.\n- The bridge at Velm is down."
    assert [(who, words) for who, _, words in told(annotated(text))] == [
        ("agency", "The road to Karsa is shut."),
        ("agency", "The bridge at Velm is down."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The advances, backed by Velm, went on for a week.",
        "Velm supports Karsa.",
        "The rebels rejected all aid from the alliance.",
        "The reserves were called up and defended the city.",
        "Sanctions and propaganda have backed the invasion.",
        "The countries supporting the Northern Front sent trucks.",
    ],
)
def test_backing_in_deeds_is_no_attribution(annotated: Read, text: str) -> None:
    assert told(annotated(text)) == []


@pytest.mark.parametrize(
    ("text", "who", "value", "content"),
    [
        ("Anna Keller supported the plan.", "Anna Keller", "believes", "the plan"),
        ("The government rejected the proposal for a truce.", "government", "denies", "the proposal for a truce"),
        ("Anna Keller backed some of the proposals.", "Anna Keller", "believes", "some of the proposals"),
        ("The rebels opposed the ceasefire.", "rebels", "believes", "the ceasefire"),
    ],
)
def test_backing_of_what_can_be_said_is_kept(annotated: Read, text: str, who: str, value: str, content: str) -> None:
    assert (who, value, content) in told(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "History will not forget that the town was destroyed.",
        "The airstrikes indicated that the truce was over.",
        "The possibility of victory suggested that the siege would end.",
        "The destruction of Karsa shows that nobody is safe.",
        "The drought threatens to wipe out the harvest of Karsa.",
    ],
)
def test_what_cannot_speak_is_no_source(annotated: Read, text: str) -> None:
    assert told(annotated(text)) == []


@pytest.mark.parametrize(
    "source", ["poll", "report", "investigation", "resolution", "delegation", "television", "faction", "baker"]
)
def test_documents_bodies_and_people_are_sources(annotated: Read, source: str) -> None:
    assert [who for who, _, _ in told(annotated(f"The {source} said that the road was open."))] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "One might have thought that the army would leave.",
        "No one can claim that the army has left.",
        "Nobody believes that the army has left.",
    ],
)
def test_subjects_that_are_nobody_say_nothing(annotated: Read, text: str) -> None:
    assert told(annotated(text)) == []


def test_one_of_several_people_is_somebody(annotated: Read) -> None:
    found = told(annotated("One of the officials said that the army would leave."))
    assert [content for _, _, content in found] == ["that the army would leave"]


def test_what_a_class_of_people_wants_is_no_attribution(annotated: Read) -> None:
    assert told(annotated("It is a lesson for all nations who want to live in peace.")) == []


def test_what_a_party_in_a_relative_clause_wants_is_kept(annotated: Read) -> None:
    found = told(annotated("The road was shut by the rebels who want to keep Velm."))
    assert [content for _, _, content in found] == ["to keep Velm"]


def test_a_content_takes_in_the_quotation_at_which_the_parser_ended_it(annotated: Read) -> None:
    for _, _, content in told(annotated("The alliance is planning to do “whatever it takes” to keep Karsa.")):
        assert content.count("“") == content.count("”")


def test_a_source_in_marks_keeps_both(annotated: Read) -> None:
    found = told(annotated("The so-called ‘moderates’ refused to leave Karsa."))
    assert [who for who, _, _ in found] == ["so-called ‘moderates’"]


@given(
    st.lists(
        st.sampled_from([*"“”‘’\"'", " the ", "rebels", "said", " that ", "Keller", ", ", ". ", "\n\n", " town "]),
        max_size=30,
    ).map("".join)
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_spans_cut_to_balance_keep_words(annotated: Read, text: str) -> None:
    reading = annotated(text)
    for row in reading.of("attribution", "indirect"):
        assert any(one.isalnum() for one in str(reading.words(row)))


def test_a_party_with_a_name_in_marks_keeps_both_marks(annotated: Read) -> None:
    found = told(annotated("The 'Free Karsa Army' groups want to talk."))
    assert [who for who, _, _ in found] == ["'Free Karsa Army' groups"]


def test_a_headline_pasted_before_a_sentence_is_no_part_of_who_speaks(annotated: Callable[..., Any]) -> None:
    reading = annotated(
        "Velm Army Kills Dozens Orlo Militants in Karsa - Meridian - The army took the hill local media reported."
    )
    assert all(" - " not in reading.text[row.start : row.end] for row in reading.of("mention"))
