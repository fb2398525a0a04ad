"""The naming table: what counts as one use, which words colour a party, what harm has no doer."""

from __future__ import annotations

from tests.compare.karsa import Telling

from rashomon.compare import Named, compare


def test_a_name_inside_its_naming_phrase_is_one_use() -> None:
    told = Telling("a", "Dictator Ena Dorn left.")
    told.mention("Dictator Ena Dorn", "person", "ena dorn")
    told.mention("Ena Dorn", "person", "ena dorn")
    (named,) = compare([told.account]).names
    assert [(one.words, len(one.uses)) for one in named.forms] == [("Dictator Ena Dorn", 1)]


def test_an_evaluative_word_stands_with_the_party_that_it_colours() -> None:
    told = Telling("a", "The brutal Northern Front left.")
    front = told.mention("Northern Front", "armed_group")
    told._add("frame", "brutal", "evaluative", about=front.id, value="blame")
    (named,) = compare([told.account]).names
    assert [(one.words, one.sort, one.use.voice) for one in named.leanings] == [("brutal", "blame", "own")]
    assert named.to_row()["leanings"][0]["sort"] == "blame"


def test_harm_with_no_doer_stands_with_those_harmed_and_with_the_happening() -> None:
    told = Telling("a", "Residents of Velm were hurt in the massacre.")
    residents = told.mention("Residents of Velm", "people")
    claim = told.claim("Residents of Velm were hurt in the massacre", "massacre", "ASSAULT", recipient=residents)
    told._add("frame", "were hurt", "agentless", about=claim.id)
    found = compare([told.account])
    assert [one.sort for one in found.names[0].leanings] == ["agentless"]
    assert [one.sort for one in found.happening_names[0].leanings] == ["agentless"]


def test_only_what_stands_between_the_marks_is_quoted() -> None:
    told = Telling("a", "Officials said the rebels had been armed by “foreign dogs” for years.")
    officials = told.mention("Officials", "government")
    told.mention("rebels", "armed_group")
    told.mention("foreign dogs", "organisation")
    told.says("the rebels had been armed by “foreign dogs” for years", officials, "said", "mixed")
    names = compare([told.account]).names
    voices = {one.words: one.voice for named in names for one in named.forms}
    assert (voices["rebels"], voices["foreign dogs"]) == ("reported", "quoted")


def test_a_form_that_one_account_alone_uses_is_told_apart() -> None:
    left, right = Telling("a", "Terrorists of Karsa and Karsans."), Telling("b", "The Karsans left.")
    left.mention("Terrorists of Karsa", "people", "karsans")
    left.mention("Karsans", "people", "karsans")
    right.mention("Karsans", "people", "karsans")
    (named,) = compare([left.account]).names
    assert named.own_forms == frozenset()
    joined = Named("k", "Karsans", "people", (*named.forms, *compare([right.account]).names[0].forms))
    assert joined.own_forms == {"terrorists of karsa"}


def test_case_and_hyphens_make_no_form_of_one_account_alone() -> None:
    left, right = Telling("a", "Al-Velm Front men left."), Telling("b", "The al Velm Front left.")
    left.mention("Al-Velm Front", "armed_group")
    right.mention("al Velm Front", "armed_group")
    forms = [one for told in (left, right) for one in compare([told.account]).names[0].forms]
    assert Named("k", "al Velm Front", "armed_group", tuple(forms)).own_forms == frozenset()


def test_a_clause_is_no_name_for_what_happened() -> None:
    told = Telling("a", "If the guards surrender, all is lost. The surrender of Velm came late.")
    told.claim("If the guards surrender", "surrender", "CONTROL")
    told.claim("surrender of Velm", "surrender", "CONTROL")
    words = {one.words for named in compare([told.account]).happening_names for one in named.forms}
    assert words == {"surrender", "surrender of Velm"}


def test_a_verb_that_moves_no_place_is_no_word_for_a_change_of_hands() -> None:
    told = Telling("a", "The guards seized the chance. The army seized Karsa. The battle for Karsa ended.")
    told.claim("The guards seized the chance", "seized")
    told.claim("The army seized Karsa", "seized", "CONTROL")
    told.claim("battle for Karsa", "battle", "ASSAULT")
    found = {one.name: [use.passage.start for form in one.forms for use in form.uses]
             for one in compare([told.account]).happening_names}  # fmt: skip
    assert found["change of hands"] == [told.text.index("The army seized Karsa")]
    assert set(found) == {"change of hands", "fighting"}


def test_what_the_writer_infers_is_said_in_his_own_voice() -> None:
    told = Telling("a", "It appears that the rebels left. The guards reportedly stayed.")
    told.mention("rebels", "armed_group")
    told.mention("guards", "military")
    told.says("that the rebels left", None, "appears", stance="believes")
    told.says("The guards", None, "reportedly", stance="reports")
    voices = {named.name: [one.voice for one in named.forms] for named in compare([told.account]).names}
    assert voices == {"rebels": ["own"], "guards": ["reported"]}


def voices_of(told: Telling) -> dict[str, list[str]]:
    return {named.name: [one.voice for one in named.forms] for named in compare([told.account]).names}


def test_what_the_writer_said_before_and_what_somebody_would_not_do_is_in_his_own_voice() -> None:
    told = Telling("a", "I wrote that the raiders would lose. The guild refused to part from the guards.")
    told.mention("raiders", "armed_group")
    told.mention("guards", "military")
    told.says("that the raiders would lose", told.mention("I", "person"), "wrote")
    told.says("to part from the guards", told.mention("guild"), "refused", stance="denies")
    voices = voices_of(told)
    assert (voices["raiders"], voices["guards"]) == (["own"], ["own"])


def test_a_name_whose_noun_stands_in_scare_quotes_is_scare_quoted() -> None:
    told = Telling("a", "The so-called ‘defenders’ left, and ‘moderate’ rebels stayed.")
    told.mention("so-called ‘defenders’", "people")
    told.mention("‘moderate’ rebels", "armed_group")
    for words in ("‘defenders’", "‘moderate’"):
        told._add("attribution", words, "scare", value="says")
    assert voices_of(told) == {"so-called defenders": ["scare-quoted"], "‘moderate’ rebels": ["own"]}


def test_an_offensive_changes_no_hands_and_took_back_does() -> None:
    told = Telling("a", "The offensive on Karsa failed. The army took back Velm.")
    told.claim("The offensive on Karsa failed", "offensive", "ASSAULT")
    told.claim("The army took back Velm", "took back", "CONTROL")
    found = {one.name: [form.words for form in one.forms] for one in compare([told.account]).happening_names}
    assert found == {"offensive": ["offensive on Karsa failed"], "change of hands": ["took back"]}
