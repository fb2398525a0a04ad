from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.ingest import Options
from rashomon.ingest.decode import clean_characters
from rashomon.ingest.formats import text
from rashomon.ingest.lines import read_page
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document

BODY = [
    "The old bridge over the Velm fell on Monday after two weeks of shelling, three witnesses said.",
    "Nobody claimed the attack. The Northern Front said that its guns had been silent since Sunday.",
    "“We heard one blast and then the water,” said Ada Novak, who sells bread on the east bank.",
]

WEB = """This site uses cookies to improve your experience.
Accept

Home | World | Opinion

Home > World > Karsa bridge falls into the Velm

Karsa bridge falls into the Velm

By Prof. Ines Harrow and Tom Brandt
3 May 2031 9:14 am

Share
Tweet

{}

(Photo by Lena Ort/Agency Pictures)

{}

READ MORE: Council of Karsa meets again

{}

Tags: bridges, war

Independent journalism costs money. Please consider making a donation to Karsa Herald today.
DONATE NOW

More on this story
Council of Karsa meets again
Wheat prices rise in the north

Comments (2)
birdie9: I was there and it was loud.

© 2031 Karsa Herald. All rights reserved.
""".format(*BODY)

TWO = """Connect with us


Here is how the siege of Karsa ended

A standfirst that tells why the siege of Karsa ended, and for whom.

Ines Harrow



{}

{}

{}

Liked it? Take a second to support The Velm Review on Patreon!
Leave a Reply

Notify of


Wheat ships leave the port of Ost

The first ships since March.

The Velm Review



Via Ost Radio

Four ships with wheat left the port of Ost on Friday, the harbour master said in a statement.

He said that more would follow as soon as the mines were cleared from the outer channel of the port.

Crews had waited for eleven weeks, and some of them had run short of water, he told reporters.

Liked it? Take a second to support The Velm Review on Patreon!
Continue Reading

Quick Donate

The Velm Review
""".format(*BODY)


def everything(documents: list[Document]) -> str:
    """Titles, texts and what was taken out, as one string."""
    pieces = [[one.title or "", one.text, *(gone.text for gone in one.origin.removed)] for one in documents]
    return "\n".join(piece for row in pieces for piece in row)


def read(page: str) -> list[Document]:
    found = list(text.read(raw_from_bytes(page.encode("utf-8", "surrogatepass"), "page", Options())))
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def test_a_page_keeps_every_sentence_of_its_article_and_nothing_else() -> None:
    (document,) = read(WEB)
    assert document.text == "\n\n".join(BODY)


def test_title_authors_date_and_source_are_read_off_the_page() -> None:
    (document,) = read(WEB)
    assert document.title == "Karsa bridge falls into the Velm"
    assert document.authors == ("Ines Harrow", "Tom Brandt")
    assert document.published == "2031-05-03T09:14"
    assert document.source == "Karsa Herald"
    assert document.origin.notes["bylines"] == ["By Prof. Ines Harrow and Tom Brandt"]


def test_what_is_taken_out_is_kept_with_its_reason() -> None:
    (document,) = read(WEB)
    reasons = {one.reason for one in document.origin.removed}
    assert {"cookie notice", "share", "caption", "related link", "tags", "donation appeal", "copyright"} <= reasons


def test_two_articles_on_a_page_are_two_documents() -> None:
    first, second = read(TWO)
    assert first.title == "Here is how the siege of Karsa ended"
    assert first.authors == ("Ines Harrow",)
    assert first.text.startswith("A standfirst that tells why")
    assert second.title == "Wheat ships leave the port of Ost"
    assert second.credit == "Ost Radio"
    assert second.source == "The Velm Review"
    assert (first.published, second.published) == (None, None)
    assert [first.origin.part, second.origin.part] == [0, 1]
    assert first.id != second.id


def test_no_line_of_a_page_is_lost_without_trace() -> None:
    for page in (WEB, TWO):
        documents = read(page)
        kept = everything(documents)
        for line in read_page(clean_characters(page)):
            assert line.text in kept


