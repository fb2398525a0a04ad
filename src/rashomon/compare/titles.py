"""What to call a story without taking a side: the places it is told of and the time in which it was told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rashomon.compare.account import Account, flat

#: A place must stand in more than half of the accounts to name their story.
_SHARE = 0.5
#: The labels of the mentions that a title is made of.
PLACES = ("place", "country", "facility")


def title(accounts: Sequence[Account]) -> str:
    """The two places that most accounts name, as most of them write them; "" where there is no such place."""
    uses: dict[str, list[tuple[str, str]]] = {}
    points: dict[str, Counter[str]] = {}
    for account in accounts:
        for row in account.of("mention", "place", "country"):
            if row.value and row.value.startswith("geonames:"):
                points.setdefault(flat(account.words(row)).casefold(), Counter())[row.value] += 1
    for account in accounts:
        for row in account.of("mention", *PLACES):
            words = flat(account.words(row))
            uses.setdefault(_place_key(row.value, words, points), []).append((account.document.id, words))
    ranked = sorted((-len({document for document, _ in found}), -len(found), key, found) for key, found in uses.items())
    names = [_commonest(found) for documents, _, _, found in ranked[:2] if -documents > _SHARE * len(accounts)]
    return ", ".join(names)


def _place_key(value: str | None, words: str, points: Mapping[str, Counter[str]]) -> str:
    """One key for a place: where others put a place of that name on the map, it is there for those who did not."""
    if value and value.startswith("geonames:"):
        return value
    name = words.casefold()
    known = points.get(name)
    return min(known, key=lambda one: (-known[one], one)) if known else name


def _commonest(found: Iterable[tuple[str, str]]) -> str:
    words = [one for _, one in found]
    return min(set(words), key=lambda one: (-words.count(one), len(one), one))


def stretch(published: Iterable[str | None]) -> tuple[str, str] | None:
    """The first and last day of publication (ISO 8601, as precise as they are); None where none is known."""
    days = sorted(one[:10] for one in published if one)
    return (days[0], days[-1]) if days else None
