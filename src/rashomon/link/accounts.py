"""What linking keeps of one account: its words counted, its names, its claims with the keys they are compared by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.link import keys
from rashomon.link.deeds import Deed, Page, Stems, deeds_of
from rashomon.link.intervals import Interval, day_interval
from rashomon.link.named import Name, names_of
from rashomon.model import Annotation, Document

# Straight and typographic quotation marks of at most 2,000 characters: longer ones are mostly a mark that was lost.
_QUOTED = re.compile(r'"([^"\n]{12,2000})"|“([^”]{12,2000})”|«([^»]{12,2000})»')


@dataclass(frozen=True, slots=True)
class Account:
    """One document, seen as one telling: what is left of it for linking."""

    id: str
    text: str
    title: str
    source: str
    day: int | None  # proleptic ordinal of `published`
    terms: dict[str, int]
    names: tuple[Name, ...]
    deeds: tuple[Deed, ...]
    quoted: tuple[Interval, ...] = field(default=())
    authors: tuple[str, ...] = field(default=())


def account_of(document: Document, rows: Sequence[Annotation], wrong: frozenset[str] = frozenset()) -> Account:
    """The account that `rows` make of `document`; rows that a person judged `wrong` are left out."""
    rows = [row for row in rows if row.id not in wrong]
    mentions = {row.id: row for row in rows if row.kind == "mention"}
    names = names_of(document, mentions.values())
    title = document.title or ""
    words = Stems.of(document.text)
    terms = Counter(one for one in words.stems if one)
    terms.update(keys.content_stems(title))
    return Account(
        document.id,
        document.text,
        title,
        document.source or "",
        _published(document.published),
        dict(sorted(terms.items())),
        names,
        deeds_of(Page.of(document, words, mentions, names), rows),
        _quoted(document.text, rows),
        document.authors,
    )


def _published(value: str | None) -> int | None:
    days = day_interval(value or "")
    return days[0] if days and days[0] == days[1] else None


def _quoted(text: str, rows: Sequence[Annotation]) -> tuple[Interval, ...]:
    spans = [(row.start, row.end) for row in rows if row.kind == "attribution" and row.label in ("direct", "mixed")]
    spans += [found.span() for found in _QUOTED.finditer(text)]
    merged: list[Interval] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
