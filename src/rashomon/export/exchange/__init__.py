"""Rows out to other people's annotation tools and back: Label Studio, INCEpTION (WebAnno TSV 3.3), brat.

What goes out says which rows it holds (`rashomon.json`), so that what comes back can be compared: a row that is gone
was deleted, one with another label was relabelled, a span that was not there was added. Nothing is dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rashomon.export.exchange import brat, labelstudio, webanno
from rashomon.export.exchange.changes import Change, find_changes
from rashomon.export.exchange.sheets import Mark, Returned, Sheet, label_of, load_manifest, save_manifest
from rashomon.model import RashomonError

__all__ = ["TOOLS", "Change", "Mark", "Returned", "Sheet", "find_changes", "label_of", "read_back", "write_out"]


class Tool(Protocol):
    """What a module must have to stand in the list."""

    NAME: str

    def save(self, sheets: Sequence[Sheet], folder: Path) -> None:
        """Write the files of the tool into a folder."""
        ...

    def read(self, sheets: Sequence[Sheet], folder: Path) -> Iterator[Returned]:
        """What came back of each sheet, and what could not be taken with its line."""
        ...


TOOLS: Mapping[str, Tool] = {one.NAME: one for one in (labelstudio, webanno, brat)}


def write_out(sheets: Iterable[Sheet], tool: str, folder: Path) -> int:
    """Write sheets for a tool into an empty folder; how many. Raises RashomonError where files are in it."""
    if folder.exists() and any(folder.iterdir()):
        raise RashomonError(f"{folder} holds files already: name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    made = list(sheets)
    TOOLS[tool].save(made, folder)
    save_manifest(made, tool, folder)
    return len(made)


def read_back(folder: Path) -> Iterator[Returned]:
    """What came back in a folder that `write_out` made. Raises RashomonError where its `rashomon.json` is missing."""
    tool, sheets = load_manifest(folder)
    if tool not in TOOLS:
        raise RashomonError(f"{folder} was written for {tool!r}, which is none of {', '.join(TOOLS)}")
    return TOOLS[tool].read(sheets, folder)
