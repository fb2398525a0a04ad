"""Adding documents in any split and order, with judgements in between, is as if all had been there from the start."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from bench.told import Told, tell

from rashomon import pipeline
from rashomon.engines import linking
from rashomon.link import packed
from rashomon.link.accounts import Account, account_of
from rashomon.model import Annotation, Document, Judgement
from rashomon.relinking import Readied
from rashomon.store import Library
from rashomon.store import linked as stored
from rashomon.store.judgements import retract
from rashomon.store.library import storable
from rashomon.store.shelf import Shelf

Given = tuple[Document, Sequence[Annotation]]


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(90)


def store(library: Library, accounts: Iterable[Given]) -> None:
    with library.transaction():
        for document, rows in accounts:
            library.add_document(document)
            library.save_annotations(document, rows, "v1")


def tables(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what linking makes, in order; the parts aside."""
    queries = {
        "link": 'SELECT id, kind, "left", "right", label, made_by, score, share, spans, reasons FROM link ORDER BY id',
        "cluster": "SELECT id, kind, name, label FROM cluster ORDER BY id",
        "cluster_member": "SELECT cluster, member FROM cluster_member ORDER BY cluster, member",
    }
    return {name: [tuple(row) for row in library.select(sql)] for name, sql in queries.items()}


def linked(path: Path, batches: Iterable[Iterable[Given]], judgements: Sequence[Judgement] = ()) -> Library:
    library = Library.open(path, create=True)
    for batch in batches:
        store(library, batch)
        pipeline.relink(library)
    for one in judgements:
        library.judge(one)
        pipeline.relink(library)
    return library


def split(accounts: Sequence[Given], seed: int) -> list[list[Given]]:
    chance = random.Random(seed)  # noqa: S311  a split, not a secret
    mixed = chance.sample(list(accounts), len(accounts))
    cuts = sorted(chance.sample(range(1, len(mixed)), 4))
    return [mixed[start:end] for start, end in itertools.pairwise([0, *cuts, len(mixed)])]


