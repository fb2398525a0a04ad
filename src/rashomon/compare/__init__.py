"""Accounts of the same happenings laid side by side: pure views over annotations and links, and never a verdict.

`compare` gives a `Comparison`: frozen tables of passages, each with `to_row()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from rashomon.compare import counts
from rashomon.compare.account import Account, in_order
from rashomon.compare.audits import Audit, find_audits
from rashomon.compare.called import Called, find_called, is_of_event
from rashomon.compare.cited import Cited, Saying, find_cited
from rashomon.compare.columns import Column, columns, names_of
from rashomon.compare.differences import Difference, find_differences
from rashomon.compare.events import Event, find_events
from rashomon.compare.figures import Count, Given, find_dates, find_figures
from rashomon.compare.forecasts import Expectation, find_expectations
from rashomon.compare.grid import Cell, find_cells
from rashomon.compare.left_out import LeftOut, find_left_out
from rashomon.compare.named import Form, Named, Use
from rashomon.compare.naming import find_happening_names, find_names, find_party_words
from rashomon.compare.nearest import Sentences
from rashomon.compare.passage import Passage
from rashomon.compare.places import Located, find_places
from rashomon.compare.silences import Silence, cells_of, find_silences
from rashomon.compare.speakers import Speaker
from rashomon.compare.ties import Ties, tie
from rashomon.compare.timeline import Moment, as_of, find_moments
from rashomon.compare.titles import PLACES, title
from rashomon.compare.version import Version
from rashomon.model import Cluster, Document, Link, Row

__all__ = [
    "PLACES", "Account", "Audit", "Called", "Cell", "Cited", "Column", "Comparison", "Count", "Difference",
    "Event", "Expectation", "Form", "Given", "LeftOut", "Located", "Moment", "Named", "Passage", "Saying", "Silence",
    "Speaker", "Ties", "Use", "Version", "as_of", "compare", "counts", "find_called", "is_of_event", "names_of",
    "title",
]  # fmt: skip

COMPARISON_SCHEMA = "rashomon.comparison/1"

_One = TypeVar("_One")


@dataclass(frozen=True)
class Comparison:
    """Everything a page, a dossier or a table shows of some accounts. Every cell holds passages."""

    columns: tuple[Column, ...]
    cited: tuple[Cited, ...]
    names: tuple[Named, ...]
    party_words: tuple[Named, ...]
    happening_names: tuple[Named, ...]
    figures: tuple[Count, ...]
    dates: tuple[Given, ...]
    events: tuple[Event, ...]
    differences: tuple[Difference, ...]
    silences: tuple[Silence, ...]
    left_out: tuple[LeftOut, ...]
    expectations: tuple[Expectation, ...]
    audits: tuple[Audit, ...]
    moments: tuple[Moment, ...]
    places: tuple[Located, ...] = ()
    story: str | None = None
    title: str = ""  # the places that most accounts name: a name that takes no side

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The sure events aspect by aspect; made when first asked for, since a story's page shows none (11 CPU ms)."""
        return find_cells(self.shared, self.differences, self.columns)

    def document(self, document_id: str) -> Document:
        """A document of the comparison by its id; KeyError where it isn't in it."""
        for one in self.columns:
            if one.document.id == document_id:
                return one.document
        raise KeyError(document_id)

    def name(self, document_id: str) -> str:
        """What to call an account: its source, told apart where a source has several."""
        return next((one.name for one in self.columns if one.document.id == document_id), document_id)

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns of the tables: all accounts but those that only copy another."""
        return tuple(one for one in self.columns if not one.is_copy)

    def copies_of(self, document_id: str) -> tuple[Column, ...]:
        """The accounts that are folded into this one's column."""
        return tuple(one for one in self.columns if one.is_copy and one.text == document_id)

    @property
    def shared(self) -> tuple[Event, ...]:
        """The events that several independent texts surely tell, with the versions that do: what a page shows."""
        return tuple(one.shown for one in self.events if one.is_sure)

    @property
    def less_sure(self) -> int:
        """How many events only perhaps are told by several: they are in the tables (`sure: false`), not on a page."""
        return sum(not one.is_sure for one in self.events)

    def event(self, event_id: str) -> Event | None:
        return next((one for one in self.events if one.id == event_id), None)

    def tables(self) -> dict[str, list[Row]]:
        """Each table as rows, by its name: what `.json`, CSV and a data frame show."""
        return {
            "accounts": [one.to_row() for one in self.columns],
            "cited": [one.to_row() for one in self.cited],
            "names": [one.to_row() for one in self.names],
            "party_words": [one.to_row() for one in self.party_words],
            "happening_names": [one.to_row() for one in self.happening_names],
            "figures": [one.to_row() for one in self.figures],
            "dates": [one.to_row() for one in self.dates],
            "events": [one.to_row() for one in self.events],
            "differences": [one.to_row() for one in self.differences],
            "cells": [one.to_row() for one in self.cells],
            "silences": [one.to_full_row() for one in self.silences],
            "expectations": [one.to_row() for one in self.expectations],
            "audits": [one.to_row() for one in self.audits],
            "timeline": [one.to_row() for one in self.moments],
            "places": [one.to_row() for one in self.places],
        }

    def event_row(self, event_id: str) -> Row:
        """What the tables hold of one event: the event, its cells, differences and silences."""
        tables = self.tables()
        row: Row = {"schema": COMPARISON_SCHEMA, "story": self.story, "accounts": tables["accounts"]}
        row["events"] = [one for one in tables["events"] if one["id"] == event_id]
        for name in ("cells", "differences", "silences"):
            row[name] = [one for one in tables[name] if one["event"] == event_id]
        return row

    def to_row(self) -> Row:
        return {"schema": COMPARISON_SCHEMA, "story": self.story, **self.tables()}


