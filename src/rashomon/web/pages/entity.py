"""The entity page: all names of somebody or something, by account and voice, with the passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rashomon.compare import Cited, Column, Comparison, Form, Named
from rashomon.compare.speakers import VOICES
from rashomon.model import Row

#: Parties to choose from in one list; the real texts have 72.
MOST = 200


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One party and its names. `mentions` has a mention for each party, account and form."""

    story: str
    story_name: str
    named: Named
    comparison: Comparison
    mentions: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The accounts that name it."""
        return tuple(one for one in self.comparison.columns if one.document.id in self.named.documents)

    def forms(self, column: Column) -> list[tuple[str, tuple[Form, ...]]]:
        found = [(voice, self.named.of(column.document.id, voice)) for voice in VOICES]
        return [(voice, forms) for voice, forms in found if forms]

    def mention(self, form: Form) -> str | None:
        return self.mentions.get((self.named.key, form.document, form.words))

    @property
    def lines(self) -> list[tuple[str, Form, str]]:
        """A line for each account and form that can be split off: the outlet, the form, a mention."""
        found: dict[str, tuple[str, Form, str]] = {}
        for form in self.named.forms:
            mention = self.mention(form)
            if mention is not None:
                found.setdefault(mention, (self.outlet(form.document), form, mention))
        return list(found.values())

    @property
    def others(self) -> list[tuple[str, str, str]]:
        """Whom it may be the same as: a mention, the name and the sort of each other party, those of its sort first."""
        firsts: dict[str, str] = {}
        for (key, _, _), mention in self.mentions.items():
            firsts.setdefault(key, mention)
        found = [one for one in self.comparison.names if one.key != self.named.key and one.key in firsts]
        found.sort(key=lambda one: (one.label != self.named.label, one.name.casefold(), one.key))
        return [(firsts[one.key], one.name, one.label) for one in found[:MOST]]

    @property
    def cited(self) -> list[Cited]:
        return [one for one in self.comparison.cited if one.key == self.named.key]

    def outlet(self, document: str) -> str:
        return self.comparison.name(document)

    def to_row(self) -> Row:
        return {"entity": self.named.to_row(), "cited": [one.to_row() for one in self.cited]}
