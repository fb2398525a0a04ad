"""The status of claims: what a text holds of what it tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def status(reading: Any, word: str) -> str:
    for claim in reading.of("claim"):
        if any(word in reading.words(role) for role in reading.about(claim, "predicate")):
            return str(claim.value)
    raise AssertionError(word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The rebels were unable to retake the mill.", "retake", "denied"),
        ("The rebels were not able to retake the mill.", "retake", "denied"),
        ("It was impossible to evacuate the wounded.", "evacuate", "denied"),
        ("The column was too weak to take the bridge.", "take", "denied"),
        ("It is not too late to save the bridge.", "save", "hypothetical"),
        ("The army is not strong enough to achieve victory in Velm.", "victory", "denied"),
        ("The army has the strength to storm the fort.", "storm", "hypothetical"),
        ("The army has enough men to besiege the town.", "besiege", "hypothetical"),
        ("The rebels lost the possibility of achieving victory in Karsa.", "achieving", "hypothetical"),
        ("Lacking the will to fight the invaders, the militia left Karsa.", "fight", "hypothetical"),
        ("The army is able to shell the port from there.", "shell", "hypothetical"),
        ("The rebels were able to retake the mill.", "retake", "asserted"),
        ("The army took the opportunity to shell the village.", "shell", "asserted"),
        ("The Front had the courage to attack the base.", "attack", "asserted"),
        ("They had no ability to break the siege of Karsa.", "siege", "asserted"),
    ],
)
def test_what_somebody_can_or_cannot_do_is_no_deed(annotated: Read, text: str, word: str, expected: str) -> None:
    assert status(annotated(text), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army took the hill.", "took", "asserted"),
        ("The army did not take the hill.", "take", "denied"),
        ("The army never took the hill.", "took", "denied"),
        ("No shells fell on Karsa.", "fell", "denied"),
        ("Nobody was killed in Karsa.", "killed", "denied"),
        ("The guards left without firing a shot.", "firing", "denied"),
        ("The brigade failed to take the hill.", "take", "denied"),
        ("The brigade allegedly shelled the mill.", "shelled", "doubted"),
        ("If the dam breaks, the valley floods.", "breaks", "hypothetical"),
        ("The brigade could have shelled the mill.", "shelled", "hypothetical"),
        ("The council ordered the guards to leave.", "leave", "ordered"),
        ("The premier must resign.", "resign", "ordered"),
        ("The army plans to storm the fort.", "storm", "planned"),
        ("The brigade vowed to burn the boats.", "burn", "planned"),
        ("The minister of Velm will visit Orna on Thursday, his office said.", "visit", "planned"),
        ("The council denied reports that guards had burned the mill.", "burned", "denied"),
        ("The council did not deny reports that guards had burned the mill.", "burned", "asserted"),
        ("Whether a mine or a jet brought down the bridge is open.", "brought", "doubted"),
        ("Readers asked me who burned the mill.", "burned", "asserted"),
        ("The fort will fall within days.", "fall", "forecast"),
        ("Analysts expect the truce to collapse.", "collapse", "forecast"),
        ("The deal may lead to the fall of the cabinet.", "lead", "forecast"),
    ],
)
def test_words_give_a_claim_its_status(annotated: Read, text: str, word: str, expected: str) -> None:
    assert status(annotated(text), word) == expected


def test_a_denied_claim_keeps_its_denier(annotated: Read) -> None:
    reading = annotated("The ministry denied that its planes had bombed the clinic.")
    claim = next(one for one in reading.of("claim") if "bombed" in reading.words(one) and one.about)
    assert claim.value == "denied"
    assert reading.words(reading.row(claim.about).who) == "ministry"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It is not just a victory for the brigade.", "victory", "asserted"),
        ("It was not only a defeat of the rebels.", "defeat", "asserted"),
        ("The brigade did not merely shell the mill.", "shell", "asserted"),
        ("It is not a victory for the brigade.", "victory", "denied"),
        ("The greatest praise must go to the bakers' ovens.", "go", "hypothetical"),
        ("There is no reason why the bakers should be angry.", "angry", "hypothetical"),
        ("The premier must resign, the mayor said.", "resign", "ordered"),
        ("The departure pushed the bakers to question the deal.", "question", "asserted"),
        ("The council urged the bakers to question the deal.", "question", "ordered"),
        ("The weather wants to spoil the harvest.", "spoil", "asserted"),
    ],
)
def test_only_somebody_orders_and_plans_and_not_just_denies_nothing(
    annotated: Read, text: str, word: str, expected: str
) -> None:
    assert status(annotated(text), word) == expected


def test_what_is_told_inside_a_denial_is_not_denied_with_it(annotated: Read) -> None:
    reading = annotated("The brigade denied that it had shelled the mill which feeds the town.")
    assert status(reading, "shelled") == "denied"
    assert status(reading, "feeds") == "asserted"


@pytest.mark.parametrize("text", ["The opposition praised the mayor.", "Many parties praised the mayor."])
def test_groups_are_no_happenings(annotated: Read, text: str) -> None:
    reading = annotated(text)
    predicates = {reading.words(one).lower() for one in reading.of("role", "predicate")}
    assert not predicates & {"opposition", "parties"}


def test_what_is_announced_as_done_is_no_plan(annotated: Read) -> None:
    reading = annotated("The Ornan ministry has announced that the army has taken control of Karsa.")
    assert status(reading, "control") == "asserted"
    reading = annotated("The firm announced that it would close the mill in March.")
    assert status(reading, "close") == "planned"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The two sides agreed that monitors would be stationed on the bridge.", "stationed", "planned"),
        ("Most analysts agree that the truce will fail before the winter.", "fail", "forecast"),
        ("Every household will hand in its rifles by noon, the notice read.", "hand", "ordered"),
        ("Prices will rise again by noon, the traders said.", "rise", "forecast"),
        ("Any raid on the ferry will be answered with shells, the colonel said.", "answered", "planned"),
        ("The barn will seat three hundred guests.", "seat", "asserted"),
        ("This chapter will trace the causes of the famine.", "trace", "hypothetical"),
        ("In any other town the mayor would be behind bars.", "be", "hypothetical"),
        ("Were she alive, she would run the mill.", "run", "hypothetical"),
        ("The treaty gives no reassurance that the wall would be rebuilt.", "rebuilt", "planned"),
        ("Bakers in Velm are betting on a fall in the price of flour.", "fall", "forecast"),
    ],
)
def test_terms_orders_measures_and_other_worlds_are_told_from_forecasts(
    annotated: Read, text: str, word: str, expected: str
) -> None:
    assert status(annotated(text), word) == expected


def test_what_somebody_pretends_to_do_is_doubted(annotated: Read) -> None:
    assert status(annotated("In 2012 the guards pretended to bomb the militia."), "bomb") == "doubted"


def test_whose_defeat_it_is_undergoes_it(annotated: Read) -> None:
    reading = annotated("The battle ended in a total rebel defeat.")
    defeat = next(row for row in reading.of("role", "predicate") if reading.words(row) == "defeat")
    roles = [row for row in reading.rows if row.about == defeat.about]
    assert [reading.words(row) for row in roles if row.label == "recipient"] == ["rebel"]
    assert not [row for row in roles if row.label == "actor"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Their only option was either in May to keep the truce, or after July to withdraw.", "withdraw"),
        ("The choice was to withdraw or to die.", "die"),
    ],
)
def test_what_was_an_option_was_not_done(annotated: Read, text: str, word: str) -> None:
    assert status(annotated(text), word) == "hypothetical"
