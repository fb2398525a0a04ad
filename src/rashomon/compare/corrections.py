"""Rows as people corrected them, and a comparison without the differences that they judged wrong.

A judgement's note is plain words, or a JSON object with what was set right: `label`, `value` and `who` of a row,
the `outcome` of a forecast, the `difference` (its aspect) that a pair of predicates was judged on, and `words`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.compare.account import Account
from rashomon.compare.differences import Difference
from rashomon.model import Annotation, Judgement

#: What a note may set right in a row.
FIELDS = ("label", "value", "who")
#: What became of a forecast, as a person sees it: never the program.
OUTCOMES = ("came true", "partly", "did not", "still open", "cannot be told")


def read_note(note: str) -> dict[str, str | None]:
    """What a judgement's note says, by key; plain words are under `words`.

    >>> read_note('{"value": "2016-12"}'), read_note("by a second source"), read_note("")
    ({'value': '2016-12'}, {'words': 'by a second source'}, {})
    """
    if note.startswith("{"):
        try:
            found = json.loads(note)
        except ValueError:
            found = None
        if isinstance(found, dict):
            return {str(key): None if value is None else str(value) for key, value in found.items()}
    return {"words": note} if note else {}


def make_note(said: Mapping[str, str | None]) -> str:
    """The note that holds this; keys in order of the alphabet, plain where there are only words."""
    if set(said) <= {"words"}:
        return said.get("words") or ""
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What holds of people's judgements for single rows and for differences; the latest of each counts."""

    wrong: frozenset[str] = frozenset()
    changed: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    not_differing: frozenset[tuple[str, str, str]] = frozenset()  # aspect and the two predicates, sorted

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Corrections:
        """The corrections in a list of judgements, of which those of a later time count."""
        rows: dict[str, Judgement] = {}
        pairs: dict[tuple[str, str, str], Judgement] = {}
        for one in sorted(judgements, key=lambda one: one.at):
            aspect = read_note(one.note).get("difference")
            if one.right is None:
                rows[one.left] = one
            elif aspect:
                pairs[(aspect, min(one.left, one.right), max(one.left, one.right))] = one
        said = {key: read_note(one.note) for key, one in rows.items() if one.verdict != "wrong"}
        kept = {key: {name: note[name] for name in FIELDS if name in note} for key, note in said.items()}
        return cls(
            frozenset(key for key, one in rows.items() if one.verdict == "wrong"),
            {key: one for key, one in kept.items() if one},
            {key: note["outcome"] for key, note in said.items() if note.get("outcome")},  # type: ignore[misc]
            frozenset(key for key, one in pairs.items() if one.verdict == "wrong"),
        )

    def rows(self) -> set[str]:
        """The ids of all rows that something was said of."""
        differing = {row for _, *pair in self.not_differing for row in pair}
        return {*self.wrong, *self.changed, *self.outcomes, *differing}

    def of_rows(self, rows: Collection[str]) -> list[object]:
        """What was said of these rows, in one order: two that say the same are equal."""
        return [
            sorted(self.wrong.intersection(rows)),
            [(one, dict(self.changed[one])) for one in sorted(self.changed) if one in rows],
            [(one, self.outcomes[one]) for one in sorted(self.outcomes) if one in rows],
            sorted(one for one in self.not_differing if one[1] in rows or one[2] in rows),
        ]

    def apply(self, rows: Sequence[Annotation]) -> list[Annotation]:
        """The rows of a document as corrected: what was judged wrong is out, with all that hangs on it.

        What stood in an attribution that is out stands in the one around it; a mention that is out leaves its role
        without a name. Ids stay, so that every reference holds.
        """
        if not self.wrong and not self.changed:
            return list(rows)
        known = {row.id: row for row in rows}
        gone = {row.id for row in rows if row.id in self.wrong}
        gone |= {row.id for row in rows if row.kind in ("role", "frame") and row.about in gone}
        return [self._mended(row, known, gone) for row in rows if row.id not in gone]

    def _mended(self, row: Annotation, known: Mapping[str, Annotation], gone: set[str]) -> Annotation:
        if row.id in self.changed:
            row = replace(row, **self.changed[row.id], score=1.0)  # type: ignore[arg-type]
        if row.who in gone or (row.who is not None and row.who not in known):
            row = replace(row, who=None)
        about, steps = row.about, 0
        # A chain of attributions is as long as people quote each other; a ring in broken data ends here.
        while about in gone and steps < 64:
            about, steps = known[about].about, steps + 1
        return row if about == row.about else replace(row, about=about)

    def holds(self, one: Difference, predicates: Mapping[str, str]) -> bool:
        """Whether nobody judged this difference wrong; `predicates` are predicate rows by claim."""
        return difference_key(one, predicates) not in self.not_differing


def difference_key(one: Difference, predicates: Mapping[str, str]) -> tuple[str, str, str]:
    """What a judgement of a difference names: its aspect and the predicate rows of its two claims, sorted."""
    left, right = (predicates.get(told.claim, told.claim) for told in (one.left_version, one.right_version))
    return (one.aspect, min(left, right), max(left, right))


def predicates_of(accounts: Iterable[Account]) -> dict[str, str]:
    """For each claim the id of its first predicate row."""
    found: dict[str, str] = {}
    for account in accounts:
        for row in account.of("role", "predicate"):
            if row.about is not None:
                found.setdefault(row.about, row.id)
    return found
