"""Claims: what is said to happen, of which type, with whom; the texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import annotate
from rashomon.annotate.claims.headlines import verb_forms
from rashomon.annotate.claims.lexicon import lexicon
from rashomon.model import LABELS, STATUSES, Annotation, Document, Problem
from rashomon.vocab import load

Read = Callable[..., Any]


def claim_of(reading: Any, word: str) -> Annotation:
    """The claim whose predicate holds this word."""
    for claim in reading.of("claim"):
        if any(word in reading.words(role) for role in reading.about(claim, "predicate")):
            return claim
    raise AssertionError(f"no claim on {word!r}: {[reading.words(one) for one in reading.of('claim')]}")


def roles_of(reading: Any, word: str, label: str) -> list[str]:
    return [reading.words(role) for role in reading.about(claim_of(reading, word), label)]


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The army took the town of Karsa.", "took", "CONTROL"),
        ("The brigade took three hostages.", "took", "COERCE"),
        ("The army took control of the hill.", "control", "CONTROL"),
        ("The garrison laid down its arms.", "arms", "RETREAT"),
        ("Shelling killed nine people in Karsa.", "killed", "ASSAULT"),
        ("The envoys held talks in Velm.", "talks", "CONSULT"),
        ("The governor imposed a curfew.", "curfew", "COERCE"),
        ("The governor lifted the curfew.", "lifted", "CONCEDE"),
        ("Velm imposed sanctions on Orna.", "sanctions", "SANCTION"),
        ("Velm suspended aid to Orna.", "suspended", "SANCTION"),
        ("Workers went on a hunger strike.", "strike", "PROTEST"),
        ("An air strike hit the mill.", "strike", "ASSAULT"),
        ("Residents accused the brigade of looting.", "accused", "ACCUSE"),
        ("The council rejected the offer.", "rejected", "REJECT"),
        ("The council rejected accusations of fraud.", "rejected", "OTHER"),
        ("The bridge is narrow.", "narrow", "STATE"),
        ("Families fled to the coast.", "fled", "MOVE"),
        ("The evacuation of civilians from Karsa began.", "evacuation", "MOVE"),
        ("The army's recapture of Karsa was celebrated.", "recapture", "CONTROL"),
        ("The two armies held joint exercises.", "exercises", "COOPERATE"),
    ],
)
def test_a_claim_has_the_type_of_its_words(annotated: Read, text: str, word: str, label: str) -> None:
    assert claim_of(annotated(text), word).label == label


def test_every_claim_has_exactly_one_predicate_inside_it(annotated: Read) -> None:
    reading = annotated(
        "After the army's recapture of Karsa, the brigade laid down its arms and rebels who had held the mill fled.\n\n"
        "The premier said that her guards would leave. Airstrikes by Velm on Orna resumed."
    )
    for claim in reading.of("claim"):
        (predicate,) = reading.about(claim, "predicate")
        assert claim.start <= predicate.start < predicate.end <= claim.end
        assert claim.value in STATUSES


def test_a_passive_keeps_who_did_it_and_to_whom(annotated: Read) -> None:
    reading = annotated("Nine guards were killed by the brigade on Monday.")
    assert roles_of(reading, "killed", "actor") == ["brigade"]
    assert roles_of(reading, "killed", "recipient") == ["Nine guards"]


def test_an_attack_told_by_its_victim_keeps_the_attack_and_the_teller(annotated: Read) -> None:
    reading = annotated("Velm said a mortar bomb was launched at it from Orna.")
    attack = claim_of(reading, "launched")
    assert attack.label == "ASSAULT"
    attribution = reading.row(attack.about)
    assert attribution.kind == "attribution"
    assert reading.words(attribution.who) == "Velm"
    assert roles_of(reading, "launched", "recipient") == ["Velm"]


def test_participles_in_a_row_share_who_suffers_and_keep_who_acts(annotated: Read) -> None:
    reading = annotated("The drivers were paid by Velm, trained in Karsa and beaten back by the alliance.")
    assert roles_of(reading, "beaten", "actor") == ["alliance"]
    assert roles_of(reading, "beaten", "recipient") == ["drivers"]


def test_the_cessation_of_hostilities_is_a_truce_and_no_attack(annotated: Read) -> None:
    for words in ("a cessation of hostilities in Karsa", "the March cessation of hostilities agreement"):
        reading = annotated(f"Velm called for {words}.")
        assert claim_of(reading, "cessation of hostilities").label == "RETREAT"
        assert "ASSAULT" not in {one.label for one in reading.of("claim")}


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The talks in Karsa went nowhere.", "went", "OTHER"),
        ("Credit must go to the guards.", "go", "OTHER"),
        ("This comes while the valley is quiet.", "comes", "OTHER"),
        ("Thousands went to Velm.", "went", "MOVE"),
        ("Families came from the valley.", "came", "MOVE"),
        ("They returned to Karsa.", "returned", "MOVE"),
    ],
)
def test_only_who_can_travel_moves(annotated: Read, text: str, word: str, label: str) -> None:
    assert claim_of(annotated(text), word).label == label


def test_what_is_only_hoped_for_did_not_happen(annotated: Read) -> None:
    reading = annotated("The siege ended every hope of a victory of the guards in Karsa.")
    assert claim_of(reading, "victory").value == "hypothetical"


def test_nouns_have_arguments_too(annotated: Read) -> None:
    reading = annotated("The airstrikes by the air force on the old quarter went on.")
    assert roles_of(reading, "airstrikes", "actor") == ["air force"]
    assert roles_of(reading, "airstrikes", "recipient") == ["old quarter"]


def test_the_owner_of_a_nominal_acts(annotated: Read) -> None:
    reading = annotated("The army's recapture of Karsa ended the war.")
    assert roles_of(reading, "recapture", "actor") == ["army"]
    assert roles_of(reading, "recapture", "recipient") == ["Karsa"]


def test_coordinated_verbs_share_their_subject(annotated: Read) -> None:
    reading = annotated("The brigade shelled the mill and burned the bridge.")
    assert roles_of(reading, "shelled", "actor") == roles_of(reading, "burned", "actor") == ["brigade"]


def test_a_relative_clause_acts_for_its_noun(annotated: Read) -> None:
    reading = annotated("The brigade that shelled the mill has left.")
    assert roles_of(reading, "shelled", "actor")[0].startswith("brigade")


def test_who_is_ordered_acts_in_the_infinitive(annotated: Read) -> None:
    reading = annotated("The governor ordered the guards to leave the square.")
    assert roles_of(reading, "leave", "actor") == ["guards"]


def test_the_dead_are_no_actors_of_their_death(annotated: Read) -> None:
    reading = annotated("Nine farmers died in the shelling.")
    assert roles_of(reading, "died", "actor") == []
    assert roles_of(reading, "died", "recipient") == ["Nine farmers"]


def test_a_promise_is_an_agreement_and_a_refusal_is_a_rejection(annotated: Read) -> None:
    assert claim_of(annotated("Velm said it will support the council."), "support").label == "AGREE"
    assert claim_of(annotated("Velm says it will not accept the envoys."), "accept").label == "REJECT"


def test_a_pronoun_gives_way_to_the_name_in_its_sentence(annotated: Read) -> None:
    reading = annotated("Velm said it will support the council.")
    assert roles_of(reading, "support", "actor") == ["Velm"]


def test_a_killed_count_is_a_figure_of_the_killing(annotated: Read) -> None:
    reading = annotated("Airstrikes killed 12 civilians in Karsa on Monday.")
    (figure,) = reading.about(claim_of(reading, "killed"), "figure")
    assert reading.row(figure.who).value.startswith("12..12")


def test_two_recipients_of_a_count_share_it(annotated: Read) -> None:
    reading = annotated("Some 40 men were rounded up and executed.")
    assert reading.about(claim_of(reading, "executed"), "figure")


def test_headlines_with_capitals_have_claims(annotated: Read) -> None:
    reading = annotated("Northern Brigade Shells Old Mill\n\nThe mill burned on Monday.")
    assert any(reading.words(role) == "burned" for role in reading.of("role", "predicate"))
    assert verb_forms()["shelled"] == "shell"


def test_every_frame_and_type_is_documented() -> None:
    data = load("events")
    assert set(data["types"]) == set(LABELS["claim"])
    for row in [*data["types"].values(), *data["frames"], *data["noun_frames"]]:
        assert row["definition"]
        assert row["example"]
        assert row["counter_example"]
    classes = set(data["classes"]) | {"person"}
    for row in data["frames"]:
        assert row["type"] in LABELS["claim"]
        named = [
            one[1:] for key in ("objects", "prep_objects", "subjects") for one in row.get(key, ()) if one[0] == "@"
        ]
        assert set(named) <= classes
    assert lexicon().verbs["kill"] == "ASSAULT"


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_claims(text: str) -> None:
    (rows,) = annotate([Document("any", text)])
    assert not isinstance(rows, Problem)


def test_what_a_happening_is_done_to_may_stand_before_it(annotated: Read) -> None:
    reading = annotated("The bridge's destruction cut the road.")
    assert roles_of(reading, "destruction", "recipient") == ["bridge"]
    assert roles_of(reading, "destruction", "actor") == []


def test_who_comes_under_fire_undergoes_it(annotated: Read) -> None:
    reading = annotated("A convoy came under fire near the mill.")
    assert claim_of(reading, "came under fire").label == "ASSAULT"
    assert roles_of(reading, "came under fire", "recipient") == ["convoy"]


def test_a_party_behind_its_backer_acts_where_the_backer_seems_to(annotated: Read) -> None:
    reading = annotated(
        "In late 2012, at the cost of many young lives, Velman forces took back the eastern part of the city of Karsa, "
        "occupied by NATO and Saudi backed gangs for more than four years."
    )
    assert roles_of(reading, "took back", "recipient") == ["eastern part of the city of Karsa"]
    assert roles_of(reading, "took back", "time") == ["late 2012"]
    assert roles_of(reading, "occupied", "time") == ["more than four years"]
    assert roles_of(reading, "occupied", "recipient") == ["eastern part of the city of Karsa"]


def test_a_sentence_that_runs_on_without_a_mark_is_no_part_of_the_condition_before_it(annotated: Read) -> None:
    reading = annotated(
        "That is what the Velmans warned would happen if the February terms were not kept it is hard to see why it is."
    )
    assert reading.words(claim_of(reading, "happen")).endswith("if the February terms were not kept")
