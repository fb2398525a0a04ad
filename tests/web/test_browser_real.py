"""The pages over five real texts, where they are: every page by its links, no rule broken, no sideways scroll."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.web.browsing import NEEDS, rules_broken, served

from rashomon import pipeline
from rashomon.store import Library
from rashomon.web.dossier import make_dossier

pytestmark = [*NEEDS, pytest.mark.gold]


@pytest.fixture(scope="module")
def path(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = shared / "corpus" / "aleppo"
    if not corpus.is_dir():
        pytest.skip("needs the five texts, which are not here")
    made = tmp_path_factory.mktemp("real") / "real.db"
    with Library.open(made, create=True) as library:
        pipeline.add(library, [str(corpus)])
    return made


@pytest.fixture(scope="module")
def address(path: Path) -> Iterator[str]:
    with served(path) as found:
        yield found


@pytest.fixture(scope="module")
def addresses(address: str) -> list[str]:
    """Two pages of each kind, found by following links from the library as a reader would."""
    kinds: dict[str, list[str]] = {}
    waiting = ["/"]
    while waiting:
        here = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{24}|(?<=stories/)all", "*", here.split("?")[0])
        known = kinds.setdefault(kind, [])
        if here in known or len(known) > 1:
            continue
        known.append(here)
        answer = httpx.get(address + here)
        assert answer.status_code == 200, here
        links = (link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', answer.text))
        waiting += [one for one in links if not one.split("?")[0].endswith((".css", ".svg", ".csv", ".jsonl"))]
    return sorted(one for found in kinds.values() for one in found)


def test_every_kind_of_page_is_reached(addresses: list[str]) -> None:
    found = {part for one in addresses for part in one.split("?")[0].split("/")}
    assert {"stories", "documents", "events", "entities", "rows", "pairs"} <= found
    assert {"review", "judgements", "settings", "adding", "copies"} <= found


def test_no_page_breaks_a_rule_or_scrolls_sideways_or_says_anything(
    browser: Any, address: str, addresses: list[str]
) -> None:
    for scheme, width in (("light", 1280), ("dark", 390)):
        context = browser.new_context(
            bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 844}
        )  # fmt: skip
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        for one in addresses:
            page.goto(address + one)
            assert rules_broken(page) == [], (scheme, one)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, one
        assert said == []
        context.close()


def test_the_dossier_of_the_five_is_below_a_megabyte_and_a_half(path: Path) -> None:
    with Library.open(path) as library:
        page = make_dossier(pipeline.comparison(library))
    assert len(page.encode()) < 1_500_000
