"""All places that a name may mean: the vocabulary's list, countries, states and their short forms, the gazetteer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from math import cos, hypot, radians

from rashomon import vocab
from rashomon.annotate.places.added import load_places
from rashomon.annotate.places.gazetteer import ADMIN1, CITY, COUNTRY, LISTED, Place, fold, load_gazetteer

#: A listed place this near (degrees) to one of its name in the gazetteer is that place: the entry with an id wins.
SAME = 0.7
LEAST_CAPITAL = 5_000  # people below which a capital is no likelier meant than another town ("Plymouth" of Montserrat)
RIVAL = 200_000  # people of a city that a state's name may mean as well ("Washington", "New York")
FAR_LESS = 20  # times a capital's counted people are those of a town that bears its name as a second one
PEOPLE = 1_000_000  # what a listed region counts for when it competes with cities of its name


@cache
def load_listed() -> dict[str, list[Place]]:
    """The vocabulary's regions, seas and quarters by folded name."""
    found: dict[str, list[Place]] = {}
    for one in vocab.load("places")["place"]:
        lat, lon = one["at"]
        place = Place(
            LISTED,
            one.get("geonames", 0),
            lat,
            lon,
            one.get("people", PEOPLE),
            one.get("in", ""),
            one.get("division", ""),
        )
        for name in one["names"]:
            # An abbreviation counts only as written: "Man." is Manitoba, "man" is not.
            found.setdefault(
                name if name.endswith(".") or (name.isupper() and len(name) < 5) else fold(name), []
            ).append(place)
    return found


@cache
def load_common() -> frozenset[str]:
    """Words of the language that some town bears as its name; alone they are no place ("Hope", "Police", "South")."""
    return load_kinds() | frozenset(vocab.load("places")["common"]["words"])


@cache
def load_kinds() -> frozenset[str]:
    """Words that say what a name names and are none themselves: titles, heads of names, party nouns, directions."""
    lists = vocab.load("names")
    words = [*lists["titles"]["words"], *lists["stop"]["words"], *vocab.load("places")["prefixes"]["parts"]]
    words += [word for head in lists["heads"].values() for word in head]
    for sort in ("people", "armed_group", "military", "government", "organisation", "person"):
        words += [word.title() for word in lists["nouns"][sort]]
    return frozenset(words)


@cache
def load_countries() -> dict[str, Place]:
    """Countries by folded name and, for those that exist, by ISO code in capitals."""
    centres = vocab.load("countries")["centres"]
    found = {one.country: one for one in load_gazetteer().countries()}
    found |= {code: replace(found[code], lat=lat, lon=lon) for code, (lat, lon) in centres.items() if code in found}
    for code, names in vocab.load("countries")["names"].items():
        for name in names if code in found else ():
            found[fold(name)] = found[code]
    for name, (lat, lon) in vocab.load("countries")["former"].items():
        found[fold(name)] = Place(COUNTRY, 0, lat, lon, 0, "", "")
    return found


@cache
def load_states() -> dict[str, Place]:
    """States of the United States by their two-letter codes and by the abbreviations of newspapers, as written."""
    found: dict[str, Place] = {}
    codes = vocab.load("places")["states"]
    for place in load_gazetteer().divisions("US"):
        if place.geonames:
            found[place.admin1] = place
            for name in codes.get(place.admin1, ()):
                found[name] = found[name.rstrip(".")] = place
    return found


def feature_after(text: str, start: int, end: int) -> str:
    """Whether the word after a name (or its own last) says "division" or "city"; else an empty string."""
    suffixes = vocab.load("places")["suffixes"]
    last = text[start:end].rpartition(" ")[2]
    after = text[end : end + 20].strip(" ").split(" ")[0].strip(".,;:()\n") if text[end : end + 1] == " " else ""
    before = text[max(0, start - 14) : start].lower()
    for word in (last, after):
        for sort in ("division", "city"):
            if word in suffixes[sort]:
                return sort
    return (
        "city"
        if before.endswith(("city of ", "town of ", "village of "))
        else "division"
        if before.endswith(("province of ", "governorate of ", "state of ", "county of "))
        else ""
    )


#: 3,000 invented articles ask for 3,500 names.
@lru_cache(maxsize=4_096)
def read_name(text: str, feature: str = "") -> list[Place]:
    """All places that a name may mean; none where neither the name nor its bare form is known."""
    found = _exact(text)
    if found:
        return found
    prefixes, suffixes = vocab.load("places")["prefixes"], vocab.load("places")["suffixes"]
    for word in (*suffixes["division"], *suffixes["city"]):
        if text.endswith(" " + word):
            return read_name(text[: -len(word) - 1], feature)
    for word in (*prefixes["same"], *prefixes["parts"]):
        if text.startswith(word + " "):
            bare = _exact(text[len(word) + 1 :])
            return [one for one in bare if one.sort != 0 or one.people >= 50_000] if word in prefixes["parts"] else bare
    return _respelt(text)


