"""The whole comparison over hand-made rows of an invented event."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.karsa import Telling, copied, entity, event, velm

from rashomon.compare import Account, Comparison, compare
from rashomon.model import Annotation, Cluster, Document


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    made = velm()
    return compare(made.accounts, made.clusters, made.copies)


def forms(comparison: Comparison, document: str, words: str) -> list[tuple[str, int]]:
    return [
        (form.voice, len(form.uses))
        for named in comparison.names
        for form in named.of(document)
        if form.words.casefold() == words
    ]


def test_of_the_tables_that_no_other_needs_only_those_asked_for_are_made(comparison: Comparison) -> None:
    made = velm()
    some = compare(made.accounts, made.clusters, made.copies, only={"moments"})
    left_out = ("cited", "names", "party_words", "figures", "dates", "expectations", "audits", "places")
    assert comparison.figures
    assert not any(getattr(some, name) for name in left_out)
    for name in ("columns", "events", "differences", "cells", "silences", "left_out", "moments", "title"):
        assert getattr(some, name) == getattr(comparison, name)


def test_accounts_stand_in_order_of_publication(comparison: Comparison) -> None:
    assert [one.document.id for one in comparison.columns] == [
        "early",
        "reprint",
        "agency",
        "state",
        "voice",
        "village",
    ]


def test_a_copy_is_folded_into_its_originals_column(comparison: Comparison) -> None:
    assert "agency" not in {one.document.id for one in comparison.shown}
    assert [one.document.id for one in comparison.copies_of("reprint")] == ["agency"]
    assert not [one for one in comparison.cited if one.document == "agency"]


def test_the_print_that_credits_another_outlet_is_the_copy() -> None:
    text = "The bridge fell."
    wire = Document("z", text, source="Meridian Press", published="2019-08-14")
    reprint = Document("a", text, source="Harbour Post", published="2019-08-14", credit="Meridian Press")
    found = compare([Account(reprint, ()), Account(wire, ())], [], [copied("a", "z")])
    assert [one.document.id for one in found.columns if one.is_copy] == ["a"]


def test_a_label_inside_a_quotation_is_not_charged_to_the_outlet(comparison: Comparison) -> None:
    assert forms(comparison, "state", "terrorists") == [("headline", 1), ("own", 1), ("quoted", 1)]


def test_words_in_scare_quotes_have_their_own_voice(comparison: Comparison) -> None:
    assert forms(comparison, "state", "northern front") == [("scare-quoted", 1)]


def test_words_in_indirect_speech_are_reported(comparison: Comparison) -> None:
    assert forms(comparison, "voice", "defenders") == [("reported", 1)]


def test_a_headline_is_its_own_voice_even_though_it_is_not_in_the_text(comparison: Comparison) -> None:
    assert forms(comparison, "voice", "regime") == [("headline", 1), ("own", 2)]


def test_a_pronoun_is_no_name(comparison: Comparison) -> None:
    assert not forms(comparison, "voice", "it")


def test_a_source_within_a_source_keeps_its_chain(comparison: Comparison) -> None:
    witnesses = next(one for one in comparison.cited if one.name == "witnesses")
    assert [one.name for one in witnesses.sayings[0].chain] == ["envoy", "witnesses"]
    assert witnesses.sayings[0].pieces[0].words == "they heard a plane"


def test_pieces_of_one_content_are_one_saying() -> None:
    telling = Telling("doc", '"We came," Orlek said, "and we stayed."')
    who = telling.mention("Orlek", "person")
    telling.says("We came,", who, "said", "direct", group="1")
    telling.says("and we stayed.", who, "said", "direct", group="1")
    (cited,) = compare([telling.account]).cited
    (saying,) = cited.sayings
    assert [one.words for one in saying.pieces] == ["We came,", "and we stayed."]


def test_two_pronouns_that_stand_for_nobody_known_are_two_sources() -> None:
    telling = Telling("doc", "They left early. They stayed late.")
    telling.says("left early", telling.mention("They", "people", "they"), "left")
    telling.says("stayed late", telling.mention("They", "people", "they", after=10), "stayed")
    assert [one.name for one in compare([telling.account]).cited] == ["“They”", "“They”"]


@pytest.mark.parametrize(
    ("cue", "stance"), [("refused", "refuses"), ("their refusal", "refuses"), ("flatly denied", "denies")]
)
def test_who_refuses_to_do_something_denies_nothing(cue: str, stance: str) -> None:
    telling = Telling("doc", f"The guards {cue} to leave.")
    telling.says("to leave", telling.mention("guards", "people"), cue, stance="denies")
    (cited,) = compare([telling.account]).cited
    assert cited.stances == (stance,)


@pytest.mark.parametrize(
    ("cue", "stance", "shown"),
    [
        ("are not ready", "promises", "refuses"),
        ("would not want", "asks", "refuses"),
        ("did not ask", "asks", "asks"),
        ("want", "asks", "asks"),
    ],
)
def test_who_is_not_ready_to_do_something_promises_nothing(cue: str, stance: str, shown: str) -> None:
    telling = Telling("doc", f"The guards {cue} to leave.")
    telling.says("to leave", telling.mention("guards", "people"), cue, stance=stance)
    (cited,) = compare([telling.account]).cited
    assert cited.stances == (shown,)


@pytest.mark.parametrize(("cue", "wording"), [("said", ""), ("dwelt on", "dwelt on"), ("was saying", ""), ("told", "")])
def test_the_writers_own_word_is_shown_where_it_says_more_than_the_stance(cue: str, wording: str) -> None:
    telling = Telling("doc", f"The guards {cue} the raid.")
    telling.says("the raid", telling.mention("guards", "people"), cue)
    (cited,) = compare([telling.account]).cited
    assert cited.sayings[0].by.wording == wording


def test_an_event_is_counted_by_texts_and_voices_not_articles(comparison: Comparison) -> None:
    deaths = next(one for one in comparison.events if any("seventeen" in v.passage.words for v in one.versions))
    assert len(deaths.documents) == 4
    assert deaths.texts == 3  # the reprint is the agency's text
    assert deaths.voices == 4  # two doctors (each print names its own until they are linked), ORNA, the Voice


def test_an_event_is_named_without_a_sides_word_for_a_party(comparison: Comparison) -> None:
    assert all("errorist" not in one.name and "efender" not in one.name for one in comparison.events)


def test_cells_of_the_silence_matrix_say_what_each_account_does(comparison: Comparison) -> None:
    event = next(one for one in comparison.events if "destroyed" in one.name)
    states = {one.document: one.state for one in comparison.silences if one.event == event.id}
    assert states == {
        "early": "could_not_know", "reprint": "asserts", "agency": "asserts", "state": "asserts",
        "voice": "asserts", "village": "silent",
    }  # fmt: skip


def test_an_account_that_gives_anothers_word_reports(comparison: Comparison) -> None:
    event = next(one for one in comparison.events if any("seventeen" in v.passage.words for v in one.versions))
    states = {one.document: one.state for one in comparison.silences if one.event == event.id}
    assert states["reprint"] == "reports"
    assert states["state"] == "asserts"


def test_a_silent_cell_shows_the_nearest_passage_that_was_considered() -> None:
    told = Telling("told", "Soldiers burned the mill at Orna.", "A")
    quiet = Telling("quiet", "The mill at Orna stood for ages. Prices rose.", "B")
    more = Telling("more", "The mill at Orna was burned.", "C")
    first, second = (
        one.claim(one.text[:-1], "burned", "ASSAULT", recipient=one.mention("mill at Orna", "facility"))
        for one in (told, more)
    )
    quiet.claim("The mill at Orna stood for ages", "stood")
    quiet.claim("Prices rose", "rose")
    members = tuple(sorted((first.id, second.id)))
    found = compare([told.account, quiet.account, more.account], [Cluster("event", members)])
    (cell,) = [one for one in found.silences if one.document == "quiet"]
    assert cell.state == "silent"
    assert cell.nearest is not None
    assert cell.nearest.words == "The mill at Orna stood for ages."


@pytest.mark.parametrize(("when", "state"), [("late 2031", "could_not_know"), ("2031", "asserts")])
def test_who_wrote_before_the_part_of_a_year_that_is_told_could_not_know(when: str, state: str) -> None:
    before = Telling("before", "The mill at Orna was burned once.", "A", published="2031-06-01")
    told = Telling("told", f"Soldiers burned the mill at Orna in {when}.", "B", published="2031-12-20")
    more = Telling("more", "The mill at Orna was burned.", "C", published="2031-12-21")
    claims = []
    for one in (before, told, more):
        roles = {"time": one.mention(when, "time", "2031")} if one is told else {}
        mill = one.mention("mill at Orna", "facility")
        claims.append(one.claim(one.text[:-1], "burned", "ASSAULT", recipient=mill, **roles))
    found = compare([before.account, told.account, more.account], [event(*claims[1:])])
    (cell,) = [one for one in found.silences if one.document == "before"]
    assert cell.state == state


def test_an_expectation_carries_forecaster_hedge_condition_and_horizon(comparison: Comparison) -> None:
    (one,) = comparison.expectations
    assert one.sort == "forecast"
    assert [by.name for by in one.chain] == ["Officials"]
    assert [p.words for p in one.hedges] == ["probably"]
    assert [p.words for p in one.conditions] == ["unless the river rises"]
    assert one.by_when == "../2019-11"
    assert one.made == "2019-08-14"


def test_the_timeline_orders_what_is_dated(comparison: Comparison) -> None:
    assert [one.first for one in comparison.moments] == ["2019-08-13", "2019-08-14"]


def test_figures_that_count_the_same_stand_together(comparison: Comparison) -> None:
    assert comparison.figures[0].unit == "people"
    assert [one.passage.words for one in comparison.figures[0].given] == ["At least 11 people", "seventeen people"]
    assert [by.name for by in comparison.figures[0].given[0].by] == ["two doctors"]


def test_words_for_what_happened_are_laid_side_by_side(comparison: Comparison) -> None:
    harm = next(one for one in comparison.happening_names if one.name == "harm")
    assert {(one.document, one.words, one.voice) for one in harm.forms} >= {
        ("reprint", "bombing", "reported"),
        ("voice", "massacre", "own"),
    }


def test_every_cell_is_a_passage_of_its_document(comparison: Comparison) -> None:
    documents = {one.document.id: one.document for one in comparison.columns}

    def check(value: Any) -> None:
        if isinstance(value, dict):
            if {"document", "start", "end", "words"} <= set(value):
                document = documents[value["document"]]
                text = document.title if value.get("part") == "title" else document.text
                assert (text or "")[value["start"] : value["end"]] == value["words"] or "voice" in value
            for one in value.values():
                check(one)
        elif isinstance(value, list):
            for one in value:
                check(one)

    check({key: rows for key, rows in comparison.tables().items() if key != "accounts"})


def test_rows_are_json() -> None:
    made = velm()
    row = compare(made.accounts, made.clusters, made.copies).to_row()
    assert json.loads(json.dumps(row)) == row
    assert row["schema"] == "rashomon.comparison/1"


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_no_order_of_accounts_rows_or_clusters_changes_the_comparison(chance: random.Random) -> None:
    made = velm()
    accounts = [Account(one.document, tuple(chance.sample(one.rows, len(one.rows)))) for one in made.accounts]
    chance.shuffle(accounts)
    clusters = chance.sample(made.clusters, len(made.clusters))
    first = compare(made.accounts, made.clusters, made.copies).to_row()
    assert compare(accounts, clusters, made.copies).to_row() == first


def test_nothing_in_gives_nothing_out() -> None:
    assert compare([]).events == ()
    bare = compare([Account(Document("a", ""), ()), Account(Document("b", "x", title=None), ())])
    assert [one.name for one in bare.columns] == ["a", "b"]


def test_rows_that_point_nowhere_do_not_break_the_comparison() -> None:
    text = "Something happened."
    rows = (
        Annotation("d", 0, 9, "attribution", "indirect", None, "gone", "gone", "test@1"),
        Annotation("d", 0, 9, "claim", "OTHER", None, "gone", None, "test@1"),
        Annotation("d", 0, 9, "role", "actor", None, "gone", "gone", "test@1"),
    )
    found = compare([Account(Document("d", text), rows)], [Cluster("event", ("nowhere", "else"))])
    assert found.cited[0].name == ""


def test_an_attribution_that_stands_in_itself_ends() -> None:
    one = Annotation("d", 0, 9, "attribution", "indirect", "says", "b" * 24, None, "test@1", id="a" * 24)
    other = Annotation("d", 0, 9, "attribution", "indirect", "says", "a" * 24, None, "test@1", id="b" * 24)
    found = compare([Account(Document("d", "Something happened."), (one, other))])
    assert found.cited


def test_one_entity_over_accounts_is_one_row() -> None:
    first, second = Telling("a", "The rebels left.", "A"), Telling("b", "The defenders left.", "B")
    group = entity("Front", first.mention("rebels"), second.mention("defenders"))
    (named,) = compare([first.account, second.account], [group]).names
    assert named.name == "Front"
    assert sorted(named.spellings) == ["defenders", "rebels"]


def test_people_are_counted_before_what_is_counted_in_passing() -> None:
    told = Telling("a", "One chapter closed. Three bridges stood. Some 40 residents left Velm.")
    told.mention("One chapter", "figure", value="1..1 chapter")
    told.mention("Three bridges", "figure", value="3..3 bridges")
    told.mention("40 residents", "figure", value="40..40 residents")
    found = compare([told.account]).figures
    assert [(one.name, one.is_central) for one in found] == [
        ("residents", True),
        ("bridges", False),
        ("chapter", False),
    ]
