"""Two texts side by side: nothing is lost, what was cut stands on its side, what was changed on both."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rashomon.link.accounts import account_of
from rashomon.link.copies import find_copies
from rashomon.link.judged import Judged
from rashomon.model import Document
from rashomon.store import Library
from rashomon.web.pages.copies import CopyPage, _stretches, make_copies_page, make_copy_page

FIRST = (
    "The ferry to Velm sank on Monday after it struck the old pier below the mill, the harbour office said.\n\n"
    "Nobody was hurt. The crew of nine swam to the bank and were taken to a school nearby for the night.\n\n"
    "The owner blamed the river board, which had not marked the pier since the spring floods of last year."
)
SECOND = (
    "The ferry to Velm sank on Tuesday after it struck the old pier below the mill, the harbour office said.\n\n"
    "Nobody was hurt. The crew of nine swam to the bank and were taken to a school nearby for the night."
)


def copied(tmp_path: Path) -> CopyPage:
    documents = [
        Document("late", SECOND, title="Ferry sinks", published="2019-03-05"),
        Document("early", FIRST, title="Ferry sinks at Velm", published="2019-03-04"),
    ]
    links = find_copies([account_of(one, ()) for one in documents], Judged())
    with Library.open(tmp_path / "copies.db", create=True) as library:
        with library.transaction():
            for one in documents:
                library.add_document(one)
            library.save_links(links, [])
        ((link, left, right),) = make_copies_page(library).pairs
        assert (left.id, right.id) == ("early", "late")
        page = make_copy_page(library, link.id, ())
    assert page is not None
    return page


def test_what_was_cut_and_what_was_changed_stand_on_their_sides(tmp_path: Path) -> None:
    page = copied(tmp_path)
    changed = [one for one in page.stretches if one.sort == "changed"]
    assert [(one.left.words.strip(), one.right.words.strip()) for one in changed] == [("Monday", "Tuesday")]
    (cut,) = [one for one in page.stretches if one.sort == "left"]
    assert "blamed the river board" in cut.left.words


def test_both_texts_are_there_from_end_to_end(tmp_path: Path) -> None:
    page = copied(tmp_path)
    assert "".join(one.left.words for one in page.stretches) == FIRST
    assert "".join(one.right.words for one in page.stretches) == SECOND
    lines = page.paragraphs
    assert [one.is_same for one in lines] == [False, True, False]
    assert "".join(one.left.words for line in lines for one in line.left).split() == FIRST.split()


words = st.text(alphabet="ab \n.", max_size=30)


@given(st.lists(st.tuples(words, words, words), max_size=5))
def test_no_text_is_lost_whatever_the_spans(parts: list[tuple[str, str, str]]) -> None:
    left = right = ""
    spans = []
    for shared, mine, other in parts:
        spans.append((len(left), len(left) + len(shared), len(right), len(right) + len(shared)))
        left, right = left + shared + mine, right + shared + other
    first, second = Document("a", left), Document("b", right)
    spans = [one for one in spans if one[0] < one[1]]
    found = list(_stretches(first, second, spans))
    assert "".join(one.left.words for one in found) == left
    assert "".join(one.right.words for one in found) == right
    page = CopyPage(None, first, second, tuple(found), ())  # type: ignore[arg-type]
    shown = "".join(one.left.words for line in page.paragraphs for one in line.left)
    assert "".join(shown.split()) == "".join(left.split())
    shown = "".join(one.right.words for line in page.paragraphs for one in line.right)
    assert "".join(shown.split()) == "".join(right.split())
