"""Rows of the tables with a column an account: names, shared events, who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from rashomon.compare import Event, Form, Named, Silence
from rashomon.compare.named import Leaning
from rashomon.web.links import Links
from rashomon.web.rows.pieces import event_name, folded, passage, version
from rashomon.web.wording import cut, plural

if TYPE_CHECKING:
    from rashomon.web.pages.story import StoryPage

#: Labels of entities that are sorts of word, which have no page of their own.
NO_ENTITY = frozenset({"armed_group", "military", "government"})
FORMS, LEANINGS, TOLD = 4, 6, 2  # shown at once in a cell


def naming(page: StoryPage, url: Links, named: Iterable[Named]) -> str:
    """What each account calls somebody or something, a row each."""
    cells = _cells(page)
    return "".join([_named(one, url, page, cells) for one in named])


def _cells(page: StoryPage) -> list[tuple[str, str]]:
    """The columns: the document's id, and how a cell of it begins."""
    return [(one.document.id, f'<td data-account="{escape(cut(one.name, 60))}"') for one in page.columns]


def _named(named: Named, url: Links, page: StoryPage, cells: Iterable[tuple[str, str]]) -> str:
    name = f"<bdi>{escape(cut(named.name, 50))}</bdi>"
    is_sort = named.key in NO_ENTITY or named.label == "happening"
    address = None if is_sort else url.entity(named.key)
    if address:
        label = escape(named.label.replace("_", " "))
        name = f'<a href="{escape(address)}">{name}</a><span class="facts">{label}</span>'
    forms, leanings = page.forms(named), page.leanings(named)
    told = [_names(cell, url, forms.get(one, ()), leanings.get(one, ())) for one, cell in cells]
    return f'<tr><th scope="row">{name}</th>\n{"".join(told)}</tr>\n'


def _names(cell: str, url: Links, forms: Sequence[tuple[str, Sequence[Form]]], leanings: Sequence[Leaning]) -> str:
    if not forms and not leanings:
        return f'{cell} class="none"></td>'
    lines = [_voice(voice, told, url) for voice, told in forms]
    if leanings:
        lines.append(_leanings(leanings, url))
    return f"{cell}>{''.join(lines)}</td>"


_COMMA = '<span class="comma">, </span>'


def _voice(voice: str, forms: Sequence[Form], url: Links) -> str:
    """An account's names for somebody in one voice."""
    sort = voice.replace("-", "")
    names = [_form(one, sort, url) for one in forms]
    rest = ""
    if len(names) > FORMS:
        more = _COMMA.join(names[FORMS:])
        rest = f' <details class="inline"><summary>{len(names) - FORMS} more</summary>{more}</details>'
    return f'<div class="voice-line"><span class="voice">{voice}</span> {_COMMA.join(names[:FORMS])}{rest}</div>\n'


def _form(one: Form, sort: str, url: Links) -> str:
    times = f' <span class="times">×{len(one.uses)}</span>' if len(one.uses) > 1 else ""
    return f'<span class="form {sort}">{passage(one.uses[0].passage, url, 60, one.words)}{times}</span>'


def _leanings(found: Sequence[Leaning], url: Links) -> str:
    """Words that colour a name in one account, and harm to it with nobody doing it."""
    told = []
    for one in found[:LEANINGS]:
        sort = "harm, nobody named" if one.sort == "agentless" else one.sort
        voice = "" if one.use.voice == "own" else f", {one.use.voice}"
        told.append(f'{passage(one.use.passage, url, 60)} <span class="facts">{escape(sort + voice)}</span>')
    more = f" … {len(found) - LEANINGS} more" if len(found) > LEANINGS else ""
    return f'<div class="voice-line"><span class="voice">beside it</span> {_COMMA.join(told)}{more}</div>'


def shared(page: StoryPage, url: Links, events: Iterable[Event]) -> str:
    """What each account tells of an event, a row each."""
    cells = _cells(page)
    rows = []
    for event in events:
        name = event_name(event, url)
        counted = f"{plural(event.texts, 'text')}, {plural(event.voices, 'voice')}"
        rows.append(
            f'<tr id="event-{escape(event.id)}"><th scope="row">{name}<span class="facts">{counted}</span></th>\n'
        )
        for document, cell in cells:
            told = [version(one, url) for one in event.told_by(document)]
            rows.append(f"{cell}>{folded(told, TOLD, sort='inline')}</td>" if told else f'{cell} class="none"></td>')
        rows.append("</tr>\n")
    return "".join(rows)


def silences(page: StoryPage, url: Links, events: Iterable[Event]) -> str:
    """Who tells an event and who is silent, a row each."""
    cells = _cells(page)
    rows = []
    for event in events:
        rows.append(f'<tr><th scope="row"><bdi>{escape(event.name)}</bdi></th>\n')
        rows += [f"{cell}>{_silence(page.cell(event, document), url)}</td>" for document, cell in cells]
        rows.append("</tr>\n")
    return "".join(rows)


def _silence(cell: Silence | None, url: Links) -> str:
    if cell is None:
        return ""
    if cell.passages:
        state = escape(cell.state if cell.is_sure else "perhaps")
        return f'<a class="state {state}" href="{escape(url.passage(cell.passages[0]) or "")}">{state}</a>'
    state = escape(cell.state)
    shown = "before it" if cell.state == "could_not_know" else state
    if cell.nearest is None:
        return f'<span class="state {state}">{shown}</span>'
    nearest = passage(cell.nearest, url, 160)
    return (
        f'<details class="inline"><summary class="state {state}">{shown}</summary><p class="nearest">Nearest: '
        f"{nearest}</p></details>"
    )
