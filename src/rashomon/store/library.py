"""The library: documents, annotations, links, clusters, judgements and problems in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from rashomon.ids import text_digest
from rashomon.model import (
    Annotation,
    Cluster,
    Document,
    Judgement,
    Link,
    Problem,
    RashomonError,
    other_text,
    printable,
    stored_annotation,
)
from rashomon.store import judgements, linked
from rashomon.store.connection import VERSION, connect, translated_errors

#: As many documents as `search` ranks within 6 ms: a word that stands in more tells little of any of them.
RANKED = 4_000
#: As many as a search lists and counts.
LISTED = 20_000
#: In the order of an annotation's fields.
_ANNOTATION_COLUMNS = 'document, start, "end", kind, label, value, about, who, made_by, score, id'


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found by search, with the passage that matched; the matched words stand between « and »."""

    document: str
    title: str | None
    source: str | None
    published: str | None
    passage: str


@dataclass(frozen=True, slots=True)
class Head:
    """A document without its text: what a list shows."""

    id: str
    title: str | None
    source: str | None
    url: str | None
    authors: tuple[str, ...]
    published: str | None
    credit: str | None


@dataclass(slots=True)
class Library:
    """An open library. One write transaction at a time; readers are never blocked (WAL)."""

    path: Path
    connection: sqlite3.Connection

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Self:
        """The library at `path`; with `create`, a new one where there is no file yet. Raises RashomonError."""
        path = Path(path)
        return cls(path, connect(path, create=create))

    def close(self) -> None:
        self.connection.close()

    def is_current(self) -> bool:
        """Whether the file still has the schema that this program knows: another may have brought it further."""
        return bool(self.select("PRAGMA user_version")[0][0] == VERSION)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together or not at all."""
        with translated_errors(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def holding_pages(self) -> Iterator[None]:
        """Let SQLite hold 16 MB of the file within the block, and not 2: for who writes many annotations.

        The rows of a batch go to all places of an index that is ordered by id. Those of 200 war reports (66,000) took
        0.1 s of the system's time so, and 0.5 where pages were written and read back in between.
        """
        self.connection.execute("PRAGMA main.cache_size = -16000")
        try:
            yield
        finally:
            self.connection.execute("PRAGMA main.cache_size = -2000")
            self.connection.execute("PRAGMA shrink_memory")

    def select(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """The rows of a query; SQLite's errors become a RashomonError where a person can mend them."""
        with translated_errors(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    # Documents

    def add_document(self, document: Document) -> bool:
        """Whether the document is new here. Raises RashomonError when its id stands for another text."""
        known = self.select("SELECT sha256 FROM document WHERE id = ?", (document.id,))
        if known:
            if known[0]["sha256"] != document.sha256:
                raise RashomonError(other_text(document.id))
            return False
        row = document.to_row()
        values = [row[key] for key in ("id", "text", "sha256", "title", "source", "url")]
        values += [_dump(list(document.authors)), document.published, document.language, document.credit]
        marks = ", ".join("?" * 11)
        self.connection.execute(f"INSERT INTO document VALUES ({marks})", [*values, _dump(row["origin"])])  # noqa: S608
        return True

    def documents(self) -> Iterator[Document]:
        """Every document, by date of publication, the undated last."""
        order = "published IS NULL, published, id"
        for row in self.select(f"SELECT id FROM document ORDER BY {order}"):  # noqa: S608  a constant
            document = self.document(row["id"])
            if document is not None:
                yield document

    def heads(self, ids: Iterable[str] | None = None, limit: int = -1, offset: int = 0) -> list[Head]:
        """Documents (all, or these) without their texts, by date of publication, the undated last."""
        chosen = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
        sql = f"""SELECT id, title, source, url, authors, published, credit FROM document {chosen}
                  ORDER BY published IS NULL, published, id LIMIT ? OFFSET ?"""  # noqa: S608  constants
        parameters = (limit, offset) if ids is None else (_dump(list(ids)), limit, offset)
        rows = self.mappings(sql, parameters)
        return [Head(**(row | {"authors": tuple(json.loads(row["authors"]))})) for row in rows]

    def document(self, document_id: str) -> Document | None:
        rows = self.select("SELECT * FROM document WHERE id = ?", (document_id,))
        if not rows:
            return None
        row = dict(rows[0])
        return Document.from_row(row | {key: json.loads(row[key]) for key in ("authors", "origin")})

    def count_documents(self) -> int:
        return int(self.select("SELECT count(*) FROM document")[0][0])

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Documents that hold all the words of `query`, best first (BM25).

        Of more than `RANKED` documents that match, the last added are ranked: a word that stands in so many tells
        nothing, and ranking costs 1.2 ms a thousand (100,000 generated documents of 300 words).
        """
        words = quoted(query)
        if not words:
            return []
        # The passage is cut only for the rows shown: cut in the inner query, SQLite makes one for each match.
        sql = """WITH matching AS (SELECT rowid AS place, rank AS score FROM document_fts
                                   WHERE document_fts MATCH :words ORDER BY rowid DESC LIMIT :ranked),
                      best AS (SELECT place, score FROM matching ORDER BY score, place LIMIT :limit)
                 SELECT d.id, d.title, d.source, d.published,
                        (SELECT snippet(document_fts, 1, '«', '»', '…', 24) FROM document_fts
                         WHERE document_fts MATCH :words AND rowid = place) AS passage
                 FROM best JOIN document d ON d.rowid = place ORDER BY score, d.id"""
        return [Hit(*row) for row in self.select(sql, {"words": words, "limit": limit, "ranked": RANKED})]

    # Annotations

    def save_annotations(self, document: Document, rows: Iterable[Annotation], version: str) -> None:
        """Replace a document's annotations and mark it done in this version of the annotators."""
        kept = storable(document, rows)
        for table in ("annotation", "compared"):
            self.connection.execute(f"DELETE FROM {table} WHERE document = ?", (document.id,))  # noqa: S608  a constant
        self.connection.executemany(
            f"INSERT INTO annotation ({_ANNOTATION_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608  a constant
            [row.values() for row in kept],
        )
        sql = "INSERT OR REPLACE INTO done VALUES (?, 'annotate', ?)"
        self.connection.execute(sql, (document.id, version))

    def save_parse(self, sha256: str, version: str, words: bytes) -> None:
        """Keep the parse of a text by this version of the parser."""
        self.connection.execute("INSERT OR REPLACE INTO parsed VALUES (?, ?, ?)", (sha256, version, words))

    def parse(self, sha256: str, version: str) -> bytes | None:
        """The parse that this version of the parser made of a text; None where there is none."""
        rows = self.select("SELECT words FROM parsed WHERE sha256 = ? AND version = ?", (sha256, version))
        return bytes(rows[0]["words"]) if rows else None

    def annotated_by(self, document_id: str) -> str | None:
        """The version of the annotators that last worked on a document; None where none has."""
        rows = self.select("SELECT version FROM done WHERE document = ? AND stage = 'annotate'", (document_id,))
        return str(rows[0]["version"]) if rows else None

    def annotations(self, document_id: str, *labels: str) -> list[Annotation]:
        """A document's rows (all, or of these labels) in text order, the longer first where two start together."""
        sql = f"SELECT {_ANNOTATION_COLUMNS} FROM annotation WHERE document = ?"  # noqa: S608  a constant
        sql += f" AND label IN ({', '.join('?' * len(labels))})" if labels else ""
        # They are stored in this order (`storable`), so that nothing is sorted: the index holds them so.
        sql += " ORDER BY start, rowid"
        with translated_errors(self.path):
            cursor = self.connection.cursor()
            # By place: by name costs twice as much, and linking reads every row of a library once.
            cursor.row_factory = None
            return [stored_annotation(row) for row in cursor.execute(sql, (document_id, *labels))]

    def all_annotations(self) -> Iterator[Annotation]:
        for row in self.select("SELECT id FROM document ORDER BY id"):
            yield from self.annotations(row["id"])

    def waiting(self, version: str) -> list[str]:
        """Ids of the documents that this version of the annotators has not worked on, copies of one text together."""
        sql = """SELECT id FROM document WHERE NOT EXISTS
                 (SELECT 1 FROM done WHERE done.document = document.id AND stage = 'annotate' AND version = ?)
                 ORDER BY sha256, id"""
        return [row["id"] for row in self.select(sql, (version,))]

    # Links and what they make

    def save_links(self, links: Iterable[Link], clusters: Iterable[Cluster]) -> None:
        """Replace all links and clusters: nothing in them is a stored fact (see also `linked.Staged`)."""
        staged = linked.Staged(self)
        staged.alone(links, clusters)
        staged.save()
        staged.close()

    def links(self, kind: str | None = None) -> list[Link]:
        condition = "WHERE kind = ?" if kind else ""
        sql = f'SELECT {linked.LINK_COLUMNS} FROM link {condition} ORDER BY kind, "left", "right", id'  # noqa: S608  a constant
        return [linked.read_link(row) for row in self.mappings(sql, (kind,) if kind else ())]

    def clusters(self, kind: str, documents: Iterable[str] | None = None) -> list[Cluster]:
        """The clusters of a kind, whole; with `documents` only those that have a member in one of them."""
        within = """AND c.id IN (SELECT m.cluster FROM json_each(:ids) d JOIN cluster_member m ON m.member = d.value
                    UNION SELECT m.cluster FROM json_each(:ids) d CROSS JOIN annotation a ON a.document = d.value
                    CROSS JOIN cluster_member m ON m.member = a.id)"""
        sql = f"""SELECT c.id, c.name, c.label, m.member FROM cluster c JOIN cluster_member m ON m.cluster = c.id
                  WHERE c.kind = :kind {"" if documents is None else within} ORDER BY c.id, m.member"""  # noqa: S608
        found: dict[str, Cluster] = {}
        members: dict[str, list[str]] = {}
        ids = _dump(list(documents or ()))
        for row in self.select(sql, {"kind": kind, "ids": ids}):
            members.setdefault(row["id"], []).append(row["member"])
            found[row["id"]] = Cluster(kind, (), row["name"], row["label"])  # type: ignore[arg-type]
        return [Cluster(one.kind, tuple(members[key]), one.name, one.label) for key, one in found.items()]

    # Judgements and problems

    def judge(self, judgement: Judgement) -> str:
        """Append a judgement and return its id; it counts from now on (see `judgements.save_judgement`)."""
        return judgements.save_judgement(self, judgement)

    def judgements(self) -> list[Judgement]:
        """The judgements that hold, in the order they were made (see `judgements.judgements`)."""
        return judgements.judgements(self)

    def save_problem(self, problem: Problem) -> None:
        sql = "INSERT OR REPLACE INTO problem VALUES (?, ?, ?)"
        self.connection.execute(sql, (printable(problem.where), problem.stage, printable(problem.reason)))

    def forget_problems(self, where: str) -> None:
        """Drop the problems of a place that was just read again without one."""
        self.connection.execute('DELETE FROM problem WHERE "where" = ?', (printable(where),))

    def problems(self) -> list[Problem]:
        return [
            Problem(row["where"], row["reason"], row["stage"])
            for row in self.select('SELECT * FROM problem ORDER BY "where"')
        ]

    # What the file remembers of itself

    def state(self) -> tuple[int, int, int, str]:
        """What links depend on: counts of documents, annotations and judgements, and the annotators' versions."""
        sql = """SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM annotation),
                        (SELECT count(*) FROM judgement) + (SELECT count(*) FROM retraction),
                        (SELECT coalesce(group_concat(DISTINCT version), '') FROM done)"""
        documents, annotations, judgements, versions = self.select(sql)[0]
        return (documents, annotations, judgements, versions)

    def setting(self, key: str) -> str | None:
        rows = self.select("SELECT value FROM setting WHERE key = ?", (key,))
        return rows[0]["value"] if rows else None

    def set_setting(self, key: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))

    # Checks

    def faults(self) -> Iterator[str]:
        """What is wrong with the library, one line each; nothing when all holds.

        SQLite's own check, every text against its hash, every span inside its text, every id against
        its content, every reference against an existing row.
        """
        for row in self.select("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield f"SQLite: {row[0]}"
        for row in self.select("SELECT id, text, sha256 FROM document ORDER BY id"):
            if text_digest(row["text"]) != row["sha256"]:
                yield f"document {row['id']}: its text does not have the hash {row['sha256'][:12]}…"
            yield from self._annotation_faults(row["id"], len(row["text"]))
        for row in self.select("SELECT m.cluster, m.member FROM cluster_member m JOIN cluster c ON c.id = m.cluster"
                             " WHERE NOT EXISTS (SELECT 1 FROM annotation a WHERE a.id = m.member)"
                             " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = m.member)"):  # fmt: skip
            yield f"cluster {row['cluster']}: there is no row {row['member']}"

    def _annotation_faults(self, document_id: str, length: int) -> Iterator[str]:
        rows = self.annotations(document_id)
        known = {row.id for row in rows}
        for row in rows:
            if not 0 <= row.start < row.end <= length:
                yield f"annotation {row.id}: {row.start}:{row.end} lies outside its text of {length} characters"
            remade = Annotation.from_row(row.to_row() | {"id": ""})
            if remade.id != row.id:
                yield f"annotation {row.id}: its content has the id {remade.id}"
            for name, reference in (("about", row.about), ("who", row.who)):
                if reference is not None and reference not in known:
                    yield f"annotation {row.id}: its {name} {reference} is no row of the same document"

    def mappings(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query as dictionaries by column."""
        return [dict(row) for row in self.select(sql, parameters)]


def storable(document: Document, rows: Iterable[Annotation]) -> list[Annotation]:
    """The rows that a library keeps of a document, those that point into it, in the order of `Library.annotations`."""
    kept = [row for row in rows if row.document == document.id and 0 <= row.start < row.end <= len(document.text)]
    return sorted(kept, key=lambda row: (row.start, -row.end, row.kind, row.label, row.id))


def quoted(query: str) -> str:
    r"""The words of a query as FTS5 takes them, each as it stands: none is an operator.

    A character 0 parts words, for it would end the query; lone surrogates, which no database holds, are written out.

    >>> quoted("the 'Karsa' front"), quoted("a\0b")
    ('"the" "\'Karsa\'" "front"', '"a" "b"')
    """
    words = printable(query.replace("\0", " ")).split()
    return " ".join('"' + word.replace('"', '""') + '"' for word in words)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
