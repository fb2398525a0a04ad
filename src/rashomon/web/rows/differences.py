"""Where accounts differ about an event: two passages side by side, and the words that the event is called by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from rashomon.compare import Called, Difference, Event, Passage, Version
from rashomon.web.links import Links
from rashomon.web.pages.difference import difference_id
from rashomon.web.rows.pieces import by, event_name, folded, outlet, passage, status
from rashomon.web.wording import cut, plural

if TYPE_CHECKING:
    from rashomon.web.pages.story import StoryPage

PAIRS, NAMES = 6, 30  # shown at once of an event; at most of its names


def differing(page: StoryPage, url: Links, found: Iterable[tuple[Event, Sequence[Difference]]]) -> str:
    """Events with what differs in them; where several words name the event they are listed before the pairs."""
    told = []
    for event, here in found:
        names = page.called(here)
        called = _called(page, url, names, page.of_names(here)) if names else ""
        pairs = differences(page, url, page.apart_from_names(here) if names else here)
        told.append(f'<div class="differing">\n<h3>{event_name(event, url)}</h3>\n{called}{pairs}</div>\n')
    return "".join(told)


def differences(page: StoryPage, url: Links, found: Iterable[Difference]) -> str:
    """Pairs of passages."""
    return folded([_difference(page, url, one) for one in found], PAIRS)


def _called(page: StoryPage, url: Links, names: Iterable[Called], pairs: Sequence[Difference]) -> str:
    words = "".join([f"<li><b><bdi>{escape(one.words)}</bdi></b> {_uses(page, url, one)}</li>" for one in names])
    shown = "".join([_difference(page, url, one) for one in pairs[:NAMES]])
    return (
        f'<div class="difference named">\n<span class="aspect">name</span>\n<ul class="called">{words}</ul>\n'
        f"<details><summary>{plural(len(pairs), 'pair')} of names side by side</summary>{shown}</details>\n</div>\n"
    )


def _uses(page: StoryPage, url: Links, one: Called) -> str:
    return "".join([
        f'<span class="use">{outlet(page.outlet(words.document))}{by(told.chain, "→ ")} '
        f"{passage(words, url, 80, told.passage.words)}</span>"
        for words, told in one.uses
    ])  # fmt: skip


def _difference(page: StoryPage, url: Links, one: Difference) -> str:
    aspect = escape(one.aspect.replace("_", " "))
    left, right = _side(page, url, one.left, one.left_version), _side(page, url, one.right, one.right_version)
    address, more = url.difference(difference_id(one)), ""
    if address:
        of = f'<span class="hidden">: {aspect}, {escape(cut(one.left.words, 40))}</span>'
        more = f'<p class="beside"><a class="more" href="{escape(address)}">side by side in context{of}</a></p>'
    return (
        f'<div class="difference">\n<span class="aspect">{aspect}</span>\n<div class="side">{left}</div>\n'
        f'<div class="side">{right}</div>\n{more}</div>\n'
    )


def _side(page: StoryPage, url: Links, words: Passage, told: Version) -> str:
    whose = by(told.chain, "→ ", f" {told.chain[-1].stance}") if told.chain else ""
    shown, clause = passage(words, url, 160), told.passage.words
    within = f' <span class="in">in “{escape(cut(clause, 160))}”</span>' if words.words != clause else ""
    return f"{outlet(page.outlet(words.document))}{whose}<p>{status(told)}{shown}{within}</p>\n"
