"""One file that opens anywhere: nothing outside it, every passage leads to its place, always the same bytes."""

from __future__ import annotations

import re

import pytest
from tests.compare.karsa import Telling, velm
from tests.web.conftest import HOSTILE

from rashomon.compare import Account, Comparison, compare
from rashomon.model import Document
from rashomon.web.dossier import make_dossier


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    made = velm()
    return compare(made.accounts, made.clusters, made.copies)


@pytest.fixture(scope="module")
def page(comparison: Comparison) -> str:
    return make_dossier(comparison)


def test_nothing_is_fetched(page: str) -> None:
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert "@import" not in page
    assert "url(" not in page
    assert "<script" not in page


def test_every_anchor_that_is_linked_is_there(page: str) -> None:
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    there = re.findall(r'id="([^"]+)"', page)
    assert not wanted - set(there)
    assert len(there) == len(set(there))


def test_a_linked_passage_is_marked_in_its_text(page: str) -> None:
    number = re.search(r'href="#p(\d+)"><bdi>seventeen people</bdi>', page)
    assert number is not None
    assert re.search(rf'<span class="[^"]*\bk{number.group(1)}\b[^"]*">seventeen people</span>', page)
    assert f"#p{number.group(1)}:target~.k{number.group(1)}" in page


def test_the_same_comparison_gives_the_same_file(comparison: Comparison, page: str) -> None:
    assert make_dossier(comparison) == page


def test_each_text_stands_in_it_with_its_hash(comparison: Comparison, page: str) -> None:
    for one in comparison.columns:
        assert one.document.sha256 in page
        assert f'id="text-{1 + [c.document.id for c in comparison.columns].index(one.document.id)}"' in page


def test_quotes_only_leaves_out_what_no_table_shows() -> None:
    text = "Karsa fell on Tuesday.\n\nThe weather was fine and nobody minded it."
    telling = Telling("one", text)
    who = telling.mention("Karsa", "armed_group", "karsa")
    telling.says("fell on Tuesday", who, "Karsa")
    comparison = compare([telling.account])
    assert "nobody minded" in make_dossier(comparison)
    limited = make_dossier(comparison, quotes_only=True)
    assert "nobody minded" not in limited
    assert "[…]" in limited


def test_a_text_that_attacks_comes_out_inert() -> None:
    document = Document("x", HOSTILE, title="<script>x</script></style>", source="a</title>")
    page = make_dossier(compare([Account(document, ())]))
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert page.count("</style>") == 1


def test_no_account_at_all_still_makes_a_page() -> None:
    assert "0 accounts" in make_dossier(compare([]))
