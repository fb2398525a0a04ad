"""Rows written in Python hold what a template would write: everything escaped, the rest folded away and counted."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from tests.compare.karsa import velm

from rashomon.compare import (
    Cited,
    Column,
    Comparison,
    Count,
    Difference,
    Event,
    Expectation,
    Form,
    Given,
    Located,
    Moment,
    Named,
    Passage,
    Saying,
    Silence,
    Speaker,
    Use,
    Version,
    compare,
)
from rashomon.compare.named import Leaning
from rashomon.model import Document
from rashomon.web import rows
from rashomon.web.links import Served
from rashomon.web.pages.story import StoryPage, make_story_page
from rashomon.web.plots import Plot
from rashomon.web.plots.spots import Other, Spot
from rashomon.web.rows import pieces

EVIL = "\"'></td></tr></table><script>alert(1)</script><img src=x onerror=alert(2)>"
URL = Served("s")
AT = Passage(EVIL, 0, 9, EVIL)
WHO = Speaker(EVIL, EVIL, EVIL, EVIL, "direct", True, AT, AT)
TOLD = Version(EVIL, EVIL, AT, Passage(EVIL, 0, 99, EVIL + EVIL), EVIL, (WHO, WHO), ())
GIVEN = Given(AT, AT, EVIL, EVIL, (WHO,), EVIL, EVIL)
USE = Use(AT, EVIL, (WHO,))
NAMED = Named(
    EVIL,
    EVIL,
    EVIL,
    tuple(Form(EVIL, EVIL, voice, (USE, USE), 1.0) for voice in ("own", "quoted") for _ in range(5)),
    tuple(Leaning(EVIL, EVIL, EVIL, USE) for _ in range(8)),
)
EXPECTED = Expectation(EVIL, EVIL, AT, AT, (WHO,), (AT, AT), None, (AT,), (AT,), EVIL, EVIL, (AT,))
PLOT = Plot(EVIL, EVIL, EVIL, (), (), (EVIL, EVIL), ((EVIL, 1), (EVIL, 0)))


def evil_page() -> StoryPage:
    column = Column(Document(EVIL, EVIL, title=EVIL, source=EVIL, published=EVIL), EVIL, 3, EVIL, None)
    event = Event(EVIL, EVIL, EVIL, (TOLD,) * 4, 2, 1)
    silences = (Silence(EVIL, EVIL, EVIL, (AT,)), Silence("n", EVIL, EVIL, (), AT), Silence("s", EVIL, EVIL, ()))
    made = compare([])
    values = {name: getattr(made, name) for name in Comparison.__dataclass_fields__}
    return make_story_page(Comparison(**values | {"columns": (column,), "silences": silences, "events": (event,)}), "s")


def written() -> dict[str, str]:
    page = evil_page()
    event = page.comparison.events[0]
    told = [Event(one, EVIL, EVIL, (), 1, 1) for one in (EVIL, "n", "s")]
    spot = Spot(1, Located(EVIL, None, "place", (AT,) * 5), EVIL, (Other(EVIL, 1, EVIL), Other(EVIL, 0, EVIL)))
    difference = Difference(EVIL, EVIL, AT, AT, EVIL, EVIL, TOLD, TOLD)
    cited = Cited(EVIL, EVIL, EVIL, EVIL, False, (Saying((WHO, WHO), (AT, AT)),) * 4)
    return {
        "naming": rows.naming(page, URL, [NAMED]),
        "shared": rows.shared(page, URL, [event]),
        "silences": rows.silences(page, URL, told),
        "sources": rows.sources(URL, [cited]),
        "counts": rows.counts(page, URL, [Count(EVIL, EVIL, (GIVEN,) * 8)]),
        "dates": rows.dates(URL, [GIVEN] * 7),
        "moments": rows.moments(page, URL, [Moment(EVIL, EVIL, EVIL, (TOLD,) * 6)]),
        "expectations": rows.expectations(page, URL, [EXPECTED]),
        "spots": rows.spots(page, URL, [spot]),
        "numbers": rows.numbers(PLOT),
        "differing": rows.differing(page, URL, [(event, [difference] * 8)]),
        "account": pieces.account(page.columns[0]),
        "heads": pieces.heads(page.columns, EVIL),
    }


class Tags(HTMLParser):
    """The tags of a piece of HTML, those still open, and what its attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        assert {name for name, _ in attrs} <= {"class", "href", "id", "data-account", "datetime", "scope", "aria-label"}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("name", "shown"), written().items(), ids=written().keys())
def test_rows_of_hostile_words_are_whole_and_hold_no_tag_but_ours(name: str, shown: str) -> None:
    read = Tags()
    read.feed(shown)
    read.close()
    assert read.open == []
    assert not read.seen & {"script", "img", "table"}
    assert all(link.startswith("/") for link in read.links)
    assert "alert(1)" in shown, f"the words themselves stand in {name}"


def test_rows_past_the_first_are_folded_away_and_counted() -> None:
    assert pieces.folded(["a", "b"], 2) == "ab"
    assert pieces.folded(["a", "b", "c"], 2) == "ab<details><summary>1 more</summary>c</details>"


def test_an_account_without_a_name_for_somebody_has_an_empty_cell() -> None:
    made = velm()
    page = make_story_page(compare(made.accounts, made.clusters, made.copies), None)
    named = next(one for one in page.comparison.names if len(one.documents) < len(page.columns))
    shown = rows.naming(page, URL, [named])
    assert shown.count("<td") == len(page.columns)
    assert shown.count('class="none"></td>') == len(page.columns) - len(named.documents)


def test_an_accounts_names_stand_by_voice_each_with_the_most_used_first() -> None:
    made = velm()
    page = make_story_page(compare(made.accounts, made.clusters, made.copies), None)
    for named in page.comparison.names:
        for document, told in page.forms(named).items():
            assert [(voice, tuple(forms)) for voice, forms in told] == [
                (voice, found)
                for voice in ("headline", "own", "quoted", "reported", "scare-quoted")
                if (found := named.of(document, voice))
            ]


def test_numbers_of_nothing_leave_their_cells_empty() -> None:
    plot = Plot("p", "?", "", (), (), ("words", "own"), (("rebels", 0), ("", 2)))
    assert rows.numbers(plot) == (
        '<tr><td data-account="words"><bdi>rebels</bdi></td><td></td></tr>\n'
        '<tr><td></td><td data-account="own"><bdi>2</bdi></td></tr>\n'
    )
