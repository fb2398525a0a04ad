"""Documents annotated, each with what linking reads of it, so that no text is touched twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, cast

from rashomon import vocab
from rashomon.engines.guarded import annotate_guarded
from rashomon.engines.local import batches
from rashomon.link import packed
from rashomon.link.accounts import Account, account_of
from rashomon.link.copies import Numbers, words_of
from rashomon.link.entities import stated_aliases
from rashomon.link.likeness import heading
from rashomon.link.quotations import keyed_quotations
from rashomon.link.versions import revision_of
from rashomon.model import Annotation, Document, Problem, Row

#: Columns of JSON: of `slim` and `names` all comes to the driver, of the others what a join asks for.
TEXTS = ("id", "row", "annotations", "problem", "account", "slim", "names", "aliases", "quotations", "page", "revision")


def schema() -> Any:
    """What annotating gives of each document; `shingles` are the kept ones, as signed numbers of 64 bits."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema([*((one, pa.string()) for one in TEXTS), ("shingles", pa.list_(pa.int64()))])


def annotate_rows(rows: list[Row]) -> Iterator[Row]:
    """For each document (`id`, `row`) its annotations and what linking compares; a problem where it has none."""
    documents = (Document.from_row(json.loads(one["row"])) for one in rows)
    for batch in batches(documents, lambda one: len(one.text)):
        for document, found in zip(batch, annotate_guarded(batch), strict=True):
            yield linkable(document, found)


def linkable(document: Document, found: list[Annotation] | Problem) -> Row:
    """A row of `schema`."""
    annotations = [] if isinstance(found, Problem) else found
    account = account_of(document, annotations)
    revision = revision_of(document)
    held = packed.to_row(account)
    terms, names = held.pop("terms"), held.pop("names")
    shingles = words_of(document.text, Numbers()).kept
    return {
        "id": document.id,
        "row": _dump(document.to_row()),
        "annotations": _dump([one.to_row() for one in annotations]),
        "problem": found.reason if isinstance(found, Problem) else None,
        "account": _dump(held),
        "slim": _dump({"day": account.day, "title": account.title, "text": lead(account), "terms": terms}),
        "names": _dump(names),
        "aliases": _dump(sorted(stated_aliases(account))),
        "quotations": _dump(keyed_quotations(account)),
        "page": None if revision is None else revision.page,
        "revision": None if revision is None else _dump(asdict(revision)),
        "shingles": shingles.view("int64").tolist(),
    }


def lead(account: Account) -> str:
    """As much of the text as stories read: what `heading` shows, and the first characters that weigh more."""
    first = account.text.find(heading(account)) if not account.title else 0
    return account.text[: max(vocab.load("link_stories")["lead"], first + 121)]


def account_from(row: Row, document: Document | None = None) -> Account:
    """The account of a row of `schema` with its text; `document` is that of the row where it is at hand."""
    document = document or Document.from_row(json.loads(row["row"]))
    held = json.loads(row["account"])
    held |= {"terms": json.loads(row["slim"])["terms"], "names": json.loads(row["names"])}
    return packed.from_row(held, document)


class SlimAccount(Account):
    """The account of a row of `schema` as far as stories and entities read it: no claims, only the lead of the text.

    Its counted words stay JSON, which they are read from when asked for: as objects they take ten times as much.
    """

    __slots__ = ("_terms",)
    _terms: bytes

    def __init__(self, row: Row) -> None:
        slim = json.loads(row["slim"])
        held = {"id": row["id"], "text": slim["text"], "title": slim["title"] or "", "source": "", "day": slim["day"]}
        held |= {"names": packed.to_names(json.loads(row["names"])), "deeds": (), "quoted": (), "authors": ()}
        held["_terms"] = _dump(slim["terms"]).encode()
        for name, value in held.items():
            object.__setattr__(self, name, value)

    @property
    def terms(self) -> dict[str, int]:
        return cast("dict[str, int]", json.loads(self._terms))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
