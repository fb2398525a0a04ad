"""Forecasts: told from plans, threats, orders and the past, with horizon, hedge and condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def forecasts(reading: Any) -> list[Any]:
    return [claim for claim in reading.of("claim") if claim.value == "forecast"]


@pytest.mark.parametrize(
    "text",
    [
        "Karsa will fall before the winter.",
        "The truce is likely to collapse.",
        "The party is at risk of splitting in two.",
        "This is the beginning of the end for the coalition.",
        "The victory at the ford does not presage the end of the war.",
        "He predicted a bloody summer.",
        "Velm to be left without a harbour for a decade",
        "The days of the old council are numbered.",
        "Defeat at the ford looks inevitable.",
        "A hard winter awaits the lower town.",
        "Nobody believes that the garrison can hold out.",
        "The column should reach the pass by nightfall.",
        "It is hard to see the truce surviving the spring.",
        "An attack on the port is only days away.",
        "The likely outcome is a partition.",
        "The town is not going to be safe by Friday.",
        "Velm could find itself without water.",
        "I doubt that the guards will withdraw.",
        "That is what the Velmans warned would happen if the terms were not kept.",
    ],
)
def test_what_nobody_decides_is_a_forecast(annotated: Read, text: str) -> None:
    assert forecasts(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "The garrison has lost the will to fight.",
        "Theresa May is handing over the keys.",
        "We will burn every boat, the commander said.",
        "Visitors may take photographs in the courtyard.",
        "The papers would have allowed her to marry.",
        "Both sides have to return to the table.",
        "The wounded could not leave the quarter.",
        "Parliament is due to vote on 12 May.",
        "Border guards will often look the other way.",
        "It was a mistake that would cost him his command.",
        "By nightfall the fire would reach the mill.",
        "No one expected the wall to fall that night.",
        "The mayor asked what would happen to the wall.",
        "Ministers thought at the time that the war would be short.",
        "Had the column set out earlier, the garrison would still be alive.",
        "The bill would require landlords to register.",
        "Under the accord, both armies will pull back.",
        "The minister announced that the ferry would close.",
        "Any boat that crosses the line will be sunk.",
        "You will hand over your weapons.",
        "May he rest in peace.",
        'Her novel "The War Will Come" sold well.',
        "He hoped that the letter would reach her.",
        "The scout may be hiding in the mill.",
        "The council wants to know who will pay.",
        "The body is likely that of a fisherman.",
    ],
)
def test_what_only_looks_like_a_forecast_is_none(annotated: Read, text: str) -> None:
    assert not forecasts(annotated(text))


def test_a_forecast_has_its_horizon_hedge_and_condition(annotated: Read) -> None:
    reading = annotated("Unless the council pays, the guards are expected to walk out on Monday.")
    (claim,) = [one for one in forecasts(reading) if "walk out" in reading.words(one)]
    assert [reading.words(one) for one in reading.about(claim, "hedge")] == ["expected"]
    assert [reading.words(one) for one in reading.about(claim, "horizon")] == ["on Monday"]
    assert [reading.words(one) for one in reading.about(claim, "condition")] == ["Unless the council pays"]


def test_what_is_foreseen_is_the_forecast_and_whoever_foresees_it_has_it_in_his_mouth(annotated: Read) -> None:
    reading = annotated("The mayor predicted a bloody summer.")
    (claim,) = forecasts(reading)
    assert [reading.words(one) for one in reading.about(claim, "predicate")] == ["summer"]
    assert reading.words(reading.row(claim.about).who) == "mayor"


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("Once the rains stop, the road will open.", "Once the rains stop"),
        ("The truce will collapse before the referendum.", "before the referendum"),
    ],
)
def test_an_event_to_come_is_a_horizon(annotated: Read, text: str, horizon: str) -> None:
    assert [str(annotated(text).words(one)) for one in annotated(text).of("role", "horizon")] == [horizon]


def test_a_verb_of_foretelling_is_no_hedge(annotated: Read) -> None:
    assert not annotated("The bank predicts that prices will fall.").of("role", "hedge")


def test_each_of_two_clauses_has_its_own_hedge(annotated: Read) -> None:
    reading = annotated("The truce will fail, but the talks may go on.")
    claims = {reading.words(reading.about(one, "predicate")[0]): one for one in forecasts(reading)}
    assert not reading.about(claims["fail"], "hedge")


def test_a_past_time_is_no_horizon(annotated: Read) -> None:
    reading = annotated("The treaty that was signed last year may collapse.")
    assert not reading.of("role", "horizon")


def test_a_claim_that_is_no_forecast_has_no_hedge(annotated: Read) -> None:
    assert not annotated("The army probably took the hill on Monday.").of("role", "hedge", "horizon")


@pytest.mark.parametrize(
    "text",
    ["The truce will fail in Velm's second largest town.", "This will be hard for Lena May."],
)
def test_ranks_and_names_are_no_horizons(annotated: Callable[..., Any], text: str) -> None:
    assert not annotated(text).of("role", "horizon")


@pytest.mark.parametrize(
    "text",
    [
        "A permit will cost you forty crowns.",
        "A cornered man will say anything.",
        "She will sit for hours beside the stove.",
        "As the table below will show, rents have doubled.",
        "The statute provides that an orphan will receive a third.",
        "She is a woman who would sell her own mother.",
        "No one is saying that the wall will fall.",
        "Farmers may now graze their goats on the ridge.",
        "The courier might still be in the tower.",
        "The letters could be fakes, an archivist said.",
        "Critics said he would fail; he passed with honours.",
        "Burn the mill and we will come back for you, the note said.",
        "The loyalists have threatened to cut off the water.",
        "The tower looms behind the square.",
    ],
)
def test_what_holds_at_any_time_is_no_forecast(annotated: Read, text: str) -> None:
    assert forecasts(annotated(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A massacre looms in the lower town.",
        "My bet is that the premier does not last the year.",
        "Odds are that the bill dies in committee.",
        "It may take years to rebuild the mole.",
        "The flood could reach the mill by Friday.",
        "Nobody thinks that the truce will hold.",
    ],
)
def test_a_guess_or_what_looms_is_a_forecast(annotated: Read, text: str) -> None:
    assert forecasts(annotated(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "A mule of that age will carry two sacks.",
        "Any council will look after its own streets.",
        "In the event of a flood, the gates will close.",
        "It will be remembered that the ferry sank twice.",
        "The guards will not even admit that the bridge fell.",
        "What the harbour needs is a pilot who will stay.",
        "The levy will come into force on 3 March.",
        "The ferry company will close two landings.",
        "You will have your money by Monday, the clerk said.",
        "They will pay for this, the miller said.",
        "If you do not leave, your boat will sink, the caller said.",
        "The governor said the guards would leave the mill.",
        "As night fell, the women would carry the nets home.",
        "The announcement that tolls would rise emptied the market.",
        "Shepherds may graze their goats there from October.",
        "The boy may be armed.",
        "It is too early to predict the outcome.",
        "I am not predicting a famine, the miller said.",
        "She expects her guests to bring bread.",
    ],
)
def test_what_any_does_what_is_let_known_and_what_nobody_foretells_is_no_forecast(annotated: Read, text: str) -> None:
    assert not forecasts(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "A new wave of strikes will follow.",
        "A war will break out.",
        "A mule of that age will be dead by Friday.",
        "The ferry company will lose half its customers.",
        "The governor fears that the guards will leave the mill.",
        "The announcement will ruin the party.",
        "The boy may be dead by Friday.",
        "She predicts a famine.",
        "Guards at the ford fear further raids.",
        "Sooner or later the two armies will meet at the ford.",
    ],
)
def test_what_is_told_apart_dated_or_undecided_is_a_forecast_still(annotated: Read, text: str) -> None:
    assert forecasts(annotated(text))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Karsa will not fall so long as the bridge holds.", "so long as the bridge holds"),
        (
            "Velm worries about more rifles, especially if that were to include mortars, which could tilt the balance.",
            "especially if that were to include mortars",
        ),
        (
            "That is what the Velmans warned would happen if the February terms were not kept it is hard to see why.",
            "if the February terms were not kept",
        ),
        ("The port will fall, calmly if the guards give up, or by force.", "if the guards give up"),
    ],
)
def test_a_condition_is_all_of_its_clause_and_no_more(annotated: Read, text: str, condition: str) -> None:
    reading = annotated(text)
    assert [reading.words(one) for one in reading.of("role", "condition")] == [condition]


def test_two_units_of_time_are_one_horizon(annotated: Read) -> None:
    reading = annotated("We will see in the coming weeks and months some hard scenes.")
    assert "in the coming weeks and months" in [reading.words(one) for one in reading.of("role", "horizon")]


@pytest.mark.parametrize(
    "text",
    [
        "The founders assumed that the tolls would pay for the bridge.",
        "People said that the old abbot would return.",
        "The captain refused to believe that millers could stop a column.",
        "He told them that the ford would be dry.",
        "Survivors said the guards would take the eldest son.",
        "Frightened that the mill would burn, the families fled.",
        "Every hamlet that would not pay was burned.",
        "I would be the last to defend the council.",
        "One would need a long ladder to see any sense in it.",
        "The army has no barges that would carry a tank.",
        "No serious engineer would build on sand.",
        "The mayors would sit on the steps and wait for the mail.",
        "The guards could no longer pay for bread.",
    ],
)
def test_what_was_thought_then_told_of_or_refused_is_no_forecast(annotated: Read, text: str) -> None:
    assert not forecasts(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "Visitors may consult the maps on weekdays.",
        "Under the truce, deserters could return to Karsa.",
        "Looters will be shot, the governor of Orna said.",
        "Any raft crossing the line would be shot down, the admiral said.",
        "Those responsible will be brought to justice.",
        "“We will pay every miller what he is owed,” the mayor said.",
        "The railway said passengers would receive a refund.",
        "Polls will close at eight in the evening.",
        "The verdict will be read on Tuesday.",
        "Critics may say that the toll is unfair.",
    ],
)
def test_leave_punishments_dues_and_timetables_are_no_forecasts(annotated: Read, text: str) -> None:
    assert not forecasts(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear when the inquiry might end.",
        "We'll see what happens.",
        "The governor could be trying to buy time.",
        "The map may be the oldest of its kind.",
        "The raid was likely to have been carried out by deserters.",
        "A truck was heading towards the bridge.",
        "A deal that would end the strike was signed.",
        "Certain claims face the court.",
        "She went on to say that the mill was hers.",
    ],
)
def test_what_is_asked_or_so_now_is_no_forecast(annotated: Read, text: str) -> None:
    assert not forecasts(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "The polls point to a landslide for the mayor.",
        "Analysts see the crown falling to a new low by June.",
        "The country is sliding towards civil war.",
        "More strikes can be expected before the harvest.",
        "It would be astonishing if the bridge held.",
        "It is hard to see how the truce can survive.",
        "The dam could break at any moment, a deserter told the paper.",
        "The last of the crosses will soon have rotted away.",
        "Residents said they believed that the army would be back within weeks.",
        "A partition would ruin the valley.",
    ],
)
def test_outlooks_in_the_present_and_thoughts_of_today_are_forecasts(annotated: Read, text: str) -> None:
    assert forecasts(annotated(text))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Prices could climb by a tenth, the guild estimates.", "guild"),
        ("Her doctors are convinced that she will walk again.", "doctors"),
        ("The raids will drive families out, by the agency's own estimate.", "agency"),
        ("“It is going to get ugly,” predicted a former mayor of Orna.", "mayor"),
    ],
)
def test_whoever_foretells_behind_the_clause_has_it_in_his_mouth(annotated: Read, text: str, source: str) -> None:
    reading = annotated(text)
    about = [reading.row(one.about) for one in forecasts(reading) if one.about]
    assert about
    assert any(source in reading.words(reading.row(one.who)) for one in about if one.who)


def test_what_can_be_expected_is_the_writers_own_forecast(annotated: Read) -> None:
    assert all(one.about is None for one in forecasts(annotated("The army can be expected to hit back hard.")))


def test_should_is_a_hedge_where_it_foretells_and_no_condition_is_what_would_astonish(annotated: Read) -> None:
    reading = annotated("The column should reach the pass by nightfall.")
    assert [reading.words(one) for one in reading.of("role", "hedge")] == ["should"]
    reading = annotated("The likeliest outcome is a partition.")
    assert [reading.words(one) for one in reading.of("role", "hedge")] == ["likeliest"]
    assert not annotated("It would be astonishing if the governor survived the scandal.").of("role", "condition")
