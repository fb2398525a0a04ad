"""What every annotator promises, whichever it is."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.annotate import annotate, annotators
from rashomon.engines.local import annotate_documents
from rashomon.ingest import READERS
from rashomon.model import KINDS, LABELS, Annotation, Document, Problem, clusters  # noqa: F401

TEXTS = [
    "The Karsa Council said on Monday that rebels had left the town. “We are free,” Mayor Ena Dorn said.",
    "",
    "No one died.\n\nAbout 40 people were hurt, the Northern Front claimed, citing witnesses in Velm.",
    "«Ils sont partis» \u202e 😀 \ud800 (((",
    "According to state television, 1,200 fighters will surrender by Friday.",
]
DOCUMENTS = [Document(id=f"d{n}", text=text, published="2019-03-04") for n, text in enumerate(TEXTS)]


def test_each_need_is_made_earlier_in_the_tuple() -> None:
    made: set[str] = set()
    for annotator in annotators():
        for need in annotator.NEEDS:
            assert need in made, f"{annotator.NAME} needs {need}, which nobody before it makes"
        made |= set(annotator.MAKES) | {one.partition(":")[0] for one in annotator.MAKES}


def test_annotators_and_readers_have_names_of_their_own() -> None:
    assert len({one.NAME for one in annotators()}) == len(annotators())
    assert len({one.NAME for one in READERS}) == len(READERS)


def test_rows_do_not_depend_on_order_batch_or_job_count() -> None:
    alone = {one.id: next(iter(annotate([one]))) for one in DOCUMENTS}
    together = dict(zip([one.id for one in DOCUMENTS], annotate(DOCUMENTS), strict=True))
    shuffled = random.Random(3).sample(DOCUMENTS, len(DOCUMENTS))  # noqa: S311
    parallel = {document.id: rows for document, rows in annotate_documents(shuffled, jobs=2)}
    assert alone == together == parallel


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_gives_rows_that_point_at_its_words(text: str) -> None:
    _check(text)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 300,
        "(\"'" * 200,
        "said " * 300,
        "1,2,3,4 " * 100,
        "\n\n" * 500,
        "Aleppo " * 300,
        "x" * 30_000,
        "\x00\u202e\ufeff",
    ],
)
def test_hostile_text_gives_rows_that_point_at_its_words(text: str) -> None:
    _check(text)


def _check(text: str) -> None:
    (rows,) = annotate([Document(id="d", text=text)])
    assert not isinstance(rows, Problem), rows
    ids = {row.id for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        assert 0 <= row.start < row.end <= len(text)
        assert row.kind in KINDS
        assert row.label in LABELS[row.kind]
        assert row.about is None or row.about in ids
        assert row.who is None or row.who in ids
        assert 0 <= row.score <= 1
        assert Annotation.from_row(row.to_row() | {"id": ""}).id == row.id


def test_a_text_too_long_to_be_one_article_is_a_problem_with_its_length() -> None:
    (problem,) = annotate([Document(id="d", text="x " * 1_000_001)])
    assert isinstance(problem, Problem)
    assert "2,000,002 characters" in problem.reason
