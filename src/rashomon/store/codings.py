"""What people answered of accounts by a codebook: append-only, with who and when and the spans they went by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from rashomon.model import Coding, RashomonError

if TYPE_CHECKING:
    from rashomon.store.library import Library

#: Under this key a library keeps its codebook, as the TOML that was given.
CODEBOOK = "codebook"


def save_codings(library: Library, codings: Iterable[Coding]) -> int:
    """Append answers, all or none; how many. Raises RashomonError for what cannot be: a span outside, no coder."""
    number = 0
    with library.transaction():
        for number, one in enumerate(codings, 1):  # noqa: B007  the last number is the count
            _check(library, one)
            library.connection.execute(
                'INSERT INTO coding (document, variable, value, "by", at, evidence, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
                (one.document, one.variable, one.value, one.by, one.at, json.dumps(one.evidence), one.note),
            )
    return number


def codings(library: Library) -> list[Coding]:
    """Every answer in the order it was given, what was taken back too."""
    sql = 'SELECT document, variable, value, "by", at, evidence, note FROM coding ORDER BY number'
    return [
        Coding(**(row | {"evidence": tuple((low, high) for low, high in json.loads(row["evidence"]))}))
        for row in library.mappings(sql)
    ]


def _check(library: Library, one: Coding) -> None:
    rows = library.select("SELECT length(text) FROM document WHERE id = ?", (one.document,))
    if not rows:
        raise RashomonError(f"there is no document {one.document!r} in the library")
    if any(not 0 <= start < end <= rows[0][0] for start, end in one.evidence):
        raise RashomonError(f"evidence of {one.variable!r} lies outside of the text")
    if not one.by:
        raise RashomonError("an answer needs the name of who gives it")
    try:
        zoned = datetime.fromisoformat(one.at).tzinfo is not None
    except ValueError:
        zoned = False
    if not zoned:
        raise RashomonError(f"an answer needs an ISO 8601 time with a zone, not {one.at!r}")