def compare(
    accounts: Sequence[Account],
    found: Iterable[Cluster] = (),
    copies: Iterable[Link] = (),
    story: str | None = None,
    only: Collection[str] | None = None,
) -> Comparison:
    """The accounts side by side, in the order of their publication.

    `found` are entity, event and story clusters (story clusters are not read), `copies` the copy links and
    those between versions of a page, which are one text; `story` is the id of the story that the accounts tell,
    where they tell one. With `only`, tables that nobody is shown stay empty: of those that no other needs (names,
    who is cited, figures, dates, expectations, audits, moments, places) just the fields named in it are made.
    """

    def asked(name: str, make: Callable[[], tuple[_One, ...]]) -> tuple[_One, ...]:
        return make() if only is None or name in only else ()

    accounts, of_texts = in_order(accounts), list(copies)
    ties = tie(accounts, found, of_texts)
    copies = [one for one in of_texts if one.kind == "copy"]
    heads = columns(accounts, ties)
    # A copy says nothing that its original doesn't: its cells would only repeat. Its own headline still counts.
    copied = {one.document.id for one in heads if one.is_copy}
    own = [one for one in accounts if one.document.id not in copied]
    events = find_events(accounts, ties)
    sure = [one for one in events if one.is_sure]
    left_out = find_left_out(accounts, ties, copies, [one.id for one in sure])
    sentences = Sentences(accounts, ties)
    differences = find_differences(events, accounts, ties, copies)
    expectations = asked("expectations", lambda: find_expectations(own, ties, sentences))
    return Comparison(
        columns=heads,
        cited=asked("cited", lambda: find_cited(own, ties)),
        names=asked("names", lambda: find_names(accounts, ties, copied)),
        party_words=asked("party_words", lambda: find_party_words(own, ties)),
        happening_names=asked("happening_names", lambda: find_happening_names(own, ties)),
        figures=asked("figures", lambda: find_figures(own, ties)),
        dates=asked("dates", lambda: find_dates(own, ties)),
        events=events,
        differences=differences,
        silences=(
            *find_silences(accounts, sure, sentences),
            *cells_of(left_out, accounts, ties),
        ),
        left_out=left_out,
        expectations=expectations,
        audits=asked("audits", lambda: find_audits(own, expectations, ties, sentences)),
        moments=asked("moments", lambda: find_moments(own, ties)),
        places=asked("places", lambda: find_places(own)),
        story=story,
        title=title(own),
    )
