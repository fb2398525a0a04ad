"""brat: `NAME.txt` with the text and `NAME.ann` with standoff annotations, in code points (brat standoff format)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from rashomon.export.exchange.sheets import Mark, Returned, Sheet, labels_for

NAME = "brat"
_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_LINE = re.compile(r"[^\n]+")


def save(sheets: Sequence[Sheet], folder: Path) -> None:
    """Write a text and an annotation file for each sheet, and `annotation.conf` with the labels."""
    for sheet in sheets:
        (folder / f"{sheet.name}.txt").write_bytes(sheet.text.encode("utf-8"))
        lines = [_line(number, one, sheet.text) for number, one in enumerate(sheet.marks, 1)]
        (folder / f"{sheet.name}.ann").write_bytes("".join(lines).encode("utf-8"))
    labels = "\n".join(labels_for(sheets))
    (folder / "annotation.conf").write_text(f"[entities]\n{labels}\n\n[relations]\n\n[events]\n\n[attributes]\n")


def _line(number: int, one: Mark, text: str) -> str:
    """A text-bound annotation; words on several lines are several fragments, for the format knows no line breaks."""
    pieces = [
        (one.start + found.start(), one.start + found.end()) for found in _LINE.finditer(text[one.start : one.end])
    ]
    places = ";".join(f"{start} {end}" for start, end in pieces)
    words = " ".join(text[start:end].replace("\t", " ").replace("\r", " ") for start, end in pieces)
    return f"T{number}\t{one.label} {places}\t{words}\n"


def read(sheets: Sequence[Sheet], folder: Path) -> Iterator[Returned]:
    """What came back of each sheet; a sheet whose file is missing was not worked on."""
    for sheet in sheets:
        path, text = folder / f"{sheet.name}.ann", folder / f"{sheet.name}.txt"
        if not path.exists():
            yield Returned(sheet, None, (f"{path.name} is missing",))
        elif text.exists() and text.read_bytes() != sheet.text.encode("utf-8"):
            yield Returned(sheet, None, (f"{text.name} was changed: its offsets mean other words",))
        else:
            yield _returned(sheet, path)


def _returned(sheet: Sheet, path: Path) -> Returned:
    marks: list[Mark] = []
    refused = []
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        made = _mark(line.rstrip("\r"), sheet, f"{path.name}:{number}")
        if isinstance(made, str):
            refused.append(f"{path.name}:{number}: {made}")
        else:
            marks.append(made)
    return Returned(sheet, tuple(marks), tuple(refused))


def _mark(line: str, sheet: Sheet, where: str) -> Mark | str:
    """The mark of a line; else why it cannot be taken."""
    found = _BOUND.fullmatch(line)
    if found is None:
        return f"only text-bound annotations (T) can be taken, not {line[:60]!r}"
    pieces = [tuple(int(one) for one in piece.split()) for piece in found[3].split(";")]
    start, end = pieces[0][0], pieces[-1][1]
    if any(sheet.text[left[1] : right[0]].strip() or right[0] < left[1] for left, right in pairwise(pieces)):
        return "words with others between them cannot be taken"
    words = " ".join(sheet.text[low:high] for low, high in pieces)
    if end <= len(sheet.text) and "".join(words.split()) != "".join(found[4].split()):
        return f"its words {found[4][:40]!r} do not stand at {start}"
    number = int(found[1][1:])
    row = sheet.marks[number - 1].row if 0 < number <= len(sheet.marks) else ""
    return Mark(start, end, found[2], row, where)
