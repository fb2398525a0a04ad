"""What is known of one document so far, and the maker of new rows: what every annotator is handed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rashomon.model import LABELS, Annotation, Document, Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that one annotator hands to a later one and that is no row yet (a name that may be a place)."""

    start: int
    end: int
    label: str
    note: str = ""


@dataclass(slots=True)
class Found:
    """The shared parse of one document and the rows made of it so far, in text order.

    `parse` is a spaCy Doc over exactly `document.text` (`token.idx` are document offsets).
    """

    document: Document
    parse: Any
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    _by_id: dict[str, Annotation] = field(default_factory=dict)
    _by_kind: dict[str, list[Annotation]] = field(default_factory=dict)
    _about: dict[str, list[Annotation]] = field(default_factory=dict)

    def add(self, rows: Iterable[Annotation]) -> None:
        """Take rows in; the second of two rows with one id is dropped, for they say the same.

        All rows are made before the first is taken, for an annotator may still be looking rows up here.
        """
        touched = set()
        for row in list(rows):
            if row.id in self._by_id:
                continue
            self._by_id[row.id] = row
            self._by_kind.setdefault(row.kind, []).append(row)
            touched.add(row.kind)
            if row.about is not None:
                self._about.setdefault(row.about, []).append(row)
        for kind in touched:
            self._by_kind[kind].sort(key=_place)

    def __contains__(self, row_id: str) -> bool:
        return row_id in self._by_id

    def row(self, row_id: str) -> Annotation:
        return self._by_id[row_id]

    def rows(self, kind: Kind, *labels: str) -> list[Annotation]:
        """Rows of one kind (and of these labels, if any are given) in text order."""
        rows = self._by_kind.get(kind, [])
        return [row for row in rows if row.label in labels] if labels else list(rows)

    def about(self, row_id: str, *labels: str) -> list[Annotation]:
        """Rows that belong to the row `row_id`."""
        return [row for row in self._about.get(row_id, ()) if not labels or row.label in labels]

    def overlapping(self, kind: Kind, start: int, end: int) -> Iterator[Annotation]:
        """Rows of a kind that share at least one character with `start:end`, in text order."""
        rows = self._by_kind.get(kind, [])
        index = bisect_left(rows, start, key=lambda row: row.start)
        # Rows that start earlier may still reach in. Mentions are short and few overlap, so a look at
        # the 64 before costs little; longer rows (attributions, claims) are nested at most this deep.
        for row in rows[max(0, index - 64) : index]:
            if row.end > start:
                yield row
        for row in rows[index:]:
            if row.start >= end:
                break
            yield row

    def mention_at(self, start: int, end: int) -> Annotation | None:
        """The mention with exactly this span, else None."""
        for row in self.overlapping("mention", start, end):
            if row.start == start and row.end == end and row.who is None:
                return row
        return None

    def mention_for(self, start: int, end: int, head: int) -> Annotation | None:
        """The mention that best stands for the phrase `start:end` whose head word is at offset `head`.

        The exact span, else the longest mention inside the phrase that covers the head, else the longest
        that covers both the phrase's head and reaches beyond it; None when no mention covers the head.
        """
        best: Annotation | None = None
        for row in self.overlapping("mention", start, end):
            if row.label in ("time", "figure") or row.who is not None or not row.start <= head < row.end:
                continue  # `who` is set where the words stand for several: no one of them is the phrase
            if (row.start, row.end) == (start, end):
                return row
            if best is None or row.end - row.start > best.end - best.start:
                best = row
        return best

    def all_rows(self) -> list[Annotation]:
        """Every row in text order; rows that start together: the longer first."""
        return sorted(self._by_id.values(), key=lambda row: (*_place(row), row.kind, row.label, row.id))


def _place(row: Annotation) -> tuple[int, int]:
    return (row.start, -row.end)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the rows of one annotator for one document.

    Raises ValueError for an empty or impossible span or a label that its kind does not have: such a
    row would point at nothing, so it is a mistake in the annotator and never leaves it.
    """

    document: Document
    made_by: str

    def _row(self, kind: Kind, start: int, end: int, label: str, **rest: Any) -> Annotation:
        if not 0 <= start < end <= len(self.document.text):
            raise ValueError(f"{self.made_by}: no span {start}:{end} in a text of {len(self.document.text)}")
        if label not in LABELS[kind]:
            raise ValueError(f"{self.made_by}: {kind} has no label {label!r}")
        fields = {"value": None, "about": None, "who": None, "score": 1.0} | rest
        return Annotation(self.document.id, start, end, kind, label, made_by=self.made_by, **fields)

    def mention(self, start: int, end: int, label: str, value: str | None = None, score: float = 1.0) -> Annotation:
        return self._row("mention", start, end, label, value=value, score=score)

    def standing(self, start: int, end: int, label: str, value: str | None, who: str | None) -> Annotation:
        """A mention by words that name nobody; `who` is the mention of the one of several for whom it stands."""
        return self._row("mention", start, end, label, value=value, who=who)

    def attribution(
        self, span: tuple[int, int], label: str, value: str, *, who: str | None, about: str | None
    ) -> Annotation:
        return self._row("attribution", *span, label, value=value, who=who, about=about)

    def claim(self, start: int, end: int, label: str, value: str, about: str | None) -> Annotation:
        return self._row("claim", start, end, label, value=value, about=about)

    def role(self, start: int, end: int, label: str, about: str, who: str | None = None) -> Annotation:
        return self._row("role", start, end, label, about=about, who=who)

    def cue(self, start: int, end: int, about: str, group: str | None = None) -> Annotation:
        """A `cue` role; `group` is the value that the pieces of one attribution share."""
        return self._row("role", start, end, "cue", about=about, value=group)

    def frame(self, start: int, end: int, label: str, about: str | None, value: str | None = None) -> Annotation:
        return self._row("frame", start, end, label, about=about, value=value)
