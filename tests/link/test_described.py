"""Descriptions that join a name of another document."""

from __future__ import annotations

from datetime import date

from rashomon.link.described import find_described
from rashomon.link.named import Name

STORY = {"a": "s", "b": "s", "c": "s"}


def person(document: str, *forms: str, proper: bool = True, count: int = 1) -> Name:
    mentions = tuple(f"{document}{forms[0]}{one}" for one in range(count))
    return Name(document, forms[0].lower(), "person", mentions, forms, proper)


def joined(*names: Name) -> list[tuple[str, str, str]]:
    return [(one.forms[0], other.forms[0], why) for one, other, why in find_described(names, STORY, lambda one: one)]


def test_an_office_is_the_one_person_of_the_story_who_holds_it() -> None:
    dorn = person("a", "Ena Dorn", "President Ena Dorn")
    assert joined(dorn, person("b", "president", proper=False)) == [("president", "Ena Dorn", "same_office")]


def test_an_office_that_two_hold_joins_nobody() -> None:
    rivals = (person("a", "Ena Dorn", "President Ena Dorn"), person("b", "Sara Orlo", "President Sara Orlo"))
    assert joined(*rivals, person("c", "president", proper=False)) == []


def test_a_former_office_is_held_no_more() -> None:
    former = person("a", "Ena Dorn", "former President Ena Dorn")
    assert joined(former, person("b", "president", proper=False)) == []


def test_a_shorter_name_of_a_body_is_the_longer_one_where_there_is_one() -> None:
    def body(document: str, form: str) -> Name:
        return Name(document, form.lower(), "organisation", (document + form,), (form,), True)

    one, other = body("a", "Karsa Relief Committee"), body("b", "Relief Committee")
    assert joined(one, other) == [("Relief Committee", "Karsa Relief Committee", "longer_form")]
    assert joined(one, other, body("c", "Velm Relief Committee")) == []


def test_a_suit_is_the_lawsuit_and_no_raid() -> None:
    things = [Name(one, noun, "happening", (one + noun,), (noun,), False) for one, noun in
              (("a", "lawsuit"), ("b", "suit"), ("c", "raid"))]  # fmt: skip
    assert joined(*things) == [("lawsuit", "suit", "same_family")]


def test_names_of_one_line_of_the_list_are_one_from_when_the_name_was_in_use() -> None:
    def body(document: str, form: str) -> Name:
        return Name(document, form.lower(), "armed_group", (document + form,), (form,), True)

    names = (body("a", "ISIS"), body("b", "Daesh"))
    assert joined(*names) == [("ISIS", "Daesh", "same_listing")]
    early = dict.fromkeys("ab", date(2010, 1, 1).toordinal())
    assert list(find_described(names, STORY, lambda one: one, early)) == []


def thing(document: str, key: str, *forms: str) -> Name:
    return Name(document, key, "happening", (document + key,), forms or (key,), False)


def test_words_of_one_sort_beside_one_name_are_one_thing() -> None:
    deal, accord = thing("a", "deal", "Karsa deal"), thing("b", "accord", "Karsa accord")
    assert joined(deal, accord) == [("Karsa deal", "Karsa accord", "same_qualified")]
    assert joined(deal, thing("c", "accord", "Velm accord", "accord")) == []


def test_words_of_one_sort_and_one_kind_are_one_thing() -> None:
    pact, accord, bare = thing("a", "trade pact"), thing("b", "trade accord"), thing("c", "accord")
    assert joined(pact, accord) == [("trade pact", "trade accord", "same_qualified")]
    assert joined(pact, bare) == []


def test_a_thing_with_a_capital_is_the_thing_of_that_name() -> None:
    memos = thing("a", "memo", "Dorn memos", "memos")
    headline = Name("b", "ena dorn memos", "other", ("b",), ("Ena Dorn Memos",), True)
    assert joined(memos, headline) == [("Dorn memos", "Ena Dorn Memos", "same_qualified")]
    assert joined(memos, Name("b", "orlo memos", "other", ("b",), ("Orlo Memos",), True)) == []


def test_a_thing_without_its_kind_is_the_one_kind_of_the_story_or_the_one_it_tells_of_most() -> None:
    civil, bare, other = thing("a", "civil war"), thing("b", "war"), thing("c", "global war")
    assert joined(civil, bare) == [("civil war", "war", "only_kind")]
    assert joined(civil, bare, other) == []
    often = Name("a", "civil war", "happening", tuple("1234"), ("civil war",), False)
    assert joined(often, bare, other) == [("civil war", "war", "only_kind")]


def test_a_given_name_alone_is_the_one_person_of_the_story_who_has_it() -> None:
    dorn, ena = person("a", "Ena Dorn"), person("b", "Ena")
    assert joined(dorn, ena) == [("Ena Dorn", "Ena", "given_name")]
    assert joined(dorn, ena, person("c", "Ena Orlo")) == []
    assert joined(dorn, ena, person("c", "Sara Ena")) == []


