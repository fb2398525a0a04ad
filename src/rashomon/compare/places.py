"""Where an account's happenings are said to be: the places it names, each with its passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.compare.account import Account, flat
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.model import Row


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Located:
    """A place that accounts name: its value as the contract writes it, None where no place was found for the words."""

    name: str  # as it is written most often
    value: str | None
    label: str  # place or country
    passages: tuple[Passage, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.passages))

    @property
    def told(self) -> dict[str, list[Passage]]:
        """The passages by document, as they come."""
        found: dict[str, list[Passage]] = {}
        for one in self.passages:
            found.setdefault(one.document, []).append(one)
        return found

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees; None where the value has none.

        >>> Located("Velm", "geo:12.5,-3", "place", ()).point
        (12.5, -3.0)
        """
        lat, comma, lon = (self.value or "").rpartition(":")[2].rpartition("@")[2].partition(",")
        try:
            return (float(lat), float(lon)) if comma and abs(float(lat)) <= 90 and abs(float(lon)) <= 180 else None
        except ValueError:
            return None

    def to_row(self) -> Row:
        passages = [one.to_row() for one in self.passages]
        return {"name": self.name, "value": self.value, "label": self.label, "passages": passages}


def find_places(accounts: Iterable[Account]) -> tuple[Located, ...]:
    """The places and countries that accounts name, those named most first; what has no value is told by its words."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for account in accounts:
        for row in account.of("mention", "place", "country"):
            key = row.value or f"?{flat(account.words(row)).casefold()}"
            found.setdefault((row.label, key), []).append(account.passage(row))
    made = [
        Located(_name(passages), None if key.startswith("?") else key, label, tuple(passages))
        for (label, key), passages in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.passages), one.name, one.value or "", one.label)))


def _name(passages: Iterable[Passage]) -> str:
    counts = Counter(flat(one.words) for one in passages)
    return min(counts, key=lambda words: (-counts[words], len(words), words))
