"""Accounts of the same happenings laid side by side: pure views over annotations and links, and never a verdict.

`compare` gives a `Comparison`: frozen tables of passages, each with `to_row()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare import counts
from rashomon.compare.account import Account, in_order
from rashomon.compare.cited import Cited, Saying, find_cited
from rashomon.compare.differences import Difference, find_differences
from rashomon.compare.events import Event, Version, find_events
from rashomon.compare.figures import Count, Given, find_dates, find_figures
from rashomon.compare.forecasts import Expectation, find_expectations
from rashomon.compare.naming import Form, Named, Use, find_happening_names, find_names
from rashomon.compare.passage import Passage
from rashomon.compare.silences import Silence, find_silences
from rashomon.compare.speakers import Speaker
from rashomon.compare.ties import Ties, tie
from rashomon.compare.timeline import Moment, as_of, find_moments
from rashomon.model import Cluster, Document, Link, Row

__all__ = [
    "Account", "Cited", "Column", "Comparison", "Count", "Difference", "Event", "Expectation", "Form", "Given",
    "Moment", "Named", "Passage", "Saying", "Silence", "Speaker", "Ties", "Use", "Version", "as_of", "compare", "counts",
]  # fmt: skip

COMPARISON_SCHEMA = "rashomon.comparison/1"


@dataclass(frozen=True, slots=True)
class Column:
    """An account as the head of a column. `repeats` is the link to the text whose words it prints again."""

    document: Document
    words: int
    text: str  # id of the first document that has these words: its own where it repeats nobody
    repeats: Link | None

    def to_row(self) -> Row:
        head = self.document.head() | {"authors": list(self.document.authors), "credit": self.document.credit}
        repeats = None
        if self.repeats is not None:
            repeats = {"document": self.text, "kind": self.repeats.label, "share": self.repeats.share}
        return head | {"words": self.words, "repeats": repeats}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything a page, a dossier or a table shows of some accounts. Every cell holds passages."""

    columns: tuple[Column, ...]
    cited: tuple[Cited, ...]
    names: tuple[Named, ...]
    happening_names: tuple[Named, ...]
    figures: tuple[Count, ...]
    dates: tuple[Given, ...]
    events: tuple[Event, ...]
    differences: tuple[Difference, ...]
    silences: tuple[Silence, ...]
    expectations: tuple[Expectation, ...]
    moments: tuple[Moment, ...]
    story: str | None = None

    def document(self, document_id: str) -> Document:
        """A document of the comparison by its id; KeyError where it isn't in it."""
        for one in self.columns:
            if one.document.id == document_id:
                return one.document
        raise KeyError(document_id)

    def event(self, event_id: str) -> Event | None:
        return next((one for one in self.events if one.id == event_id), None)

    def tables(self) -> dict[str, list[Row]]:
        """Each table as rows, by its name: what `.json`, CSV and a data frame show."""
        return {
            "accounts": [one.to_row() for one in self.columns],
            "cited": [one.to_row() for one in self.cited],
            "names": [one.to_row() for one in self.names],
            "happening_names": [one.to_row() for one in self.happening_names],
            "figures": [one.to_row() for one in self.figures],
            "dates": [one.to_row() for one in self.dates],
            "events": [one.to_row() for one in self.events],
            "differences": [one.to_row() for one in self.differences],
            "silences": [one.to_row() for one in self.silences],
            "expectations": [one.to_row() for one in self.expectations],
            "timeline": [one.to_row() for one in self.moments],
        }

    def to_row(self) -> Row:
        return {"schema": COMPARISON_SCHEMA, "story": self.story, **self.tables()}


def compare(
    accounts: Sequence[Account], found: Iterable[Cluster] = (), copies: Iterable[Link] = (), story: str | None = None
) -> Comparison:
    """The accounts side by side, in the order of their publication.

    `found` are entity, event and story clusters (story clusters are not read), `copies` the copy links; `story`
    is the id of the story that the accounts tell, where they tell one.
    """
    accounts = in_order(accounts)
    ties = tie(accounts, found, copies)
    events = find_events(accounts, ties)
    return Comparison(
        columns=tuple(_column(one, ties) for one in accounts),
        cited=find_cited(accounts, ties),
        names=find_names(accounts, ties),
        happening_names=find_happening_names(accounts, ties),
        figures=find_figures(accounts, ties),
        dates=find_dates(accounts, ties),
        events=events,
        differences=find_differences(events, ties),
        silences=find_silences(accounts, events),
        expectations=find_expectations(accounts, ties),
        moments=find_moments(accounts, ties),
        story=story,
    )


def _column(account: Account, ties: Ties) -> Column:
    document = account.document
    return Column(document, len(document.text.split()), ties.texts[document.id], ties.copies.get(document.id))