@cache
def read_exact(text: str) -> list[Place]:
    """All places of just this name."""
    return _exact(text)


def bare_start(text: str) -> int:
    """Where the name proper begins in "Northeast Orna", as that is no name of its own; 0 where the whole is one."""
    if not _exact(text):
        for word in vocab.load("places")["prefixes"]["parts"]:
            if text.startswith(word + " ") and _exact(text[len(word) + 1 :]):
                return len(word) + 1
    return 0


def _exact(text: str) -> list[Place]:
    if text in load_states() and not (text.isalpha() and text.isupper()):
        return [load_states()[text]]
    key = fold(text)
    if (text in load_common() and key not in load_listed()) or text.islower():
        return []
    known = _find(text)
    country = load_countries().get(key) if len(text) > 2 or text in ("US", "UK") else None
    if len(text) < 3 and country is None:
        return []
    if country and text not in vocab.load("countries")["ambiguous"]["names"]:
        return [country]
    listed = [
        one
        for one in load_listed().get(key, load_listed().get(text, []))
        if not any(_near(one, other) for other in known)
    ]
    known = [one for one in known if one is not country and one.sort != COUNTRY]
    if listed and " " in key:
        known = []  # a region of several words is rarely a town of the same name
    known = [one for one in known if one.geonames or not any(one.country == other.country for other in listed)]
    if any(one.sort == ADMIN1 and one.geonames for one in known):  # a state of the United States
        known = [one for one in known if one.geonames and (one.sort == ADMIN1 or one.people >= RIVAL)]
        home = {(one.country, one.admin1) for one in known if one.sort == CITY}
        known = [  # a state with a great city of its name in it: the city is meant ("New York")
            replace(one, people=one.people // 3) if one.sort == ADMIN1 and (one.country, one.admin1) in home else one
            for one in known
        ]
    return ([country] if country else []) + listed + _with_capital(key, known)


def _find(text: str) -> list[Place]:
    """The gazetteer's places of a name; "St. Orna" is also the great city that it lists as "Saint Orna", and back."""
    found = load_places().find(text)
    first, _, rest = fold(text).partition(" ")
    other = {"st": "saint", "saint": "st"}.get(first)
    if other is None or not rest:
        return found
    known = {(one.geonames, one.lat, one.lon) for one in found}
    return found + [
        one
        for one in load_places().find(f"{other} {rest}")
        if one.people >= RIVAL and (one.geonames, one.lat, one.lon) not in known
    ]


@cache
def _capitals() -> dict[str, set[str]]:
    """The countries that a folded name is the capital of ("Kingston" of two)."""
    found: dict[str, set[str]] = {}
    for code, name in vocab.load("countries")["capitals"].items():
        if name:
            found.setdefault(fold(name), set()).add(code)
    return found


def _with_capital(key: str, known: list[Place]) -> list[Place]:
    """The readings with a national capital counted ten times its people, as news means it more often."""
    codes = _capitals().get(key, set())
    if not codes:
        return known
    made = [
        replace(one, people=max(one.people * 10, 3_000_000))
        if one.country in codes and one.sort == CITY and one.people >= LEAST_CAPITAL
        else one
        for one in known
    ]
    great = max((one.people for one in made if not one.other), default=0)
    # a town whose second name is a great capital's is not meant, near as it may be ("Islamabad" of Kashmir)
    return [one for one in made if not one.other or one.country in codes or one.people * FAR_LESS > great]


def _near(one: Place, other: Place) -> bool:
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return other.geonames > 0 and hypot(one.lat - other.lat, east) < SAME


def _respelt(text: str) -> list[Place]:
    """The readings of an Arabic name in another of its common spellings ("Al Shadaddi", "Raqqah")."""
    key = fold(text)
    words = key.split()
    if len(words) > 1 and words[0] in ("al", "el", "ar", "as", "ash", "ad", "an", "at", "az"):
        rest = " ".join(words[1:])
        for article in ("al ", "ar ", "as ", "ash ", "ad ", "an ", "at ", "az ", ""):
            if found := _exact(article + rest):
                return found
    if key.endswith("ah") and (found := _exact(key[:-1])):
        return found
    if key.endswith("a") and len(words) == 1:
        return [one for one in _exact(key + "h") if one.people >= 1_000]
    return []
