"""CSV and TSV tables with a text a row: the columns are guessed, the guess kept in the document's notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from rashomon.ids import content_id, text_digest
from rashomon.ingest.columns import columns_of
from rashomon.ingest.dates import iso_date
from rashomon.ingest.decode import clean_characters, decode, is_text
from rashomon.ingest.html_authors import names_of
from rashomon.ingest.language import language_of
from rashomon.ingest.raw import Found, Raw
from rashomon.model import Document, Origin, Problem

NAME = "table"
MEDIA_TYPES = ("text/csv", "text/tab-separated-values")
STREAMS = True
DELIMITERS = ",;\t|"
SEEN = 50  # rows by which the columns are guessed
KNOWN = (
    "text",
    "body",
    "content",
    "article",
    "title",
    "headline",
    "date",
    "published",
    "url",
    "source",
    "author",
    "id",
)


def recognises(raw: Raw) -> float:
    """0.7 when the first line names columns of documents and the next has as many fields."""
    if not is_text(raw.head):
        return 0.0
    head = decode(raw.head)
    for delimiter in DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(head), delimiter=delimiter), 3))
        except csv.Error:
            continue
        if len(rows) < 2 or not 2 <= len(rows[0]) <= 400 or any(len(name) > 60 for name in rows[0]):
            continue
        names = {name.strip().lower() for name in rows[0]}
        told = {name.strip().lower() for name in raw.options.columns.values()}
        whole = len(rows) < 3 or len(rows[1]) == len(rows[0])
        if whole and (names & told or sum(any(one in name for one in KNOWN) for name in names) >= 2):
            return 0.7
    return 0.0


def read(raw: Raw) -> Iterator[Found]:
    """One document a row, read as a stream; rows without a text are problems with their number."""
    csv.field_size_limit(min(raw.options.max_bytes, 2**31 - 1))
    head = decode(raw.head)
    names = head.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=names.count)
    encoding = (
        "utf-16" if raw.head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig" if _is_utf8(raw.head) else "cp1252"
    )
    with raw.open() as stream:
        lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        table = csv.DictReader((line.replace("\0", "") for line in lines), delimiter=delimiter)
        first = list(islice(table, SEEN))
        columns = columns_of(raw, list(table.fieldnames or ()), first)
        for number, row in enumerate(chain(first, table), start=2):
            yield row_document(row, columns, raw, number)


def _is_utf8(head: bytes) -> bool:
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return (
            len(head) > 4
            and "\ufffd" not in head[:-4].decode("utf-8", "ignore")[-1:]
            and decode(head[:-4]) != head[:-4].decode("cp1252", "replace")
        )
    return True


def row_document(row: Mapping[str, str | None], columns: Mapping[str, str], raw: Raw, number: int) -> Found:
    """The document of one row; its id is the row's own, or by its text and address."""
    values = {
        ours: clean_characters(value).strip()
        for ours, name in columns.items()
        if isinstance(value := row.get(name), str)
    }
    text = "\n\n".join(part.strip() for part in values.get("text", "").split("\n") if part.strip())
    if not text:
        return Problem(f"{raw.where}:{number}", f"the row has no text in the column {columns['text']!r}")
    stated = values.get("published", "")
    notes = {"columns": dict(columns), "row": number} | (
        {"date": stated} if stated and iso_date(stated) is None else {}
    )
    url = values.get("url") or None
    return Document(
        id=values.get("id") or content_id("document", text_digest(text), url), text=text,
        title=values.get("title") or None,
        source=values.get("source") or None, url=url, authors=tuple(names_of(values.get("authors", ""))),
        published=iso_date(stated), language=values.get("language", "")[:2].lower() or language_of(text),
        credit=values.get("credit") or None, origin=Origin(path=raw.path, media_type=MEDIA_TYPES[0], notes=notes),
    )  # fmt: skip
