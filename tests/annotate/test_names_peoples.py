"""Peoples by whom a text means their state, and bodies by the country they are in."""

from __future__ import annotations

from collections.abc import Callable

import pytest


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
