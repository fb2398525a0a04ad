"""Words that only carry what is said, turns of a talk, clauses that add to a source, stands that are announced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def outer(reading: Any) -> list[str]:
    """The words of each attribution that stands in no other."""
    return [reading.words(row) for row in reading.of("attribution") if row.about is None]


def speaker(reading: Any, row: Any) -> str:
    return str(reading.words(next(one for one in reading.of("mention") if one.id == row.who)))


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Anna Keller made it clear that the road would stay shut.", "that the road would stay shut", "Anna Keller"),
        ("The council has made clear that it will not pay.", "that it will not pay", "council"),
        ("Brandt took issue with the plan for the bridge.", "the plan for the bridge", "Brandt"),
        ("Keller cast doubt on the numbers.", "the numbers", "Keller"),
        ("Officials said nothing about the fate of the camp.", "the fate of the camp", "Officials"),
        ("Brandt will defend the decision.", "the decision", "Brandt"),
        ("Keller dislikes the new tax.", "the new tax", "Keller"),
        (
            "Doctors, who fear that the clinic will close, want more money.",
            "that the clinic will close",
            "who",
        ),
    ],
)
def test_what_is_said_is_found_behind_the_word_that_carries_it(
    annotated: Read, text: str, content: str, source: str
) -> None:
    reading = annotated(text)
    rows = {reading.words(row): row for row in reading.of("attribution")}
    assert content in rows
    assert speaker(reading, rows[content]) == source


@pytest.mark.parametrize(
    "text",
    [
        "Brandt could defend the decision.",
        "The lights went out as the mayor began.",
        "The price of bread, clear to everyone, made them poor.",
    ],
)
def test_what_might_be_said_and_what_only_happens_meanwhile_is_nobodys_word(annotated: Read, text: str) -> None:
    assert outer(annotated(text)) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Keller, who called the mayor on Friday, said the road was shut.", "Keller"),
        ("“We left,” said Keller, who added that the town was empty.", "Keller"),
        (
            "Anna Keller, who runs the port of Velm, said the road was shut.",
            "Anna Keller, who runs the port of Velm",
        ),
        ("Anna Keller, who said she was tired, told reporters that she would go.", "Anna Keller"),
    ],
)
def test_a_clause_that_tells_what_a_known_person_did_or_said_is_no_part_of_the_source(
    annotated: Read, text: str, phrase: str
) -> None:
    reading = annotated(text)
    assert phrase in {speaker(reading, row) for row in reading.of("attribution") if row.who is not None}
    if phrase == "Anna Keller":
        assert not any(speaker(reading, row).endswith("tired") for row in reading.of("attribution") if row.who)


def test_who_spends_months_warning_warns_and_not_the_months(annotated: Read) -> None:
    reading = annotated("The ministry had spent months warning that the dam would break.")
    assert [speaker(reading, row) for row in reading.of("attribution")][:1] == ["ministry"]


def test_question_and_answer_are_turns_of_a_talk(annotated: Read) -> None:
    text = (
        "Q: How did you leave the town?\n\nA: We took the old road by night.\n\nQ: Was it open?\n\nA: It was open then."
    )
    assert outer(annotated(text)) == [
        "How did you leave the town?",
        "We took the old road by night",
        "Was it open?",
        "It was open then",
    ]


def test_a_name_below_a_quotation_and_a_bare_report_behind_it_speak_it(annotated: Read) -> None:
    below = annotated("“The road is open again and nobody was hurt.”\n\n- Anna Keller\n\nThe town was quiet.")
    assert [speaker(below, row) for row in below.of("attribution")] == ["Anna Keller"]
    behind = annotated("“The road is open again and nobody was hurt.” Keller said.\n\nThe town was quiet.")
    assert [speaker(behind, row) for row in behind.of("attribution")] == ["Keller"]


def test_a_list_below_a_quotation_speaks_nothing(annotated: Read) -> None:
    reading = annotated("“The road is open again and nobody was hurt.”\n\n- Velm\n- Karsa\n")
    assert all(row.who is None for row in reading.of("attribution"))


def test_a_headline_of_one_word_speaks_where_the_text_names_it_again(annotated: Read) -> None:
    reading = annotated(
        "Brandt: My plan is not set in stone.\n\nThe mayor Jon Brandt says parts of his plan may change."
    )
    assert "My plan is not set in stone" in outer(reading)
