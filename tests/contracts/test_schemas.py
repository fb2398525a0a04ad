"""What leaves the program has the shapes of the schemas that ship with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rashomon import sample, schemas
from rashomon.cli import cli
from rashomon.model import KINDS, LABELS, STANCES, STATUSES, Annotation, Document
from rashomon.pipeline import TABLES

PAGES = str(sample.folder())


def lines_of(*arguments: str, status: int = 0, stdin: str | None = None) -> list[dict[str, Any]]:
    """What `rashomon …` prints on standard output, a JSON object a line."""
    result = CliRunner().invoke(cli, list(arguments), input=stdin, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def check(rows: list[dict[str, Any]], name: str) -> None:
    validator = jsonschema.Draft202012Validator(schemas.load(name))
    for row in rows:
        problem = jsonschema.exceptions.best_match(validator.iter_errors(row))
        assert problem is None, f"{name}: {problem.message} at {problem.json_path}"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("library") / "sample.db"
    result = CliRunner().invoke(cli, ["add", PAGES, "--library", str(path)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return str(path)


@pytest.mark.parametrize("name", schemas.names())
def test_every_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.load(name))


def test_every_table_has_a_schema() -> None:
    assert set(TABLES) == set(schemas.names())


def test_schemas_and_model_have_the_same_lists() -> None:
    row = schemas.load("annotations")["$defs"]["row"]
    assert set(row["properties"]) == set(Annotation("d", 0, 1, "mention", "person", None, None, None, "a@1").to_row())
    assert tuple(row["properties"]["kind"]["enum"]) == KINDS
    lists = {
        (rule["if"]["properties"]["kind"]["const"], key): tuple(one["enum"])
        for rule in row["allOf"]
        for key, one in rule["then"]["properties"].items()
        if "enum" in one
    }
    expected = {(kind, "label"): LABELS[kind] for kind in KINDS}
    assert lists == expected | {("attribution", "value"): STANCES, ("claim", "value"): STATUSES}
    document = schemas.load("documents")
    assert set(document["properties"]) == set(document["required"]) == set(Document("d", "text").to_row())


def test_extracted_documents_fit_their_schema() -> None:
    rows = lines_of("extract", PAGES)
    assert len(rows) == len(sample.load_truth()["document"])
    check(rows, "documents")


def test_annotated_texts_fit_their_schema_and_point_at_their_words(tmp_path: Path) -> None:
    documents = lines_of("extract", PAGES)[:4]
    path = tmp_path / "documents.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    rows = lines_of("annotate", "--jsonl", str(path))
    check(rows, "annotations")
    assert [row["document"]["id"] for row in rows] == [one["id"] for one in documents]
    for row, document in zip(rows, documents, strict=True):
        known = {one["id"] for one in row["annotations"]}
        assert known, document["title"]
        for one in row["annotations"]:
            assert document["text"][one["start"] : one["end"]].strip()
            assert {one["about"], one["who"]} <= known | {None}


def test_an_unreadable_line_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_text('{"id": "a", "text": 7}\n{"id": "b", "text": "Karsa fell."}\n', encoding="utf-8")
    rows = lines_of("annotate", "--jsonl", str(path), status=1)
    check(rows, "annotations")
    assert "problem" in rows[0]
    assert rows[1]["document"]["id"] == "b"


@pytest.mark.parametrize("name", schemas.names())
def test_exported_rows_fit_their_schema(library: str, name: str) -> None:
    rows = lines_of("export", "--library", library, name, "--format", "jsonl")
    assert rows, f"the sample gives no {name}"
    if name == "annotations":
        check([{"schema": "rashomon.annotations/1", "document": _head(), "annotations": rows}], name)
    else:
        check(rows, name)


def _head() -> dict[str, Any]:
    return Document("d", "").head()
