"""The story page: all accounts side by side. Its dataclass also fills the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from rashomon.compare import (
    Called,
    Cited,
    Column,
    Comparison,
    Count,
    Difference,
    Event,
    Expectation,
    Form,
    Given,
    LeftOut,
    Moment,
    Named,
    Passage,
    Silence,
    Speaker,
    find_called,
    is_of_event,
)
from rashomon.compare.named import Leaning
from rashomon.compare.speakers import VOICES
from rashomon.compare.titles import stretch
from rashomon.model import Row
from rashomon.web.links import Served
from rashomon.web.plots import Plot, plots_of
from rashomon.web.plots.map import Map, draw_map
from rashomon.web.plots.spots import Spot, spots_of
from rashomon.web.render import render


@dataclass(frozen=True)
class StoryPage:
    """A comparison laid out for reading. `id` is the story's, or "all" for all documents together."""

    id: str
    name: str
    comparison: Comparison

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return self.comparison.shown

    @cached_property
    def plots(self) -> dict[str, Plot]:
        """The plots that show something, by name."""
        return plots_of(self.comparison)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The places of the accounts, those named most first."""
        return spots_of(self.comparison)

    @cached_property
    def body(self) -> Markup:
        """The tables as HTML: 15 to 30 CPU ms for 20 accounts, made once; the same for every reader."""
        return Markup(render("tables.html", self, Served(self.id), hand=True))  # noqa: S704  our own, escaped there

    @cached_property
    def map(self) -> Map:
        return draw_map(self.spots)

    def __getstate__(self) -> dict[str, object]:
        """What is packed: all but the body, which travels by itself (see `Front`), and what is soon gathered again."""
        return {name: value for name, value in vars(self).items() if name != "body" and not name.startswith("_")}

    def drawn(self) -> StoryPage:
        """The page with all that takes long to draw: 45 CPU ms for 17 accounts, 75 for 25, where it took 95 and 170."""
        _ = self.body, self.plots, self.spots, self.map, self.shared
        return self

    @property
    def stretch(self) -> tuple[str, str] | None:
        return stretch(one.document.published for one in self.comparison.columns)

    @property
    def texts(self) -> int:
        return len({one.text for one in self.comparison.columns})

    def copies_of(self, column: Column) -> tuple[Column, ...]:
        return self.comparison.copies_of(column.document.id)

    def column(self, document: str) -> Column:
        return next(one for one in self.comparison.columns if one.document.id == document)

    def told(self, event: Event, column: Column) -> Sequence[object]:
        return event.told_by(column.document.id)

    def cited_in(self, column: Column) -> tuple[list[Cited], list[Cited]]:
        """The sources of an account: those surely said to say something, and the rest (pronouns, nobody named)."""
        return self._cited.get(column.document.id, ([], []))

    @cached_property
    def _cited(self) -> dict[str, tuple[list[Cited], list[Cited]]]:
        found: dict[str, tuple[list[Cited], list[Cited]]] = {}
        for one in self.comparison.cited:
            found.setdefault(one.document, ([], []))[not one.is_sure].append(one)
        return found

    @property
    def parties(self) -> tuple[list[Named], list[Named]]:
        """Who goes by several names, and who is called the same by two accounts or more. One-off mentions are out."""
        names = self.comparison.names
        several = [one for one in names if one.variety > 1]
        return several, [one for one in names if one.variety < 2 and len(one.documents) > 1]

    def forms(self, named: Named) -> dict[str, list[tuple[str, list[Form]]]]:
        """The names for a party by account, then by voice, in the order headline, own, quoted, reported, scare-quoted.

        Gathered once a party: cell by cell, over all forms, they took 3 of 80 CPU ms of a story's tables.
        """
        found: dict[str, dict[str, list[Form]]] = {}
        for one in named.forms:
            found.setdefault(one.document, {}).setdefault(one.voice, []).append(one)
        return {
            document: [(voice, told[voice]) for voice in VOICES if voice in told] for document, told in found.items()
        }

    def leanings(self, named: Named) -> dict[str, list[Leaning]]:
        """What colours a party, by account, in text order."""
        found: dict[str, list[Leaning]] = {}
        for one in named.leanings:
            found.setdefault(one.document, []).append(one)
        return found

    @property
    def counts(self) -> tuple[list[Count], list[Count]]:
        """Figures by unit: those that matter with a number told, and the rest (vague words, no unit, in passing)."""
        found = self.comparison.figures
        sure = [one for one in found if one.unit and one.is_central and not all(given.is_vague for given in one.given)]
        return sure, [one for one in found if one not in sure]

    def dates_in(self, column: Column) -> list[Given]:
        return self._dates.get(column.document.id, [])

    @cached_property
    def _dates(self) -> dict[str, list[Given]]:
        found: dict[str, list[Given]] = {}
        for one in self.comparison.dates:
            found.setdefault(one.document, []).append(one)
        return found

    def differences(self) -> list[tuple[Event, list[Difference]]]:
        """The differences by event, in the order of the events; each event's by aspect."""
        found: dict[str, list[Difference]] = {}
        for one in self.comparison.differences:
            found.setdefault(one.event, []).append(one)
        return [(event, found[event.id]) for event in self.shared if event.id in found]

    def called(self, differences: Sequence[Difference]) -> tuple[Called, ...]:
        """The words that an event is called by, each once, from its differences in name."""
        return find_called(differences)

    def of_names(self, differences: Sequence[Difference]) -> list[Difference]:
        """The differences in what the event is called, which `called` lists."""
        return [one for one in differences if is_of_event(one)]

    def apart_from_names(self, differences: Sequence[Difference]) -> list[Difference]:
        return [one for one in differences if not is_of_event(one)]

    @property
    def edits(self) -> list[Difference]:
        """What edited copies changed beside the events told by several accounts."""
        known = {one.id for one in self.shared}
        return [one for one in self.comparison.differences if one.event not in known]

    @cached_property
    def shared(self) -> tuple[Event, ...]:
        """The events that several independent texts surely tell; the others are in the tables only."""
        return self.comparison.shared

    @property
    def less_sure(self) -> int:
        return self.comparison.less_sure

    @property
    def left_out(self) -> list[tuple[str, str, list[LeftOut]]]:
        """Which text tells what the other of a pair leaves out: each sentence once, in text order."""
        found: dict[tuple[str, str], dict[Passage, LeftOut]] = {}
        shown = {one.document.id for one in self.columns}
        for one in self.comparison.left_out:
            if not {one.teller.document, one.document} <= shown:
                continue
            found.setdefault((one.teller.document, one.document), {}).setdefault(one.teller.sentence, one)
        return [(*pair, [told[key] for key in sorted(told)]) for pair, told in sorted(found.items())]

    def cell(self, event: Event, document: str) -> Silence | None:
        return self._cells.get((event.id, document))

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Silence]:
        return {(one.event, one.document): one for one in self.comparison.silences}

    def expectations(self, sort: str) -> list[Expectation]:
        return [one for one in self.comparison.expectations if one.sort == sort]

    @property
    def sorts(self) -> list[str]:
        """The sorts of expectation that are there, forecasts first."""
        order = ("forecast", "promise", "threat", "plan", "order")
        return [one for one in order if self.expectations(one)]

    @property
    def moments(self) -> tuple[Moment, ...]:
        return self.comparison.moments

    def outlet(self, document: str) -> str:
        return self._outlets.get(document, document)

    @cached_property
    def _outlets(self) -> dict[str, str]:
        return {one.document.id: one.name for one in self.comparison.columns}

    def steps(self, document: str, chain: Sequence[Speaker]) -> list[str]:
        """Whose word something is, from the outlet inward, as names."""
        return [self.outlet(document), *(one.name or "not named" for one in chain)]

    def to_row(self) -> Row:
        return self.comparison.to_row() | {"id": self.id, "name": self.name}


def make_story_page(comparison: Comparison, story: str | None) -> StoryPage:
    """The page of a story, called by its places: a headline would give it the name that one side uses."""
    return StoryPage(story or "all", comparison.title or "These accounts", comparison)
