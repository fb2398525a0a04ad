"""The pages with little on them: settings, adding files, and how far a run of adding is."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Row
from rashomon.web.jobs import Job


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The name that judgements are signed with, and whether single keys judge: both are in the reader's hand."""

    def to_row(self) -> Row:
        return {}


@dataclass(frozen=True, slots=True)
class AddingPage:
    """The form that takes files; `name` is the library's, `most` the megabytes it takes at once."""

    name: str
    most: int

    def to_row(self) -> Row:
        return {"library": self.name, "most_megabytes": self.most}


@dataclass(frozen=True, slots=True)
class JobPage:
    """A run of adding."""

    job: Job

    def to_row(self) -> Row:
        return self.job.to_row()