def test_the_documents_are_the_memos_where_the_account_tells_of_no_other_papers() -> None:
    memos = Name("a", "memo", "other", tuple("12345678"), ("memos",), False)
    documents = Name("a", "document", "other", ("9", "10"), ("documents",), False)
    assert joined(memos, documents) == [("memos", "documents", "wider_word")]
    letters = Name("a", "letter", "other", ("11", "12", "13"), ("letters",), False)
    assert joined(memos, documents, letters) == []


def test_an_office_with_a_capital_is_an_office_still() -> None:
    dorn = person("a", "Ena Dorn", "President Ena Dorn")
    assert joined(dorn, person("b", "President")) == [("President", "Ena Dorn", "same_office")]


def test_a_campaign_of_the_same_name_is_one_whatever_it_is_called_besides() -> None:
    first = Name("a", "campaign", "organisation", ("a1",), ("Campaign", "Dorn campaign"), True)
    second = Name("b", "ena dorn's campaign", "organisation", ("b1",), ("Ena Dorn's campaign", "Dorn campaign"), False)
    assert joined(first, second) == [("Campaign", "Ena Dorn's campaign", "other_name")]


def government(document: str, form: str) -> Name:
    return Name(document, form.lower(), "government", (document + form,), (form,), form.istitle())


def test_a_capital_that_acts_is_the_government_there_and_no_other() -> None:
    capital = government("a", "Damascus")
    assert joined(capital, government("b", "Syrian regime")) == [("Damascus", "Syrian regime", "same_government")]
    assert joined(capital, government("b", "Syrian interim government"), government("c", "Turkish government")) == []


def test_a_part_told_apart_in_lower_case_is_not_the_whole() -> None:
    part = Name("a", "moderate karsan opposition", "organisation", ("a1",), ("moderate Karsan opposition",), False)
    whole = Name("b", "karsan opposition", "organisation", ("b1",), ("Karsan opposition",), False)
    assert joined(part, whole) == []


def test_a_state_is_its_government_unless_somebody_contests_it() -> None:
    state = Name("a", "geonames:1", "country", ("a1",), ("Syria",), True, "1")
    capital = government("b", "Damascus")
    rebels = Name("c", "syrian rebels", "armed_group", ("c1",), ("Syrian rebels",), False)
    assert joined(state, capital) == [("Syria", "Damascus", "same_government")]
    assert joined(state, capital, rebels) == []


def test_the_seat_the_officials_and_the_administration_of_a_state_are_its_government() -> None:
    state = government("a", "Turkish government")
    premier = Name("b", "ena dorn", "person", ("b1",), ("Turkish President Ena Dorn",), True)
    forms = ("Turkish officials", "Dorn administration", "senior Turkish officials")
    officials, led, troops = (government(one, form) for one, form in zip("cab", forms, strict=True))
    assert joined(state, premier, officials, led, troops) == [
        ("Turkish government", "Turkish officials", "same_government"),
        ("Turkish government", "Dorn administration", "same_government"),
    ]
    kremlin = government("b", "Kremlin")
    assert joined(government("a", "Moscow"), kremlin) == [("Moscow", "Kremlin", "same_government")]
    assert joined(government("a", "Moscow officials"), kremlin) == []


def test_an_administration_of_a_name_that_two_leaders_bear_is_nobody_s() -> None:
    first = Name("a", "ena dorn", "person", ("a1",), ("Turkish President Ena Dorn",), True)
    second = Name("b", "ivo dorn", "person", ("b1",), ("Greek President Ivo Dorn",), True)
    assert joined(first, second, government("c", "Dorn administration"), government("a", "Turkish government")) == []


def test_the_leader_of_a_state_is_who_leads_it_in_the_story() -> None:
    dorn = person("a", "Ena Dorn", "Turkish President Ena Dorn")
    leader = person("b", "the Turkish leader", proper=False)
    assert ("the Turkish leader", "Ena Dorn", "same_office") in joined(dorn, leader)
    of_state = person("b", "leader of Turkey", proper=False)
    assert ("leader of Turkey", "Ena Dorn", "same_office") in joined(dorn, of_state)
    orlo = person("c", "Ivo Orlo", "Turkish leader Ivo Orlo")
    assert ("the Turkish leader", "Ena Dorn", "same_office") not in joined(dorn, orlo, leader)


def test_a_president_without_a_state_leads_the_one_whose_president_has_no_name() -> None:
    dorn, office = person("a", "Ena Dorn", "President Ena Dorn"), person("b", "Turkish president", proper=False)
    led, state = government("c", "Dorn administration"), government("a", "Turkish government")
    assert ("Dorn administration", "Turkish government", "same_government") in joined(dorn, office, led, state)
    other = person("b", "Greek president", proper=False)
    assert joined(dorn, office, other, led, state) == []
    leader = person("b", "Turkish leader", proper=False)
    assert joined(dorn, leader, led, state) == []


