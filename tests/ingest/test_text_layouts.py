# ruff: noqa: E501  pages are easier to read as their lines stand
"""Text pages as they are pasted from browsers, with residue in many orders: articles, heads, and no word of the rest."""

from __future__ import annotations

import pytest
from tests.ingest.layouts import story

from rashomon.ingest import Options
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document


def s(n: int) -> str:
    return "\n\n".join(story(n))


PAGES: dict[str, tuple[str, list[tuple[str, tuple[str, ...], str, int]]]] = {}
PAGES["ff copy"] = (
    "Skip to main content\nMenu\nSign in\n\nVelm Observer\n\nWorld\nRiver\nMill wall holds for now\nNadia Frost\nby Nadia Frost\nMarch 11, 2031 in World\nReading Time: 4 mins read\n0\n\n"
    + s(80)
    + "\n\nShareTweetSend\nNadia Frost\n\nRelated Posts\n\nHarbour dues to rise again\nMarch 9, 2031\n\nLeave a Reply Cancel reply\nYour email address will not be published. Required fields are marked *\n\n© 2031 Velm Observer - All Rights Reserved.",
    [("Mill wall holds for now", ("Nadia Frost",), "2031-03-11", 80)],
)
PAGES["two with rules"] = (
    "MILL WALL HOLDS\nBy Nadia Frost | Velm Observer | March 11, 2031\n\n"
    + s(81)
    + "\n\n----------------------------------------\n\nFERRY STOPS AGAIN\nBy Igor Sand | Velm Observer | March 12, 2031\n\n"
    + s(82)
    + "\n",
    [("MILL WALL HOLDS", ("Nadia Frost",), "2031-03-11", 81), ("FERRY STOPS AGAIN", ("Igor Sand",), "2031-03-12", 82)],
)
PAGES["md three"] = (
    "# Week on the river\n\n## Guard counts carts\n*By Ada Novak, 3 May 2031*\n\n"
    + s(83)
    + "\n\n## School opens its doors\n*By Omar Field, 4 May 2031*\n\n"
    + s(84)
    + "\n\n## Ships wait in Dessa\n*By Kay Lund, 5 May 2031*\n\n"
    + s(85)
    + "\n\n[Subscribe to our newsletter](x)\n",
    [
        ("Guard counts carts", ("Ada Novak",), "2031-05-03", 83),
        ("School opens its doors", ("Omar Field",), "2031-05-04", 84),
        ("Ships wait in Dessa", ("Kay Lund",), "2031-05-05", 85),
    ],
)
PAGES["date first"] = (
    "3 May 2031\nKARSA HERALD\n\nGuard counts forty carts an hour at the crossing\n\nFrom our own correspondent\n\n"
    + s(86)
    + "\n\nRecommended for you\nCows swim to the island\nFerry stops again\n\nSupport independent journalism. Donate today.",
    [("Guard counts forty carts an hour at the crossing", (), "2031-05-03", 86)],
)
PAGES["affil"] = (
    "The flood and after\n\nProf. Mina Orlov, Institute of Rivers, Karsa University\nDr Teo Hale, Centre for Peace Studies\n\nPosted: 9 August 2031\n\n"
    + s(87)
    + "\n\nMina Orlov teaches hydrology at Karsa University. Teo Hale is a fellow at the Centre for Peace Studies.\n\nThe views expressed are those of the authors.",
    [("The flood and after", ("Mina Orlov", "Teo Hale"), "2031-08-09", 87)],
)
PAGES["appeal mid"] = (
    "School opens its doors to the families\nBy Lena Marsh\n14 November 2031\n\n"
    + "\n\n".join(story(88)[:2])
    + "\n\nEnjoying this story? Subscribe to our newsletter for more.\nEnter your email\nSign up\n\n"
    + "\n\n".join(story(88)[2:])
    + "\n\nWe rely on readers like you. Please donate to keep our journalism free.\n\nFiled under: School, Karsa\n\nComments (2)\n\nTom\n2 days ago\nI was there and the soup was cold.\n",
    [("School opens its doors to the families", ("Lena Marsh",), "2031-11-14", 88)],
)
PAGES["four pasted"] = (
    "\n\n\n".join(
        f"Headline number {n} of the paste\n\nBy {a}\n\nPublished {d} June 2031\n\n{s(n)}\n\nShare this article\nFacebook\nTwitter\n\nMore from this author"
        for n, a, d in ((89, "Ada Novak", 1), (90, "Omar Field", 2), (91, "Kay Lund", 3), (92, "Rosa Quill", 4))
    ),
    [
        (f"Headline number {n} of the paste", (a,), f"2031-06-0{d}", n)
        for n, a, d in ((89, "Ada Novak", 1), (90, "Omar Field", 2), (91, "Kay Lund", 3), (92, "Rosa Quill", 4))
    ],
)
PAGES["print"] = (
    "https://velm.example/a/mill.html    Page 1 of 2\n\nVELM OBSERVER\nPrinted 3/29/2034 10:11 AM\n\nMill wall holds after a night of rain\n\nThursday, 5 June 2031, 18:20\n\n"
    + s(93)
    + "\n\nStory code: 2203\n\nClose window | Print this page",
    [("Mill wall holds after a night of rain", (), "2031-06-05", 93)],
)


@pytest.mark.parametrize("name", list(PAGES))
def test_a_pasted_page_gives_its_articles_and_nothing_else(name: str) -> None:
    page, articles = PAGES[name]
    raw = raw_from_bytes(page.encode(), "page", Options(apart=False))
    found = [one for one in read_raw(raw) if isinstance(one, Document)]
    assert [(one.title, one.authors, (one.published or "")[:10]) for one in found] == [one[:3] for one in articles]
    assert [one.text.split("\n\n") for one in found] == [story(number) for *_, number in articles]
