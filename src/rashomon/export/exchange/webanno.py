"""INCEpTION: WebAnno TSV 3.3, a token a line, with a span layer of two features: the label and the row.

Offsets are UTF-16 units, as Java counts. A line of the text is a sentence. Tokens are cut at every edge of a mark: each
mark is whole tokens. Marks of several tokens, and those that share a token, carry a number in brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.export.exchange.sheets import Mark, Returned, Sheet, Units

NAME = "inception"
LAYER = "webanno.custom.Rashomon"
#: Reserved in a value (WebAnno user guide, appendix B): each is written after a backslash. A token stands as it is.
_RESERVED = re.compile(r"\\|\[|\]|\||_|->|;|\t|\n|\*")
#: Escaped in the text of a sentence: control characters and the backslash (INCEpTION's Escaping.escapeText).
_CONTROL = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_LETTERS = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r"}
_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_NUMBERED = re.compile(r"(.*?)(?<!\\)\[(\d+)\]", re.DOTALL)


def save(sheets: Sequence[Sheet], folder: Path) -> None:
    """Write a `NAME.tsv` for each sheet."""
    for sheet in sheets:
        (folder / f"{sheet.name}.tsv").write_bytes("".join(_lines(sheet)).encode("utf-8"))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|label|row\n\n"
    units = Units(sheet.text)
    edges = sorted({edge for one in sheet.marks for edge in (one.start, one.end)})
    sentences = [_tokens(sheet.text, line.start(), line.end(), edges) for line in _LINE.finditer(sheet.text)]
    over = _covering(sheet, [token for tokens in sentences for token in tokens])
    numbers = _numbers(over)
    for number, tokens in enumerate((one for one in sentences if one), 1):
        low, high = tokens[0][0], tokens[-1][1]
        yield f"\n#Text={_escaped_text(sheet.text[low:high])}\n"
        for place, (start, end) in enumerate(tokens, 1):
            here = over.get((start, end), [])
            cells = ["_", "_"]
            if here:
                tails = [f"[{numbers[one]}]" if one in numbers else "" for one in here]
                cells = [
                    "|".join(
                        (_escaped(value) or "*") + tail
                        for value, tail in zip((getattr(sheet.marks[one], name) for one in here), tails, strict=True)
                    )
                    for name in ("label", "row")
                ]
            spans = f"{units.to_units(start)}-{units.to_units(end)}"
            yield "\t".join((f"{number}-{place}", spans, sheet.text[start:end], *cells)) + "\t\n"


def _tokens(text: str, start: int, end: int, edges: Sequence[int]) -> list[tuple[int, int]]:
    """Words and marks of a line, cut at every edge of a mark that lies within one."""
    found = []
    for word in _WORD.finditer(text, start, end):
        low = word.start()
        for cut in edges[bisect_right(edges, low) : bisect_left(edges, word.end())]:
            found.append((low, cut))
            low = cut
        found.append((low, word.end()))
    return found


def _covering(sheet: Sheet, tokens: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[int]]:
    """For each token the marks that lie over it, by their place in the sheet."""
    order = sorted(range(len(sheet.marks)), key=lambda one: (sheet.marks[one].start, sheet.marks[one].end, one))
    over: dict[tuple[int, int], list[int]] = {}
    active: list[int] = []
    waiting = 0
    for start, end in sorted(tokens):
        while waiting < len(order) and sheet.marks[order[waiting]].start <= start:
            active.append(order[waiting])
            waiting += 1
        active = [one for one in active if sheet.marks[one].end >= end]
        if active:
            over[start, end] = list(active)
    return over


def _numbers(over: dict[tuple[int, int], list[int]]) -> dict[int, int]:
    """A number for each mark of several tokens and each that shares a token, in the order of the text."""
    tokens: dict[int, int] = {}
    for here in over.values():
        for one in here:
            tokens[one] = tokens.get(one, 0) + 1
    sharing = {one for here in over.values() if len(here) > 1 for one in here}
    return {one: number for number, one in enumerate((o for o in tokens if tokens[o] > 1 or o in sharing), 1)}


def _escaped(value: str) -> str:
    return _RESERVED.sub(lambda found: {"\t": "\\t", "\n": "\\n"}.get(found[0], "\\" + found[0]), value)


def _escaped_text(text: str) -> str:
    return _CONTROL.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), text)


def _plain(value: str) -> str:
    """A field as it was before `_escaped`.

    >>> _plain(_escaped("a_b->[c]|d\\\\t")) == "a_b->[c]|d\\\\t"
    True
    """
    return re.sub(r"\\(->|.)", lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), value, flags=re.DOTALL)


def read(sheets: Sequence[Sheet], folder: Path) -> Iterator[Returned]:
    """What came back of each sheet, from `NAME.tsv` or, as INCEpTION packs it, a file in a folder of that name."""
    for sheet in sheets:
        name = f"{sheet.name}.tsv"
        found = [path for path in [folder / name, *sorted(folder.rglob(f"{name}/*.tsv"))] if path.is_file()]
        if not found:
            yield Returned(sheet, None, (f"{name} is missing",))
            continue
        more = [f"{path.relative_to(folder)} is not read: {found[-1].relative_to(folder)} is" for path in found[:-1]]
        yield _returned(sheet, found[-1], more)


@dataclass(slots=True)
class _Open:
    """A mark being put together from the tokens it lies over."""

    start: int
    end: int
    label: str
    row: str
    where: str


@dataclass(slots=True)
class _Reading:
    """A file being read: its columns, its marks by number, and what could not be taken."""

    sheet: Sheet
    units: Units
    columns: dict[str, int] = field(default_factory=dict)
    width: int = 3
    marks: list[_Open] = field(default_factory=list)
    numbered: dict[str, _Open] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def _returned(sheet: Sheet, path: Path, refused: list[str]) -> Returned:
    state = _Reading(sheet, Units(sheet.text), refused=refused)
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        where = f"{path.name}:{number}"
        if line.startswith("#"):
            _read_head(state, line.rstrip("\r"), where)
        elif line.strip():
            _read_token(state, line.rstrip("\r").split("\t"), where)
    if "label" not in state.columns:
        return Returned(sheet, None, (*state.refused, f"{path.name} has no layer {LAYER} with a feature 'label'"))
    marks = tuple(Mark(one.start, one.end, one.label, one.row, one.where) for one in state.marks)
    return Returned(sheet, marks, tuple(state.refused))


def _read_head(state: _Reading, line: str, where: str) -> None:
    """Columns come in the order of the layers and their features; other layers are told of and passed over."""
    sort, _, value = line.partition("=")
    if sort not in ("#T_SP", "#T_CH", "#T_RL"):
        return
    layer, *features = value.split("|")
    if layer == LAYER:
        state.columns |= {name: state.width + index for index, name in enumerate(features)}
    else:
        state.refused.append(f"{where}: the layer {layer} cannot be taken")
    state.width += max(len(features), 1) + (sort == "#T_CH")


def _read_token(state: _Reading, cells: list[str], where: str) -> None:
    offsets = re.fullmatch(r"(\d+)-(\d+)", cells[1]) if len(cells) > 2 else None
    if offsets is None:
        state.refused.append(f"{where}: it is no line of a token")
        return
    start, end = (state.units.to_point(int(one)) for one in offsets.groups())
    labels = _values(cells, state.columns.get("label", -1))
    if not labels:
        return
    if state.sheet.text[start:end] != cells[2]:
        state.refused.append(f"{where}: its words {cells[2][:40]!r} do not stand at {offsets[1]}")
        return
    rows = _values(cells, state.columns.get("row", -1))
    for index, (label, number) in enumerate(labels):
        row = rows[index][0] if index < len(rows) and rows[index][0] != "*" else ""
        known = state.numbered.get(number) if number else None
        if known is not None:
            known.end = max(known.end, end)
            continue
        made = _Open(start, end, label, row, where)
        state.marks.append(made)
        if number:
            state.numbered[number] = made


def _values(cells: list[str], column: int) -> list[tuple[str, str]]:
    """The values of a cell, each with its number ("" for none); nothing for an empty cell."""
    if not 0 <= column < len(cells) or cells[column] == "_":
        return []
    found = []
    for value in re.findall(r"(?:\\.|[^\\|])+", cells[column], re.DOTALL):
        numbered = _NUMBERED.fullmatch(value)
        found.append((_plain(numbered[1]) if numbered else _plain(value), numbered[2] if numbered else ""))
    return found
