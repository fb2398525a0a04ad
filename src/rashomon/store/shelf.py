"""The accounts of a library as linking reads them: each part is read when it is asked for, and none is held."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
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

#: Texts held: those of two stories.
_HELD = 64
#: About how many bytes a part takes for each of its JSON (200 war reports of 300 words).
_TAKES = {"names": 3, "deeds": 2.4, "terms": 7}
#: About how many bytes of parts are held. What is linked of 5,000 claims at a time (`engines.linking.TOGETHER`) takes
#: 9 MB and is asked for three times: with the parts of two stories held, 200 war reports took 2 CPU s more to link. A
#: bound, for the peak of a library of 10,000 documents must stay near that of one of 1,000.
_BYTES = 12_000_000


def _as_it_is(found: Any) -> Any:
    return found


_MADE_OF: dict[str, Callable[[Any], Any]] = {"names": packed.to_names, "deeds": packed.to_deeds}


class Shelf:
    """Reads parts of the accounts that linking has kept (`linked.keep_account`), and what their documents have."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._parts: OrderedDict[tuple[str, str], tuple[Any, float]] = OrderedDict()  # least lately asked for first
        self.held = 0.0  # bytes, about
        self._stage = ""
        self.of_document = lru_cache(maxsize=_HELD)(self._of_document)

    def account(self, document: str) -> Account:
        """The account of a document, which reads itself."""
        return Shelved(document, self)

    def part(self, document: str, part: str) -> Any:
        """A part of an account (`linked.account_part`), read where it is not held."""
        key = (document, part)
        if (held := self._parts.get(key)) is not None:
            self._parts.move_to_end(key)
            return held[0]
        if part == "deeds" and self._stage != part:
            self._stage = part
            self._forget("names", "terms")
        kept = linked.account_part(self._library, document, part)
        made = _MADE_OF.get(part, _as_it_is)(json.loads(kept))
        takes = len(kept) * _TAKES.get(part, 1)
        self._parts[key] = (made, takes)
        self.held += takes
        while self.held > _BYTES and len(self._parts) > 1:
            _, (_, takes) = self._parts.popitem(last=False)
            self.held -= takes
        return made

    def _forget(self, *parts: str) -> None:
        """Let go of parts that no later stage of linking asks for: they lie among what the stage before it held."""
        for key in [one for one in self._parts if one[1] in parts]:
            _, takes = self._parts.pop(key)
            self.held -= takes

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
