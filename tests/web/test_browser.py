"""The pages in a real browser: readable by keyboard, dark, on a phone, without script, and by axe-core's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.compare.karsa import velm
from tests.web.browsing import NEEDS, rules_broken, served
from tests.web.conftest import ODD

from rashomon.compare import compare
from rashomon.web.dossier import make_dossier

pytestmark = NEEDS
PHONES = ({"width": 360, "height": 740}, {"width": 390, "height": 844})


@pytest.fixture(scope="module")
def address(library_path: Path) -> Iterator[str]:
    with served(library_path) as found:
        yield found


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = velm()
    path = tmp_path_factory.mktemp("dossier") / "velm.html"
    path.write_text(make_dossier(compare(made.accounts, made.clusters, made.copies)), encoding="utf-8")
    return path.as_uri()


def paths(story_id: str, client: Any) -> list[str]:
    """An address of every kind of page; the last is none."""
    story = client.get(f"/stories/{story_id}.json").json()
    claims = [one["claim"] for one in story["events"][0]["versions"][:2]]
    copy = client.get("/copies.json").json()["copies"][0]["id"]
    difference = re.findall(rf"/stories/{story_id}/differences/[0-9a-f]+", client.get(f"/stories/{story_id}").text)[0]
    return [
        difference, f"/rows/{claims[0]}", f"/pairs/{claims[0]}/{claims[1]}", "/copies", f"/copies/{copy}", "/review",
        f"/review?story={story_id}", "/judgements", "/settings", "/adding",
        "/", "/?q=bridge", f"/stories/{story_id}", f"/stories/{story_id}/events/{story['events'][0]['id']}",
        f"/stories/{story_id}/entities/{quote(story['names'][0]['id'], safe='')}", "/documents/state?at=0-10",
        f"/documents/{quote(ODD, safe='')}", "/nowhere",
    ]  # fmt: skip


def test_no_page_breaks_a_rule_of_axe(browser: Any, address: str, dossier: str, story_id: str, client: Any) -> None:
    wrong = []
    for scheme in ("light", "dark"):
        # The page's own policy forbids the script that checks it, so the check goes around it.
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for url in [*(address + path for path in paths(story_id, client)), dossier]:
            page.goto(url)
            wrong += [(scheme, url, *one) for one in rules_broken(page)]
        context.close()
    assert not wrong, wrong


def test_nothing_is_wider_than_a_phone(browser: Any, address: str, dossier: str, story_id: str, client: Any) -> None:
    for phone in PHONES:
        context = browser.new_context(viewport=phone)
        page = context.new_page()
        for url in [*(address + path for path in paths(story_id, client)), dossier]:
            page.goto(url)
            assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"], url
        context.close()


def test_the_console_stays_empty_and_nothing_runs(browser: Any, address: str, story_id: str, client: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in paths(story_id, client)[:-1]:
        page.goto(address + path)
    assert said == []
    assert not [url for url in asked if not url.startswith(address)]
    context.close()


def test_a_reader_without_script_or_mouse_gets_from_the_library_to_a_passage(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the page"
    page.locator("main h3 a").first.focus()
    page.keyboard.press("Enter")
    page.locator(".toc a", has_text="Where they differ").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#differences")
    page.locator("#differences a.passage").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.locator("#at").first.is_visible()
    context.close()


def test_a_layer_is_switched_off_by_keyboard_without_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/documents/agency")
    assert page.locator(".note-says").first.is_visible()
    page.locator("#layer-said").focus()
    page.keyboard.press("Space")
    assert not page.locator(".note-says").first.is_visible()
    context.close()


def test_a_passage_of_the_dossier_lights_up_without_script(browser: Any, dossier: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(dossier)
    link = page.locator("#figures a.passage", has_text="seventeen people").first
    name = link.get_attribute("href")[1:]
    link.click()
    words = page.locator(f".k{name[1:]}").first
    assert words.inner_text() == "seventeen people"
    assert words.evaluate("one => getComputedStyle(one).backgroundColor") not in ("rgba(0, 0, 0, 0)", "transparent")
    assert words.is_visible()
    context.close()


def test_a_story_is_made_while_its_link_is_looked_at(browser: Any, address: str, story_id: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.method) if one.url == f"{address}/stories/{story_id}" else None)
    page.goto(address)
    link = page.locator(f'a[href="/stories/{story_id}"]').first
    # On and off in one breath: by the mouse a busy machine may take longer between the two than a pointer rests.
    link.evaluate(
        "one => [one, document.body].forEach(e => e.dispatchEvent(new PointerEvent('pointerover', {bubbles: true})))"
    )
    page.wait_for_timeout(400)
    assert asked == [], "passed over"
    with page.expect_request(lambda one: one.method == "HEAD"):
        link.hover()
    page.mouse.move(0, 0)
    link.focus()
    page.wait_for_timeout(400)
    assert asked == ["HEAD"], "once a page"
    link.click()
    assert asked == ["HEAD", "GET"]
    page.close()
