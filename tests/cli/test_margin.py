"""One document in the terminal: its text whole, and who says what beside it."""

from __future__ import annotations

from rashomon.annotate import annotate
from rashomon.cli.margin import margin_lines
from rashomon.compare import Account
from rashomon.model import Document

TEXT = (
    "Karsa falls\n\nThe agency reported that Anna Keller said that the army had left Velm. The road is open.\n\n"
    "“We left early,” said a senior army officer. “It was time.”\n\nResidents claim the water was poisoned."
)


def lines(text: str, width: int) -> list[str]:
    document = Document(id="d", text=text)
    (rows,) = annotate([document])
    assert isinstance(rows, list)
    return list(margin_lines(Account(document, tuple(rows)), width))


def test_every_word_of_the_text_is_printed_in_order() -> None:
    for width in (20, 80, 200):
        side = max(60, min(width, 132)) // 3
        assert " ".join(" ".join(one[side + 2 :] for one in lines(TEXT, width)).split()) == " ".join(TEXT.split())


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(map(len, lines(TEXT, 80))) <= 80


def test_a_chain_stands_in_the_margin_and_words_within_words_have_a_double_bar() -> None:
    printed = lines(TEXT, 120)
    margin = " ".join(" ".join(one[:40] for one in printed).split())
    assert "agency › Anna Keller: says" in margin
    assert any("║" in one for one in printed)


def test_an_unnamed_source_has_its_sort_and_a_second_piece_no_second_note() -> None:
    margin = " ".join(" ".join(one[:40] for one in lines(TEXT, 120)).split())
    assert "Residents: claims" in margin or "Residents (resident): claims" in margin
    assert margin.count("officer") == 1


def test_an_empty_text_prints_nothing() -> None:
    assert lines("", 80) == []
