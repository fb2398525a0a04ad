"""Whose word: sources, cues, contents, labels and values on invented sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def told(reading: Any) -> list[tuple[str | None, str, str]]:
    """Source, value and content of each attribution but scare quotes, in text order."""
    rows = [row for row in reading.of("attribution") if row.label != "scare"]
    return [(reading.words(row.who), row.value, reading.words(row)) for row in rows]


def test_a_clause_after_its_cue_is_the_content(annotated: Read) -> None:
    assert told(annotated("Anna Keller said that the road to Karsa was open.")) == [
        ("Anna Keller", "says", "that the road to Karsa was open")
    ]


def test_a_speaker_after_the_content_is_found(annotated: Read) -> None:
    assert told(annotated("The troops left Karsa on Monday, officials said.")) == [
        ("officials", "says", "The troops left Karsa on Monday")
    ]


def test_a_speaker_inside_the_content_splits_it_and_the_pieces_share_a_group(annotated: Read) -> None:
    reading = annotated("“We left Karsa,” said Anna Keller. “It was time to go.”")
    rows = reading.of("attribution", "direct")
    assert [reading.words(row) for row in rows] == ["“We left Karsa,”", "“It was time to go.”"]
    groups = {cue.value for row in rows for cue in reading.about(row, "cue")}
    assert len(groups) == 1
    assert None not in groups


def test_a_paragraph_that_is_a_quotation_goes_on_with_its_speaker(annotated: Read) -> None:
    text = "“We left Karsa in the night,” Anna Keller said.\n\n“Nobody had told us about the trucks.”"
    assert [who for who, _, _ in told(annotated(text))] == ["Anna Keller", "Anna Keller"]


def test_a_colon_at_the_end_of_a_paragraph_gives_the_next_to_its_speaker(annotated: Read) -> None:
    text = "Keller told reporters:\n\n“The bridge at Velm will be open within a week.”"
    assert told(annotated(text))[-1][1:] == ("says", "“The bridge at Velm will be open within a week.”")


def test_a_name_after_a_dash_speaks(annotated: Read) -> None:
    text = "Readers wrote to us.\n\n“The siege has cost us everything we had.” ― Anna Keller"
    assert ("Anna Keller", "says", "“The siege has cost us everything we had.”") in told(annotated(text))


def test_a_headline_label_speaks(annotated: Read) -> None:
    text = "Anna Keller: road to Karsa will open within days\n\nThe road has been shut since June."
    assert told(annotated(text))[0][1:] == ("says", "road to Karsa will open within days")


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ("According to the ministry, ten people died in Velm.", "ministry", "ten people died in Velm"),
        ("Ten people died in Velm, according to the ministry.", "ministry", "Ten people died in Velm"),
        ("As Anna Keller put it, the road was a grave.", "Anna Keller", "the road was a grave"),
    ],
)
def test_phrases_name_a_source(annotated: Read, text: str, who: str, content: str) -> None:
    found = told(annotated(text))
    assert (who, content) in [(source, words) for source, _, words in found]


def test_reportedly_has_no_source(annotated: Read) -> None:
    found = told(annotated("The town of Velm was reportedly taken by the rebels."))
    assert {who for who, _, _ in found} == {None}
    assert " ".join(words for _, _, words in found) == "The town of Velm was taken by the rebels"


def test_a_passive_report_has_no_source(annotated: Read) -> None:
    found = told(annotated("The rebels are said to have left the city."))
    assert found
    assert {who for who, _, _ in found} == {None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Keller claimed that the army had fled.", "claims"),
        ("Keller denied that the army had fled.", "denies"),
        ("Keller doubted that the army had fled.", "doubts"),
        ("Keller admitted that the army had fled.", "admits"),
        ("Keller warned that the army had fled.", "warns"),
        ("Keller promised to rebuild the bridge.", "promises"),
        ("Keller ordered the troops to leave the city.", "orders"),
        ("Keller asked whether the army had fled.", "asks"),
        ("Keller believes that the army has fled.", "believes"),
        ("Keller expects the army to flee.", "expects"),
        ("Keller accused the army of shelling Velm.", "accuses"),
        ("The newspaper reported that the army had fled.", "reports"),
    ],
)
def test_the_value_says_how_the_writer_puts_it(annotated: Read, text: str, value: str) -> None:
    assert value in [row.value for row in annotated(text).of("attribution")]


def test_a_denied_claim_keeps_its_denier(annotated: Read) -> None:
    ((who, value, content),) = told(annotated("The ministry denied that its planes had hit the hospital."))
    assert (who, value, content) == ("ministry", "denies", "that its planes had hit the hospital")


def test_a_noun_can_be_a_cue(annotated: Read) -> None:
    found = told(annotated("The ministry's claim that the road was open surprised the drivers."))
    assert [(value, content) for _, value, content in found] == [("claims", "that the road was open")]


def test_speech_partly_in_marks_is_mixed(annotated: Read) -> None:
    reading = annotated("Keller said the ceasefire was “a cruel joke on the people of Karsa” and left the room.")
    (row,) = reading.of("attribution", "mixed")
    assert reading.words(row).startswith("the ceasefire was “a cruel joke")


def test_the_cue_is_a_row_of_its_own(annotated: Read) -> None:
    reading = annotated("The ministry had repeatedly said that the road was open.")
    (row,) = reading.of("attribution")
    assert [reading.words(cue) for cue in reading.about(row, "cue")] == ["had repeatedly said"]


def test_a_second_cue_ends_the_first_content(annotated: Read) -> None:
    text = "Keller said the road was open, adding that the bridge would follow."
    assert [content for _, _, content in told(annotated(text))] == ["the road was open", "that the bridge would follow"]


def test_the_writers_own_mind_is_no_attribution(annotated: Read) -> None:
    assert told(annotated("I think the road is open.")) == []
