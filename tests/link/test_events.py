"""What claims are joined by: objects that two sides may tell of by opposite or by few words."""

from __future__ import annotations

from rashomon.annotate import annotate
from rashomon.engines.linking import link
from rashomon.link.accounts import account_of
from rashomon.link.events import records
from rashomon.model import Document, Problem


def objects_of(text: str, word: str) -> list[str]:
    """What the claim on this word is done to, as the annotators read the text."""
    document = Document.from_row({"id": "one", "text": text})
    (rows,) = annotate([document])
    assert not isinstance(rows, Problem)
    account = account_of(document, rows, frozenset())
    deed = next(one for one in account.deeds if word in one.words)
    found = records([account], {"one": ("one", "one", "one")}, {})
    return next(list(row["objects"]) for row in found if row["id"] == deed.id)


def test_a_battle_has_the_place_it_is_named_after_as_its_object() -> None:
    told = objects_of("The great battle of Idlib has ended.", "battle")
    assert told
    assert told == objects_of("No war lasted as long as the battle for Idlib.", "battle")
    assert told != objects_of("The great battle of Hama has ended.", "battle")
    assert told != objects_of("The siege of Idlib has ended.", "siege")


def test_a_battle_without_its_place_and_an_attack_have_no_object() -> None:
    assert not objects_of("It was a small and simple battle.", "battle")
    assert not objects_of("The attack on Idlib was over by noon.", "attack")


def test_two_accounts_of_one_battle_are_one_event_though_nothing_else_of_it_is_told() -> None:
    texts = (
        "As the great battle of Idlib ended, I looked back at what Ena Dorn wrote of the Lowen Front in Idlib.",
        (
            "No fight of that war lasted so long as the battle for Idlib. "
            "The Lowen Front lost it, wrote Ena Dorn of Idlib."
        ),
        "The battle of Hama goes on. The Lowen Front lost in Idlib, wrote Ena Dorn, and it will lose again.",
    )
    documents = [Document.from_row({"id": name, "text": text}) for name, text in zip("abc", texts, strict=True)]
    made = list(zip(documents, annotate(documents), strict=True))
    found = link([(one, rows) for one, rows in made if not isinstance(rows, Problem)])
    told = {row.about: (one.id, row) for one, rows in made for row in rows if row.label == "predicate"}  # type: ignore[union-attr]
    battles = {
        frozenset(told[member][0] for member in one.members if member in told)
        for one in found.clusters
        if one.kind == "event" and any(_is_battle(documents, told, member) for member in one.members)
    }
    assert battles == {frozenset("ab"), frozenset("c")}


def _is_battle(documents: list[Document], told: dict, member: str) -> bool:  # type: ignore[type-arg]
    name, row = told[member]
    text = next(one.text for one in documents if one.id == name)
    return text[row.start : row.end] == "battle"
