"""What an edited copy leaves out is found; what it has in other words is not called silent."""

from __future__ import annotations

import pytest
from tests.compare.karsa import Telling, copied, event

from rashomon.compare import Comparison, compare

SENTENCES = (
    "Soldiers closed the northern road to Karsa on Monday.",
    "The council handed out bread at the mill.",
    "Two engineers repaired the water pump near the station.",
)


def pair(left: tuple[str, ...], right: tuple[str, ...]) -> Comparison:
    tellings = []
    events = []
    for name, sentences in (("left", left), ("right", right)):
        made = Telling(name, " ".join(sentences), source=name)
        for one in sentences:
            predicate = next(word for word in ("closed", "shut", "handed", "repaired") if word in one)
            events.append(event(made.claim(one[:-1], predicate, "ASSAULT")))
        tellings.append(made)
    return compare([one.account for one in tellings], events, [copied("left", "right", "edited", 0.9)])


@pytest.mark.parametrize("gone", range(3))
def test_a_deleted_sentence_is_a_silence_of_the_copy(gone: int) -> None:
    rest = tuple(one for place, one in enumerate(SENTENCES) if place != gone)
    found = pair(SENTENCES, rest)
    (one,) = found.left_out
    assert one.document == "right"
    assert one.teller.sentence.words == SENTENCES[gone]
    states = {cell.document: cell.state for cell in found.silences}
    assert states == {"left": "asserts", "right": "silent"}


def test_untouched_copies_leave_nothing_out() -> None:
    assert pair(SENTENCES, SENTENCES).left_out == ()


def test_a_sentence_in_other_words_is_not_left_out() -> None:
    changed = ("Soldiers shut the northern road to Karsa on Monday.", *SENTENCES[1:])
    assert pair(SENTENCES, changed).left_out == ()


def test_what_a_copy_adds_is_left_out_by_the_original() -> None:
    (one,) = pair(SENTENCES[:2], SENTENCES).left_out
    assert (one.teller.document, one.document) == ("right", "left")
