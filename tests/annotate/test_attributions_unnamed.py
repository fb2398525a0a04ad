"""Quotations without a cue beside them: whose they are where it is plain, and nobody's where it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def quoted(reading: Any) -> list[tuple[str | None, str]]:
    """Speaker and words of each direct attribution that stands in no other."""
    names = {one.id: reading.words(one) for one in reading.of("mention")}
    return [
        (names.get(row.who), reading.words(row))
        for row in reading.of("attribution")
        if row.about is None and row.label == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Keller issued an apology on Monday.\n\n“We want to say how sorry we are for all of it.”\n\nIt rained.",
            "Keller",
            "“We want to say how sorry we are for all of it.”",
        ),
        (
            "Brandt wanted peace at any price.\n\n“We need someone to bring this town together.”\n\nIt rained.",
            "Brandt",
            "“We need someone to bring this town together.”",
        ),
        (
            "Anna Keller agreed. “The town is running out of time to find another way to the port.”",
            "Anna Keller",
            "“The town is running out of time to find another way to the port.”",
        ),
        (
            "It was Keller's “if you like your house you can keep it” promise.",
            "Keller",
            "“if you like your house you can keep it”",
        ),
        (
            "As the prosecutor put it, “there was not much in the strict terms of the law to complain about.”",
            "prosecutor",
            "“there was not much in the strict terms of the law to complain about.”",
        ),
    ],
)
def test_a_quotation_is_given_to_its_owner_or_to_who_spoke_right_before_it(
    annotated: Read, text: str, speaker: str, words: str
) -> None:
    assert (speaker, words) in quoted(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "The port fell silent. “The first week I was living on the street under a bridge in the rain.”",
        "“We left the town because there was no bread.” [Laughter]",
    ],
)
def test_a_long_quotation_that_nobody_is_named_for_is_somebodys_words(annotated: Read, text: str) -> None:
    found = quoted(annotated(text))
    assert [speaker for speaker, _ in found] == [None]


def test_a_long_title_in_quotation_marks_is_nobodys_speech(annotated: Read) -> None:
    text = "The new film, titled “The Long Road Back to Old Karsa Again,” opens on Monday."
    assert quoted(annotated(text)) == []
