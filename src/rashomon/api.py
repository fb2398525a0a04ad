"""For notebooks and scripts: a library's stories and their comparisons as tidy tables.

>>> from rashomon.sample import folder as pages
>>> import tempfile, pathlib
>>> made = tempfile.TemporaryDirectory()
>>> library = open_library(pathlib.Path(made.name) / "karsa.db", create=True)
>>> _ = library.add([str(pages() / "velm-orna.html"), str(pages() / "karsa-orna.txt")])
>>> sorted(library.documents()[0])[:4]
['authors', 'credit', 'id', 'language']
>>> everything = library.comparison()
>>> [row["source"] for row in everything["accounts"]]
['ORNA', 'ORNA']
>>> everything["expectations"][0]["sort"] in ("forecast", "promise", "threat", "plan", "order")
True
>>> everything.arrow("timeline").num_rows == len(everything["timeline"])
True
>>> library.close(); made.cleanup()
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from rashomon import pipeline
from rashomon.compare import Comparison
from rashomon.compare.tidy import tidy_tables
from rashomon.model import RashomonError, Row
from rashomon.store import Library


class Tables(Mapping[str, list[Row]]):
    """The tables of one comparison by name, each a list of flat rows; `full` is the comparison itself."""

    def __init__(self, full: Comparison) -> None:
        self.full = full
        self._tables = tidy_tables(full)

    def __getitem__(self, name: str) -> list[Row]:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def arrow(self, name: str) -> Any:
        """One table as a `pyarrow.Table`."""
        pyarrow = import_module("pyarrow")
        return pyarrow.Table.from_pylist(self[name])

    def frame(self, name: str) -> Any:
        """One table as a data frame of pandas, else of Polars. Raises RashomonError where neither is installed."""
        for package in ("pandas", "polars"):
            try:
                return import_module(package).DataFrame(self[name])
            except ModuleNotFoundError:
                continue
        raise RashomonError("a data frame needs pandas or polars: 'pip install pandas', or take .arrow(name)")


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a library: documents that tell of the same happenings."""

    id: str
    documents: tuple[str, ...]
    library: Library

    def comparison(self, as_of: str | None = None) -> Tables:
        """The accounts of the story side by side; with `as_of` (ISO 8601) only what was out by that day."""
        return Tables(pipeline.comparison(self.library, self.id, as_of))


class OpenLibrary:
    """A library opened for reading and adding; use it in a `with` statement or close it."""

    def __init__(self, library: Library) -> None:
        self.store = library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    def add(self, places: Sequence[str]) -> pipeline.Added:
        """Read files, folders or addresses into the library, annotate and link them."""
        return pipeline.add(self.store, places)

    def documents(self) -> list[Row]:
        """Every document as `rashomon extract` writes it, by date of publication."""
        return [one.to_row() for one in self.store.documents()]

    def stories(self) -> list[Story]:
        """The stories that several documents tell, the largest first."""
        told = [one for one in self.store.clusters("story") if len(one.members) > 1]
        told.sort(key=lambda one: (-len(one.members), one.id))
        return [Story(one.id, one.members, self.store) for one in told]

    def story(self, story_id: str) -> Story:
        """The story whose id begins so. Raises RashomonError where none or several do."""
        found = [one for one in self.store.clusters("story") if one.id.startswith(story_id)]
        if len(found) != 1:
            known = ", ".join(one.id[:8] for one in self.stories()[:10]) or "none"
            raise RashomonError(f"{len(found)} stories begin with {story_id!r}; told by several: {known}")
        return Story(found[0].id, found[0].members, self.store)

    def comparison(self, as_of: str | None = None) -> Tables:
        """All documents side by side, whatever their story."""
        return Tables(pipeline.comparison(self.store, None, as_of))


def open_library(path: Path | str, *, create: bool = False) -> OpenLibrary:
    """The library at `path`; with `create`, a new one where there is no file yet. Raises RashomonError."""
    return OpenLibrary(Library.open(path, create=create))
