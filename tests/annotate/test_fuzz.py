from __future__ import annotations

from tools.fuzz_annotators import generated, run

TEXTS = 60  # about 5 s on one core; tools/fuzz_annotators.py makes longer runs


def test_generated_texts_of_every_sort_give_rows_that_point_at_their_words_in_time() -> None:
    outcome = run(range(7_000_000, 7_000_000 + TEXTS))
    assert outcome.wrong == []
    assert outcome.rows > TEXTS


def test_the_same_number_makes_the_same_text() -> None:
    assert generated(5) == generated(5)
    assert generated(5) != generated(6)
