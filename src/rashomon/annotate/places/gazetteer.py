"""The packaged gazetteer: a name in, the places of that name out, with GeoNames ids, coordinates and people.

`gazetteer.npz` beside this file holds GeoNames places (CC BY 4.0) as plain arrays; `tools/gazetteer.py` makes it.
Names are folded (`fold`) and sorted in one block of bytes that a lookup bisects, so 500,000 names take 6 MB, not the
300 MB of a dictionary, and a file that is only read is safe for any number of processes.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("gazetteer.npz")
CITY, ADMIN1, ADMIN2, COUNTRY, LISTED = range(5)

_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "đ": "d", "Đ": "D", "æ": "ae", "œ": "oe", "ə": "e"}
    | dict.fromkeys("'’‘`ʿʾʻʼ.´\u200e\u200f", "")
    | dict.fromkeys("-–_‑", " ")
)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes, points and hyphens.

    >>> fold("Deir ez-Zor"), fold("Ḩalab"), fold("St. Moritz")
    ('deir ez zor', 'halab', 'st moritz')
    """
    if name.isascii():
        return " ".join(name.lower().translate(_PLAIN).split())
    letters = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN)
    plain = "".join(one for one in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(one))
    return " ".join(plain.translate(_PLAIN).split())


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `geonames` is 0 where there is no id; `people` 0 where not known; `other` for a secondary name."""

    sort: int
    geonames: int
    lat: float
    lon: float
    people: int
    country: str
    admin1: str
    other: bool = False

    @property
    def value(self) -> str:
        """The place as a mention's value."""
        at = f"{self.lat:.3f},{self.lon:.3f}"
        return f"geonames:{self.geonames}@{at}" if self.geonames else f"geo:{at}"


class _Keys(Sequence[bytes]):
    """The sorted names in one block of bytes, as a sequence to bisect."""

    def __init__(self, block: bytes, starts: Any) -> None:
        self.block, self.starts = block, starts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: Any) -> Any:
        return self.block[self.starts[index] : self.starts[index + 1] - 1]


class Gazetteer:
    """The arrays of `gazetteer.npz`, with `find` to look a name up."""

    def __init__(self, path: Path = FILE) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self._arrays: dict[str, Any] = {name: arrays[name] for name in arrays.files}
        block = self._arrays.pop("keys").tobytes()
        ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n"))
        self._keys = _Keys(block + b"\n", np.concatenate(([0], ends + 1, [len(block) + 1])))
        self._first = np.concatenate(([0], np.cumsum(self._arrays.pop("counts"), dtype=np.int64)))
        self._other = np.unpackbits(self._arrays.pop("other"))
        self._regions = self._arrays.pop("regions").tobytes().decode("ascii").split("\n")

    def find(self, name: str) -> list[Place]:
        """Every place of that name, those of more people first."""
        return self._find(fold(name).encode("ascii", "replace"))

    @lru_cache(maxsize=8_192)  # noqa: B019  one gazetteer lives as long as the process
    def _find(self, key: bytes) -> list[Place]:
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return []
        postings = range(int(self._first[at]), int(self._first[at + 1]))
        found = [self._place(int(self._arrays["places"][one]), bool(self._other[one])) for one in postings]
        return sorted(found, key=lambda one: (-one.people, one.sort, one.geonames, one.lat, one.lon))

    def countries(self) -> list[Place]:
        """Every country, one each."""
        return [self._place(int(one), False) for one in np.flatnonzero(self._arrays["sort"] == COUNTRY)]

    def divisions(self, country: str) -> list[Place]:
        """The first-order divisions of a country."""
        found = (self._place(int(one), False) for one in np.flatnonzero(self._arrays["sort"] == ADMIN1))
        return [one for one in found if one.country == country]

    def known(self, geonames: int) -> Place | None:
        """The place with this GeoNames id; None where it is not in this gazetteer."""
        ids, places = self._by_id
        at = bisect_left(ids, geonames) if geonames else len(ids)
        return self._place(int(places[at]), False) if at < len(ids) and ids[at] == geonames else None

    # What a map asks for is laid out when first asked for, in 20 ms and 9 MB; a walk over all places took 0.3 ms each.
    @cached_property
    def _by_id(self) -> tuple[Any, Any]:
        """The ids in order, each with the first place that has it."""
        order = np.argsort(self._arrays["geonames"], kind="stable")
        return self._arrays["geonames"][order], order.astype(np.uint32)

    @cached_property
    def _cities(self) -> tuple[Any, Any, Any]:
        """The cities, those of most people first: which places they are, latitudes, longitudes."""
        found = np.flatnonzero(self._arrays["sort"] == CITY)
        order = found[np.lexsort((found, -self._arrays["people"][found].astype(np.int64)))].astype(np.uint32)
        return order, self._arrays["lat"][order] / 1000, self._arrays["lon"][order] / 1000

    @cached_property
    def _postings(self) -> Any:
        """For each place the first posting that is its own name; the number of postings where it has none."""
        found = np.full(len(self._arrays["geonames"]), len(self._arrays["places"]), np.uint32)
        own = np.flatnonzero(self._other[: len(self._arrays["places"])] == 0)[::-1]
        found[self._arrays["places"][own]] = own
        return found

    def within(self, low: tuple[float, float], high: tuple[float, float], most: int) -> list[tuple[str, Place]]:
        """The largest cities between two corners (latitude, longitude), at most `most`, with their folded names."""
        cities, lat, lon = self._cities
        inside: Any = ()
        for first in (4_096, len(cities)):  # the largest alone fill a map of half the world
            if len(inside) < most:
                y, x = lat[:first], lon[:first]
                inside = np.flatnonzero((y >= low[0]) & (y <= high[0]) & (x >= low[1]) & (x <= high[1]))[:most]
        return [found for one in cities[inside].tolist() if (found := self._named(one))[0]]

    @lru_cache(maxsize=8_192)  # noqa: B019  one gazetteer lives as long as the process
    def _named(self, index: int) -> tuple[str, Place]:
        """A place with its folded first name: maps of many stories show the same, and 96 took 2 of 6 CPU ms of one."""
        return self._name(index), self._place(index, False)

    def _name(self, index: int) -> str:
        """The folded first name of a place; "" for a place that goes only by other names."""
        posting = int(self._postings[index])
        if posting == len(self._arrays["places"]):
            return ""
        key = int(np.searchsorted(self._first, posting, side="right")) - 1
        return bytes(self._keys[key]).decode("ascii")

    def _place(self, index: int, other: bool) -> Place:
        country, _, admin1 = self._regions[self._arrays["region"][index]].partition(".")
        get = self._arrays
        return Place(
            int(get["sort"][index]), int(get["geonames"][index]), int(get["lat"][index]) / 1000,
            int(get["lon"][index]) / 1000, int(get["people"][index]), country, admin1, other,
        )  # fmt: skip


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer, read once a process."""
    return Gazetteer()
