"""What annotators are handed: rows in order, and no row that points at nothing."""

from __future__ import annotations

import pytest

from rashomon.annotate.found import Found, Maker
from rashomon.model import Document

DOCUMENT = Document(id="d", text="General Ena Dorn of the Karsa army spoke.")
MAKE = Maker(DOCUMENT, "names@1")


def test_rows_come_in_text_order_and_once() -> None:
    found = Found(DOCUMENT, None)
    army, dorn = MAKE.mention(24, 34, "military"), MAKE.mention(8, 16, "person")
    found.add([army, dorn, dorn])
    assert found.rows("mention") == [dorn, army]
    assert found.rows("mention", "person") == [dorn]


def test_a_phrase_is_stood_for_by_the_mention_that_covers_its_head() -> None:
    found = Found(DOCUMENT, None)
    dorn, army = MAKE.mention(8, 16, "person"), MAKE.mention(24, 34, "military")
    found.add([dorn, army])
    assert found.mention_for(0, 34, head=12) == dorn
    assert found.mention_for(24, 34, head=30) == army
    assert found.mention_for(0, 7, head=0) is None


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 4), (0, 400)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        MAKE.mention(start, end, "person")


def test_a_label_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="mention has no label 'ASSAULT'"):
        MAKE.mention(0, 3, "ASSAULT")
