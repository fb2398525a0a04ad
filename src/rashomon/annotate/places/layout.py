"""The gazetteer's file: places as entries, packed into the plain arrays that `gazetteer.Gazetteer` reads."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rashomon.annotate.places.gazetteer import fold

LONGEST_NAME = 40
_LATIN_START = re.compile(r"(?:al|an|ar|as|ash|at|az|ad|el|ed|er|es|d|l|s)[- '’]")
_CODE = re.compile(r"[A-Z]{1,4}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place before it is packed; `sort` is one of those of `gazetteer`, `others` its names besides `name`."""

    sort: int
    geonames: int
    lat: float
    lon: float
    people: int
    country: str
    admin1: str
    name: str
    others: tuple[str, ...] = ()


def is_latin_name(name: str) -> bool:
    """Not a code ("ALP") nor a transliteration by syllables ("a lei po"), which GeoNames writes in lower case."""
    return bool((name[:1].isupper() or _LATIN_START.match(name)) and not _CODE.fullmatch(name))


def pack(entries: Sequence[Entry]) -> bytes:
    """The file's bytes, a compressed `.npz`; the same entries in the same order give the same bytes."""
    regions = sorted({(one.country, one.admin1) for one in entries})
    region_of = {region: index for index, region in enumerate(regions)}
    names = _names(entries)
    keys = sorted(names)
    postings = [(index, other) for key in keys for index, other in sorted(names[key].items())]
    arrays: dict[str, Any] = {
        "keys": np.frombuffer(b"\n".join(keys), np.uint8),
        "counts": np.array([len(names[key]) for key in keys], np.uint16),
        "places": np.array([index for index, _ in postings], np.uint32),
        "other": np.packbits(np.array([other for _, other in postings], np.uint8)),
        "sort": np.array([one.sort for one in entries], np.uint8),
        "geonames": np.array([one.geonames for one in entries], np.uint32),
        "lat": np.array([round(one.lat * 1000) for one in entries], np.int32),
        "lon": np.array([round(one.lon * 1000) for one in entries], np.int32),
        "people": np.array([one.people for one in entries], np.uint32),
        "region": np.array([region_of[one.country, one.admin1] for one in entries], np.uint16),
        "regions": np.frombuffer("\n".join(f"{c}.{a}" for c, a in regions).encode(), np.uint8),
    }
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    return packed.getvalue()


def _names(entries: Iterable[Entry]) -> dict[bytes, dict[int, int]]:
    """For each folded name the entries that bear it, each with 1 where the name is not its first."""
    names: dict[bytes, dict[int, int]] = defaultdict(dict)
    for index, one in enumerate(entries):
        main = fold(one.name)
        for other in (one.name, *one.others):
            key = fold(other)
            if key.isascii() and 1 < len(key) <= LONGEST_NAME and not key.isdecimal():
                names[key.encode()].setdefault(index, int(key != main))
    return names
