"""The margin of a document's page: a line for each that speaks, with all that is put in its mouth."""

from __future__ import annotations

from tests.compare.karsa import Telling

from rashomon.web.pages.document import make_document_page


def test_a_content_of_two_pieces_is_one_line_of_the_margin() -> None:
    made = Telling("a", "The column is said by nobody who was asked to have left.")
    made.says("The column", None, "is said", group="1")
    made.says("to have left", None, "is said", group="1")
    ((_, (note,)),) = make_document_page(made.document, tuple(made.rows)).paragraphs
    assert [note.passage.words, *(one.words for one in note.rest)] == ["The column", "to have left"]
    assert [one["words"] for one in note.to_row()["rest"]] == ["to have left"]
