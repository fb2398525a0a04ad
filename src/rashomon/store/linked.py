"""Links and clusters in parts, so that linking again writes only what changed, and what linking reads of a document."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from rashomon.ids import content_id
from rashomon.model import Cluster, Link, Reason
from rashomon.store.connection import translated_errors

if TYPE_CHECKING:
    from rashomon.store.library import Library

LINK_COLUMNS = 'id, kind, "left", "right", label, made_by, score, share, spans, reasons'
#: What a reason holds; `asdict` copies deeply and costs six times as much (100 documents, 42,000 reasons).
_REASON = tuple(sorted(one.name for one in fields(Reason)))
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_INSERT_LINK = "INSERT OR REPLACE INTO link VALUES (?,?,?,?,?,?,?,?,?,?,?)"
Made = tuple[Iterable[Link], Iterable[Cluster]]
#: Clusters that are staged with two statements: with two each, those of 200 war reports took 0.3 CPU s more.
_TOGETHER = 500


#: The parts of an account that are kept one by one: each stage of linking reads some of them.
_PARTS = ("names", "deeds", "terms")


@dataclass(frozen=True, slots=True)
class Compared:
    """What linking read of a document: the digests of its account now and as it was last linked, and its shingles.

    Of an account that was not linked yet `last` is empty, and its shingles are not known.
    """

    digest: str
    last: str
    shingles: bytes


def pack(account: Mapping[str, str]) -> bytes:
    """An account (`link.packed.to_json`) as it is kept, part by part.

    Level 1: four fifths of the gain of level 6 in a fifth of the time.
    """
    rest = ",".join(f'"{name}":{value}' for name, value in account.items() if name not in _PARTS)
    parts = (f"{{{rest}}}", *(account[name] for name in _PARTS))
    packed = (zlib.compress(one.encode("ascii"), 1) for one in parts)
    return b"".join(len(one).to_bytes(4, "big") + one for one in packed)


def account_part(library: Library, document: str, part: str) -> bytes:
    """The JSON of `names`, `deeds` or `terms` of an account that is kept, or with "" an object of all the rest."""
    row = library.select("SELECT account FROM compared WHERE document = ?", (document,))
    held, at = memoryview(row[0]["account"]), 0
    for name in ("", *_PARTS):
        length = int.from_bytes(held[at : at + 4], "big")
        if name == part:
            return zlib.decompress(held[at + 4 : at + 4 + length])
        at += 4 + length
    raise KeyError(part)


_STAGED = {
    "staged_link": f"{LINK_COLUMNS}, part",
    "staged_cluster": "id, kind, name, label, part",
    "staged_member": "cluster, member, part",
    "staged_part": "part",
}


class Staged:
    """Links and clusters on their way into a library: SQLite keeps them in a file of its own, so memory stays flat.

    A `rashomon.engines.linking.Keeper`. Nothing of the library is touched or locked until `save`.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        with translated_errors(library.path):
            # With 16 MB 43,000 pages fewer were written for 200 war reports; half of it keeps the peak where it was.
            library.connection.execute("PRAGMA temp.cache_size = -8000")
        self.begin()

    def begin(self) -> None:
        """Forget what came before."""
        self.close()
        with translated_errors(self._library.path):
            for table, columns in _STAGED.items():
                self._library.connection.execute(f"CREATE TEMP TABLE {table} ({columns})")

    def close(self) -> None:
        """Drop what was staged."""
        execute = self._library.connection.execute
        # A journal in memory would hold every page that is let go of: 60 MB of 10,000 documents.
        outside = not self._library.connection.in_transaction
        if outside:
            execute("PRAGMA temp.journal_mode = OFF")
        for table in _STAGED:
            execute(f"DROP TABLE IF EXISTS temp.{table}")
        if outside:
            execute("PRAGMA temp.journal_mode = MEMORY")

    def alone(self, links: Iterable[Link], clusters: Iterable[Cluster]) -> None:
        """Links and clusters each of which is a part of its own, by its content."""
        rows = ((*row, content_id("part", *row)) for row in map(_link_values, links))
        heads = ((one, content_id("part", one.kind, one.name, one.label, one.members)) for one in clusters)
        self._stage(rows, heads)
        _reason_json.cache_clear()  # those of events are others

    def part(self, key: str, made: Made | None) -> None:
        """The links and clusters of a part; None keeps what the library has of it."""
        links, clusters = made or ((), ())
        self._stage(((*_link_values(one), key) for one in links), ((one, key) for one in clusters), (key,))

    def entities(self, mentions: Iterable[str]) -> Mapping[str, str]:
        """The entity of each of these mentions that is in one, among the clusters staged so far."""
        sql = "SELECT member, cluster FROM json_each(?) CROSS JOIN staged_member ON member = json_each.value"
        with translated_errors(self._library.path):
            self._library.connection.execute("CREATE INDEX IF NOT EXISTS temp.staged_of ON staged_member (member)")
            return {row["member"]: row["cluster"] for row in self._library.select(sql, (json.dumps(list(mentions)),))}

    def _stage(
        self, links: Iterable[tuple[Any, ...]], clusters: Iterable[tuple[Cluster, str]], keys: Iterable[str] = ()
    ) -> None:
        connection = self._library.connection
        with translated_errors(self._library.path):
            connection.execute("SAVEPOINT staging")  # works within a transaction too
            try:
                connection.executemany("INSERT INTO staged_link VALUES (?,?,?,?,?,?,?,?,?,?,?)", links)
                clusters = iter(clusters)
                while some := [(one.id, one, key) for one, key in islice(clusters, _TOGETHER)]:
                    heads = ((cluster, one.kind, one.name, one.label, key) for cluster, one, key in some)
                    connection.executemany("INSERT INTO staged_cluster VALUES (?,?,?,?,?)", heads)
                    members = ((cluster, member, key) for cluster, one, key in some for member in one.members)
                    connection.executemany("INSERT INTO staged_member VALUES (?,?,?)", members)
                connection.executemany("INSERT INTO staged_part VALUES (?)", ((key,) for key in keys))
                connection.execute("RELEASE staging")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK TO staging")
                    connection.execute("RELEASE staging")
                raise

    def save(self) -> None:
        """Make the library's links and clusters what was staged; a part whose key is stored is not written.

        To be called in a transaction. Rows go in by their ids, in the order of the tables: pages are filled once.
        """
        execute = self._library.connection.execute
        execute("CREATE TEMP TABLE stored (part TEXT PRIMARY KEY) WITHOUT ROWID")
        execute("CREATE TEMP TABLE gone (part TEXT PRIMARY KEY) WITHOUT ROWID")
        try:
            execute("INSERT INTO stored SELECT part FROM link UNION SELECT part FROM cluster")
            execute("INSERT INTO gone SELECT part FROM stored EXCEPT SELECT part FROM staged_part"
                    " EXCEPT SELECT part FROM staged_link EXCEPT SELECT part FROM staged_cluster")  # fmt: skip
            execute("DELETE FROM cluster_member WHERE cluster IN"
                    " (SELECT id FROM gone CROSS JOIN cluster USING (part))")  # fmt: skip
            for table in ("cluster", "link"):
                execute(f"DELETE FROM {table} WHERE part IN (SELECT part FROM gone)")  # noqa: S608  a constant
            new = "WHERE part NOT IN (SELECT part FROM stored) ORDER BY"
            execute(f"INSERT OR REPLACE INTO link SELECT * FROM staged_link {new} id, rowid")  # noqa: S608  a constant
            execute(f"INSERT INTO cluster SELECT * FROM staged_cluster {new} id")  # noqa: S608  a constant
            execute(f"INSERT INTO cluster_member SELECT cluster, member FROM staged_member {new} 1, 2")  # noqa: S608
        finally:
            execute("DROP TABLE stored")
            execute("DROP TABLE gone")


