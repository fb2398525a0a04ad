"""Descriptions of one sort of party, worded in different ways by the accounts of a story."""

from __future__ import annotations

from rashomon.link.entities import _says_who
from rashomon.link.kinds import Sort, find_kinds, sort_of
from rashomon.link.named import Name


def party(document: str, form: str, label: str = "armed_group", *, proper: bool = False) -> Name:
    return Name(document, form.lower(), label, (document + form,), (form,), proper)


def joined(*names: Name) -> list[tuple[str, str, str]]:
    return [(one.forms[0], other.forms[0], why) for one, other, why in find_kinds(names)]


def test_rebel_groups_and_rebel_fighters_are_the_rebels_and_a_rebel_group_is_one_of_them() -> None:
    found = joined(
        party("a", "rebels"), party("b", "rebel groups"), party("b", "rebel fighters"), party("c", "rebel group")
    )
    assert found == [("rebels", "rebel groups", "same_sort"), ("rebels", "rebel fighters", "same_sort")]


def test_terror_groups_are_terrorists_and_known_ones_are_told_apart() -> None:
    names = (party("a", "terrorists"), party("b", "terror groups"), party("c", "known terrorist groups"))
    assert joined(*names) == [("terrorists", "terror groups", "same_sort")]


def test_rebels_are_those_of_the_one_state_whose_rebels_the_story_tells_of() -> None:
    bare, syrian, libyan = party("a", "rebels"), party("b", "Syrian rebels"), party("c", "Libyan rebels")
    assert joined(bare, syrian) == [("Syrian rebels", "rebels", "only_kind")]
    assert joined(bare, syrian, libyan) == []


def test_opposition_groups_are_the_opposition_and_its_fighters_are_a_part_of_it() -> None:
    names = [party("a", form, "organisation") for form in ("opposition", "opposition groups", "opposition fighters")]
    assert joined(*names) == [("opposition", "opposition groups", "same_sort")]
    armed = [party("b", form) for form in ("armed opposition groups", "Armed opposition fighters")]
    assert joined(*armed) == [("armed opposition groups", "Armed opposition fighters", "same_sort")]


def test_moderate_rebels_are_not_the_rebels() -> None:
    assert sort_of("moderate rebels") == Sort("rebel", ("moderate",), "")
    assert joined(party("a", "rebels"), party("b", "moderate rebels")) == []


def test_the_population_of_a_town_is_its_people() -> None:
    names = [party(one, form, "people") for one, form in
             (("a", "people of Karsa"), ("b", "population of Karsa"), ("c", "people of Velm"))]  # fmt: skip
    assert joined(*names) == [("people of Karsa", "population of Karsa", "same_dwellers")]


def test_a_camp_is_the_axis_of_that_name_and_no_other_body_with_capitals() -> None:
    axis = party("a", "Harvest Axis", "organisation", proper=True)
    assert joined(axis, party("b", "Harvest camp", "organisation")) == [("Harvest Axis", "Harvest camp", "same_bloc")]
    assert joined(axis, party("b", "Harvest Alliance", "organisation", proper=True)) == []


def test_forces_of_a_state_are_its_army_unless_a_body_has_them_in_its_name() -> None:
    army = party("a", "Syrian Army", "military", proper=True)
    forces = [
        party(one, form, "military") for one, form in (("b", "Syrian forces"), ("c", "Syrian government’s forces"))
    ]
    assert joined(army, *forces) == [
        ("Syrian Army", "Syrian forces", "its_forces"),
        ("Syrian Army", "Syrian government’s forces", "its_forces"),
    ]
    democratic = party("c", "Syrian Democratic Forces", proper=True)
    assert joined(army, *forces, democratic) == []
    assert joined(army, party("b", "Turkish forces", "military")) == []


def test_the_factions_of_two_accounts_need_not_be_the_same() -> None:
    assert not _says_who(party("a", "factions"), ("factions",))
    assert _says_who(party("a", "rebels"), ("rebels",))
