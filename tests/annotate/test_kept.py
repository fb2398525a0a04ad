"""A kept parse is the parse."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import kept, syntax

TEXTS = (
    'The army said on Monday that it hadn\'t taken Karsa. Rebels denied it; 1,200 people — "all of them" — fled.',
    "",
    " ",
    "\n\n  One.  \n Two \t three\u00a0four.\n",
    "Ünï \u202eمرحبا 😀👩\u200d👧 x",
)


def told(parse: Any) -> list[tuple[Any, ...]]:
    return [
        (one.text, one.whitespace_, one.idx, one.tag_, one.pos_, str(one.morph), one.dep_, one.head.i, one.lemma_,
         one.ent_iob_, one.ent_type_, one.is_sent_start)
        for one in parse
    ]  # fmt: skip


def check(text: str) -> None:
    (parse,) = syntax.parse([text])
    again = kept.unpack(kept.pack(parse), text, syntax.load_parser().vocab)
    assert told(again) == told(parse)
    assert [(one.start, one.end, one.label_) for one in again.ents] == [
        (one.start, one.end, one.label_) for one in parse.ents
    ]
    assert [one.start for one in again.sents] == [one.start for one in parse.sents]


@pytest.mark.parametrize("text", TEXTS)
def test_each_word_sentence_and_name_comes_back(text: str) -> None:
    check(text)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_comes_back(text: str) -> None:
    check(text)


def test_what_is_no_parse_or_that_of_another_text_is_refused() -> None:
    vocab = syntax.load_parser().vocab
    (parse,) = syntax.parse(["Karsa fell."])
    for bad, text in ((b"", "Karsa fell."), (b"broken", "Karsa fell."), (kept.pack(parse), "Velm held."),
                      (kept.pack(parse), "Karsa fell. It did."), (kept.pack(parse)[:-3], "Karsa fell.")):  # fmt: skip
        with pytest.raises(ValueError, match="kept parse"):
            kept.unpack(bad, text, vocab)


def test_a_head_outside_the_text_is_refused_and_not_read() -> None:
    (parse,) = syntax.parse(["Karsa fell."])
    whole = bytearray(zlib.decompress(kept.pack(parse)))
    at = 4 + int.from_bytes(whole[:4], "little") + 2 * len(parse)  # the low bytes of the third column: heads
    whole[at] = 99
    with pytest.raises(ValueError, match="lies outside"):
        kept.unpack(zlib.compress(bytes(whole)), "Karsa fell.", syntax.load_parser().vocab)
