"""Linking whole libraries: what belongs together is joined, what a person parted is not, in any order."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.engines.linking import Linked, link
from rashomon.model import Annotation, Document, Judgement

_SPEC = importlib.util.spec_from_file_location("invented", Path(__file__).with_name("invented.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
invented = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(invented)

SIEGE = "The siege of Karsa cut flour rations to a third, and bakers in the lower town queued at the mill from dawn."


@pytest.fixture(scope="module")
def accounts() -> list[Any]:
    return [
        invented.account(
            "courier",
            f"Shells destroyed the bridge at Velm on Wednesday. Ansel Tavi saw the bridge fall. {SIEGE}",
            {"destroyed": "ASSAULT", "siege": "COERCE"},
        ),
        invented.account(
            "voice",
            f"The bridge at Velm was destroyed by shells on Wednesday, Tavi said. {SIEGE}",
            {"destroyed": "ASSAULT", "siege": "COERCE", "said": "OTHER"},
        ),
        invented.account(
            "monitor",
            "Harvest prices rose in Orna as barges waited for grain at the new quay, traders said in the market hall.",
            {"rose": "OTHER", "said": "OTHER"},
        ),
    ]


def groups(linked: Linked, kind: str) -> set[tuple[str, ...]]:
    return {one.members for one in linked.clusters if one.kind == kind}


def worded(linked: Linked, kind: str, accounts: list[Any]) -> set[tuple[str, ...]]:
    shared = [one.members for one in linked.clusters if one.kind == kind and len(one.members) > 1]
    return {tuple(sorted(invented.words_of(one, accounts) for one in members)) for members in shared}


def test_claims_of_one_happening_in_two_accounts_are_one_event(accounts: list[Any]) -> None:
    assert ("destroyed", "destroyed") in worded(link(accounts), "event", accounts)


def test_saying_is_never_an_event_of_two_accounts(accounts: list[Any]) -> None:
    assert all("said" not in words for words in worded(link(accounts), "event", accounts))


def test_documents_of_one_happening_are_one_story(accounts: list[Any]) -> None:
    assert groups(link(accounts), "story") == {("courier", "voice"), ("monitor",)}


def test_a_surname_joins_the_full_name_of_its_story(accounts: list[Any]) -> None:
    assert ("Ansel Tavi", "Tavi") in worded(link(accounts), "entity", accounts)


def test_the_result_does_not_depend_on_the_order_of_accounts(accounts: list[Any]) -> None:
    first = link(accounts)
    for order in itertools.permutations(range(len(accounts))):
        assert link((accounts[at][0], accounts[at][1][::-1]) for at in order) == first


def test_what_a_person_parted_stays_apart(accounts: list[Any]) -> None:
    before = next(one for one in link(accounts).clusters if one.kind == "event" and len(one.members) > 1)
    left, right = before.members[:2]
    word = Judgement(right, left, "different", "reader", "2024-01-01T00:00:00Z")
    after = link(accounts, [word])
    assert all(not {left, right} <= set(one.members) for one in after.clusters)
    assert all({one.left, one.right} != {left, right} for one in after.links)


def test_what_a_person_called_the_same_is_joined_and_the_latest_word_counts(accounts: list[Any]) -> None:
    one, other = (row.id for row in (accounts[0][1][-2], accounts[2][1][-2]))
    same = Judgement(one, other, "same", "reader", "2024-01-02T00:00:00Z")
    assert any({one, other} <= set(event.members) for event in link(accounts, [same]).clusters)
    later = Judgement(other, one, "different", "reader", "2024-01-03T00:00:00Z")
    assert all(not {one, other} <= set(event.members) for event in link(accounts, [later, same]).clusters)


def test_a_link_judged_wrong_is_gone_and_parts_its_rows(accounts: list[Any]) -> None:
    bad = next(one for one in link(accounts).links if one.kind == "event")
    after = link(accounts, [Judgement(bad.id, None, "wrong", "reader", "2024-01-01T00:00:00Z")])
    assert all(one.id != bad.id for one in after.links)
    assert all(not {bad.left, bad.right} <= set(one.members) for one in after.clusters)


def test_every_event_link_shows_bits_that_add_up_to_its_score(accounts: list[Any]) -> None:
    for one in link(accounts).links:
        if one.kind == "event":
            odds = 2 ** sum(reason.bits for reason in one.reasons)
            assert one.score == pytest.approx(odds / (1 + odds), abs=0.01)


def test_events_and_entities_carry_a_name_and_a_label(accounts: list[Any]) -> None:
    for one in link(accounts).clusters:
        assert one.name
        assert one.label or one.kind == "story"


def test_nothing_in_nothing_out() -> None:
    assert link([]) == Linked([], [])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=0, max_size=80), max_size=4), st.data())
def test_any_text_is_linked_without_a_crash(texts: list[str], data: st.DataObject) -> None:
    accounts = []
    for index, text in enumerate(texts):
        rows = []
        if text:
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            claim = Annotation(str(index), start, end, "claim", "OTHER", "asserted", None, None, "claims@1")
            rows = [
                claim,
                Annotation(str(index), start, end, "role", "predicate", None, claim.id, None, "claims@1"),
                Annotation(str(index), start, end, "mention", "person", text[start:end], None, None, "names@1"),
            ]
        accounts.append((Document(str(index), text), rows))
    link(accounts)


def test_a_copy_judged_wrong_is_gone_and_its_documents_may_tell_one_story() -> None:
    told = [(Document(one, SIEGE * 3, published="2019-08-14"), []) for one in ("a", "b")]
    before = link(told)
    (copy,) = (one for one in before.links if one.kind == "copy")
    after = link(told, [Judgement(copy.id, None, "wrong", "reader", "2024-01-01T00:00:00Z")])
    assert [one for one in after.links if one.kind == "copy"] == []
    assert groups(after, "story") == groups(before, "story")
