"""What an entity is called: by what most accounts call it, a person by the fullest name."""

from __future__ import annotations

from collections import Counter

from rashomon.link.entities import _title


def test_a_party_is_not_called_by_the_name_that_one_account_alone_has() -> None:
    assert _title(Counter({"Velm": 3, "Velmian supreme authorities": 1}), "country") == "Velm"
    assert _title(Counter({"Al-Velm Front": 1, "al-Velm Front": 1, "Army of the Great Velm": 1}), "armed_group") in (
        "Al-Velm Front",
        "al-Velm Front",
    )


def test_a_person_is_called_by_the_fullest_name() -> None:
    assert _title(Counter({"Dorn": 4, "Ena Maria Dorn": 1}), "person") == "Ena Maria Dorn"
