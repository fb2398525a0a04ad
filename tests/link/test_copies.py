"""Shared wording: which pairs are copies, of which sort, and where."""

from __future__ import annotations

import random

import pytest

from rashomon.link import copies as link_copies
from rashomon.link.accounts import account_of
from rashomon.link.copies import Numbers, Words, find_copies, words_of
from rashomon.link.judged import Judged
from rashomon.model import Document, Link

WORDS = [
    "river", "bridge", "mill", "gate", "baker", "flour", "winter", "convoy", "engine", "harbour", "council", "market",
    "soldier", "widow", "lantern", "ferry", "orchard", "quarry", "signal", "turbine", "wagon", "kettle", "violin",
    "ladder", "copper", "garden", "pepper", "stable", "tunnel", "window", "barrel",
]  # fmt: skip


def prose(seed: int, sentences: int = 14) -> list[str]:
    """Invented sentences of twelve words each, other ones for each seed."""
    dice = random.Random(seed)  # noqa: S311  invented text, not a secret
    return [" ".join(dice.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences)]


def copies(**texts: str) -> list[Link]:
    return find_copies([account_of(Document(name, text), ()) for name, text in texts.items()], Judged())


def test_a_reprint_with_another_byline_is_a_copy_and_its_spans_are_equal_words() -> None:
    body = " ".join(prose(1))
    texts = {"a": "By our staff. " + body, "b": body}
    (found,) = copies(**texts)
    assert found.label == "copy"
    assert found.share == 1.0
    for left_start, left_end, right_start, right_end in found.spans:
        assert texts["a"][left_start:left_end] == texts["b"][right_start:right_end]


def test_a_text_with_moved_and_cut_sentences_is_edited() -> None:
    lines = prose(2)
    assert [one.label for one in copies(a=" ".join(lines), b=" ".join(lines[9:] + lines[:5]))] == ["edited"]


def test_three_sentences_inside_another_text_are_an_excerpt() -> None:
    taken = prose(3)[4:7]
    assert [one.label for one in copies(a=" ".join(prose(3)), b=" ".join(prose(4)[:7] + taken + prose(4)[7:]))] == [
        "excerpt"
    ]


def test_one_quotation_in_two_accounts_is_a_quotation() -> None:
    said = '"' + " ".join(prose(5)[:3]) + '"'
    assert [one.label for one in copies(a=" ".join([*prose(6), said]), b=" ".join([said, *prose(7)]))] == ["quotation"]


def test_texts_of_their_own_words_are_no_copies() -> None:
    assert copies(a=" ".join(prose(8)), b=" ".join(prose(9)), c="", d="Short.") == []


def test_a_stock_phrase_is_no_copy() -> None:
    stock = "which relies on a wide network of sources in the valley for what it knows."
    assert copies(a=" ".join([*prose(10), stock]), b=" ".join([stock, *prose(11)])) == []


SAID = "they came at dawn with dogs"


def test_a_short_quotation_in_several_accounts_is_a_quotation_of_each_two() -> None:
    texts = {
        "a": f"The mill of Orna stood empty. “{SAID},” a miller told us, and shut the gate.",
        "b": f'Grain was short in Velm. A woman remembered: "{SAID.capitalize()}". Nobody answered.',
        "c": f"Rain fell on Karsa, and {SAID} the hunters of the valley.",
    }
    found = find_copies([account_of(Document(one, text), ()) for one, text in texts.items()], Judged())
    assert [(one.left, one.right, one.label) for one in found] == [("a", "b", "quotation")]
    left, left_end, right, right_end = found[0].spans[0]
    assert SAID in texts["a"][left:left_end]
    assert SAID.capitalize() in texts["b"][right:right_end]


def test_a_saying_in_quotation_marks_is_no_quotation_of_another() -> None:
    texts = ("The mayor of Orna said: “It is what it is.”", "Asked in Velm, she said: “It is what it is.”")
    assert find_copies([account_of(Document(str(n), text), ()) for n, text in enumerate(texts)], Judged()) == []


def reasons(*documents: Document) -> list[tuple[str, str]]:
    (found,) = find_copies([account_of(one, ()) for one in documents], Judged())
    assert found.label == "excerpt"
    return [(one.name, one.value) for one in found.reasons if one.name == "self-quotation"]


def test_a_passage_from_the_same_authors_or_sources_earlier_piece_is_a_self_quotation() -> None:
    early, late = prose(20), prose(21)
    first, second = " ".join(early), " ".join([*late[:6], *early[3:6], *late[6:]])
    tavi, orlo = ("Ansel Tavi",), ("Sara Orlo",)
    assert reasons(
        Document("a", first, source="Karsa Courier", authors=tavi), Document("b", second, source="Voice", authors=tavi)
    ) == [("self-quotation", "both by Ansel Tavi")]
    assert reasons(
        Document("a", first, source="Karsa Courier", authors=tavi), Document("b", second, source="Karsa Courier")
    ) == [("self-quotation", "both put out by Karsa Courier")]
    assert not reasons(
        Document("a", first, source="Karsa Courier", authors=tavi), Document("b", second, source="Voice", authors=orlo)
    )


def test_many_texts_that_share_a_phrase_are_each_read_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = "which relies on a wide network of sources in the valley for what it knows."
    texts = {f"t{number:02}": " ".join([*prose(number), stock]) for number in range(40)}
    texts |= {"u0": texts["t00"] + " More.", "u1": texts["t20"] + " More."}
    whole = copies(**texts)
    assert [(one.left, one.right) for one in whole] == [("t00", "u0"), ("t20", "u1")]
    read: list[str] = []

    def counted(text: str, numbers: Numbers) -> Words:
        read.append(text)
        return words_of(text, numbers)

    monkeypatch.setattr(link_copies, "_READ", 8)
    monkeypatch.setattr(link_copies, "words_of", counted)
    assert copies(**texts) == whole
    # Once each for their shingles, and for each two blocks of 4 texts those 8; in one order of all pairs nearly 861.
    assert len(read) <= 42 + 11 * 11 / 2 * 8 < 861
