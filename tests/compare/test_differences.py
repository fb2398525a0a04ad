"""One fact changed gives one difference of the right type; what fits together gives none."""

from __future__ import annotations

import pytest
from tests.compare.karsa import Telling, copied, event, velm

from rashomon.compare import compare
from rashomon.model import Annotation

BASE = "The Northern Front shelled the mill at Orrin on Monday and killed 12 people."


def telling(document_id: str, text: str = BASE, **changed: str) -> tuple[Telling, list[Annotation]]:
    """The base sentence with its rows; `changed` are the words of an aspect in `text`, where they differ."""
    made = Telling(document_id, text, source=document_id)
    words = {
        "who": "Northern Front",
        "place": "Orrin",
        "day": "Monday",
        "figure": "12 people",
        "deed": "shelled",
    } | changed
    who = made.mention(words["who"], changed.get("sort", "armed_group"))
    mill = made.mention("mill", "facility")
    place = made.mention(words["place"], "place", changed.get("point", "geo:40.0,20.0"))
    day = made.mention(words["day"], "time", changed.get("date", "2019-08-12"))
    figure = made.mention(words["figure"], "figure", changed.get("value", "12..12 people"))
    status = changed.get("status", "asserted")
    shelled = made.claim(
        text.partition(" and killed")[0], words["deed"], "ASSAULT", status,
        actor=who, recipient=mill, place=place, time=day,
    )  # fmt: skip
    killed = made.claim("killed " + words["figure"], "killed", "ASSAULT", actor=who, figure=figure)
    return made, [shelled, killed]


def differences(text: str, **changed: str) -> list[tuple[str, str, str]]:
    """Aspect and both values of each difference between the base and a changed text, each told on its own."""
    (one, rows), (other, other_rows) = telling("a"), telling("b", text, **changed)
    events = [event(left, right) for left, right in zip(rows, other_rows, strict=True)]
    found = compare([one.account, other.account], events).differences
    return [(difference.aspect, difference.left_value, difference.right_value) for difference in found]


def test_untouched_copies_do_not_differ() -> None:
    assert differences(BASE) == []


def test_another_number_is_a_difference_in_how_many() -> None:
    text = BASE.replace("12", "40")
    assert differences(text, figure="40 people", value="40..40 people") == [
        ("how_many", "12..12 people", "40..40 people")
    ]


def test_another_day_is_a_difference_in_when() -> None:
    text = BASE.replace("Monday", "Friday")
    assert differences(text, day="Friday", date="2019-08-16") == [("when", "2019-08-12", "2019-08-16")]


def test_another_place_is_a_difference_in_where() -> None:
    text = BASE.replace("Orrin", "Velm")
    assert differences(text, place="Velm", point="geo:44.0,20.0") == [("where", "geo:40.0,20.0", "geo:44.0,20.0")]


def test_another_party_is_a_difference_in_who() -> None:
    text = BASE.replace("Northern Front", "Ordanian Army")
    assert ("who", "Northern Front", "Ordanian Army") in differences(text, who="Ordanian Army", sort="military")


def test_a_negation_is_a_difference_in_whether() -> None:
    text = BASE.replace("shelled", "never shelled")
    assert differences(text, status="denied") == [("whether", "asserted", "denied")]


