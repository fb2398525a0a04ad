"""A document with the rows that go to a tool, what comes back of it, and offsets in the units that tools count."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.ids import text_digest
from rashomon.model import LABELS, Annotation, Kind, RashomonError

MANIFEST = "rashomon.json"
SCHEMA = "rashomon.exchange/1"


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words with a label, as a tool shows them: `mention-person` for a row of that kind and label.

    `row` is the id of the row, "" where the tool does not say. `where` is the file and line it was read from.
    """

    start: int
    end: int
    label: str
    row: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as it goes out: a name for its files, its text, its marks."""

    name: str
    document: str
    title: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back of a sheet: its marks, None where nobody worked on it; and what could not be taken, and why."""

    sheet: Sheet
    marks: tuple[Mark, ...] | None
    refused: tuple[str, ...] = ()


def label_of(row: Annotation) -> str:
    return f"{row.kind}-{row.label}"


def parts_of(label: str) -> tuple[Kind, str] | None:
    """The kind and label of a mark's label; None where the program has no such.

    >>> parts_of("mention-armed_group"), parts_of("mention-nonsense")
    (('mention', 'armed_group'), None)
    """
    for kind, labels in LABELS.items():
        if label.startswith(f"{kind}-") and label[len(kind) + 1 :] in labels:
            return kind, label[len(kind) + 1 :]  # type: ignore[return-value]
    return None


def labels_for(sheets: Sequence[Sheet]) -> list[str]:
    """All labels of the kinds that the sheets hold, so that a tool offers them: those not used too."""
    kinds = {one.label.partition("-")[0] for sheet in sheets for one in sheet.marks} or {"mention"}
    return [f"{kind}-{label}" for kind, labels in LABELS.items() if kind in kinds for label in labels]


def save_manifest(sheets: Sequence[Sheet], tool: str, folder: Path) -> None:
    """Write which rows went out, so that what is missing later is known to have been there."""
    written = [
        {
            "name": one.name, "document": one.document, "title": one.title, "text": one.text,
            "sha256": text_digest(one.text),
            "rows": [[mark.row, mark.start, mark.end, mark.label] for mark in one.marks],
        }
        for one in sheets
    ]  # fmt: skip
    text = json.dumps({"schema": SCHEMA, "tool": tool, "sheets": written}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_bytes(text.encode("utf-8", "backslashreplace"))


def load_manifest(folder: Path) -> tuple[str, list[Sheet]]:
    """The tool and the sheets of a folder. Raises RashomonError where the file is missing or was changed."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
        sheets = [
            Sheet(
                one["name"], one["document"], one["title"], one["text"],
                tuple(Mark(start, end, label, row) for row, start, end, label in one["rows"]),
            )
            for one in found["sheets"]
        ]  # fmt: skip
        if found["schema"] != SCHEMA or any(text_digest(one["text"]) != one["sha256"] for one in found["sheets"]):
            raise ValueError("its text does not have its hash")
        return str(found["tool"]), sheets
    except FileNotFoundError as error:
        raise RashomonError(f"{folder} has no {MANIFEST}: give the folder that 'rashomon exchange out' made") from error
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise RashomonError(f"{path} is not as it was written ({error}): nothing was taken in") from error


class Units:
    """Offsets of a text in UTF-16 code units, as Java and JavaScript count, and back to code points."""

    def __init__(self, text: str) -> None:
        self._astral = [index for index, one in enumerate(text) if ord(one) > 0xFFFF]
        # The unit at which each astral character ends: code points before it are as many units less.
        self._ends = [place + number + 2 for number, place in enumerate(self._astral)]

    def to_units(self, point: int) -> int:
        """Where a code point begins, in UTF-16 units."""
        return point + bisect_left(self._astral, point)

    def to_point(self, unit: int) -> int:
        """The code point at a UTF-16 unit; within a pair, the pair's own.

        >>> units = Units("a\U0001f642b")
        >>> [units.to_units(one) for one in range(4)], [units.to_point(one) for one in range(5)]
        ([0, 1, 3, 4], [0, 1, 1, 2, 3])
        """
        before = bisect_left(self._ends, unit + 1)
        return unit - before - (before < len(self._ends) and self._ends[before] - 1 == unit)
