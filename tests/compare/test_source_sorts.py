"""Sorts of unnamed sources, and the columns of the coder's table that show them."""

from __future__ import annotations

import pytest

from rashomon.compare.source_sorts import is_group, source_sort


@pytest.mark.parametrize(
    ("words", "label", "sort"),
    [
        ("senior officials", "people", "official"),
        ("an army officer in Velm", "person", "military"),
        ("fighters of the Northern Front", "people", "rebel"),
        ("the rights activist", "person", "activist"),
        ("two doctors at the clinic", "people", "medic"),
        ("families who fled Karsa", "people", "resident"),
        ("eyewitnesses", "people", "witness"),
        ("local media", "organisation", "media"),
        ("a leaked report by the ministry", "other", "document"),
        ("sources close to the talks", "people", "sources"),
        ("the Karsan army", "military", "military"),
        ("bakers", "people", None),
    ],
)
def test_an_unnamed_source_has_the_sort_of_its_noun(words: str, label: str, sort: str | None) -> None:
    assert source_sort(words, label) == sort


def test_a_plural_or_a_body_is_a_group() -> None:
    assert is_group("three witnesses", "people")
    assert is_group("the council", "government")
    assert not is_group("a witness", "person")
    assert not is_group("the reports", "other")
