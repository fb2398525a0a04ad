"""A map shows where it is said to be: points that lead to their passages, true to scale, without a network."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.karsa import Telling

from rashomon.annotate.places.gazetteer import load_gazetteer
from rashomon.compare import Comparison, Located, Passage, compare
from rashomon.web.csv_tables import to_csv
from rashomon.web.dossier import make_dossier
from rashomon.web.plots.land import land_within
from rashomon.web.plots.map import _NUMBERS, _thousandths, draw_map
from rashomon.web.plots.spots import Spot, spots_of

VALUES = {"Karsa": "geo:10.1,20.2", "Velm": "geo:10.4,20.9", "Farland": "geo:-60,150"}


def story(text: str = "Karsa fell. Velm and Farland watched. Nowhere stood.") -> Comparison:
    telling = Telling("one", text)
    for name, value in VALUES.items():
        telling.mention(name, "country" if name == "Farland" else "place", value)
    return compare([telling.account])


def spot(number: int, name: str, lat: float, lon: float, count: int = 1) -> Spot:
    passages = tuple(Passage("d", one, one + 1, name) for one in range(count))
    return Spot(number, Located(name, f"geo:{lat},{lon}", "place", passages), "city", ())


def test_each_point_leads_to_its_row() -> None:
    page = make_dossier(story())
    points = set(re.findall(r'href="#(place-\d+)"', page))
    assert points
    assert points <= set(re.findall(r'<tr id="(place-\d+)"', page))


def test_a_place_far_off_is_told_in_the_table_only() -> None:
    spots = spots_of(story())
    shown = {one.place.name for one in spots if one.number in draw_map(spots).shown}
    assert shown == {"Karsa", "Velm"}
    assert "off the map" in make_dossier(story())


def test_a_map_is_xml_without_style_or_address_beyond_the_page() -> None:
    svg = draw_map(spots_of(story())).svg
    root = ElementTree.fromstring(svg)  # noqa: S314  our own
    assert root.find("title") is not None
    assert " style=" not in svg
    assert not re.findall(r'href="(?!#)', svg)


def test_no_place_gives_no_map_and_says_so() -> None:
    telling = Telling("one", "Nothing happened.")
    made = compare([telling.account])
    assert draw_map(spots_of(made)).svg == ""
    assert "No place was found." in make_dossier(made)


def test_a_place_without_a_point_stays_in_the_table() -> None:
    telling = Telling("one", "Karsa fell.")
    telling.mention("Karsa", "place", "nowhere")
    assert spots_of(compare([telling.account]))[0].precision == ""


def test_a_place_says_how_precise_it_is() -> None:
    telling = Telling("one", "Paris is far from Karsa.")
    telling.mention("Paris", "place", "geonames:2988507@48.853,2.349")
    telling.mention("Karsa", "place", "geo:10.123,20.456")
    spots = {one.place.name: one for one in spots_of(compare([telling.account]))}
    assert (spots["Paris"].precision, spots["Karsa"].precision) == ("city", "point")
    assert "US" in {one.country for one in spots["Paris"].others}


def test_the_table_of_places_is_a_csv_of_passages() -> None:
    lines = (to_csv(story(), "places") or "").splitlines()
    assert len(lines) == 4
    assert any(line.startswith('Karsa,place,"geo:10.1,20.2",10.1,20.2,') for line in lines)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    svg = draw_map([spot(0, "Karsa", 0, 0), spot(1, "Velm", 0, 1)]).svg
    bar = re.search(r'x1="([\d.]+)%" x2="([\d.]+)%" y1="96%" y2="96%" class="scale"', svg)
    length = re.search(r">([\d,]+) km<", svg)
    karsa, velm = (float(one) for one in re.findall(r'<svg x="([\d.]+)%"[^>]*class="at-place"><a', svg))
    assert bar
    assert length
    per_km = (float(bar[2]) - float(bar[1])) / float(length[1].replace(",", ""))
    assert abs(velm - karsa) / per_km == pytest.approx(111.2, rel=0.02)


def test_land_lies_where_there_is_land() -> None:
    points, lengths = land_within(90.0, 50.0, 92.0, 52.0)
    assert lengths == [4]
    assert {(lon, lat) for lon, lat in points.tolist()} == {(90.0, 50.0), (90.0, 52.0), (92.0, 52.0), (92.0, 50.0)}
    points, lengths = land_within(-140.0, 10.0, -135.0, 15.0)
    assert (len(points), lengths) == (0, [])


@pytest.mark.parametrize("frame", [(-100.0, -20.0, 60.0, 80.0), (5.0, 35.0, 20.0, 48.0), (-180.0, -85.0, 180.0, 85.0)])
def test_the_outline_keeps_to_its_frame_and_no_point_crowds_the_one_before(
    frame: tuple[float, float, float, float],
) -> None:
    west, south, east, north = frame
    points, lengths = land_within(*frame)
    assert sum(lengths) == len(points)
    assert min(lengths) > 2
    lon, lat = points[:, 0], points[:, 1]
    assert (lon.min(), lat.min()) >= (west - 1e-9, south - 1e-9)
    assert (lon.max(), lat.max()) <= (east + 1e-9, north + 1e-9)
    begins = set(itertools.accumulate(lengths, initial=0))
    near = [one for one in range(1, len(points)) if abs(points[one] - points[one - 1]).sum() < (east - west) / 400]
    assert set(near) <= begins, "only where the next ring begins"


def test_numbers_of_the_outline_are_written_as_python_rounds_them() -> None:
    shares = [0.0, 0.0005, 0.0015, 0.23449, 0.9999, 1.0, -1e-12]
    assert [_NUMBERS[one] for one in _thousandths(np.array(shares))] == [f"{1000 * one:.0f}" for one in shares]


def test_the_largest_cities_of_a_frame_come_first() -> None:
    found = load_gazetteer().within((48.5, 2.0), (49.2, 2.8), 3)
    assert found[0][0] == "paris"
    assert [place.people for _, place in found] == sorted((place.people for _, place in found), reverse=True)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 5)), min_size=1, max_size=6))
@settings(deadline=None, max_examples=25)
def test_any_points_give_a_map_or_none(points: list[tuple[float, float, int]]) -> None:
    made = draw_map([spot(number, f"p{number}", *point) for number, point in enumerate(points)])
    if made.svg:
        drawn = ElementTree.fromstring(made.svg)  # noqa: S314  our own
        assert not any("nan" in value for one in drawn.iter() for value in one.attrib.values())
