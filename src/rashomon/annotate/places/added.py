"""The gazetteers that a user added: files in one folder of theirs, each named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rashomon import user_data
from rashomon.annotate.places.dump import read_dump
from rashomon.annotate.places.gazetteer import ADMIN1, ADMIN2, Gazetteer, Place, load_gazetteer
from rashomon.annotate.places.layout import pack
from rashomon.model import RashomonError

SETTING = "RASHOMON_GAZETTEERS"
_SAME = 1.0  # degrees between a division that has an id and the same one placed at the mean of its cities


def folder() -> Path:
    """Where the added gazetteers lie: RASHOMON_GAZETTEERS, else the user's data folder."""
    named = os.environ.get(SETTING)
    if named:
        return Path(named)
    return user_data.folder() / "gazetteers"


def add(path: Path) -> tuple[str, int]:
    """Pack a GeoNames dump into the folder; its hash and how many places it has. Adding it again changes nothing."""
    entries = read_dump(path)
    packed = pack(entries)
    digest = hashlib.sha256(packed).hexdigest()
    target = folder()
    target.mkdir(parents=True, exist_ok=True)
    partial = target / f".{digest}.{os.getpid()}"
    partial.write_bytes(packed)
    partial.replace(target / f"{digest}.npz")
    added_hashes.cache_clear()
    return digest, len(entries)


@cache
def added_hashes() -> tuple[str, ...]:
    """The hashes of the added gazetteers in order: what the values of places depend on besides the packaged one."""
    try:
        return tuple(sorted(one.stem for one in folder().glob("*.npz")))
    except OSError:
        return ()


@cache
def load_places() -> Places:
    """The packaged gazetteer with those that the user added, read once a process."""
    return Places(load_gazetteer(), [_load(folder() / f"{one}.npz") for one in added_hashes()])


def _load(path: Path) -> Gazetteer:
    """An added gazetteer whose bytes are still those that its name says.

    Raises RashomonError for a file that was changed: what a value of a place means must not depend on it.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
        raise RashomonError(f"{path} is not what was added: delete it and add its dump again")
    return Gazetteer(path)


class Places:
    """Several gazetteers as one; a place that two of them have is told once, by the packaged one."""

    def __init__(self, packaged: Gazetteer, added: Sequence[Gazetteer]) -> None:
        self.packaged = packaged
        self.added = added

    def find(self, name: str) -> list[Place]:
        """Every place of that name, those of more people first."""
        found = self.packaged.find(name)
        more = [one for gazetteer in self.added for one in gazetteer.find(name)]
        if not more:
            return found
        divisions = [one for one in more if one.sort in (ADMIN1, ADMIN2)]
        found = [one for one in found if one.geonames or not any(_is_same(one, other) for other in divisions)]
        by_id = {one.geonames: one for one in reversed([*found, *more]) if one.geonames}
        idless = [one for one in found if not one.geonames]
        return sorted([*by_id.values(), *idless], key=lambda one: (-one.people, one.sort, one.geonames))

    def countries(self) -> list[Place]:
        return self.packaged.countries()

    def divisions(self, country: str) -> list[Place]:
        return self.packaged.divisions(country)


def _is_same(mean: Place, division: Place) -> bool:
    """Whether a division placed at the mean of its cities is this one."""
    return (
        mean.sort == division.sort
        and mean.country == division.country
        and abs(mean.lat - division.lat) < _SAME
        and abs(mean.lon - division.lon) < _SAME
    )
