"""Who is meant by "the country", "both leaders", "North and South Korea"."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def meant(reading, words: str) -> list[str]:
    """The first words by which the text names each of those for whom `words` stand."""
    rows = [row for row in reading.of("mention") if row.made_by.startswith("meant@") and reading.words(row) == words]
    first = {row.value: reading.words(row) for row in reversed(reading.of("mention")) if "meant@" not in row.made_by}
    return sorted(first[row.value] for row in rows)


TALKS = "Norway and Chile opened talks on fish on Monday. Envoys met in Oslo. "


@pytest.mark.parametrize("words", ["two countries", "two nations", "two governments"])
def test_two_countries_are_the_two_named_before(annotated: Callable, words: str) -> None:
    assert meant(annotated(f"{TALKS}The {words} agreed on a border at sea."), words) == ["Chile", "Norway"]


def test_two_countries_are_nobody_where_three_are_named(annotated: Callable) -> None:
    text = "Norway, Chile and Peru opened talks on fish. The two countries agreed on a border at sea."
    assert meant(annotated(text), "two countries") == []


def test_two_women_who_are_not_known_are_nobody_named_before(annotated: Callable) -> None:
    text = "Ena Dorn met Sara Orlo on Friday. Police said that two women were hurt when a wall fell."
    assert meant(annotated(text), "two women") == []


def test_both_leaders_are_the_two_named_before(annotated: Callable) -> None:
    text = "President Ena Dorn received Sara Orlo on Friday. Both leaders smiled. The two leaders had met before."
    found = annotated(text)
    assert len(meant(found, "Both leaders")) == len(meant(found, "two leaders")) == 2


def test_states_of_one_name_are_told_apart(annotated: Callable) -> None:
    text = "North Korea invited South Korea. North and South Korea signed a paper. The two Koreas will meet again."
    found = annotated(text)
    assert meant(found, "North and South Korea") == meant(found, "two Koreas") == ["North Korea", "South Korea"]


def test_the_country_is_the_one_state_named_before(annotated: Callable) -> None:
    text = "Norway closed its ports on Monday. Officials said the country had no choice. That nation lives on fish."
    found = annotated(text)
    assert meant(found, "country") == meant(found, "That nation") == ["Norway"]


@pytest.mark.parametrize("words", ["the host country", "the country that signed first", "the first country to sign"])
def test_a_country_that_is_told_apart_by_words_is_not_the_one_before(annotated: Callable, words: str) -> None:
    found = annotated(f"Norway closed its ports on Monday. It was {words} of the pact.")
    assert not [row for row in found.of("mention") if row.made_by.startswith("meant@")]


def test_his_country_is_the_state_that_the_text_says_is_his(annotated: Callable) -> None:
    text = "Norwegian Premier Ivo Orlo went to Chile. In Peru, Mr. Orlo said that his country would pay. Norway did."
    assert meant(annotated(text), "his country") == ["Norway"]


def test_what_several_are_said_to_do_is_done_by_no_one_of_them(annotated: Callable) -> None:
    found = annotated(f"{TALKS}Both countries warned that the pact would fail.")
    one_of_two = {row.id for row in found.of("mention") if row.made_by.startswith("meant@")}
    assert one_of_two
    assert not one_of_two & {row.who for row in found.of("attribution")}
    assert not one_of_two & {row.who for row in found.of("role")}


def test_each_of_several_has_its_own_row(annotated: Callable) -> None:
    found = annotated(f"{TALKS}The two countries agreed on a border at sea.")
    rows = [row for row in found.of("mention") if row.made_by.startswith("meant@")]
    first = {row.id: row.value for row in found.of("mention", "country")}
    assert len({row.id for row in rows}) == 2
    assert {first[row.who] for row in rows} == {row.value for row in rows}
