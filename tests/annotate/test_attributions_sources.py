"""Sources: the whole phrase beside the bare name, pronouns, and inferences that nobody makes but the writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        (
            "The former army chief Anton Keller said that Karsa had fallen.",
            "former army chief Anton Keller",
            "Anton Keller",
        ),
        (
            "Anna Keller, an aide to the council, said that Karsa had fallen.",
            "Anna Keller, an aide to the council",
            "Anna Keller",
        ),
        (
            "“We left Karsa,” said Anna Keller of the Velm Institute.",
            "Anna Keller of the Velm Institute",
            "Anna Keller",
        ),
    ],
)
def test_a_title_and_an_office_are_in_the_source_phrase_and_apart_from_the_name(
    annotated: Read, text: str, phrase: str, name: str
) -> None:
    reading = annotated(text)
    (row,) = reading.of("attribution")
    who = reading.row(row.who)
    (bare,) = [one for one in reading.of("mention", "person") if reading.words(one) == name]
    assert reading.words(who) == phrase
    assert (who.label, who.value) == (bare.label, bare.value)
    assert who.made_by.startswith(("attributions@", "names@"))  # whichever finds the phrase first


def test_a_name_that_stands_alone_has_one_mention(annotated: Read) -> None:
    reading = annotated("Anna Keller said that the road was open.")
    assert len([one for one in reading.of("mention") if "Keller" in reading.words(one)]) == 1


@pytest.mark.parametrize("both", ["France and Turkey", "France and the rebels"])
def test_what_two_say_together_is_not_the_word_of_the_first(annotated: Read, both: str) -> None:
    reading = annotated(f"{both} agreed to open the road on Monday.")
    (said,) = reading.of("attribution")
    source = reading.row(said.who or "")
    assert (reading.words(source), source.value) == (both, both.lower())
    (first,) = [one for one in reading.of("mention") if reading.words(one) == "France"]
    assert (first.value or "").startswith("geonames:")


def test_a_relative_pronoun_is_a_mention_of_the_noun_before_it(annotated: Read) -> None:
    reading = annotated("Residents who said that they had fled were taken to Velm.")
    (row,) = [one for one in reading.of("attribution") if one.value == "says"]
    who = reading.row(row.who)
    (residents,) = [one for one in reading.of("mention") if reading.words(one) == "Residents"]
    assert (reading.words(who), who.value) == ("who", residents.value)


def test_what_seems_so_is_inferred_by_nobody_in_the_text(annotated: Read) -> None:
    reading = annotated("The army appears to have left Velm.")
    assert {row.who for row in reading.of("attribution")} == {None}


def test_a_relative_before_the_speaker_belongs_to_what_he_says(annotated: Read) -> None:
    reading = annotated("The camp, which officials say was shut in May, is open.")
    told = [(reading.words(row), reading.words(row.who)) for row in reading.of("attribution")]
    assert ("was shut in May", "officials") in told


def test_an_argument_is_what_it_is_said_to_be(annotated: Read) -> None:
    reading = annotated("Her argument is that the road was mined.")
    assert [reading.words(row) for row in reading.of("attribution")] == ["that the road was mined"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Anna Keller said closing the road would help Karsa.", "closing the road would help Karsa"),
        ("Anna Keller called the raid “a crime against Karsa”.", "the raid “a crime against Karsa”"),
        ("The survey shows a lead of ten points for Keller.", "a lead of ten points for Keller"),
        ("The council proposed closing the road to Velm.", "closing the road to Velm"),
    ],
)
def test_contents_of_other_shapes_are_found(annotated: Read, text: str, content: str) -> None:
    reading = annotated(text)
    assert content in [reading.words(row) for row in reading.of("attribution")]


@pytest.mark.parametrize(
    "text",
    [
        "It is futile for them to continue fighting.",
        "Reserves have been called up to defend Karsa.",
        "This called for calm.",
    ],
)
def test_deeds_and_things_that_point_back_are_no_sayings(annotated: Read, text: str) -> None:
    assert annotated(text).of("attribution") == []


def test_who_is_asked_is_not_who_asks(annotated: Read) -> None:
    reading = annotated("Asked whether the road was open, Keller shook his head.")
    assert {row.who for row in reading.of("attribution") if row.value == "asks"} == {None}


def test_i_in_somebodys_words_is_himself(annotated: Read) -> None:
    reading = annotated("Anna Keller said: “I think the road is open.”")
    inner = [row for row in reading.of("attribution") if row.about]
    assert [reading.row(row.who).value for row in inner] == ["anna keller"]
