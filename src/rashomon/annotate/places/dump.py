"""A GeoNames country dump, read as entries: `XX.zip` or `XX.txt` of https://download.geonames.org/export/dump/.

Nineteen columns with tabs between them, one place a line (the dump's readme.txt names them); CC BY 4.0. Populated
places with their quarters (feature class P) and divisions (class A) are kept; rivers, hills and buildings are not.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rashomon.annotate.places.gazetteer import ADMIN1, ADMIN2, CITY
from rashomon.annotate.places.layout import Entry, is_latin_name
from rashomon.model import RashomonError

WHERE = "a GeoNames country dump such as SY.zip from https://download.geonames.org/export/dump/"
COLUMNS = 19
#: The largest country dump (US) has 2.2 million lines and 320 MB; allCountries.txt, with 1.6 GB, is refused.
LARGEST = 500_000_000
#: Names of a place besides its first that are kept: more are spellings in other languages.
MOST_NAMES = 30
#: Places that are gone or have no people of their own any more ("destroyed", "abandoned", "historical").
_GONE = frozenset({"PPLQ", "PPLW", "PPLH", "PPLCH", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADMDH"})


def read_dump(path: Path) -> list[Entry]:
    """The populated places and divisions of a dump, in the order of the file.

    Raises RashomonError, with the line and what to do, for a file that is no dump, is too large or holds no place.
    """
    if not path.is_file():
        raise RashomonError(f"{path} is no file: give {WHERE}")
    found: list[Entry] = []
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                entry = _entry(line.rstrip("\r\n").split("\t"), number, path)
                if entry is not None:
                    found.append(entry)
    if not found:
        raise RashomonError(f"{path} holds no populated place and no division: give {WHERE}")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOBase]:
    """The lines of a text file, or of the one dump inside a ZIP file."""
    if not zipfile.is_zipfile(path):
        _check_size(path, path.stat().st_size)
        with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            yield lines
        return
    with zipfile.ZipFile(path) as packed:
        inside = [one for one in packed.infolist() if one.filename.endswith(".txt") and one.filename != "readme.txt"]
        if len(inside) != 1:
            raise RashomonError(f"{path} holds {len(inside)} dumps instead of one: give {WHERE}")
        _check_size(path, inside[0].file_size)
        try:
            with packed.open(inside[0]) as stream:
                yield io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
        except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
            raise RashomonError(f"{path} cannot be unpacked ({error}): download it again") from error


def _check_size(path: Path, size: int) -> None:
    if size > LARGEST:
        raise RashomonError(f"{path} unpacks to {size:,} bytes, more than {LARGEST:,}: add one country at a time")


def _entry(row: list[str], number: int, path: Path) -> Entry | None:
    """The place of a line; None for what is neither a populated place nor a division, or is gone."""
    if len(row) != COLUMNS:
        raise RashomonError(f"line {number} of {path} has {len(row)} columns, not {COLUMNS}: give {WHERE}")
    sort = _sort(row[6], row[7])
    if sort is None:
        return None
    try:
        geonames, lat, lon, people = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError as error:
        raise RashomonError(f"line {number} of {path} has no id, place or people ({error}): give {WHERE}") from error
    if not (0 < geonames < 2**32 and -90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= people < 2**32):
        raise RashomonError(f"line {number} of {path} has an id, place or people out of range: give {WHERE}")
    if not (row[8] + row[10]).isascii():
        raise RashomonError(f"line {number} of {path} has no codes of a country and a division: give {WHERE}")
    others = dict.fromkeys(one for one in (row[2], *row[3].split(",")) if one and is_latin_name(one))
    return Entry(sort, geonames, lat, lon, people, row[8], row[10], row[1], tuple(others)[:MOST_NAMES])


def _sort(feature_class: str, code: str) -> int | None:
    if code in _GONE:
        return None
    if feature_class == "P":
        return CITY
    if feature_class == "A" and code.startswith("ADM"):
        return ADMIN1 if code == "ADM1" else ADMIN2
    return None