def load_parts(library: Library) -> frozenset[str]:
    """The keys of the parts that links and clusters belong to."""
    return frozenset(row[0] for row in library.select("SELECT part FROM link UNION SELECT part FROM cluster"))


def save_versions(library: Library, links: Iterable[Link]) -> None:
    """Make the library's links between versions of a page these: judgements are carried along them."""
    library.connection.execute("DELETE FROM link WHERE kind = 'version'")
    values = ((*row, content_id("part", *row)) for row in map(_link_values, links))
    library.connection.executemany(_INSERT_LINK, values)


def load_compared(library: Library) -> Iterator[tuple[str, Compared]]:
    """What linking read of each document, as far as it is kept; the accounts are read part by part."""
    for row in library.select("SELECT document, digest, last, shingles FROM compared"):
        yield row["document"], Compared(row["digest"], row["last"], row["shingles"])


def keep_account(library: Library, document: str, digest: str, account: bytes) -> None:
    """Keep the account of a document that was read, as one that was not linked yet."""
    library.connection.execute("INSERT OR REPLACE INTO compared VALUES (?,?,'',?,x'')", (document, digest, account))


def save_compared(library: Library, shingles: Mapping[str, bytes], last: Mapping[str, str]) -> None:
    """Keep the shingles of documents that were linked for the first time, and by `last` each one's digest."""
    new = ((one, document) for document, one in shingles.items())
    library.connection.executemany("UPDATE compared SET shingles = ? WHERE document = ?", new)
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
