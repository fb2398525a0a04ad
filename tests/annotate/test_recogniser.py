"""Entities are those of spaCy's own recogniser, whatever the text."""

from __future__ import annotations

from typing import Any

import pytest
from bench import corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import syntax
from rashomon.annotate.recogniser import Recogniser

#: Words that begin, go on with, end and break entities, spaces and breaks among them.
WORDS = [
    "the", "of", "and", "in", "on", "The", "U.S.", "Ena", "Dorn", "Karsa", "Orna", "Lieutenant-General", "Monday",
    "May", "3", "2016", "14th", "10", "percent", "$", "million", "two", "thousand", "United", "Nations", "Security",
    "Council", "kilometres", "English", "Orna's", "“The", "Long", "Night”", "Ministry", "at", ".", ",", "\n", "\n\n",
    "(", ")", "’s",
]  # fmt: skip


def entities(doc: Any) -> list[tuple[int, str, str]]:
    return [(one.i, one.ent_iob_, one.ent_type_) for one in doc]


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), min_size=1, max_size=12))
def test_entities_are_those_of_spacy(bare: Any, texts: list[str]) -> None:
    assert [entities(doc) for doc in syntax.load_parser().pipe(texts)] == [entities(doc) for doc in bare.pipe(texts)]


def test_a_text_has_the_entities_it_has_alone() -> None:
    texts = ["", *(one.text for one in corpus.articles()), " ", ""]
    nlp = syntax.load_parser()
    together = list(nlp.pipe(texts))
    assert [entities(doc) for doc in together] == [entities(nlp(text)) for text in texts]
    assert sum(len(doc.ents) for doc in together) > 100


def test_a_recogniser_of_another_shape_is_refused(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model = bare.get_pipe("ner").model
    monkeypatch.setitem(model.attrs, "unseen_classes", {3})
    with pytest.raises(ValueError, match="another shape"):
        Recogniser(bare.get_pipe("ner"))
