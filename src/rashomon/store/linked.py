"""Links and clusters in parts, so that linking again writes only what changed, and what linking reads of a document."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rashomon.model import Cluster, Link, Reason, Row, content_id

if TYPE_CHECKING:
    from rashomon.store.library import Library

LINK_COLUMNS = 'id, kind, "left", "right", label, made_by, score, share, spans, reasons'
#: What a reason holds; `asdict` copies deeply and costs six times as much (100 documents, 42,000 reasons).
_REASON = tuple(sorted(one.name for one in fields(Reason)))
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_INSERT_LINK = "INSERT OR REPLACE INTO link VALUES (?,?,?,?,?,?,?,?,?,?,?)"
Made = tuple[Iterable[Link], Iterable[Cluster]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What linking read of a document: the account as a JSON object, its digest, and the one that was last linked."""

    digest: str
    last: str
    account: bytes
    shingles: bytes

    @classmethod
    def of(cls, account: Row, digest: str, shingles: bytes) -> Compared:
        """To be kept: `account` packed. Level 1: four fifths of the gain of level 6 in a fifth of the time."""
        return cls(digest, digest, zlib.compress(json.dumps(account).encode("ascii"), 1), shingles)

    def account_row(self) -> Row:
        """The account as a JSON object."""
        row: Row = json.loads(zlib.decompress(self.account))
        return row


def save_parts(
    library: Library, links: Iterable[Link], clusters: Iterable[Cluster], parts: Mapping[str, Made | None]
) -> None:
    """Make the library's links and clusters these, and those of `parts` by key; None keeps what a part has.

    Each of `links` and `clusters` is a part of its own, by its content. A part whose key is stored is not written.
    """
    single = [(content_id("part", *row), row) for row in map(_link_values, links)]
    alone = [(content_id("part", one.kind, one.name, one.label, one.members), one) for one in clusters]
    stored = load_parts(library)
    _delete_parts(library, stored.difference(parts, (key for key, _ in single), (key for key, _ in alone)))
    new = {key: one for key, one in parts.items() if key not in stored and one is not None}
    rows = [(*row, key) for key, row in single if key not in stored]
    rows += ((*_link_values(link), key) for key, (found, _) in new.items() for link in found)
    insert = library.connection.executemany
    insert(_INSERT_LINK, sorted(rows, key=itemgetter(0)))  # in the order of the table: pages are filled once
    made = [(key, one) for key, one in alone if key not in stored]
    made += ((key, one) for key, (_, found) in new.items() for one in found)
    heads = sorted(((one.id, one.kind, one.name, one.label, key), one.members) for key, one in made)
    insert("INSERT INTO cluster VALUES (?,?,?,?,?)", (head for head, _ in heads))
    insert("INSERT INTO cluster_member VALUES (?,?)", ((head[0], one) for head, members in heads for one in members))


def load_parts(library: Library) -> frozenset[str]:
    """The keys of the parts that links and clusters belong to."""
    return frozenset(row[0] for row in library.select("SELECT part FROM link UNION SELECT part FROM cluster"))


def _delete_parts(library: Library, gone: Iterable[str]) -> None:
    execute = library.connection.execute
    execute("CREATE TEMP TABLE gone (part TEXT PRIMARY KEY) WITHOUT ROWID")
    try:
        library.connection.executemany("INSERT INTO gone VALUES (?)", ((one,) for one in gone))
        execute("DELETE FROM cluster_member WHERE cluster IN"
                " (SELECT id FROM gone CROSS JOIN cluster USING (part))")  # fmt: skip
        for table in ("cluster", "link"):
            execute(f"DELETE FROM {table} WHERE part IN (SELECT part FROM gone)")  # noqa: S608  a constant
    finally:
        execute("DROP TABLE gone")


def save_versions(library: Library, links: Iterable[Link]) -> None:
    """Make the library's links between versions of a page these: judgements are carried along them."""
    library.connection.execute("DELETE FROM link WHERE kind = 'version'")
    values = ((*row, content_id("part", *row)) for row in map(_link_values, links))
    library.connection.executemany(_INSERT_LINK, values)


def load_compared(library: Library) -> Iterator[tuple[str, Compared]]:
    """What linking read of each document, as far as it is kept."""
    for row in library.select("SELECT document, digest, last, account, shingles FROM compared"):
        yield row["document"], Compared(row["digest"], row["last"], row["account"], row["shingles"])


def save_compared(library: Library, new: Mapping[str, Compared], last: Mapping[str, str]) -> None:
    """Keep what linking read of documents, and by `last` the digest that each was linked with."""
    library.connection.executemany(
        "INSERT OR REPLACE INTO compared VALUES (?,?,?,?,?)",
        ((key, one.digest, one.last, one.account, one.shingles) for key, one in new.items()),
    )
    changed = ((digest, document, digest) for document, digest in last.items())
    library.connection.executemany("UPDATE compared SET last = ? WHERE document = ? AND last <> ?", changed)


def load_copies(library: Library) -> list[Link]:
    """The copies as linking last found them, before what people said of them."""
    return [read_link(json.loads(row[0])) for row in library.select("SELECT link FROM known_copy")]


def save_copies(library: Library, links: Iterable[Link]) -> None:
    """Keep these as the copies that linking found."""
    library.connection.execute("DELETE FROM known_copy")
    names = [one.strip('"') for one in LINK_COLUMNS.split(", ")]
    rows = (json.dumps(dict(zip(names, _link_values(link), strict=True))) for link in links)
    library.connection.executemany("INSERT INTO known_copy VALUES (?)", ((row,) for row in rows))


def documents_of(library: Library, rows: Iterable[str]) -> dict[str, str]:
    """The document of each of these annotations; what is none is left out."""
    sql = "SELECT id, document FROM annotation WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: row["document"] for row in library.select(sql, (json.dumps(list(rows)),))}


def forget_compared(library: Library) -> None:
    """Drop all that linking keeps for the next time: another version reads and compares otherwise."""
    for table in ("compared", "known_copy"):
        library.connection.execute(f"DELETE FROM {table}")  # noqa: S608  a constant


def read_link(row: dict[str, Any]) -> Link:
    """The link of a row of the table."""
    del row["id"]
    row["spans"] = tuple(tuple(one) for one in json.loads(row["spans"]))
    row["reasons"] = tuple(Reason(**one) for one in json.loads(row["reasons"]))
    return Link(**row)


def _link_values(link: Link) -> tuple[Any, ...]:
    spans = _dump([list(one) for one in link.spans]) if link.spans else "[]"
    reasons = f"[{', '.join(map(_reason_json, link.reasons))}]"
    head = (link.id, link.kind, link.left, link.right, link.label, link.made_by, link.score)
    return (*head, link.share, spans, reasons)


@lru_cache(maxsize=10_000)
def _reason_json(one: Reason) -> str:
    """A reason as JSON: a link has some ten, and most are those of other links."""
    return _dump({key: getattr(one, key) for key in _REASON})


def _dump(value: object) -> str:
    return _ENCODER.encode(value)
