"""Places: which are found, and where they are said to be."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.places.gazetteer import CITY, Gazetteer, fold, load_gazetteer
from rashomon.annotate.places.readings import bare_start, feature_after, read_name
from rashomon.annotate.places.sources import source_country
from rashomon.model import Document


def placed(reading) -> dict[str, str | None]:
    return {reading.words(row): row.value for row in reading.of("mention", "place", "country")}


def at(value: str | None) -> tuple[int, int]:
    assert value is not None
    lat, lon = value.rpartition("@")[2].removeprefix("geo:").split(",")
    return round(float(lat)), round(float(lon))


def test_a_city_and_a_country_have_ids_and_coordinates(annotated: Callable) -> None:
    reading = annotated("Convoys from Aleppo reached Turkey on Monday.")
    found = placed(reading)
    assert found["Aleppo"].startswith("geonames:170063@36.")
    assert [row.label for row in reading.of("mention", "country")] == ["country"]


def test_the_state_beside_a_name_decides(annotated: Callable) -> None:
    assert at(placed(annotated("The fire began in Paris, Texas, on Monday."))["Paris"]) == (34, -96)
    assert at(placed(annotated("The fire began in Paris on Monday."))["Paris"]) == (49, 2)


def test_the_country_of_the_document_decides(annotated: Callable) -> None:
    text = "Police in Ontario, Canada, said two men from London were held. London lies west of Toronto and Hamilton."
    assert at(placed(annotated(text))["London"]) == (43, -81)


def test_a_word_for_a_division_chooses_the_division() -> None:
    assert feature_after("in Aleppo province today", 3, 9) == "division"
    assert feature_after("in Aleppo city today", 3, 9) == "city"


def test_regions_of_the_vocabulary_are_found(annotated: Callable) -> None:
    found = placed(annotated("Shelling went on in Eastern Ghouta and in the Middle East as a whole."))
    assert at(found["Eastern Ghouta"]) == (34, 36)
    assert "Middle East" in found


def test_a_place_inside_the_name_of_a_body_is_found(annotated: Callable) -> None:
    assert "Boston" in placed(annotated("The Boston Police Department opened an inquiry on Friday."))


def test_an_unknown_village_is_null_and_not_a_guess(annotated: Callable) -> None:
    found = placed(annotated("Two people were hurt in the village of Karsavelm, near Homs, on Friday."))
    assert found["Karsavelm"] is None


def test_a_spelling_with_an_article_finds_its_city() -> None:
    assert {one.country for one in read_name("Ar Raqqah")} == {"SY"}
    assert any(one.country == "SY" for one in read_name("al-Raqqa"))


def test_a_direction_is_left_out_where_it_is_no_name() -> None:
    assert bare_start("Northeast Texas") == len("Northeast ")
    assert bare_start("South Korea") == 0


def test_common_words_are_no_towns() -> None:
    assert read_name("Police") == []
    assert read_name("hope") == []


def test_a_national_address_says_its_country() -> None:
    assert source_country(Document("a", "", source="karsa-voice.co.uk")) == "GB"
    assert source_country(Document("a", "", source="karsa-voice.com")) == ""
    assert source_country(Document("a", "", source="karsa.tv")) == ""


def test_the_gazetteer_loads_fast_and_finds_the_largest_first() -> None:
    begin = time.process_time()
    gazetteer = Gazetteer()
    assert time.process_time() - begin < 0.5  # CPU seconds; 0.13 alone
    people = [one.people for one in gazetteer.find("Springfield") if one.sort == CITY]
    assert people == sorted(people, reverse=True)
    assert len(people) > 5


def test_the_gazetteer_takes_less_than_150_megabytes() -> None:
    tracemalloc.start()
    try:
        gazetteer = Gazetteer()
        gazetteer.find("Springfield")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 150_000_000  # 31 MB at its peak, 19 MB kept


def test_names_are_folded_alike_on_both_sides() -> None:
    assert load_gazetteer().find("ḨALAB") == load_gazetteer().find("halab") != []


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40))
def test_any_string_can_be_looked_up(text: str) -> None:
    assert isinstance(load_gazetteer().find(text), list)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "name", ["Aleppo", "Kyiv", "Moscow", "Tehran", "Jerusalem", "Gaza", "Donetsk", "Raqqa", "Mosul", "Sanaa"]
)
def test_cities_of_every_side_are_known(name: str) -> None:
    assert read_name(name)


def test_an_old_spelling_of_a_great_city_is_the_city(annotated: Callable) -> None:
    assert at(placed(annotated("Shells fell on Odessa on Monday."))["Odessa"]) == (46, 31)
    assert at(placed(annotated("A blast in St. Petersburg hurt nine people."))["St. Petersburg"]) == (60, 30)


def test_a_capital_of_two_countries_is_the_larger_one(annotated: Callable) -> None:
    assert at(placed(annotated("Police in Kingston held two men."))["Kingston"]) == (18, -77)


def test_a_continent_without_a_town_has_its_own_point(annotated: Callable) -> None:
    assert at(placed(annotated("The ship sailed to Antarctica."))["Antarctica"]) == (-82, 20)


def test_a_great_city_is_not_its_namesake_in_the_one_country_named_beside_it(annotated: Callable) -> None:
    found = placed(annotated("Envoys flew from Damascus to Chicago. Others left Paris for Rome."))
    assert at(found["Damascus"]) == (34, 36)
    assert at(found["Paris"]) == (49, 2)
    assert at(found["Rome"]) == (42, 13)


def test_england_holds_its_towns(annotated: Callable) -> None:
    found = annotated("Police in Birmingham, Alabama, wrote to police in Birmingham, England.")
    assert [at(row.value) for row in found.of("mention", "place") if found.words(row) == "Birmingham"] == [
        (34, -87),
        (52, -2),
    ]
    assert at(placed(found)["England"]) == (52, -2)


def test_a_capital_is_not_a_town_that_has_its_name_as_a_second_one(annotated: Callable) -> None:
    found = placed(annotated("Troops fired in Srinagar, Kashmir; in Islamabad there were rallies."))
    assert at(found["Islamabad"]) == (34, 73)
