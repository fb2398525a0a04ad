"""The table a scholar codes by hand: a row for each passage put in somebody's mouth, with source, cue and chain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rashomon.compare.account import Account
from rashomon.compare.source_sorts import is_group, source_sort
from rashomon.compare.speakers import has_proper_name
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
    outlet = document.source or document.title or document.id
    chain = [outlet, *chain_names(account, row)]
    return {
        "document": document.id, "outlet": document.source, "title": document.title, "published": document.published,
        "id": row.id, "inside": row.about, "start": row.start, "end": row.end, "content": account.words(row),
        "manner": row.label, "stance": row.value, "cue": " … ".join(account.words(one) for one in cues) or None,
        **_who(account, row), "chain": " → ".join(chain), "depth": len(chain) - 1,
        "piece_of": next((f"{row.document}:{one.value}" for one in cues if one.value), None),
        "place": place(document.text, row.start),
    }  # fmt: skip


def chain_names(account: Account, row: Annotation) -> list[str]:
    """Who speaks, from the outermost inwards, as the document calls them; "?" where nobody is named."""
    return [_source(account, one) for one in (*account.chain(row), row) if one.label != "scare"]


def _who(account: Account, row: Annotation) -> Row:
    """The columns that say who speaks: the phrase, the name, the sort where unnamed, and whether they are several."""
    who = account.row(row.who)
    if who is None:
        keys = ("source", "source_name", "source_label", "source_entity", "source_sort", "named", "group")
        return dict.fromkeys(keys)
    words, name = account.words(who), account.name(who)
    named = has_proper_name(account, who)
    return {
        "source": words, "source_name": name, "source_label": who.label, "source_entity": who.value,
        "source_sort": None if named else source_sort(name, who.label), "named": named,
        "group": is_group(name, who.label),
    }  # fmt: skip


def place(text: str, start: int) -> str:
    """Where in the text something stands: `headline` (its first line, before a blank one) or a paragraph's number.

    >>> place("Karsa falls\\n\\nThe army left.", 3), place("Karsa falls\\n\\nThe army left.", 14)
    ('headline', 'paragraph 1')
    """
    before = re.split(r"\n[^\S\n]*\n\s*", text[:start].lstrip())
    first = text.lstrip().partition("\n")
    headed = first[2].startswith("\n") and not first[0].rstrip().endswith((".", "!", "?", "”", '"'))
    if headed and len(before) == 1:
        return "headline"
    return f"paragraph {len(before) - headed}"


def _source(account: Account, attribution: Annotation) -> str:
    who = account.row(attribution.who)
    return "?" if who is None else account.name(who)
