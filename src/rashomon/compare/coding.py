"""The table a scholar codes by hand: a row for each passage put in somebody's mouth, with source, cue and chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.compare.account import Account
from rashomon.model import Annotation, Row


def attribution_rows(accounts: Iterable[Account]) -> Iterator[Row]:
    """One row an attribution, in the accounts' order and text order; all words as they stand in the text.

    `chain` runs from the outlet to the innermost source, joined by " → ", with "?" where nobody is named.
    """
    for account in accounts:
        for row in account.of("attribution"):
            yield _row(account, row)


def _row(account: Account, row: Annotation) -> Row:
    document = account.document
    cues = account.about(row, "cue")
    who = account.row(row.who)
    outlet = document.source or document.title or document.id
    chain = [outlet, *(_source(account, one) for one in (*account.chain(row), row) if one.label != "scare")]
    return {
        "document": document.id, "outlet": document.source, "title": document.title, "published": document.published,
        "id": row.id, "inside": row.about, "start": row.start, "end": row.end, "content": account.words(row),
        "manner": row.label, "stance": row.value, "cue": " … ".join(account.words(one) for one in cues) or None,
        "source": None if who is None else account.words(who), "source_label": None if who is None else who.label,
        "source_entity": None if who is None else who.value, "chain": " → ".join(chain),
    }  # fmt: skip


def _source(account: Account, attribution: Annotation) -> str:
    who = account.row(attribution.who)
    return "?" if who is None else account.words(who)
