"""Which mentions are one entity in a document: full names, short forms, acronyms, stated aliases, as a shared key."""

from __future__ import annotations

from rashomon.annotate.names.runs import Name
from rashomon.annotate.names.words import Words


def key_names(words: Words, names: list[Name], parties: list[Name]) -> None:
    """Set `key` of every name: the normalised fullest name of its entity."""
    for name in [*names, *parties]:
        name.key = " ".join(words.said(name.start, name.end).lower().split())
