"""The event page: each account's version of one event side by side, aspect by aspect."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare import Column, Comparison, Difference, Event, Silence, Speaker, Version
from rashomon.compare.events import ASPECTS
from rashomon.model import Row

#: Events to choose from in one list.
MOST = 200


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event. `story` is the id of the story it is shown in, `story_name` what that is called."""

    story: str
    story_name: str
    event: Event
    comparison: Comparison

    @property
    def columns(self) -> tuple[Column, ...]:
        """The accounts that tell of it; those that don't are listed below the table."""
        return tuple(one for one in self.comparison.shown if one.document.id in self.event.documents)

    @property
    def others(self) -> list[tuple[Column, Silence]]:
        """The accounts that don't surely tell of it, with what perhaps does or comes nearest."""
        cells = {one.document: one for one in self.comparison.silences if one.event == self.event.id}
        found = [(one, cells[one.document.id]) for one in self.comparison.shown if one.document.id in cells]
        return [(one, cell) for one, cell in found if not cell.is_sure or cell.state in ("silent", "could_not_know")]

    @property
    def aspects(self) -> list[str]:
        """The aspects that some version tells, in the order of the table."""
        return [one for one in ASPECTS if any(version.of(one) for version in self.event.versions)]

    def told(self, column: Column) -> tuple[Version, ...]:
        return self.event.told_by(column.document.id)

    @property
    def differences(self) -> list[Difference]:
        return [one for one in self.comparison.differences if one.event == self.event.id]

    @property
    def other_events(self) -> list[tuple[str, str]]:
        """The events this may be the same as: a claim and the name of each other one that is shown."""
        shown = [one for one in self.comparison.shared if one.id != self.event.id]
        return [(one.versions[0].claim, one.name) for one in shown[:MOST]]

    def outlet(self, document: str) -> str:
        return self.comparison.name(document)

    def steps(self, document: str, chain: tuple[Speaker, ...]) -> list[str]:
        return [self.outlet(document), *(one.name or "not named" for one in chain)]

    def to_row(self) -> Row:
        silences = [one.to_row() for one in self.comparison.silences if one.event == self.event.id]
        return {
            "event": self.event.to_row(), "differences": [one.to_row() for one in self.differences],
            "silences": silences,
        }  # fmt: skip
