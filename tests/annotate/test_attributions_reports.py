"""Reports without a named source, in the passive, below a line and beside a label: what is said, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def told(reading: Any) -> list[tuple[str | None, str, str]]:
    """Source, value and content of each attribution but scare quotes, in text order."""
    rows = [row for row in reading.of("attribution") if row.label != "scare"]
    return [(reading.words(row.who), row.value, reading.words(row)) for row in rows]


@pytest.mark.parametrize(
    ("text", "value", "pieces"),
    [
        ("The troops were said to have left the town.", "reports", ["The troops", "to have left the town"]),
        ("The commander is said to be in Karsa.", "reports", ["The commander", "to be in Karsa"]),
        ("It is claimed that the bridge was destroyed.", "claims", ["that the bridge was destroyed"]),
        ("The convoy is believed to have crossed.", "believes", ["The convoy", "to have crossed"]),
        ("The hospital is thought to have been hit.", "believes", ["The hospital", "to have been hit"]),
        ("It has been reported that two villages fell.", "reports", ["that two villages fell"]),
        ("It was feared that the dam would break.", "expects", ["that the dam would break"]),
        ("It is understood that talks began in May.", "believes", ["that talks began in May"]),
        ("The village is rumoured to have been left.", "reports", ["The village", "to have been left"]),
        ("The rebels are alleged to have shot them.", "claims", ["The rebels", "to have shot them"]),
        ("Three officers were reported killed in Velm.", "reports", ["Three officers", "killed in Velm"]),
        ("Forty people are feared dead.", "reports", ["Forty people", "dead"]),
        ("The bridge, it is said, was mined.", "says", ["The bridge", "was mined"]),
        ("Reports emerged that the column had turned back.", "reports", ["that the column had turned back"]),
        ("There were claims that the bridge was mined.", "claims", ["that the bridge was mined"]),
    ],
)
def test_a_report_that_names_nobody_has_no_source(annotated: Read, text: str, value: str, pieces: list[str]) -> None:
    assert [words for _, _, words in told(annotated(text))] == pieces
    assert {(who, how) for who, how, _ in told(annotated(text))} <= {(None, value), (None, "reports")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Keller was quoted as saying that the road was open.", ("Anna Keller", "that the road was open")),
        ("The attack was described as a crime by the envoy.", ("envoy", "as a crime")),
        ("Residents were told by Keller that the vote was fair.", ("Keller", "that the vote was fair")),
        ("He has been accused by Anna Keller of lying.", ("Anna Keller", "of lying")),
        ("The report was denied by the governor.", ("governor", "The report")),
        ("Leaders have called for the checkpoints to be removed.", ("Leaders", "the checkpoints to be removed")),
        ("The treaty allows residents to return to Velm.", ("treaty", "residents to return to Velm")),
        ("Anna Keller opposes closing the border.", ("Anna Keller", "closing the border")),
        ("She expressed concern that the road was shut.", ("She", "that the road was shut")),
        ("Experts see the vote as a test of the truce.", ("Experts", "the vote as a test of the truce")),
        ("Anna Keller was unhappy about the delay in Velm.", ("Anna Keller", "the delay in Velm")),
    ],
)
def test_the_doer_of_a_report_is_its_source(annotated: Read, text: str, expected: tuple[str, str]) -> None:
    assert expected in [(who, words) for who, _, words in told(annotated(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The road allows trucks to reach Velm.",
        "The army signed up 500 men.",
        "Some 200 grams of bread per person were handed out.",
        "Entry was denied.",
        "Date: Monday the third of May.\nPlace: Velm.\nDate: Tuesday.",
    ],
)
def test_deeds_measures_and_tables_are_no_reports(annotated: Read, text: str) -> None:
    assert told(annotated(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The envoy wrote:\n\n> We saw no proof.\n> It is shut.",
            [("envoy", "We saw no proof."), ("envoy", "It is shut.")],
        ),
        ("The agency listed its findings:\n\n• The bridge is down.", [("agency", "The bridge is down.")]),
        (
            "“The bridge is down and the wells are dry.”\n\n— Anna Keller, governor of Velm",
            [("Anna Keller", "“The bridge is down and the wells are dry.”")],
        ),
        (
            "The roads are open again - Anna Keller: “We crossed the hills by noon on Monday.”",
            [("Anna Keller", "“We crossed the hills by noon on Monday.”")],
        ),
        (
            "How the siege changed a town “Critics see a very different future for it.” [Karsa Times.]",
            [("Karsa Times", "“Critics see a very different future for it.”")],
        ),
        (
            "According to Jon Brandt, writing for the Karsa Times:\n\nThe council received 26 letters.",
            [("Jon Brandt", "The council received 26 letters.")],
        ),
        (
            "Keller: We left the town at dawn.\nBrandt: And did the army follow?\nKeller: No. Nobody came after us.",
            [
                ("Keller", "We left the town at dawn"),
                ("Brandt", "And did the army follow?"),
                ("Keller", "No. Nobody came after us"),
            ],
        ),
    ],
)
def test_a_block_a_list_a_credit_and_a_talk_have_their_speakers(
    annotated: Read, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(who, words) for who, _, words in told(annotated(text))] == expected


def test_when_somebody_spoke_is_told_by_the_writer(annotated: Read) -> None:
    text = "When the army left Karsa, all the groups protested, saying they were afraid."
    reading = annotated(text)
    assert [reading.words(one) for one in reading.of("attribution")] == ["they were afraid"]
