"""The entity page: all names of somebody or something, by account and voice, with the passages."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare import Cited, Column, Comparison, Form, Named
from rashomon.compare.speakers import VOICES
from rashomon.model import Row


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One party and its names. `cited` is what accounts put in its mouth."""

    story: str
    story_name: str
    named: Named
    comparison: Comparison

    @property
    def columns(self) -> tuple[Column, ...]:
        """The accounts that name it."""
        return tuple(one for one in self.comparison.columns if one.document.id in self.named.documents)

    def forms(self, column: Column) -> list[tuple[str, tuple[Form, ...]]]:
        found = [(voice, self.named.of(column.document.id, voice)) for voice in VOICES]
        return [(voice, forms) for voice, forms in found if forms]

    @property
    def cited(self) -> list[Cited]:
        return [one for one in self.comparison.cited if one.key == self.named.key]

    def outlet(self, document: str) -> str:
        return self.comparison.name(document)

    def to_row(self) -> Row:
        return {"entity": self.named.to_row(), "cited": [one.to_row() for one in self.cited]}
