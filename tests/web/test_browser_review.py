"""Review in a real browser: by keys, by forms without a script, undone, on a phone, and files dropped on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import NEEDS, rules_broken, served
from tests.web.conftest import copied

from rashomon.store import Library, judgements

pytestmark = NEEDS


@pytest.fixture
def path(sample_library: Path, tmp_path: Path) -> Path:
    return copied(sample_library, tmp_path)


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    with served(path) as found:
        yield found


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def page(browser: Any, said: list[str]) -> Iterator[Any]:
    context = browser.new_context()
    made = context.new_page()
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    yield made
    context.close()


def begin(page: Any, address: str) -> None:
    page.goto(f"{address}/review")
    page.fill("#name", "Ena")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/review")


def log(path: Path) -> list[judgements.Entry]:
    with Library.open(path) as library:
        return judgements.log(library)


def test_a_sitting_by_keys_alone(page: Any, address: str, path: Path, said: list[str]) -> None:
    begin(page, address)
    first = page.locator("[data-item]").nth(0).inner_text()
    page.keyboard.press("j")
    assert page.locator("[data-item]").nth(0).evaluate("one => one === document.activeElement")
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "Judged unsure" in page.locator(".done").inner_text()
    assert page.locator(".done").is_visible()
    assert page.locator("[data-item]").nth(0).inner_text() != first
    assert page.locator("#q-1").evaluate("one => one === document.activeElement")
    with page.expect_navigation():
        page.keyboard.press("z")
    assert "Taken back" in page.locator(".done").inner_text()
    (one,) = log(path)
    assert (one.judgement.verdict, one.judgement.by, one.retracted) == ("unsure", "Ena", True)
    assert said == []


def test_a_key_does_nothing_while_one_types_or_when_switched_off(page: Any, address: str, path: Path) -> None:
    begin(page, address)
    page.locator("#q").focus()
    page.keyboard.type("swordsr")
    assert page.locator("#q").input_value() == "swordsr"
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("s")  # no line has the focus
    page.goto(f"{address}/settings")
    page.locator("#keys").uncheck()
    page.get_by_role("button", name="Keep").click()
    page.goto(f"{address}/review")
    page.locator("[data-item]").nth(0).focus()
    page.keyboard.press("u")
    page.wait_for_timeout(200)
    assert log(path) == []


def test_a_difference_is_judged_without_a_script(browser: Any, address: str, path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("a", has_text="where they differ").first.click()
    page.locator("#differences a", has_text="side by side in context").first.click()
    assert page.locator("mark").count() == 2
    form = page.locator("#item form[data-judge]")
    form.get_by_label("Your name").fill("Oro")
    form.get_by_role("button", name="right").click()
    assert "Judged right" in page.locator(".done").inner_text()
    assert "Oro" in page.locator(".history").inner_text()
    page.locator(".done").get_by_role("button", name="Take back").click()
    assert "Taken back" in page.locator(".done").inner_text()
    assert [one.retracted for one in log(path)] == [True]
    context.close()


def test_where_the_accounts_differ_is_two_clicks_from_the_library(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("a", has_text="where they differ").first.click()
    assert page.url.endswith("#differences")
    page.locator("#differences .difference").first.wait_for(state="visible")
    top = page.locator("#h-differences").bounding_box()["y"]
    assert 0 <= top < page.viewport_size["height"]


def test_a_name_is_set_right_and_the_pages_of_review_break_no_rule(page: Any, address: str, browser: Any) -> None:
    begin(page, address)
    page.locator("[data-open]").first.click()
    page.locator("a.more").first.click()
    page.locator("summary", has_text="Set it right").click()
    page.get_by_label("Note").fill("As the second source has it.")
    page.get_by_role("button", name="Set right").click()
    assert "As the second source has it." in page.locator(".history").inner_text()
    cookies = page.context.cookies()
    addresses = [page.url, f"{address}/review", f"{address}/judgements", f"{address}/settings", f"{address}/adding"]
    for scheme in ("light", "dark"):
        context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": 390, "height": 844})
        context.add_cookies(cookies)
        checked = context.new_page()
        for one in addresses:
            checked.goto(one)
            assert rules_broken(checked) == [], (scheme, one)
            assert checked.evaluate("document.documentElement.scrollWidth") <= 390, one
        context.close()


def test_a_file_dropped_on_the_page_is_added_with_progress(
    page: Any, address: str, tmp_path: Path, said: list[str]
) -> None:
    page.goto(f"{address}/adding")
    assert page.get_by_text("or drop them here").is_visible()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            const words = "Ferry sinks at Velm\\n\\nThe ferry to Velm sank on Monday, the harbour office said.";
            data.items.add(new File([words], "ferry.txt", {type: "text/plain"}));
            document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    page.wait_for_url("**/adding/*")
    page.get_by_text("1 new document").wait_for(timeout=60_000)
    page.get_by_role("link", name="Back to the library").click()
    assert page.get_by_text("Ferry sinks at Velm").first.is_visible()
    assert said == []


def test_the_layers_of_a_document_are_switched_off_one_by_one(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("#h-documents").locator("xpath=..").locator("table a").first.click()
    for layer, what in (("said", "background-color"), ("name", "border-bottom-style"), ("figure", "font-weight")):
        words = page.locator(f".text .{layer}").first
        look = f"one => getComputedStyle(one)['{what}']"
        before = words.evaluate(look)
        page.locator(f"#layer-{layer}").uncheck()
        assert words.evaluate(look) != before, layer


def test_nothing_moves_after_a_page_is_shown(page: Any, address: str) -> None:
    page.goto(address)
    story = page.locator("main h3 a").first.get_attribute("href")
    for one in ("/", "/review", story):
        page.goto(address + one)
        moved = page.evaluate(
            """() => new Promise((done) => {
                let sum = 0;
                new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
                    .observe({type: "layout-shift", buffered: true});
                setTimeout(() => done(sum), 300);
            })"""
        )
        assert moved == 0, one