def test_two_descriptions_of_one_sort_of_party_differ_in_name() -> None:
    one, other = Telling("a", "The fighters left Karsa on Monday."), Telling("b", "The militants left Karsa on Monday.")
    rows = []
    for made, words in ((one, "fighters"), (other, "militants")):
        who, karsa = made.mention(words, "armed_group"), made.mention("Karsa", "place", "geo:40.0,20.0")
        rows.append(made.claim(made.text[:-1], "left", "MOVE", actor=who, recipient=karsa))
    (found,) = compare([one.account, other.account], [event(*rows)]).differences
    assert (found.aspect, found.left.words, found.right.words) == ("name", "fighters", "militants")


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("24..99 people", "30..30 people", False),  # "dozens" and 30
        ("12..12 people", "11.. people", False),  # 12 and "at least 11"
        ("12..12 people", "40.. people", True),
        ("12..12 people", "9..9 lorries", False),  # another scope is not compared
    ],
)
def test_only_intervals_that_do_not_meet_differ(left: str, right: str, differ: bool) -> None:
    texts = (
        "The army said the Orrin raid killed those people at the mill.",
        "Nine men buried what the Orrin raid had killed at the mill.",
    )
    rows, made = [], []
    for place, (text, value) in enumerate(zip(texts, (left, right), strict=True)):
        one = Telling(str(place), text)
        figure = one.mention("people" if place == 0 else "Nine men", "figure", value)
        raid = one.mention("Orrin raid", "happening")
        mill = one.mention("mill", "facility")
        rows.append(one.claim(text[:-1], "killed", "ASSAULT", actor=raid, figure=figure, place=mill))
        made.append(one)
    found = compare([one.account for one in made], [event(*rows)]).differences
    assert [one.aspect for one in found] == (["how_many"] if differ else [])


def test_deeds_that_share_no_party_are_not_compared() -> None:
    one, other = Telling("a", "The army took the hill."), Telling("b", "Raiders took a village far away.")
    first = one.claim(
        "The army took the hill", "took", "CONTROL", actor=one.mention("army", "military"), recipient="the hill"
    )
    second = other.claim(
        "Raiders took a village",
        "took",
        "CONTROL",
        actor=other.mention("Raiders", "armed_group"),
        recipient="a village",
    )
    assert compare([one.account, other.account], [event(first, second)]).differences == ()


def test_one_speaker_does_not_differ_from_himself_in_one_text() -> None:
    made = Telling("a", "Orlek said 12 people came. Orlek said 40 people came.")
    who = made.mention("Orlek", "person")
    rows = []
    for words, after in (("12 people came", 0), ("40 people came", 20)):
        inside = made.says(words, who, "said")
        rows.append(
            made.claim(
                words,
                "came",
                "MOVE",
                inside=inside,
                figure=made.mention(words[:9], "figure", f"{words[:2]}..{words[:2]} people", after=after),
            )
        )
    assert compare([made.account], [event(*rows)]).differences == ()


def test_what_an_edited_copy_changed_is_found_without_an_event() -> None:
    (one, rows), (other, other_rows) = (
        telling("a"),
        telling("b", BASE.replace("12", "40"), figure="40 people", value="40..40 people"),
    )
    alone = [event(row) for row in (*rows, *other_rows)]
    found = compare([one.account, other.account], alone, [copied("a", "b", "edited", 0.9)]).differences
    assert [(each.aspect, each.left_value, each.right_value) for each in found] == [
        ("how_many", "12..12 people", "40..40 people")
    ]


def test_rows_are_those_of_the_contract() -> None:
    made = velm()
    for one in compare(made.accounts, made.clusters, made.copies).differences:
        row = one.to_row()
        assert list(row) == ["event", "aspect", "left", "right", "left_value", "right_value"]
        assert set(row["left"]) == {"document", "start", "end"}


def test_the_two_sides_of_the_bridge_differ_in_the_day_and_in_whether_it_was_bombed() -> None:
    made = velm()
    found = {one.aspect for one in compare(made.accounts, made.clusters, made.copies).differences}
    assert {"when", "whether"} <= found


def test_who_lost_a_place_is_not_compared_with_who_took_it() -> None:
    lost, took = (
        Telling("left", "The militia lost Karsa.", source="A"),
        Telling("right", "The army took Karsa.", source="B"),
    )
    claims = []
    for made, who, what, sort in ((lost, "militia", "lost", "armed_group"), (took, "army", "took", "military")):
        karsa = made.mention("Karsa", "place", "geonames:1@1.0,1.0")
        claims.append(made.claim(made.text[:-1], what, "CONTROL", actor=made.mention(who, sort), recipient=karsa))
    found = compare([lost.account, took.account], [event(*claims)])
    assert found.shared
    assert "who" not in {one.aspect for one in found.differences}
