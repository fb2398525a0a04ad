"""What people said of a row or a pair: each judgement with who and when, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.compare.corrections import Corrections, read_note
from rashomon.model import Judgement, Row
from rashomon.store.judgements import Entry


@dataclass(frozen=True, slots=True)
class Heard:
    """What people judged, read once: the whole log, what holds of it, and the corrections of rows in it."""

    log: tuple[Entry, ...]
    holding: tuple[Judgement, ...]
    corrections: Corrections

    @classmethod
    def of(cls, log: Iterable[Entry], holding: Iterable[Judgement]) -> Heard:
        holding = tuple(holding)
        return cls(tuple(log), holding, Corrections.of(holding))


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement in words: `words` is its note, `changes` what it set right, as (what, how)."""

    entry: Entry
    changes: tuple[tuple[str, str], ...]
    words: str

    @property
    def verdict(self) -> str:
        return self.entry.judgement.verdict

    def to_row(self) -> Row:
        one = self.entry.judgement
        return {
            "id": self.entry.id, "left": one.left, "right": one.right, "verdict": one.verdict, "by": one.by,
            "at": one.at, "note": one.note, "taken_back": self.entry.retracted,
        }  # fmt: skip


def said(entry: Entry) -> Said:
    """A judgement with its note read."""
    note = read_note(entry.judgement.note)
    changes = tuple((key, value or "none") for key, value in sorted(note.items()) if key not in ("words", "batch"))
    return Said(entry, changes, note.get("words") or "")


def history(log: Iterable[Entry], left: str, right: str | None = None, aspect: str | None = None) -> tuple[Said, ...]:
    """All that was said of one row, or of one pair whichever way round; of a difference, by its aspect."""
    wanted = (left, None) if right is None else (min(left, right), max(left, right))
    found = []
    for one in log:
        judged = one.judgement
        key = (judged.left, None) if judged.right is None else tuple(sorted((judged.left, judged.right)))
        if key == wanted and read_note(judged.note).get("difference") == aspect:
            found.append(said(one))
    return tuple(found)
