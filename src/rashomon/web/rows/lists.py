"""Rows of the lists of a story: sources, figures, dates, moments, places, the numbers of a plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from rashomon.compare import Cited, Count, Given, Moment, Saying, Version
from rashomon.web.links import Links
from rashomon.web.rows.pieces import by, chain, folded, outlet, passage, passages, put, status
from rashomon.web.wording import cut, plural, when

if TYPE_CHECKING:
    from rashomon.web.pages.story import StoryPage
    from rashomon.web.plots import Plot
    from rashomon.web.plots.spots import Spot

SAYINGS, FIGURES, DATES, TELLINGS, PLACES = 2, 6, 5, 4, 3  # shown at once
MOST_LINES = 300  # of a plot's numbers; the others are in its CSV


def sources(url: Links, cited: Iterable[Cited]) -> str:
    """Whom an account cites, for what."""
    return "".join([_source(one, url) for one in cited])


def _source(one: Cited, url: Links) -> str:
    outer, sort, said = one.sayings[0].chain[:-1], one.sort, len(one.sayings)
    name = f"<b><bdi>{escape(cut(one.name, 70))}</bdi></b>" if one.name else "<i>not named</i>"
    before = f'{chain(outer)} <span class="arrow">→</span> ' if outer else ""
    kind = f' <span class="times">{escape(sort)}</span>' if sort else ""
    times = f' <span class="times">×{said}</span>' if said > 1 else ""
    told = folded([_saying(saying, url) for saying in one.sayings], SAYINGS)
    return f'<li><span class="who">{before}{name}{kind}{times}</span>\n{told}</li>\n'


def _saying(one: Saying, url: Links) -> str:
    is_direct = one.by.manner == "direct"
    told = []
    for piece in one.pieces:
        shown = passage(piece, url, 220)
        # Quotation marks where the text has none at the words' own beginning.
        told.append(f"“{shown}”" if is_direct and piece.words[:1] not in "\"“'‘«" else shown)
    return f'<p class="saying">{put(one.by)} {" … ".join(told)}</p>'


def counts(page: StoryPage, url: Links, found: Iterable[Count]) -> str:
    """The figures given of each thing counted."""
    told = []
    for one in found:
        name = "per cent" if one.name == "%" else escape(one.name or "without a unit")
        figures = [_figure(page, url, given) for given in one.given]
        rest = ""
        if len(figures) > FIGURES:
            more = "".join(figures[FIGURES:])
            rest = f"<details><summary>{len(figures) - FIGURES} more</summary><ul>{more}</ul></details>"
        told.append(f'<div class="count"><h3>{name}</h3><ul>{"".join(figures[:FIGURES])}</ul>{rest}</div>\n')
    return "".join(told)


def _figure(page: StoryPage, url: Links, one: Given) -> str:
    words, sentence = passage(one.passage, url, 60), escape(cut(one.sentence.words, 200))
    who = outlet(page.outlet(one.document)) + by(one.by, "→ ")
    return f'<li><b>{words}</b> {who} <span class="in">{sentence}</span></li>\n'


def dates(url: Links, found: Sequence[Given]) -> str:
    """The dates that an account gives."""
    told = [
        f"<li><time>{escape(when(one.value))}</time> {passage(one.passage, url, 40)}{by(one.by)} "
        f'<span class="in">{escape(cut(one.sentence.words, 140))}</span></li>'
        for one in found
    ]
    rest = ""
    if len(told) > DATES:
        more = "".join(told[DATES:])
        rest = f'<details><summary>{len(told) - DATES} more</summary><ul class="dated">{more}</ul></details>'
    return f'<ul class="dated">{"".join(told[:DATES])}</ul>\n{rest}'


def moments(page: StoryPage, url: Links, found: Iterable[Moment]) -> str:
    """What is dated, in the order of the dates told."""
    return "".join([
        f"<li><time>{escape(when(one.value))}</time><div>{_tellings(page, url, one.versions)}</div></li>\n"
        for one in found
    ])  # fmt: skip


def _tellings(page: StoryPage, url: Links, versions: Sequence[Version]) -> str:
    told = []
    for number, one in enumerate(versions):
        who, words = outlet(page.outlet(one.document)), passage(one.passage, url, 180)
        # What is folded away is told in fewer words.
        told.append(
            f"<p>{who} {status(one)}{words}{by(one.chain)}</p>" if number < TELLINGS else f"<p>{who} {words}</p>"
        )
    return folded(told, TELLINGS)


def spots(page: StoryPage, url: Links, found: Iterable[Spot]) -> str:
    """The places, with where the accounts name them."""
    return "".join([_spot(page, url, one) for one in found])


def _spot(page: StoryPage, url: Links, one: Spot) -> str:
    far = ""
    if one.precision and page.map.svg and one.number not in page.map.shown:
        far = '<span class="facts"> off the map</span>'
    told = []
    for document, here in one.place.told.items():
        more = f' <span class="times">and {len(here) - PLACES} more</span>' if len(here) > PLACES else ""
        told.append(f"{outlet(cut(page.outlet(document), 40))} {passages(here[:PLACES], url, 40)}{more}")
    others = []
    for other in one.others:
        people = f" ({plural(other.people, 'person').replace('persons', 'people')})" if other.people else ""
        others.append(escape(other.country) + people)
    return (
        f'<tr id="place-{one.number}"><th scope="row"><bdi>{escape(cut(one.place.name, 50))}</bdi></th>\n'
        f'<td data-account="Precision">{escape(one.precision or "not placed")}{far}</td>\n'
        f'<td data-account="Named" class="number">{one.count}</td>\n'
        f'<td data-account="Where in the accounts">{" · ".join(told)}</td>\n'
        f'<td data-account="Other places of the name"{"" if others else _NONE}>{", ".join(others)}</td></tr>\n'
    )


_NONE = ' class="none"'


def numbers(plot: Plot) -> str:
    """The numbers behind a plot, a row each."""
    cells = [f'<td data-account="{escape(name)}"><bdi>' for name in plot.head]
    return "".join([
        "<tr>" + "".join([_number(cell, value) for cell, value in zip(cells, line, strict=True)]) + "</tr>\n"
        for line in plot.lines[:MOST_LINES]
    ])  # fmt: skip


def _number(cell: str, value: object) -> str:
    return f"{cell}{escape(str(value))}</bdi></td>" if value not in ("", 0, None) else "<td></td>"