@pytest.fixture(scope="module")
def whole(told: Told, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    return tables(linked(tmp_path_factory.mktemp("whole") / "a.db", [told.accounts]))


@pytest.mark.parametrize("seed", range(4))
def test_documents_added_in_any_split_are_linked_as_all_at_once(
    told: Told, whole: dict[str, list[tuple[Any, ...]]], tmp_path: Path, seed: int
) -> None:
    assert tables(linked(tmp_path / "b.db", split(told.accounts, seed))) == whole


@pytest.mark.parametrize("claims", [1, 100])
def test_claims_scored_some_at_a_time_are_linked_as_all_at_once(
    told: Told, whole: dict[str, list[tuple[Any, ...]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims: int
) -> None:
    monkeypatch.setattr(linking, "TOGETHER", claims)
    assert tables(linked(tmp_path / "b.db", [told.accounts])) == whole


def test_a_run_that_was_killed_after_accounts_were_kept_is_as_if_it_had_never_begun(
    told: Told, whole: dict[str, list[tuple[Any, ...]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path / "b.db", create=True)
    store(library, told.accounts)
    with monkeypatch.context() as patched:
        patched.setattr(linking, "link_parts", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            pipeline.relink(library)
    kept = library.select("SELECT last, length(shingles) AS size FROM compared")
    assert [tuple(row) for row in kept] == [("", 0)] * len(told.accounts)
    # A person corrects a row before the next run: what was kept of its document is no account that was linked.
    claim = sorted(told.happening_of)[5]
    identity = library.judge(Judgement(claim, None, "wrong", "Ena", "2024-01-01T00:00:00Z"))
    pipeline.relink(library)
    retract(library, identity, "Ena", "2024-01-02T00:00:00Z")
    pipeline.relink(library)
    assert not library.select("SELECT 1 FROM compared WHERE last = ''")
    assert tables(library) == whole


def test_an_account_that_reads_itself_is_the_one_that_was_kept(told: Told, tmp_path: Path) -> None:
    library = linked(tmp_path / "b.db", [told.accounts[:20]])
    shelf = Shelf(library)
    for document, rows in told.accounts[:20]:
        whole, read = account_of(document, rows), shelf.account(document.id)
        for name in (one.name for one in fields(Account)):
            assert getattr(read, name) == getattr(whole, name), name


def test_an_account_made_while_rows_are_at_hand_is_the_one_made_of_rows_read_back(told: Told, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "b.db", create=True)
    store(library, told.accounts[:20])
    for document, rows in told.accounts[:20]:
        mixed = random.Random(document.id).sample(rows, len(rows))  # noqa: S311  an order, not a secret
        beyond = replace(rows[0], end=len(document.text) + 1, id="")
        assert storable(document, [beyond, *mixed]) == library.annotations(document.id)
        at_hand = Readied.of(document, storable(document, [beyond, *mixed]))
        assert at_hand == Readied.of(document, library.annotations(document.id))
        assert at_hand.digest == packed.digest(account_of(document, rows))


def test_parts_that_are_dropped_to_hold_others_are_read_again(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = linked(tmp_path / "b.db", [told.accounts[:20]])
    monkeypatch.setattr("rashomon.store.shelf._BYTES", 60_000)
    small = Shelf(library)
    for _ in range(2):
        for document, rows in told.accounts[:20]:
            assert small.account(document.id).deeds == account_of(document, rows).deeds
            assert 0 < small.held <= 60_000
    assert sum(len(stored.account_part(library, document.id, "deeds")) for document, _ in told.accounts[:20]) > 60_000


def test_what_an_earlier_stage_read_is_let_go_of_when_claims_are_read(told: Told, tmp_path: Path) -> None:
    library = linked(tmp_path / "b.db", [told.accounts[:20]])
    shelf = Shelf(library)
    first, second = (shelf.account(document.id) for document, _ in told.accounts[:2])
    names = first.names
    held = shelf.held
    assert first.names is names
    assert first.deeds
    assert shelf.held < held + len(stored.account_part(library, first.id, "deeds")) * 3
    deeds = first.deeds
    again = first.names
    assert again == names
    assert again is not names
    assert second.deeds
    assert first.names is again
    assert first.deeds is deeds


def test_what_is_stored_is_what_linking_gives_at_once(told: Told, whole: dict[str, list[tuple[Any, ...]]]) -> None:
    made = linking.link(told.accounts)
    assert sorted(one.id for one in made.links) == [row[0] for row in whole["link"]]
    assert sorted(one.id for one in made.clusters) == [row[0] for row in whole["cluster"]]


def some_judgements(told: Told) -> list[Judgement]:
    """A pair of one event parted, claims of two stories joined, a row judged wrong, an event link judged wrong."""
    made = linking.link(told.accounts)
    event = max((one for one in made.clusters if one.kind == "event"), key=lambda one: len(one.members))
    bad = next(one for one in made.links if one.kind == "event" and one.left not in event.members)
    first, last = sorted(told.happening_of)[0], sorted(told.happening_of)[-1]
    said = [
        (event.members[0], event.members[1], "different"),
        (first, last, "same"),
        (sorted(told.happening_of)[5], None, "wrong"),
        (bad.id, None, "wrong"),
    ]
    return [
        Judgement(left, right, verdict, "Ena", f"2024-01-0{day}T00:00:00Z")  # type: ignore[arg-type]
        for day, (left, right, verdict) in enumerate(said, 1)
    ]


def test_judgements_in_between_give_what_they_give_over_all_at_once(told: Told, tmp_path: Path) -> None:
    said = some_judgements(told)
    late = linked(tmp_path / "late.db", split(told.accounts, 7), said)
    fresh = Library.open(tmp_path / "fresh.db", create=True)
    store(fresh, told.accounts)
    for one in said[:3]:
        fresh.judge(one)
    # The link is there to be judged only once it is made.
    pipeline.relink(fresh)
    fresh.judge(said[3])
    pipeline.relink(fresh)
    assert tables(late) == tables(fresh)
    parted = said[0]
    together = {row[0] for row in tables(late)["cluster_member"] if row[1] == parted.left}
    assert not together & {row[0] for row in tables(late)["cluster_member"] if row[1] == parted.right}


def test_judgements_taken_back_leave_what_was_there_before(
    told: Told, whole: dict[str, list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    library = linked(tmp_path / "a.db", [told.accounts])
    for one in some_judgements(told):
        identity = library.judge(one)
        pipeline.relink(library)
        retract(library, identity, "Ena", "2024-02-01T00:00:00Z")
    pipeline.relink(library)
    assert tables(library) == whole


def test_untouched_events_are_not_worked_out_again(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = told.story_of[told.accounts[-1][0].id]
    early = [one for one in told.accounts if told.story_of[one[0].id] != last]
    late = [one for one in told.accounts if told.story_of[one[0].id] == last]
    library = linked(tmp_path / "a.db", [early])
    given = []

    def counted(rows: Sequence[Any], *rest: Any) -> Any:
        given.extend(map(json.loads, rows))
        return score(rows, *rest)

    score = linking.score_lines
    monkeypatch.setattr(linking, "score_lines", counted)
    store(library, late)
    pipeline.relink(library)
    touched = {told.story_of[row["document"]] for row in given}
    assert last in touched
    assert len(touched) < len(set(told.story_of.values()))
