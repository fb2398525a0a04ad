"""The tables of `rashomon compare`: events aspect by aspect, differences, silences, timeline, in 80 columns."""

from __future__ import annotations

from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.cli.tables import MOST, cut, less_sure, made_by, new_table
from rashomon.compare import Cell, Comparison, Event, find_called, is_of_event
from rashomon.compare.silences import matrix, sorted_matrix

#: The tables of a comparison that are printed here, of those that can be left out (`rashomon.compare.compare`).
NEEDED = frozenset({"moments"})
_ASPECTS = {"how_many": "how many", "whom": "to whom", "by": "on whose word"}
#: A cell of the matrix is one letter, so that twenty accounts stand side by side in 80 columns.
_LETTERS = {"asserts": "A", "denies": "D", "reports": "R", "mentions": "M", "silent": "·", "could_not_know": "<"}
_LEGEND = "A asserts, D denies, R reports another's word, M mentions, ? perhaps tells, · silent, < was out before it"


def side_by_side(comparison: Comparison) -> RenderableType:
    """What `rashomon compare` prints of a story: shared events, differences, silences, timeline."""
    shared = comparison.shared[:MOST]
    return Group(
        Text("Shared events" if shared else "No event that several accounts surely tell.", style="bold"),
        *(event_table(comparison, one) for one in shared),
        less_sure(comparison),
        differences_table(comparison),
        silences_table(comparison),
        left_out_table(comparison),
        timeline_table(comparison),
    )


def one_event(comparison: Comparison, event: Event) -> RenderableType:
    """What `rashomon compare` prints of one event: its aspects, where it differs, and who does not tell it."""
    return Group(
        event_table(comparison, event),
        differences_table(comparison, event.id),
        _silent(comparison, event),
    )


def event_table(comparison: Comparison, event: Event) -> Table:
    """One event: a row an aspect and account, with what is said and whether another account says so too."""
    title = f"{cut(event.name, 50)} ({event.id[:8]}): {event.texts} texts, {event.voices} voices"
    made = new_table(title, "", "Account", "", "What it says")
    shown = {one.document.id for one in comparison.shown}
    cells = [one for one in comparison.cells if one.event == event.id and one.document in shown]
    for aspect, group in groupby(cells, key=lambda one: one.aspect):
        told = list(group)
        if all(one.state == "silent" for one in told):
            continue
        _aspect(made, comparison, aspect, told)
        made.add_section()
    return made


def _aspect(made: Table, comparison: Comparison, aspect: str, cells: list[Cell]) -> None:
    name = _ASPECTS.get(aspect, aspect)
    for cell in cells:
        if cell.state != "silent":
            words = cell.names if aspect == "by" else [cut(one.words, 60) for one in cell.passages[:3]]
            made.add_row(name, cut(comparison.name(cell.document), 24), cell.state, "; ".join(words))
            name = ""
    silent = [comparison.name(one.document) for one in cells if one.state == "silent"]
    if silent:
        made.add_row("", cut(", ".join(silent), 60), "silent", "")


def differences_table(comparison: Comparison, event: str | None = None) -> Table:
    """Typed differences: two passages that do not fit together, and on whose word each is told."""
    made = new_table("Where they differ", "What", "One", "Another")
    found = [one for one in comparison.differences if event in (None, one.event)]
    names = {key: find_called(group) for key, group in groupby(found, key=lambda one: one.event)}
    # Of several words each stands once with those who use it, where that is shorter than their pairs.
    listed = {key for key, called in names.items() if called}
    pairs = [one for one in found if one.event not in listed or not is_of_event(one)]
    rows = 0
    last = ""
    for one in found:
        if one.event != last:
            if event is None:
                told = comparison.event(one.event)
                made.add_row("", Text(cut(told.shown.name if told else "edited copy", 60), style="bold"), "")
            for each in names[one.event] if one.event in listed else ():
                by = [made_by([comparison.name(at.document)], told.chain) for at, told in each.uses]
                made.add_row("name", cut(each.words, 60), "; ".join(by))
            last = one.event
        if one.event in listed and is_of_event(one):
            continue
        rows += 1
        if rows > 2 * MOST:
            break
        sides = [
            f"{cut(words.words, 60)} ({made_by([comparison.name(words.document)], told.chain)})"
            for words, told in ((one.left, one.left_version), (one.right, one.right_version))
        ]
        made.add_row(_ASPECTS.get(one.aspect, one.aspect), *sides)
    if len(pairs) > 2 * MOST:
        made.add_row("", f"… {len(pairs) - 2 * MOST} more", "")
    return made


def silences_table(comparison: Comparison) -> RenderableType:
    """Who tells of what: first the events on which the accounts divide most, alike accounts side by side."""
    shown = {one.id: one for one in comparison.shared}
    mine = [one for one in comparison.silences if one.event in shown]
    events, documents = sorted_matrix(mine, [one.document.id for one in comparison.shown])
    rows = matrix(mine)
    made = new_table("Who tells, who is silent", "Event", *(str(number) for number, _ in enumerate(documents, 1)))
    for event in events[: 2 * MOST]:
        states = []
        for document in documents:
            cell = rows[event].get(document)
            letter = _LETTERS.get(cell.state, "") if cell else ""
            states.append(letter if cell is None or cell.is_sure else "?")
        made.add_row(cut(shown[event].name, 40), *states)
    names = ", ".join(f"{number} {comparison.name(one)}" for number, one in enumerate(documents, 1))
    return Group(made, Text(f"{_LEGEND}\n{names}"))


def _silent(comparison: Comparison, event: Event) -> Table:
    """The accounts that do not tell the event, with the passage that comes nearest."""
    made = new_table("Who does not tell it", "Account", "", "Nearest passage")
    for one in comparison.silences:
        if one.event == event.id and (not one.passages or not one.is_sure):
            state = {"silent": "silent", "could_not_know": "was out before it"}.get(one.state, "perhaps tells it")
            nearest = one.passages[0] if one.passages else one.nearest
            words = cut(nearest.words, 160) if nearest else "none has a word of it"
            made.add_row(cut(comparison.name(one.document), 24), state, words)
    return made


def left_out_table(comparison: Comparison) -> RenderableType:
    """What one of two texts that share their words tells and the other leaves out; nothing where none does."""
    if not comparison.left_out:
        return Text("")
    made = new_table("What copies leave out", "Told by", "Left out by", "Words")
    for one in comparison.left_out[: 2 * MOST]:
        names = [cut(comparison.name(each), 24) for each in (one.teller.document, one.document)]
        made.add_row(*names, cut(one.teller.sentence.words, 100))
    return made


def timeline_table(comparison: Comparison) -> Table:
    """What happened when, by the dates that the accounts give, and when each was published."""
    made = new_table("Timeline", "When", "Reported", "Account", "What")
    for moment in comparison.moments:
        for place, one in enumerate(moment.versions[:4]):
            published = (comparison.document(one.document).published or "–")[:10]
            status = "" if one.status == "asserted" else f"[{one.status}] "
            words = f"{status}{cut(one.passage.words, 90)}"
            made.add_row(moment.value if place == 0 else "", published, cut(comparison.name(one.document), 24), words)
    return made