def test_the_committee_that_acts_for_a_party_is_the_party() -> None:
    party = Name("a", "reformist party", "organisation", ("a1",), ("Reformist Party",), True)
    committee = Name("b", "rnc", "organisation", ("b1",), ("Reformist National Committee",), True)
    aid = Name("c", "aid", "organisation", ("c1",), ("Reformist Relief Committee",), True)
    assert joined(party, committee, aid) == [("Reformist Party", "Reformist National Committee", "its_members")]


def test_whose_administration_it_is_stands_in_its_key() -> None:
    premier = person("a", "Ena Dorn", "Turkish Prime Minister Ena Dorn")
    her = Name("b", "dorn administration", "government", ("b1",), ("her administration",), False)
    assert joined(premier, her, government("c", "Turkish government")) == [
        ("her administration", "Turkish government", "same_government")
    ]


def test_members_are_their_party_and_those_of_a_people_are_not() -> None:
    party = Name("a", "reformist party", "organisation", ("a1",), ("Reformist Party",), True)
    members = Name("b", "reformists", "people", ("b1",), ("Reformists",), True)
    foreign = Name("c", "karsan reformists", "people", ("c1",), ("Karsan Reformists",), True)
    assert joined(party, members, foreign) == [("Reformist Party", "Reformists", "its_members")]


def test_fighters_of_a_named_body_are_that_body_and_those_of_a_people_are_not() -> None:
    front = Name("a", "northern front", "armed_group", ("a1",), ("Northern Front",), True)
    fighters = Name("b", "northern front fighters", "armed_group", ("b1",), ("Northern Front fighters",), False)
    others = Name("c", "northern fighters", "armed_group", ("c1",), ("northern fighters",), False)
    assert joined(front, fighters, others) == [("Northern Front", "Northern Front fighters", "its_members")]


def test_forces_of_a_people_are_not_the_body_whose_name_says_more() -> None:
    forces = Name("a", "karsan forces", "military", ("a1",), ("Karsan forces",), False)
    democratic = Name("b", "karsan democratic forces", "armed_group", ("b1",), ("Karsan Democratic Forces",), True)
    assert joined(forces, democratic) == []


def test_the_army_of_a_state_is_its_military_and_not_forces_of_anybody() -> None:
    army, military, forces = (
        Name(document, form.lower(), "military", (document,), (form,), form.istitle())
        for document, form in (("a", "Syrian Army"), ("b", "Syrian military"), ("c", "Syrian-led forces"))
    )
    assert joined(army, military, forces) == [("Syrian Army", "Syrian military", "same_government")]


def test_whom_a_state_backs_does_not_contest_its_rule() -> None:
    rule, state = government("a", "Syrian government"), Name("b", "syria", "country", ("b1",), ("Syria",), True)
    backed = Name("c", "syrian-backed militants", "armed_group", ("c1",), ("Syrian-backed militants",), False)
    rebels = Name("c", "syrian rebels", "armed_group", ("c2",), ("Syrian rebels",), False)
    assert joined(rule, state, backed) == [("Syrian government", "Syria", "same_government")]
    assert joined(rule, state, rebels) == []


def test_a_people_is_one_in_every_form_and_not_a_part_of_it() -> None:
    plural, single, whole, part, rebels = (
        Name(document, form.lower(), "people", (form,), (form,), True)
        for document, form in (
            ("a", "Syrians"),
            ("b", "Syrian"),
            ("c", "Syrian people"),
            ("b", "northern Syrians"),
            ("c", "Syrian rebels"),
        )
    )
    found = [("Syrians", "Syrian", "same_people"), ("Syrians", "Syrian people", "same_people")]
    assert joined(plural, single, whole, part, rebels) == found
    turks = Name("c", "turks", "people", ("c1",), ("Turks",), True)
    assert joined(plural, turks) == []


def test_what_is_one_persons_is_one_body_and_not_where_two_have_the_name() -> None:
    person = Name("a", "ena dorn", "person", ("a1",), ("Ena Dorn",), True)
    full = Name("b", "ena dorn's campaign", "organisation", ("b1",), ("Ena Dorn's campaign",), False)
    short = Name("c", "dorn campaign", "organisation", ("c1",), ("Dorn campaign",), False)
    other = Name("c", "orlo campaign", "organisation", ("c2",), ("Orlo campaign",), False)
    assert joined(person, full, short, other) == [("Ena Dorn's campaign", "Dorn campaign", "same_holder")]
    second = Name("a", "ansel dorn", "person", ("a2",), ("Ansel Dorn",), True)
    assert joined(person, second, full, short, other) == []
