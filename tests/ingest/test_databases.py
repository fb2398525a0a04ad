from __future__ import annotations

from rashomon.ingest import Options
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document

BODY = [
    "The old bridge over the Velm fell on Monday after two weeks of shelling, three witnesses said.",
    "Nobody claimed the attack. The Northern Front said that its guns had been silent since Sunday.",
]
TEXT = "\n\n".join(BODY)

NEXIS = """Karsa bridge falls into the Velm

Karsa Herald

May 3, 2031 Saturday

Copyright 2031 Karsa Herald All Rights Reserved

Section: NEWS; Pg. A1
Length: 210 words
Byline: Ines Harrow
Dateline: KARSA

Body

{}

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: May 4, 2031

End of Document
"""

PROQUEST = """____________________________________________________________

Karsa bridge falls into the Velm

Author: Harrow, Ines

Publication info: Karsa Herald ; Karsa [Karsa]. 03 May 2031: A.1.

Full text: {}

Title: Karsa bridge falls into the Velm

Publication title: Karsa Herald

Publication date: May 3, 2031

ProQuest document ID: 112233
"""

FACTIVA = """SE  News
HD  Karsa bridge falls into the Velm
BY  Ines Harrow
WC  210 words
PD  3 May 2031
SN  Karsa Herald
LA  English
LP

{}

TD

{}

NS  gvio : Military Action
AN  Document KARSAH0020310503e7530001x
"""

FACTIVA_PAGE = """<html><head><title>Factiva</title></head><body>{}
<p>Search Summary</p><p>Text: bridge</p><p>© 2031 Factiva, Inc. All rights reserved.</p></body></html>"""
FACTIVA_ARTICLE = """<div class="article enArticle">
<div id="hd"><span class="enHeadline">Karsa bridge falls</span></div>
<div class="author">By Ines Harrow</div><div>210 words</div><div>3 May 2031</div><div>09:14</div><div>Karsa Herald</div>
<div>KARSAH</div><div>A1</div><div>English</div><div>Copyright 2031 Karsa Herald. All Rights Reserved.</div>
<p class="articleParagraph enarticleParagraph">{}</p><p class="articleParagraph enarticleParagraph">{}</p>
<p>Document KARSAH0020310503e753000{}x</p></div>"""


def documents(text: str) -> list[Document]:
    found = list(read_raw(raw_from_bytes(text.encode(), "export", Options())))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def test_each_database_gives_title_source_date_and_text() -> None:
    for page in (NEXIS.format(TEXT) * 2, PROQUEST.format(TEXT) * 2, FACTIVA.format(*BODY) * 2):
        found = documents(page)
        assert len(found) == 2
        for one in found:
            assert one.text == TEXT
            assert (one.title, one.source) == ("Karsa bridge falls into the Velm", "Karsa Herald")
            assert one.published == "2031-05-03"
            assert one.origin.notes["experimental"]


def test_the_database_s_own_lines_are_kept_as_taken_out() -> None:
    (one,) = documents(NEXIS.format(TEXT))
    assert any("Publication-Type" in gone.text for gone in one.origin.removed)
    assert one.authors == ("Ines Harrow",)


def test_factiva_s_page_gives_each_document_without_its_lines_of_codes() -> None:
    articles = "".join(FACTIVA_ARTICLE.format(*BODY, number) for number in (1, 2))
    found = documents(FACTIVA_PAGE.format(articles))
    assert len(found) == 2
    for one in found:
        assert one.text == TEXT
        assert (one.title, one.source, one.authors) == ("Karsa bridge falls", "Karsa Herald", ("Ines Harrow",))
        assert one.published == "2031-05-03"
        assert one.origin.notes["experimental"] == "Factiva (HTML)"
        gone = {row.text for row in one.origin.removed}
        assert {"210 words", "KARSAH", "Copyright 2031 Karsa Herald. All Rights Reserved."} <= gone