def test_the_earlier_of_two_dates_is_the_publication_date() -> None:
    page = "29 Mar 2044\nSaturday 25 June 2031 - 16:04\nStory Code : 2204\n\nKarsa bridge falls into the Velm\n\n"
    (document,) = read(page + "\n\n".join(BODY) + "\n\nhttps://velmwatch.example/a/b77.html\nYour Name\n")
    assert document.published == "2031-06-25T16:04"
    assert document.origin.notes["other_dates"] == ["2044-03-29"]
    assert document.source == "velmwatch.example"
    assert document.url == "https://velmwatch.example/a/b77.html"
    assert "Your Name" not in document.text


def test_a_relative_date_is_no_publication_date() -> None:
    (document,) = read("Karsa bridge falls\n\nUpdated yesterday\n\n" + "\n\n".join(BODY))
    assert document.published is None


def test_a_byline_that_is_the_outlet_is_a_credit() -> None:
    (document,) = read("Karsa bridge falls\n\nOstwatch- " + "\n\n".join(BODY) + "\n\nBy Ost Watch\n")
    assert document.credit == "Ost Watch"
    assert document.authors == ()


def test_an_agency_in_the_dateline_is_a_credit() -> None:
    (document,) = read("Karsa bridge falls\n\nKARSA, Velm (Reuters) — " + "\n\n".join(BODY))
    assert document.credit == "Reuters"
    assert document.text.startswith("KARSA, Velm (Reuters) — The old bridge")


def test_markdown_is_taken_off_the_words() -> None:
    page = "# The *fall* of [Karsa](#)\n\nBy [Dr. Ines Harrow](https://a.example)\n\nVelm Review, May 3, 2031\n\n"
    (document,) = read(
        page + "*A **short** word first, for those who read no further than this.*\n\n" + "\n\n".join(BODY)
    )
    assert document.title == "The fall of Karsa"
    assert document.authors == ("Ines Harrow",)
    assert document.source == "Velm Review"
    assert document.text.startswith("A short word first,")
    assert "*" not in document.text


def test_headings_with_articles_below_them_are_articles() -> None:
    page = "\n\n".join(f"=== Title number {n} of the page here ===\n\n" + "\n\n".join(BODY) for n in range(3))
    assert [one.title for one in read(page)] == [f"Title number {n} of the page here" for n in range(3)]


def test_headings_of_sections_are_no_articles() -> None:
    page = "# How Karsa fell to the Northern Front\n\n" + "\n\n".join(BODY)
    (document,) = read(page + "\n\n## Background\n\n" + BODY[0] + "\n\n## Outlook\n\n" + BODY[1])
    assert "Background" in document.text


def test_wrapped_lines_are_joined() -> None:
    words = " ".join(BODY * 3).split()
    rows, row = [], ""
    for word in words:
        if len(row) + 1 + len(word) > 72:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    (document,) = read("Karsa bridge falls\n\n" + "\n".join([*rows, row]))
    assert document.text == " ".join(BODY * 3)


@pytest.mark.parametrize(
    "line", ["He declined to comment on the fall of the bridge.", "Related groups joined the march in Ost."]
)
def test_a_sentence_that_begins_like_residue_stays(line: str) -> None:
    (document,) = read("Karsa bridge falls\n\n" + "\n\n".join([*BODY, line, BODY[0]]))
    assert line in document.text


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_without_failing(page: str) -> None:
    read(page)


@given(st.lists(st.sampled_from([*WEB.split("\n"), *TWO.split("\n")]), max_size=60))
@settings(deadline=None, max_examples=40)
def test_lines_in_any_order_are_kept_or_accounted_for(rows: list[str]) -> None:
    documents = read("\n".join(rows))
    kept = everything(documents)
    if len(documents) == 1:
        for line in read_page(clean_characters("\n".join(rows))):
            assert line.text in kept


def test_an_agency_that_no_list_knows_is_told_by_its_dateline() -> None:
    (document,) = read("Karsa bridge falls\n\nBy Ines Harrow, with VPA\n\n" + "\n\n".join(BODY))
    assert (document.credit, document.authors) == ("VPA", ("Ines Harrow",))
    (document,) = read("Karsa bridge falls\n\nKARSA, Aug 14 (VPA) - " + "\n\n".join(BODY))
    assert document.credit == "VPA"


def test_a_question_over_the_text_is_its_headline() -> None:
    (document,) = read("Who destroyed the only bridge into the town of Karsa?\n\n" + "\n\n".join(BODY))
    assert document.title == "Who destroyed the only bridge into the town of Karsa?"
    assert document.text == "\n\n".join(BODY)
