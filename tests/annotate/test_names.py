"""Names: which mentions are made, of what sort, with which key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.annotate.names.aliases import is_acronym
from rashomon.annotate.names.lists import load_lists
from rashomon.model import LABELS

PARTIES = (
    "person",
    "organisation",
    "armed_group",
    "government",
    "military",
    "people",
    "facility",
    "happening",
    "other",
)


def named(reading) -> dict[str, str]:
    return {reading.words(row): row.label for row in reading.of("mention", *PARTIES)}


def keys(reading) -> dict[str, str | None]:
    rows = reading.of("mention", *PARTIES)
    return {reading.words(row): row.value for row in rows if row.made_by.startswith("names@")}


def test_a_front_is_an_armed_group_and_a_ministry_a_government(annotated: Callable) -> None:
    found = named(annotated("The Karsa Liberation Front attacked. The Ministry of Water in Karsa denied it on Friday."))
    assert found["Karsa Liberation Front"] == "armed_group"
    assert found["Ministry of Water"] == "government"


def test_titles_and_articles_are_left_out_of_names(annotated: Callable) -> None:
    found = named(annotated("The meeting was opened by outgoing Foreign Minister Dana Orlo in the old hall."))
    assert found["Dana Orlo"] == "person"
    assert not any("the" in words for words in found)


def test_the_phrase_that_names_a_person_is_a_mention_with_the_names_key(annotated: Callable) -> None:
    text = "The talks were opened by outgoing Premier Ena Dorn of Norway. Dictator Orlo and Mr. Tavi stayed away."
    found = keys(annotated(text))
    assert found["outgoing Premier Ena Dorn of Norway"] == found["Ena Dorn"] == "ena dorn"
    assert found["Mr. Tavi"] == found["Tavi"] == "tavi"


def test_an_adjective_in_lower_case_belongs_to_what_a_group_is_called(annotated: Callable) -> None:
    found = keys(annotated("On Monday obstructionist Democrats left the room, and northern Syria stayed calm."))
    assert found["obstructionist Democrats"] == found["Democrats"]
    assert "northern Syria" not in found


def test_a_title_in_the_middle_parts_two_names(annotated: Callable) -> None:
    found = named(annotated("She later met Velm Council President Ena Dorn and thanked her for the help."))
    assert found["Ena Dorn"] == "person"
    assert found["Velm Council"] == "organisation"


def test_arabic_patterns_make_a_person(annotated: Callable) -> None:
    found = named(annotated("A witness said that Abu Omar al-Velmi had been seen near the bridge with two men."))
    assert found["Abu Omar al-Velmi"] == "person"


def test_a_body_that_speaks_is_a_mention_besides_its_officer(annotated: Callable) -> None:
    found = named(annotated("It was said by outgoing UN Secretary General Dan Kovar in a letter to the press."))
    assert found["UN"] == "organisation"
    assert found["Dan Kovar"] == "person"


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("On Monday the rebels left the town.", "rebels", "armed_group"),
        ("On Monday the terrorists left the town.", "terrorists", "armed_group"),
        ("He said the regime had fallen.", "regime", "government"),
        ("Shells fired by government forces hit a school.", "government forces", "military"),
        ("Displaced residents fled to the hills.", "Displaced residents", "people"),
        ("Several opposition factions refused the deal.", "opposition factions", "armed_group"),
    ],
)
def test_common_noun_parties_are_mentions(annotated: Callable, text: str, words: str, label: str) -> None:
    assert named(annotated(text)).get(words) == label


def test_a_noun_that_only_limits_another_is_no_party(annotated: Callable) -> None:
    assert "rebel" not in named(annotated("They drove through rebel areas in the north."))


def test_the_names_all_sides_use_are_one_entity(annotated: Callable) -> None:
    found = keys(
        annotated("ISIL took the road on Monday. By Friday Daesh had left it, and Islamic State said nothing.")
    )
    assert found["ISIL"] == found["Daesh"] == found["Islamic State"]


def test_an_acronym_in_brackets_joins_its_name(annotated: Callable) -> None:
    found = keys(annotated("The Karsa Relief Committee (KRC) sent bread. The KRC asked for more on Sunday."))
    assert found["KRC"] == found["Karsa Relief Committee"] == "karsa relief committee"


def test_a_stated_alias_joins(annotated: Callable) -> None:
    text = "The Karsa Defence Brigade, also known as the Hill Brigade, denied the attack on the village."
    found = keys(annotated(text))
    assert found["Hill Brigade"] == found["Karsa Defence Brigade"]


def test_two_bodies_in_a_list_stay_two(annotated: Callable) -> None:
    found = keys(annotated("The Karsa Defence Brigade, the Hill Brigade and the Velm Army signed the truce."))
    assert len({found["Karsa Defence Brigade"], found["Hill Brigade"], found["Velm Army"]}) == 3


def test_a_surname_joins_the_full_name(annotated: Callable) -> None:
    found = keys(annotated("David Orlo arrived on Monday. Mr Orlo left on Friday with his brother."))
    assert found["Orlo"] == found["David Orlo"] == "david orlo"


def test_he_is_the_one_man_spoken_of(annotated: Callable) -> None:
    reading = annotated("David Orlo arrived on Monday. He said the bridge was safe.")
    assert keys(reading)["He"] == "david orlo"


def test_she_is_not_the_man_before(annotated: Callable) -> None:
    assert "She" not in keys(annotated("David Orlo arrived on Monday. She said the bridge was safe."))


def test_it_with_two_parties_near_is_left_alone(annotated: Callable) -> None:
    text = "The Velm Council met the Karsa Committee on Monday. It said the bridge was safe."
    assert "It" not in keys(annotated(text))


def test_a_capital_that_speaks_is_a_government_and_one_that_is_shelled_a_place(annotated: Callable) -> None:
    speaks = annotated("Damascus said on Monday that the road was open to all convoys.")
    assert [row.label for row in speaks.of("mention", "government")] == ["government"]
    shelled = annotated("Three shells fell in Damascus on Monday, a doctor there said.")
    assert not [row for row in shelled.of("mention", "government") if shelled.words(row) == "Damascus"]


def test_a_named_battle_is_a_happening(annotated: Callable) -> None:
    assert (
        named(annotated("He was wounded in the Battle of Aleppo and never returned."))["Battle of Aleppo"]
        == "happening"
    )


def test_one_name_has_one_sort_in_a_document(annotated: Callable) -> None:
    text = "Ena Dorn spoke first. Dorn asked for calm. In the evening Dorn left. People cheered Dorn again."
    reading = annotated(text)
    assert {row.label for row in reading.of("mention") if "Dorn" in (reading.words(row) or "")} == {"person"}


@pytest.mark.parametrize(
    "side", ["Syrian", "Russian", "American", "Israeli", "Iranian", "Ukrainian", "Turkish", "Kurdish"]
)
def test_every_side_is_sorted_alike(annotated: Callable, side: str) -> None:
    text = f"The {side} government denied it. {side} forces shelled the town, and {side} rebels fled."
    found = named(annotated(text))
    labels = {words.removeprefix(side).strip(): label for words, label in found.items()}
    assert (labels["government"], labels["forces"], labels["rebels"]) == ("government", "military", "armed_group")


def test_lists_use_known_labels_and_no_name_stands_in_two_parties() -> None:
    for names in load_lists().values():
        for one in names:
            assert one.label in LABELS["mention"]


def test_acronyms_need_their_letters() -> None:
    assert is_acronym("FSA", "Free Syrian Army")
    assert not is_acronym("FSA", "Northern Front")


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="abAB .,;:-'’“”()[]/\n\u202e\ud800é中1", max_size=120))
def test_no_text_breaks_it(annotated: Callable, text: str) -> None:
    reading = annotated(text)
    for row in reading.of("mention"):
        assert reading.words(row)


def test_a_possessive_parts_a_person_from_a_body(annotated: Callable) -> None:
    found = named(annotated("It was read out by David Orlo’s National Security Council late on Monday."))
    assert "National Security Council" in found
    assert not any("Orlo’s" in words for words in found)


def test_the_north_is_the_country_that_the_text_names(annotated: Callable) -> None:
    reading = annotated("North Korea sent a letter. Talks with the North began on Monday.")
    values = {reading.words(row): row.value for row in reading.of("mention", "country")}
    assert values["North"] == values["North Korea"]
    assert not annotated("Talks with the North began on Monday.").of("mention", "country")


def test_an_office_joins_its_one_holder(annotated: Callable) -> None:
    found = keys(annotated("President David Orlo spoke on Monday. The president said the road was safe."))
    assert found["president"] == "david orlo"


def test_two_holders_of_an_office_stay_two(annotated: Callable) -> None:
    found = keys(annotated("President David Orlo met President Anna Dorn. The president said the road was safe."))
    assert found["president"] == "president"


def test_what_a_text_comes_back_to_is_a_mention_with_its_noun_as_key(annotated: Callable) -> None:
    text = (
        "The lawsuit was filed in Karsa. Lawyers called the lawsuit a sham. The mayor said the sham lawsuit "
        "would fail, and this lawsuit was the third. A hat lay on the table."
    )
    found = keys(annotated(text))
    assert found["sham lawsuit"] == found["lawsuit"] == "lawsuit"
    assert "hat" not in found


def test_who_calls_somebody_is_not_who_is_called(annotated: Callable) -> None:
    found = keys(annotated("President Ena Dorn spoke on Monday. Dorn called Sara Orlo on Friday and wished her well."))
    assert found["Sara Orlo"] != found["Ena Dorn"]


def test_a_meeting_of_two_persons_does_not_make_them_one(annotated: Callable) -> None:
    text = "President Ena Dorn met Premier Sara Orlo. The Dorn-Orlo summit went well. Dorn left, and Orlo stayed."
    found = keys(annotated(text))
    assert found["Dorn"] == "ena dorn"
    assert found["Orlo"] == "sara orlo"


def test_the_dictator_is_whom_the_text_calls_dictator(annotated: Callable) -> None:
    found = keys(annotated("Velmian dictator Ena Dorn spoke on Monday. The dictator then left for the coast."))
    assert found["dictator"] == "ena dorn"


def test_the_committee_is_the_one_committee_told_of(annotated: Callable) -> None:
    found = keys(annotated("The Karsa Relief Committee met on Monday. The committee said it had sent ten lorries."))
    assert found["committee"] == "karsa relief committee"


def test_a_name_explains_no_text_from_before_it_was_in_use(annotated: Callable) -> None:
    text = "On Monday fighters of JFS and of the Fateh al-Sham left the town."
    assert (
        keys(annotated(text, published="2016-11-02"))["JFS"]
        == keys(annotated(text, published="2016-11-02"))["Fateh al-Sham"]
    )
    early = keys(annotated(text, published="2014-11-02"))
    assert early.get("JFS") != early.get("Fateh al-Sham")


def test_a_name_beside_its_full_namesake_is_another_person(annotated: Callable) -> None:
    text = "Dorn spoke on Monday. Dorn and his wife Anna Dorn left Karsa together. Dorn said no more of it."
    found = keys(annotated(text))
    assert (found["Dorn"], found["Anna Dorn"]) == ("dorn", "anna dorn")


def test_the_president_is_not_the_vice_president(annotated: Callable) -> None:
    found = keys(annotated("President David Orlo met Vice President Anna Dorn. The president said the road was safe."))
    assert found["president"] == "david orlo"


def test_two_kinds_of_one_thing_are_two(annotated: Callable) -> None:
    text = (
        "The civil war in Karsa goes on. This war has cost much. The war will end. The civil war has no winner. "
        "But the global war on smugglers began elsewhere, long before the civil war began."
    )
    found = keys(annotated(text))
    assert found["civil war"] == found["war"] == "civil war"
    assert found["global war"] == "global war"


def test_a_thing_is_of_no_kind_where_the_text_tells_of_two(annotated: Callable) -> None:
    text = (
        "The presidential election is near. The election will be close. The midterm elections of the spring were "
        "not. The 2016 election was."
    )
    found = keys(annotated(text))
    assert found["election"] == "election"


def test_numbers_do_not_hide_that_a_thing_is_known(annotated: Callable) -> None:
    found = keys(annotated("Guilds swayed the 2016 election. Nobody won that way in an election."))
    assert found["election"] == "election"


@pytest.mark.parametrize(("side", "other"), [("Bolivians", "Peruvians"), ("Peruvians", "Bolivians")])
def test_a_people_that_deals_is_its_government_and_one_that_suffers_is_a_people(
    annotated: Callable, side: str, other: str
) -> None:
    found = named(annotated(f"The {side} warned that they would close the border. Many {other} fled."))
    assert (found[side], found[other]) == ("government", "people")


def test_other_words_for_a_thing_are_counted_with_it(annotated: Callable) -> None:
    found = keys(annotated("A guild filed a lawsuit. The suit names the mayor."))
    assert (found["lawsuit"], found["suit"]) == ("lawsuit", "suit")


def test_a_capital_that_does_something_is_a_government_and_one_that_hosts_it_a_place(annotated: Callable) -> None:
    assert named(annotated("Damascus reopened its borders.")).get("Damascus") == "government"
    assert named(annotated("Damascus hosted a fair.")).get("Damascus") is None


@pytest.mark.parametrize("side", ["Karsan", "Velman"])
def test_an_office_with_a_hyphen_is_left_out_of_a_name(annotated: Callable, side: str) -> None:
    reading = annotated(f"{side} Secretary-General Dana Orlo spoke. The UN Secretary-General Antonio Gala replied.")
    found = keys(reading)
    assert found["Dana Orlo"] == "dana orlo"
    assert found["Antonio Gala"] == "antonio gala"
    assert not [words for words in found if words.startswith("-") or words.endswith("Secretary")]


def test_after_near_a_name_is_no_person(annotated: Callable) -> None:
    found = {r.label for r in annotated("Near Tal Orvad, one strike destroyed a bridge.").of("mention", "person")}
    assert found == set()


def test_a_noun_beside_a_name_says_what_it_is(annotated: Callable) -> None:
    assert named(annotated("The claim was printed in full by Kayvan, a Karsa daily."))["Kayvan"] == "organisation"


def test_a_name_in_a_list_of_groups_is_a_group(annotated: Callable) -> None:
    found = named(annotated("He urged militias, including the Badr Organisation and Asa Orvad al-Haq, to withdraw."))
    assert found["Asa Orvad al-Haq"] == "armed_group"


def test_leaders_are_people_and_a_leader_one_person(annotated: Callable) -> None:
    assert named(annotated("The envoy met EU leaders on Monday."))["EU leaders"] == "people"


def test_a_place_line_does_not_run_into_the_report(annotated: Callable) -> None:
    found = named(annotated("AMMAN, Jordan - Gunmen killed an interpreter on Monday."))
    assert not [words for words in found if words.startswith("Jordan -")]


@pytest.mark.parametrize(
    ("text", "is_government"),
    [
        ("The envoys want to restrain Damascus before the vote.", True),
        ("The militia colluded with Damascus for years.", True),
        ("The council voted for tougher limits on Damascus.", True),
        ("Rebels shelled Damascus on Monday.", False),
        ("Shells fell on the road between Damascus and the coast.", False),
        ("The attack on Damascus killed a guard.", False),
    ],
)
def test_a_capital_that_is_swayed_or_dealt_with_is_a_government(
    annotated: Callable, text: str, is_government: bool
) -> None:
    assert (named(annotated(text)).get("Damascus") == "government") is is_government


def test_a_paper_with_a_capital_article_is_no_place(annotated: Callable) -> None:
    found = named(annotated("I pointed this out in a column for The Kelvan on Friday."))
    assert found["Kelvan"] == "organisation"
    assert "Hague" not in named(annotated("The judges of a court in The Hague agreed on Monday."))


def test_what_a_government_has_tells_its_capital_from_the_town(annotated: Callable) -> None:
    assert named(annotated("They resented Tehran's decision.")).get("Tehran") == "government"
    assert named(annotated("He is a close ally of Tehran.")).get("Tehran") == "government"
    assert named(annotated("They walked through Tehran's streets.")).get("Tehran") is None


def test_a_name_after_a_word_for_a_paper_is_a_body(annotated: Callable) -> None:
    assert named(annotated("He told the daily Al-Madar on Monday that he would go."))["Al-Madar"] == "organisation"


def test_an_axis_keeps_what_it_is_of(annotated: Callable) -> None:
    assert "Axis of Defiance" in named(annotated("The new Axis of Defiance met in Orna."))


def test_the_phrase_before_a_name_holds_the_office_with_its_body(annotated: Callable) -> None:
    text = "He was told that the former C.I.A. director Jonas Komer had written it."
    assert "former C.I.A. director Jonas Komer" in named(annotated(text))


@pytest.mark.parametrize("side", ["Velman Army", "Harran Brigade"])
def test_the_verb_of_a_headline_is_no_part_of_a_name(annotated: Callable, side: str) -> None:
    found = named(annotated(f"{side} Kills 30 Guards in Karsa Northern Countryside."))
    assert side in found
    assert not [words for words in found if "Kills" in words]


def test_an_administration_has_the_key_of_whoever_s_it_is(annotated: Callable) -> None:
    reading = annotated("Prime Minister Ena Dorn spoke on Monday. She said that her administration would not yield.")
    (led,) = [row for row in reading.of("mention", "government") if "administration" in reading.words(row)]
    assert led.value == "dorn administration"


def test_a_paper_or_a_deal_said_twice_is_what_the_text_is_about_and_a_meeting_is_not(annotated: Callable) -> None:
    reading = annotated(
        "A dossier named the mayor at a meeting. The dossier was forged, the guild said after the meeting."
    )
    things = [reading.words(row).lower() for row in reading.of("mention", "other", "happening")]
    assert [one for one in things if "dossier" in one]
    assert not [one for one in things if "meeting" in one]


def test_the_word_that_points_to_one_of_several_belongs_to_the_phrase(annotated: Callable) -> None:
    text = "Ena Dorn wrote memos. These memos are short. Other memos are long. She said that memos lie in the safe."
    found = keys(annotated(text))
    assert found["These memos"] == found["Other memos"] == "memo"
    assert "that memos" not in found


def test_arms_said_twice_are_what_the_text_is_about_and_arms_that_limit_a_deed_are_not(annotated: Callable) -> None:
    found = keys(
        annotated("Norway bought missiles. Chile has no missiles. A missile strike and missile tests followed.")
    )
    assert found["missiles"] == "missile"
    assert "missile" not in found


def test_a_word_with_a_hyphen_is_no_number_before_a_phrase(annotated: Callable) -> None:
    found = named(annotated("The well-armed rebels left Orna, and twenty-six rebels stayed in the town."))
    assert "well-armed rebels" in found
    assert "twenty-six rebels" not in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Envoys from Norway opened the session.", "Envoys from Norway"),
        ("Two aides to Mr. Dorn opened the session.", "aides to Mr. Dorn"),
        ("Two officials in the Justice Ministry opened the session.", "officials in the Justice Ministry"),
    ],
)
def test_whose_people_a_phrase_tells_of_is_part_of_it(annotated: Callable, text: str, words: str) -> None:
    assert words in named(annotated(text))


def test_where_residents_are_is_no_part_of_the_phrase(annotated: Callable) -> None:
    assert "residents" in named(annotated("On Monday residents in Norway opened the session."))


def test_who_a_paper_is_called_after_is_named_too(annotated: Callable) -> None:
    found = keys(annotated("Ena Dorn resigned on Monday. The Ena Dorn Memos were printed. Ena Dorn denied them."))
    assert found["Ena Dorn Memos"] == "ena dorn memos"
    rows = annotated("Ena Dorn resigned. The Ena Dorn Memos were printed.").of("mention", "person")
    assert len(rows) == 2


def test_a_campaign_is_named_where_its_officials_are(annotated: Callable) -> None:
    found = named(annotated("Ena Dorn won. Dorn campaign officials cheered. Norwegian government forces left."))
    assert found["Dorn campaign"] == "organisation"
    assert "Norwegian government" not in found


def test_a_country_in_letters_is_found_before_a_hyphen(annotated: Callable) -> None:
    found = annotated("The U.S.-led talks failed. A U.S.-Norway pact was signed, and the U.K.-based group left.")
    countries = [found.words(row) for row in found.of("mention", "country")]
    assert countries == ["U.S.", "U.S.", "Norway", "U.K."]
    assert not {"U.S.-led", "U.S.-Norway", "U.K.-based"} & set(named(found))


def test_letters_with_full_stops_are_a_name(annotated: Callable) -> None:
    assert "J.C.P.O.K." in named(annotated("Norway signed the J.C.P.O.K. on Monday. The J.C.P.O.K. is a paper."))


def test_intelligence_is_a_body_only_beside_a_name(annotated: Callable) -> None:
    assert "Norwegian intelligence" in named(annotated("Norwegian intelligence denied the report."))
    assert "military intelligence" not in named(annotated("Norway sent photographs and military intelligence."))
