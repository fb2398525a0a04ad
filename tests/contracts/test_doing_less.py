"""What was done is not done again: no text is parsed twice that need not be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rashomon import pipeline
from rashomon.annotate import syntax
from rashomon.engines.local import annotate_documents
from rashomon.model import Annotation
from rashomon.store import Library

TEXT = "The army said on Monday that it had taken Karsa. Rebels denied it, and two people were killed."
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
    monkeypatch.setattr(pipeline, "annotate_documents", partial(annotate_documents, apart=False))
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
