"""What was done is not done again: no text is parsed twice that need not be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rashomon import pipeline
from rashomon.annotate import (
    BUILT_IN,
    Annotator,
    Found,
    annotate_parsed,
    annotation_version,
    annotators,
    stale,
    syntax,
    versions,
)
from rashomon.engines import local
from rashomon.model import Annotation, Document
from rashomon.store import Library

TEXT = "The army said on Monday that it had taken Karsa. Rebels denied it, and two people were killed."
LONG = (
    "KARSA (MPA) - The Northern Front claimed on Tuesday that 40 soldiers were killed in Velm, north of Karsa.\n\n"
    "“We will free the town by Friday if they do not leave,” its commander Ansel Tavi told reporters. The army, which "
    "denied that it had lost 40 men, said three rebels died when its planes bombed the so-called liberators at dawn. "
    "According to residents, about 1,200 people fled to Orna in May. The brutal attack on the market horrified the UN."
)
OTHER = "Rebels said they still held Karsa. The council met there on Tuesday."


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that spaCy is handed from now on."""
    nlp, seen = syntax.load_parser(), []
    pipe = nlp.pipe

    def counted(texts: Iterable[str], **rest: Any) -> Iterator[Any]:
        return pipe((seen.append(one) or one for one in texts), **rest)  # type: ignore[func-returns-value]

    monkeypatch.setattr(nlp, "pipe", counted)
    # In this process, where they can be counted, not in a worker.
    monkeypatch.setattr(local, "annotate_works", partial(local.annotate_works, apart=False))
    return seen


def add(folder: Path, name: str, *rows: dict[str, str]) -> Library:
    """The library of the folder, with these documents added."""
    path = folder / f"{name}.jsonl"
    path.write_bytes(b"\n".join(json.dumps(one).encode() for one in rows))
    library = Library.open(folder / "one.db", create=True)
    pipeline.add(library, [str(path)])
    return library


def said(rows: Iterable[Annotation]) -> list[tuple[object, ...]]:
    return [(one.start, one.end, one.kind, one.label, one.value) for one in rows]


def test_what_is_in_the_library_is_not_parsed_again(tmp_path: Path, parsed: list[str]) -> None:
    add(tmp_path, "first", {"id": "a", "text": TEXT})
    add(tmp_path, "again", {"id": "a", "text": TEXT}, {"id": "b", "text": OTHER})
    assert parsed == [TEXT, OTHER]


def test_a_verbatim_copy_that_another_source_puts_out_shares_the_parse(tmp_path: Path, parsed: list[str]) -> None:
    rows = [{"id": one, "text": TEXT, "source": f"Paper {one}", "published": "2019-05-06"} for one in "abc"]
    library = add(tmp_path, "copies", *rows, {"id": "ab", "text": OTHER})
    assert sorted(parsed) == sorted([TEXT, OTHER])
    assert said(library.annotations("a")) == said(library.annotations("b")) == said(library.annotations("c"))
    assert not {one.id for one in library.annotations("a")} & {one.id for one in library.annotations("b")}


def test_copies_read_together_are_read_as_each_alone() -> None:
    together = [[str(token.lemma_) for token in doc] for doc in syntax.parse([TEXT, OTHER, TEXT])]
    alone = [[str(token.lemma_) for token in doc] for text in (TEXT, OTHER, TEXT) for doc in syntax.parse([text])]
    assert together == alone


def test_linking_again_without_a_change_does_nothing(tmp_path: Path) -> None:
    library = add(tmp_path, "first", {"id": "a", "text": TEXT}, {"id": "b", "text": OTHER})
    assert not pipeline.relink(library)


def test_a_copy_that_comes_later_takes_the_parse_of_what_it_copies(tmp_path: Path, parsed: list[str]) -> None:
    add(tmp_path, "first", {"id": "a", "text": TEXT})
    library = add(tmp_path, "later", {"id": "b", "text": TEXT, "published": "2019-05-06"})
    assert parsed == [TEXT]
    assert said(library.annotations("a")) != said(library.annotations("b"))  # "on Monday" is another day
    assert [one[:4] for one in said(library.annotations("a"))] == [one[:4] for one in said(library.annotations("b"))]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The annotators that run from now on, by name, once a document."""
    seen: list[str] = []

    def counted(one: Annotator) -> Callable[[Document, Found], Iterable[Annotation]]:
        annotate = one.annotate
        return lambda document, found: seen.append(one.NAME) or annotate(document, found)  # type: ignore[func-returns-value]

    for one in annotators():
        monkeypatch.setattr(one, "annotate", counted(one))
    yield seen
    forget_versions()


def forget_versions() -> None:
    versions.cache_clear()
    annotation_version.cache_clear()


@pytest.mark.parametrize(
    ("changed", "runs"),
    [
        ("forecasts", {"forecasts"}),
        ("frames", {"frames"}),
        ("claims", {"claims", "frames", "forecasts"}),
        ("syntax", set(BUILT_IN)),
    ],
)
def test_another_version_of_an_annotator_runs_it_and_who_needs_it_on_the_parse_that_is_kept(
    changed: str, runs: set[str], tmp_path: Path, parsed: list[str], ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = add(tmp_path, "first", {"id": "a", "text": TEXT}).annotations("a")
    (module,) = (one for one in annotators() if changed == one.NAME)
    monkeypatch.setattr(module, "VERSION", "next")
    forget_versions()
    ran.clear()
    after = add(tmp_path, "again", {"id": "a", "text": TEXT}).annotations("a")
    assert set(ran) == runs
    assert parsed == [TEXT] * (2 if changed == "syntax" else 1)
    assert said(before) == said(after)


def test_a_parse_that_cannot_be_read_is_made_again(tmp_path: Path, parsed: list[str]) -> None:
    library = add(tmp_path, "first", {"id": "a", "text": TEXT})
    library.connection.execute("UPDATE parsed SET words = ?", (b"broken",))
    library.connection.execute("UPDATE done SET version = 'none'")
    before = said(library.annotations("a"))
    again = add(tmp_path, "again", {"id": "a", "text": TEXT})
    assert parsed == [TEXT, TEXT]
    assert said(again.annotations("a")) == before
    assert again.connection.execute("SELECT words FROM parsed").fetchone()[0] != b"broken"


@pytest.mark.parametrize("changed", BUILT_IN[1:])
def test_rows_that_stay_are_those_that_a_whole_run_would_make(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An annotator is made to leave out half of its rows: what `stale` does not name must not hang on them."""
    documents = [Document(id=name, text=one, published="2019-05-06") for name, one in (("a", TEXT), ("b", LONG))]
    (module,) = (one for one in annotators() if changed == one.NAME)
    again = stale(versions() | {changed: "earlier"})
    for document in documents:
        (parse,) = syntax.parse([document.text])
        held: dict[str, list[Annotation]] = {name: [] for name in BUILT_IN if name not in again}
        for row in annotate_parsed(document, parse):
            held.get(row.made_by.partition("@")[0], []).append(row)
        annotate = module.annotate
        with monkeypatch.context() as patched:
            patched.setattr(module, "annotate", lambda *given, made=annotate: _half(made(*given)))
            whole = annotate_parsed(document, parse)
            assert annotate_parsed(document, parse, held) == whole


def _half(rows: Iterable[Annotation]) -> list[Annotation]:
    """The rows without every second of those to which none of them refers."""
    made = list(rows)
    needed = {one for row in made for one in (row.about, row.who)}
    return [row for place, row in enumerate(made) if place % 2 or row.id in needed]
