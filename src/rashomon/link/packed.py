"""Accounts as plain rows and back, so that a library can keep what linking reads of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from sys import intern
from typing import Any

import numpy as np

from rashomon.ids import canonical_json, json_id, text_digest
from rashomon.link.accounts import Account
from rashomon.link.copies import Hashes
from rashomon.link.deeds import Deed
from rashomon.link.named import Name
from rashomon.model import Document, Row

_DEED = tuple(one.name for one in fields(Deed))
#: Where the lists of words of a deed begin, what stands between them, and where they end.
_STEMS, _DAYS, _FIGURES, _LEAD = map(_DEED.index, ("stems", "days", "figures", "lead"))
_NAME = tuple(one.name for one in fields(Name))
#: What the document itself has is not kept twice.
_OF_DOCUMENT = ("id", "text", "title", "source", "authors")


def to_row(account: Account) -> Row:
    """An account as a JSON object, without what its document has: names and deeds as lists of their fields."""
    kept = (one.name for one in fields(Account) if one.name not in (*_OF_DOCUMENT, "names", "deeds"))
    row: Row = {name: getattr(account, name) for name in kept}
    row["names"] = [[getattr(one, name) for name in _NAME] for one in account.names]
    row["deeds"] = [[getattr(one, name) for name in _DEED] for one in account.deeds]
    return row


def from_row(row: Mapping[str, Any], document: Document) -> Account:
    """The account of `document` that `to_row` gave this object for."""
    held = {key: to_tuples(value) for key, value in row.items() if key not in ("names", "deeds")}
    names, deeds = to_names(row["names"]), to_deeds(row["deeds"])
    held |= {"id": document.id, "text": document.text, "title": document.title or "", "source": document.source or ""}
    held["authors"] = document.authors
    return Account(**held, names=names, deeds=deeds)


def to_names(rows: Iterable[Sequence[Any]]) -> tuple[Name, ...]:
    """The names that `to_row` gave these lists for; words that many documents have are held once."""
    return tuple(
        Name(intern(document), intern(key), intern(label), tuple(mentions), tuple(map(intern, forms)), proper, place)
        for document, key, label, mentions, forms, proper, place in rows
    )


def to_deeds(rows: Iterable[Sequence[Any]]) -> tuple[Deed, ...]:
    """The deeds that `to_row` gave these lists for; words are held once, so that all take a third of the room."""
    return tuple(Deed(*_of_deed(one)) for one in rows)


def _of_deed(row: Sequence[Any]) -> list[Any]:
    words = [_words(row[_STEMS:_DAYS]), _words(row[_FIGURES + 1 : _LEAD])]
    return [*row[:_STEMS], *words[0], to_tuples(row[_DAYS]), to_tuples(row[_FIGURES]), *words[1], *row[_LEAD:]]


def _words(lists: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(map(intern, one)) if one else () for one in lists]


def to_tuples(value: Any) -> Any:
    """A value of JSON with tuples for its lists, however deep."""
    return tuple(map(to_tuples, value)) if isinstance(value, list) else value


def digest(account: Account, parts: Mapping[str, str] | None = None) -> str:
    """What tells two accounts apart: equal digests are linked alike. `parts` is the account's `to_json` if at hand."""
    of_document = (account.id, text_digest(account.text), account.title, account.source, list(account.authors))
    row = ",".join(f'"{name}":{value}' for name, value in sorted((parts or to_json(account)).items()))
    return json_id(f"[{','.join(map(canonical_json, ('account', *of_document)))},{{{row}}}]")


def to_json(account: Account) -> dict[str, str]:
    """The values of `to_row`, each as the JSON that ids are made of: made once, it is hashed and kept."""
    return {name: canonical_json(value) for name, value in to_row(account).items()}


def to_bytes(shingles: Hashes) -> bytes:
    """Kept shingles as bytes, the least first, in the same order of bytes on every machine."""
    return shingles.astype("<u8").tobytes()


def from_bytes(kept: bytes) -> Hashes:
    """The shingles that `to_bytes` gave these bytes for."""
    return np.frombuffer(kept, dtype="<u8").astype(np.uint64)
