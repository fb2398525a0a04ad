"""What a claim's cells hold: the deed's own parties and numbers, not the source's or the dateline's."""

from __future__ import annotations

from tests.compare.karsa import Telling

from rashomon.compare import Version
from rashomon.compare.ties import tie
from rashomon.compare.version import version
from rashomon.model import Annotation


def told(made: Telling, claim: Annotation) -> Version:
    return version(made.account, claim, tie([made.account], [], []))


def words(one: Version, aspect: str) -> list[str]:
    return [part.passage.words for part in one.of(aspect)]


def test_the_place_of_a_dateline_is_nobody_who_acts() -> None:
    made = Telling("a", "Ostrel, ORNA - Armed gangs blew up the bridge.")
    ostrel, gangs = made.mention("Ostrel", "organisation"), made.mention("Armed gangs", "armed_group")
    claim = made.claim("Armed gangs blew up the bridge", "blew up", "ASSAULT", actor=gangs)
    made._add("role", "Ostrel", "actor", about=claim.id, who=ostrel.id)
    assert words(told(made, claim), "who") == ["Armed gangs"]


def test_the_number_of_those_who_say_it_is_not_the_number_told() -> None:
    made = Telling("a", "At least 11 people were killed, according to two doctors.")
    eleven = made.mention("At least 11 people", "figure", "11.. people")
    two = made.mention("two doctors", "figure", "2..2 doctors")
    doctors = made.mention("two doctors", "people")
    said = made.says("At least 11 people were killed", doctors, "according to")
    claim = made.claim("At least 11 people were killed", "killed", "ASSAULT", inside=said, figure=eleven)
    made._add("role", "two doctors", "figure", about=claim.id, who=two.id)
    assert words(told(made, claim), "how_many") == ["At least 11 people"]


def test_a_time_before_a_party_is_not_part_of_its_name() -> None:
    made = Telling("a", "On Monday afternoon army snipers opened fire.")
    made.mention("Monday afternoon", "time", "2019-09-30")
    snipers = made.mention("Monday afternoon army snipers", "military")
    claim = made.claim("Monday afternoon army snipers opened fire", "opened fire", "ASSAULT", actor=snipers)
    assert words(told(made, claim), "who") == ["army snipers"]


def test_who_denies_unnamed_reports_denies_what_they_say() -> None:
    made = Telling("a", "The ministry denied reports that soldiers had fired on a convoy.")
    ministry = made.mention("ministry", "government")
    outer = made.says("reports that soldiers had fired on a convoy", ministry, "denied", stance="denies")
    inner = made.says("soldiers had fired on a convoy", None, "reports", stance="reports", about=outer)
    claim = made.claim("soldiers had fired on a convoy", "fired", "ASSAULT", inside=inner)
    assert told(made, claim).status == "denied"


def test_an_attack_has_the_toll_that_its_own_sentence_tells() -> None:
    made = Telling("a", "Snipers opened fire on a convoy and killed six passengers.")
    six = made.mention("six passengers", "figure", "6..6 passengers")
    fired = made.claim("Snipers opened fire on a convoy", "opened fire", "ASSAULT")
    made.claim("killed six passengers", "killed", "ASSAULT", figure=six)
    assert words(told(made, fired), "how_many") == ["six passengers"]


def test_a_word_that_only_began_a_sentence_is_nobody_who_speaks() -> None:
    made = Telling("a", "Bread is short. She expects that the mill will close.")
    made.mention("Bread", "person", "bread")
    she = made.mention("She", "person", "bread")
    said = made.says("that the mill will close", she, "expects", stance="expects")
    claim = made.claim("the mill will close", "close", status="forecast", inside=said)
    assert [one.name for one in told(made, claim).chain] == ["“She”"]


def test_a_speaker_who_is_only_a_pronoun_is_shown_as_the_texts_word() -> None:
    made = Telling("a", "They said that the mill was shut.")
    they = made.mention("They", "people", "they")
    said = made.says("that the mill was shut", they, "said")
    claim = made.claim("the mill was shut", "shut", inside=said)
    (speaker,) = told(made, claim).chain
    assert (speaker.name, speaker.is_known) == ("“They”", False)


def test_a_country_spelled_like_a_pronoun_is_not_the_author() -> None:
    made = Telling("a", "The US said that the mill was shut, and we knew it.")
    country = made.mention("US", "government", "us")
    said = made.says("that the mill was shut", country, "said")
    claim = made.claim("the mill was shut", "shut", inside=said)
    assert [one.name for one in told(made, claim).chain] == ["US"]
