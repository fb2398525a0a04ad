"""What is no citation: words left unsaid, things to be said, happenings and papers as minds; and who "we" is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def told(reading: Any) -> list[tuple[str | None, str]]:
    """Source and content of each attribution but scare quotes, in text order."""
    rows = [row for row in reading.of("attribution") if row.label != "scare"]
    return [(reading.words(row.who), reading.words(row)) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "By failing to criticise them for it, the northern powers helped the guards.",
        "This is the key point to remember whenever the bridge is talked of.",
        "All this underlines what should have been plain to the town.",
        "What they said bore little likeness to the tales from abroad.",
        "The town will be theirs if the guards agree to leave before Monday.",
        "The town will be theirs if the guards give up and agree to leave before Monday.",
        "The town is free of the possibility of them claiming victory in the coming battles.",
        "They were beaten back by a regional alliance which supports the Velman nation.",
        "Velmia stands for the interests of all towns that want to live in peace.",
    ],
)
def test_what_nobody_says_is_nobodys_word(annotated: Read, text: str) -> None:
    assert told(annotated(text)) == []


def test_who_feels_free_in_saying_says_it(annotated: Read) -> None:
    text = "The envoy feels justified in saying that every part of the plan has failed."
    assert told(annotated(text)) == [("envoy", "that every part of the plan has failed")]


def test_a_name_given_by_somebody_is_his_word(annotated: Read) -> None:
    text = "This war – called the creation of a 'New North' by former President Anton Keller – has hit a rock."
    assert told(annotated(text)) == [("former President Anton Keller", "the creation of a 'New North'")]


def test_a_town_is_not_told_of_by_its_name(annotated: Read) -> None:
    assert told(annotated("They left a town called Velm.")) == []


def test_words_that_weigh_a_source_are_not_part_of_it(annotated: Read) -> None:
    text = "The army in particular is keen to secure their release."
    assert told(annotated(text)) == [("army", "to secure their release")]


def test_we_in_somebodys_words_is_the_speaker(annotated: Read) -> None:
    reading = annotated("“We want to leave Karsa tonight, and we hope that the road is open,” Anton Keller said.")
    speaker = next(row for row in reading.of("mention") if reading.words(row) == "Anton Keller")
    mine = [reading.row(row.who) for row in reading.of("attribution") if reading.words(row.who) in ("We", "we")]
    assert mine
    assert {one.value for one in mine} == {speaker.value}


def stands_for(reading: Any, pronoun: str) -> set[str | None]:
    """The other names in the text of whom the attribution's source `pronoun` stands for."""
    keys = {reading.row(row.who).value for row in reading.of("attribution") if reading.words(row.who) == pronoun}
    return {reading.words(row) for row in reading.of("mention") if row.value in keys} - {pronoun}


def test_an_owner_is_the_subject_of_what_governs_his_thing(annotated: Read) -> None:
    reading = annotated(
        "Premier Anton Keller, who has never hidden his wish to annex Velm, left the hall. Keller slept."
    )
    assert "Keller" in stands_for(reading, "his")


def test_they_who_go_on_are_those_of_the_sentence_before(annotated: Read) -> None:
    reading = annotated("The rebels were in need of friends in Karsa. They believe that any retreat would end the war.")
    assert "rebels" in stands_for(reading, "They")


def test_they_after_two_parties_are_left_alone(annotated: Read) -> None:
    text = "As the soldiers broke the lines of the guards, the rebels streamed out. They believe that the war is over."
    assert stands_for(annotated(text), "They") == set()


def test_what_was_warned_of_ends_where_a_sentence_runs_on_without_a_mark(annotated: Read) -> None:
    text = (
        "That is what the Velmans warned would happen if the February terms were not kept it is hard to see why it is."
    )
    (told_,) = [content for source, content in told(annotated(text)) if source == "Velmans"]
    assert told_ == "would happen if the February terms were not kept"


def test_the_writers_adverb_for_his_own_verb_is_not_what_is_said(annotated: Read) -> None:
    text = "All the talk about 'gentle rebels', a 'hard regime' and a 'civil war' just tries to hide this."
    (content,) = [content for _, content in told(annotated(text))]
    assert content.endswith("'civil war'")


def test_what_is_inferred_has_its_subject_once(annotated: Read) -> None:
    reading = annotated("The raid could have been stopped in May, when Orlek and Keller appeared to have agreed to it.")
    assert [content for _, content in told(reading)] == ["Orlek and Keller", "to have agreed to it"]


def test_who_stands_behind_a_plan_is_named_behind_it(annotated: Read) -> None:
    reading = annotated("A plan by the governor to shut the mill failed.")
    assert told(reading) == [("governor", "to shut the mill")]
