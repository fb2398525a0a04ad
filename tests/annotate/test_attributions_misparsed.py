"""Reports that the parser hangs elsewhere: inserted with a setting, before a block, behind a quotation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def outer(reading: Any) -> list[str]:
    """The words of each attribution that stands in no other."""
    return [reading.words(row) for row in reading.of("attribution") if row.about is None]


@pytest.mark.parametrize(
    ("text", "front", "rest"),
    [
        (
            "If anything, Keller argued in his letter, the raid is a reason to close the road.",
            "If anything",
            "the raid is a reason to close the road",
        ),
        (
            "If she becomes mayor, Keller suggested in a note, farmers will not be fined for crossing the river.",
            "If she becomes mayor",
            "farmers will not be fined for crossing the river",
        ),
        (
            "Instead, Keller told the paper, the plan would merely be to close the road.",
            "Instead",
            "the plan would merely be to close the road",
        ),
    ],
)
def test_what_stands_around_an_inserted_report_with_its_setting_is_said(
    annotated: Read, text: str, front: str, rest: str
) -> None:
    assert outer(annotated(text)) == [front, rest]


def test_a_relative_clause_between_commas_says_nothing_of_what_follows(annotated: Read) -> None:
    assert outer(annotated("On Thursday, Brandt, who declared in the hall, stood up, and the crowd left.")) == []


def test_a_block_under_its_speaker_holds_a_quotation_of_its_own(annotated: Read) -> None:
    text = (
        "In the note below the picture, Keller wrote:\n\n"
        "The road was open when we left. We should ask “who has shut it?” and wait.\n\nThe town was calm."
    )
    assert outer(annotated(text)) == ["The road was open when we left. We should ask “who has shut it?” and wait."]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "To Keller, the new port stands for all that went wrong.",
            "the new port stands for all that went wrong",
            "Keller",
        ),
        ("To them, the vote is a sign of trouble.", "the vote is a sign of trouble", "them"),
    ],
)
def test_what_something_is_to_somebody_is_his_view(annotated: Read, text: str, content: str, speaker: str) -> None:
    reading = annotated(text)
    names = {one.id: reading.words(one) for one in reading.of("mention")}
    assert (content, speaker) in [(reading.words(row), names.get(row.who)) for row in reading.of("attribution")]


@pytest.mark.parametrize("text", ["To the north, the road is long.", "To win, the party needs the port."])
def test_where_a_road_goes_is_nobodys_view(annotated: Read, text: str) -> None:
    assert outer(annotated(text)) == []


def test_a_block_whose_lines_stand_close_ends_at_the_blank_line(annotated: Read) -> None:
    text = (
        "In a note that day, Keller wrote:\n\nThe road was open when we left.\nNobody stood at the gate.\n\n"
        "The town was calm."
    )
    assert outer(annotated(text)) == ["The road was open when we left.", "Nobody stood at the gate."]


def test_where_every_paragraph_is_one_line_a_block_is_one_paragraph(annotated: Read) -> None:
    text = "In a note that day, Keller wrote:\nThe road was open when we left.\nThe town was calm."
    assert outer(annotated(text)) == ["The road was open when we left."]


def test_a_turn_in_a_talk_goes_on_to_the_next_turn(annotated: Read) -> None:
    text = (
        "KELLER: We left at dawn and nobody saw us.\n\nThe road was open then.\n\n(MUSIC)\n\n"
        "BRANDT: We stayed behind and saw it all.\n\nThe talk was held in the port."
    )
    assert outer(annotated(text)) == [
        "We left at dawn and nobody saw us",
        "The road was open then.",
        "We stayed behind and saw it all",
    ]
