"""Days and counts as intervals."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.link.intervals import day_interval, figure_interval


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-08-14", date(2019, 8, 14), date(2019, 8, 14)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-08-14/2019-08-16", date(2019, 8, 14), date(2019, 8, 16)),
    ],
)
def test_a_date_is_its_first_and_last_day(value: str, first: date, last: date) -> None:
    assert day_interval(value) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("value", ["", "P5Y", "soon", "2019-02-31", "/2019"])
def test_what_has_no_bounds_is_no_interval(value: str) -> None:
    assert day_interval(value) is None


def test_an_open_count_reaches_ten_times_as_far() -> None:
    assert figure_interval("1001.. fighters") == (1001, 10010)
    assert figure_interval("dozens") is None
