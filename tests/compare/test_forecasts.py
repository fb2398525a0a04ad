"""The register of what is to come: sorts told apart, likelihoods with their source, evidence and outcomes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.karsa import Telling

from rashomon.compare import compare
from rashomon.compare.account import Account
from rashomon.compare.forecasts import Expectation, resolved
from rashomon.compare.hedges import likelihood, stated_probability
from rashomon.compare.sorts import sort_of
from rashomon.vocab import load


def sort(text: str, words: str, status: str, predicate: str) -> str | None:
    made = Telling("a", text)
    return sort_of(made.account, made.claim(words, predicate, status=status))


@pytest.mark.parametrize(
    ("text", "words", "status", "predicate", "told"),
    [
        ("The council ordered the guards to leave.", "to leave", "ordered", "leave", "order"),
        ("The brigade threatened to shell the ferry.", "to shell the ferry", "planned", "shell", "threat"),
        ("The donors pledged to pay half.", "to pay half", "planned", "pay", "promise"),
        ("Velm decided to close the mill.", "to close the mill", "planned", "close", "plan"),
        ("They made an attempt to break the siege.", "to break the siege", "planned", "break", None),
        ("They left in order to spare the town.", "to spare the town", "planned", "spare", None),
        ("Readers asked who blew up the bridge.", "who blew up the bridge", "ordered", "blew up", None),
        ("The line will break.", "The line will break", "forecast", "break", "forecast"),
    ],
)
def test_what_governs_a_deed_to_come_says_its_sort(
    text: str, words: str, status: str, predicate: str, told: str | None
) -> None:
    assert sort(text, words, status, predicate) == told


def test_a_hedge_has_the_interval_of_the_published_scales() -> None:
    found = likelihood(("is likely to",), "The line is likely to break.")
    assert found is not None
    assert (found.low, found.high) == (0.55, 1.0)
    assert found.scales == ("icd203", "ipcc", "kent")


def test_a_hedge_that_is_negated_is_turned_round() -> None:
    found = likelihood(("likely",), "The line is not likely to break.")
    assert found is not None
    assert (found.low, found.high) == (0.0, 0.45)


def test_every_phrase_names_scales_that_are_cited() -> None:
    lists = load("hedges")
    for phrase, scales in lists["phrases"].items():
        assert scales, phrase
        for name, (low, high) in scales.items():
            assert name in lists["scales"]
            assert 0 <= low < high <= 1


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Insurers put the likelihood of a breach at 40 per cent.", 0.4),
        ("She gave the talks a seventy percent chance.", 0.7),
        ("The odds of a recession are one in four.", 0.25),
        ("The army will hold 98% of the quarter.", None),
        ("Four in ten people will leave.", None),
    ],
)
def test_only_a_number_beside_a_word_of_chance_is_a_probability(sentence: str, value: float | None) -> None:
    assert stated_probability(sentence) == value


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_words_have_a_likelihood_or_none(words: str) -> None:
    found = likelihood((words,), words)
    assert found is None or 0 <= found.low <= found.high <= 1


def forecasts(*accounts: Account) -> tuple[Expectation, ...]:
    return compare(list(accounts)).expectations


def foretelling() -> Telling:
    made = Telling("early", "Karsa will probably fall, with a chance of 80 per cent.", published="2019-08-01")
    karsa = made.mention("Karsa", "place", "geonames:1@1,1")
    claim = made.claim("Karsa will probably fall", "fall", "CONTROL", "forecast", recipient=karsa)
    made._add("role", "probably", "hedge", about=claim.id)
    return made


def test_a_later_account_that_tells_of_it_is_evidence() -> None:
    late = Telling("late", "Karsa fell on Tuesday.", source="Voice", published="2019-10-02")
    late.claim("Karsa fell", "fell", "CONTROL", recipient=late.mention("Karsa", "place", "geonames:1@1,1"))
    (one,) = forecasts(foretelling().account, late.account)
    assert [words.words for words in one.later] == ["Karsa fell"]


def test_only_a_person_resolves_and_only_a_stated_probability_is_scored() -> None:
    (one,) = forecasts(foretelling().account)
    assert one.outcome is None
    assert one.brier is None
    (judged,) = resolved([one], {one.claim: "came true"})
    assert judged.brier == pytest.approx(0.04)
    (open_still,) = resolved([one], {one.claim: "still open"})
    assert open_still.brier is None


def test_who_says_he_foretold_it_is_shown_what_he_foretold() -> None:
    text = "Karsa fell, exactly as I predicted."
    late = Telling("late", text, source="The Courier", published="2019-10-02")
    late.claim("Karsa fell", "fell", "CONTROL", recipient=late.mention("Karsa", "place", "geonames:1@1,1"))
    (one,) = compare([foretelling().account, late.account]).audits
    assert one.passage.words == "exactly as I predicted"
    assert [words.document for words in one.then] == ["early"]


def test_a_horizon_of_some_weeks_counts_from_the_day_it_was_made() -> None:
    made = Telling("a", "The town will fall within three weeks.", published="2019-08-14")
    weeks = made.mention("three weeks", "time", "P3W")
    claim = made.claim("The town will fall", "fall", "CONTROL", "forecast")
    made._add("role", "within three weeks", "horizon", about=claim.id, who=weeks.id)
    (one,) = forecasts(made.account)
    assert one.by_when == "2019-08-14/2019-09-04"


@pytest.mark.parametrize(
    ("cue", "foretellers"), [("can be expected", 0), ("seems", 0), ("is expected", 1), ("reportedly said", 1)]
)
def test_what_the_writer_infers_is_foretold_by_nobody_else(cue: str, foretellers: int) -> None:
    made = Telling("a", f"The column {cue} to reach Karsa by Friday.")
    said = made.says("to reach Karsa by Friday", None, cue, stance="expects")
    made.claim("to reach Karsa by Friday", "reach", "MOVE", "forecast", inside=said)
    (one,) = forecasts(made.account)
    assert len(one.chain) == foretellers


@pytest.mark.parametrize(("published", "day"), [(None, "2018-05-03"), ("2019-08-14", "2018-05-03")])
def test_a_forecast_was_made_when_the_cue_before_it_says_it_was(published: str | None, day: str) -> None:
    text = "Orlek repeated it on 3 May 2018: “Karsa will fall.”"
    made = Telling("a", text, published=published)
    made.mention("3 May 2018", "time", "2018-05-03")
    said = made.says("Karsa will fall", made.mention("Orlek", "person"), "repeated", "direct")
    made.claim("Karsa will fall", "fall", "CONTROL", "forecast", inside=said)
    (one,) = forecasts(made.account)
    assert one.made == day


def test_two_halves_of_a_statement_are_shown_as_one() -> None:
    made = Telling("a", "Karsa will fall and may burn by Friday.")
    made.claim("Karsa will fall", "fall", "CONTROL", "forecast")
    second = made.claim("may burn by Friday", "burn", "OTHER", "forecast")
    made._add("role", "may", "hedge", about=second.id)
    (one,) = forecasts(made.account)
    assert one.passage.words == "Karsa will fall and may burn by Friday"
    assert [words.words for words in one.hedges] == ["may"]


def test_what_is_asked_for_by_nobody_known_is_not_the_documents_own_demand() -> None:
    made = Telling("a", "This called for an end of the siege of Karsa.")
    made.claim("end of the siege of Karsa", "end", "OTHER", "ordered")
    (one,) = forecasts(made.account)
    assert [(by.name, by.passage.words) for by in one.chain] == [("", "called")]
