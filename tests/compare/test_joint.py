"""An event is shown as shared only where two texts tell it beyond a reader's doubt."""

from __future__ import annotations

import pytest
from tests.compare.karsa import Telling, event

from rashomon.compare import Comparison, compare, find_called


def told(*texts: tuple[str, str, str, dict[str, tuple[str, str, str]]]) -> Comparison:
    """One event of one claim a text: the text, its predicate, its type, and by role the words, sort and value."""
    tellings, rows = [], []
    for place, (text, predicate, label, roles) in enumerate(texts):
        one = Telling(f"text{place}", text, source=f"Source {place}")
        found = {role: one.mention(words, sort, value or None) for role, (words, sort, value) in roles.items()}
        rows.append(one.claim(text[:-1], predicate, label, **found))
        tellings.append(one)
    return compare([one.account for one in tellings], [event(*rows)])


KARSA = ("Karsa", "place", "geo:40.0,20.0")
VELM = ("Velm", "place", "geo:44.0,20.0")
TUESDAY = ("Tuesday", "time", "2019-10-01")
FRIDAY = ("Friday", "time", "2019-10-04")
ARMY = ("Ordanian army", "military", "")


def test_the_fall_and_the_liberation_of_a_place_are_shared_and_differ_in_name() -> None:
    found = told(
        ("Karsa fell on Tuesday.", "fell", "CONTROL", {"place": KARSA, "time": TUESDAY}),
        ("The Ordanian army liberated Karsa.", "liberated", "CONTROL", {"actor": ARMY, "place": KARSA}),
    )
    assert len(found.shared) == 1
    assert [one.aspect for one in found.differences] == ["name"]


def test_a_victory_in_a_place_is_what_others_call_its_fall_and_the_loser_is_no_other_taker() -> None:
    found = told(
        ("Karsa fell on Tuesday.", "fell", "CONTROL", {"place": KARSA, "time": TUESDAY}),
        ("The Ordanian army won a victory in Karsa.", "victory", "OTHER", {"actor": ARMY, "place": KARSA}),
        ("The defeat of the guards in Karsa was told.", "defeat", "OTHER", {"place": KARSA}),
        ("The guards lost Karsa.", "lost", "CONTROL", {"actor": ("guards", "armed_group", ""), "recipient": KARSA}),
    )
    (event,) = found.shared
    assert len(event.versions) == 4
    assert {one.aspect for one in found.differences} == {"name"}
    called = {one.words: [told.document for _, told in one.uses] for one in find_called(found.differences)}
    assert {len(by) for by in called.values()} == {1}
    assert {"victory", "defeat"} <= set(called)


def test_a_victory_told_of_no_place_changes_no_hands() -> None:
    found = told(
        ("Karsa fell on Tuesday.", "fell", "CONTROL", {"place": KARSA, "time": TUESDAY}),
        ("The victory pleased the Ordanian army.", "victory", "OTHER", {"actor": ARMY}),
    )
    assert found.shared == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same word of no known sort, with nobody and nowhere in it.
        (("The announced plan was new.", "announced", "OTHER", {}), ("What was announced?", "announced", "OTHER", {})),
        # Another particle is another deed.
        (
            ("The truce was broken in Karsa.", "broken", "OTHER", {"place": KARSA}),
            ("War broke out in Karsa.", "broke out", "OTHER", {"place": KARSA}),
        ),
        # Days apart.
        (
            ("Shells hit Karsa on Tuesday.", "hit", "ASSAULT", {"place": KARSA, "time": TUESDAY}),
            ("Rockets hit Karsa late on Friday.", "hit", "ASSAULT", {"place": KARSA, "time": FRIDAY}),
        ),
        # Places that exclude one another.
        (
            ("Shells hit Karsa on Tuesday.", "hit", "ASSAULT", {"place": KARSA, "time": TUESDAY}),
            ("Rockets hit Velm on Tuesday.", "hit", "ASSAULT", {"place": VELM, "time": TUESDAY}),
        ),
        # The doer alone: whoever attacks does so often.
        (
            ("The Ordanian army attacked a farm.", "attacked", "ASSAULT", {"actor": ARMY}),
            ("The Ordanian army attacked again.", "attacked", "ASSAULT", {"actor": ARMY}),
        ),
        # Planned beside done is no telling of one happening.
        (
            ("To take Karsa was hard.", "take", "CONTROL", {"place": KARSA}),
            ("Buses went to Velm on Tuesday.", "went", "MOVE", {"place": VELM, "time": TUESDAY}),
        ),
    ],
)  # fmt: skip
def test_what_is_only_perhaps_one_happening_is_not_shown(one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    found = told(one, other)
    assert found.shared == ()
    assert found.silences == ()
    assert found.differences == ()
    assert [event["sure"] for event in found.tables()["events"]] == [False]
    assert found.less_sure == 1


def test_two_agreements_between_other_parties_are_two() -> None:
    found = told(
        ("Tressia agreed with Sorovia on a truce.", "agreed", "AGREE",
         {"actor": ("Tressia", "government", ""), "recipient": ("Sorovia", "government", "")}),
        ("The envoys of Orna agreed with Velm on a truce.", "agreed", "AGREE",
         {"actor": ("Orna", "government", ""), "recipient": ("Velm", "government", "")}),
    )  # fmt: skip
    assert found.shared == ()
