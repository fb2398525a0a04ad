"""The accounts of a library as linking reads them: each part is read when it is asked for, and none is held."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from rashomon.link import packed
from rashomon.link.accounts import Account
from rashomon.link.deeds import Deed
from rashomon.link.intervals import Interval
from rashomon.link.named import Name
from rashomon.store import linked

if TYPE_CHECKING:
    from rashomon.store.library import Library

#: Parts and texts held: those of two stories.
_HELD = 64


class Shelf:
    """Reads parts of the accounts that linking has kept (`linked.keep_account`), and what their documents have."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.part = lru_cache(maxsize=_HELD)(self._part)
        self.of_document = lru_cache(maxsize=_HELD)(self._of_document)

    def account(self, document: str) -> Account:
        """The account of a document, which reads itself."""
        return Shelved(document, self)

    def _part(self, document: str, part: str) -> Any:
        found = linked.account_part(self._library, document, part)
        if part == "names":
            return packed.to_names(found)
        if part == "deeds":
            return packed.to_deeds(found)
        return found

    def _of_document(self, document: str, column: str) -> str:
        sql = f"SELECT {column} FROM document WHERE id = ?"  # noqa: S608  a constant
        return str(self._library.select(sql, (document,))[0][0] or "")


class Shelved(Account):
    """An account that holds its id, day and shelf, and reads the rest."""

    __slots__ = ("_shelf",)
    _shelf: Shelf

    def __init__(self, document: str, shelf: Shelf) -> None:
        object.__setattr__(self, "id", document)
        object.__setattr__(self, "_shelf", shelf)
        object.__setattr__(self, "day", shelf.part(document, "")["day"])

    @property
    def text(self) -> str:
        return self._shelf.of_document(self.id, "text")

    @property
    def title(self) -> str:
        return self._shelf.of_document(self.id, "title")

    @property
    def source(self) -> str:
        return self._shelf.of_document(self.id, "source")

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(json.loads(self._shelf.of_document(self.id, "authors")))

    @property
    def terms(self) -> dict[str, int]:
        return cast("dict[str, int]", self._shelf.part(self.id, "terms"))

    @property
    def names(self) -> tuple[Name, ...]:
        return cast("tuple[Name, ...]", self._shelf.part(self.id, "names"))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        return cast("tuple[Deed, ...]", self._shelf.part(self.id, "deeds"))

    @property
    def quoted(self) -> tuple[Interval, ...]:
        return cast("tuple[Interval, ...]", packed.to_tuples(self._shelf.part(self.id, "")["quoted"]))
