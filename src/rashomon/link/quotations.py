"""The same short quotation in several accounts: words in quotation marks that are the same from mark to mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TypeAlias

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.intervals import Interval
from rashomon.link.keys import WORD, fold, is_empty

Pair: TypeAlias = tuple[str, str]


def short_quotations(accounts: Sequence[Account]) -> dict[Pair, list[tuple[Interval, Interval]]]:
    """For each pair of accounts, left id first, the places of the short quotations that both have, in text order.

    A quotation counts by its words, from mark to mark. Where an account has it twice, the first place is taken.
    """
    most = vocab.load("link_copies")["most_of_quotation"]
    holders: dict[str, dict[str, Interval]] = {}
    for one in sorted(accounts, key=lambda one: one.id):
        for key, place in keyed_quotations(one).items():
            holders.setdefault(key, {})[one.id] = place
    found: dict[Pair, list[tuple[Interval, Interval]]] = {}
    for places in holders.values():
        if 1 < len(places) <= most:
            for (left, here), (right, there) in combinations(places.items(), 2):
                found.setdefault((left, right), []).append((here, there))
    return {pair: sorted(found[pair]) for pair in sorted(found)}


def keyed_quotations(account: Account) -> dict[str, Interval]:
    """The words of each short quotation of an account, folded, with the first place where they stand."""
    found: dict[str, Interval] = {}
    for start, end in account.quoted:
        key = _key(account.text, start, end)
        if key:
            found.setdefault(key, (start, end))
    return found


def _key(text: str, start: int, end: int) -> str:
    """The folded words of a quotation short enough not to be found by alignment, and of some content; else empty."""
    settings = vocab.load("link_copies")
    if end - start > 40 * settings["least_quotation"]:
        return ""
    words = [fold(one.group()) for one in WORD.finditer(text, start, end)]
    full = sum(not is_empty(one) for one in words)
    if not settings["short_quotation"] <= len(words) < settings["least_quotation"] or full < settings["short_content"]:
        return ""
    return " ".join(words)
