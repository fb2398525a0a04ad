"""Invented accounts with rows written by hand, so that linking is tested without a parse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.model import Annotation, Document

Account = tuple[Document, list[Annotation]]

NAMES = {
    "Ansel Tavi": "person", "Tavi": "person", "Karsa": "place", "Velm": "place", "Northern Front": "armed_group",
    "Northern Front Army": "armed_group", "NFA": "armed_group", "Qaddar Fahoumi": "person", "Gaddar Fahumi": "person",
}  # fmt: skip


def account(identity: str, text: str, happenings: dict[str, str], published: str | None = "2019-08-14") -> Account:
    """A document whose names (NAMES) are mentions and whose `happenings` (words → type) are claims."""
    document = Document(identity, text, published=published)
    rows: list[Annotation] = []
    for found in re.finditer("|".join(sorted(NAMES, key=len, reverse=True)), text):
        words = found.group()
        rows.append(Annotation(identity, *found.span(), "mention", NAMES[words], words.lower(), None, None, "names@1"))
    for words, label in happenings.items():
        for found in re.finditer(re.escape(words), text):
            start = text.rfind(".", 0, found.start()) + 1
            end = text.find(".", found.end())
            end = len(text) if end < 0 else end
            claim = Annotation(identity, start, end, "claim", label, "asserted", f"a{found.start()}", None, "claims@1")
            rows.append(claim)
            rows.append(Annotation(identity, *found.span(), "role", "predicate", None, claim.id, None, "claims@1"))
    return document, rows


def words_of(row_id: str, accounts: Sequence[Account]) -> str:
    """The words of a mention, or of a claim's predicate."""
    for document, rows in accounts:
        for row in rows:
            if row.id == row_id and row.kind == "mention":
                return document.text[row.start : row.end]
            if row.about == row_id and row.label == "predicate":
                return document.text[row.start : row.end]
    raise AssertionError(row_id)
