"""Peoples by whom a text means their state, and bodies by the country they are in."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from rashomon.annotate.names import metonymy


def labels(reading, word: str) -> set[str]:
    return {row.label for row in reading.of("mention") if reading.words(row) == word}


@pytest.mark.parametrize("side", ["Bolivians", "Peruvians"])
@pytest.mark.parametrize(
    ("text", "is_government"),
    [
        ("Its allies the {}, Chile and Paraguay signed nothing.", True),
        ("The {} have sided with Chile against Paraguay.", True),
        ("The {} live near the border with Chile.", False),
        ("Many of the {} were hungry.", False),
    ],
)
def test_a_people_among_states_or_beside_one_is_its_government(
    annotated: Callable, side: str, text: str, is_government: bool
) -> None:
    assert ("government" in labels(annotated(text.format(side)), side)) is is_government


def test_a_people_that_joins_one_that_deals_is_its_government_too(annotated: Callable) -> None:
    reading = annotated(
        "The Russians warned of war. Once the Russians and, later, the Iranians had joined it, it changed."
    )
    assert labels(reading, "Iranians") == {"government"}


def test_al_qaeda_in_syria_is_the_nusra_front(annotated: Callable) -> None:
    reading = annotated("Fighters of al-Qaeda in Syria left Karsa. The Nusra Front said so.")
    found = {reading.words(row): row.value for row in reading.of("mention", "armed_group")}
    assert found["al-Qaeda in Syria"] == found["Nusra Front"]


@pytest.mark.parametrize("town", ["Damascus", "Ankara"])
@pytest.mark.parametrize(
    ("text", "is_government"),
    [
        ("They never hid their strong support for {}.", True),
        ("In fact, {} openly shares the idea with its neighbours.", True),
        ("{} shares a river with its suburbs.", False),
        ("They packed bread for {}.", False),
    ],
)
def test_a_capital_that_is_supported_or_shares_a_view_is_a_government(
    annotated: Callable, town: str, text: str, is_government: bool
) -> None:
    assert ("government" in labels(annotated(text.format(town)), town)) is is_government


def test_forces_of_a_named_group_are_that_group_and_a_balance_of_forces_is_nobody(annotated: Callable) -> None:
    assert labels(annotated("Hezbollah forces took the hill."), "Hezbollah forces") == {"armed_group"}
    assert labels(annotated("Karsan forces took the hill."), "Karsan forces") == {"military"}
    assert labels(annotated("Given the balance of forces on the ground, it ended."), "forces") == set()


def test_a_noun_that_limits_groups_past_an_adjective_is_no_party_of_its_own(annotated: Callable) -> None:
    reading = annotated("All the anti-Syrian government armed groups in Karsa left.")
    assert not [row for row in reading.of("mention", "government") if "armed" not in reading.words(row)]


def test_a_leadership_that_is_taken_over_is_an_office(annotated: Callable) -> None:
    assert labels(annotated("The front took over the leadership of the movement."), "leadership") == set()
    assert labels(annotated("The Syrian leadership rejected it."), "Syrian leadership") == {"government"}


def test_many_peoples_in_a_long_text_take_no_more_than_its_length(
    annotated: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent, mark = [], metonymy.mark_peoples

    def timed(*given: object) -> None:
        started = time.process_time()
        mark(*given)  # type: ignore[arg-type]
        spent.append(time.process_time() - started)

    monkeypatch.setattr("rashomon.annotate.names.mark_peoples", timed)
    annotated("The Bolivians and the Peruvians shared it with Chile. " * 600)
    assert sum(spent) < 1  # 0.03 s; 2.0 s where each name was sought in the whole text
