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
