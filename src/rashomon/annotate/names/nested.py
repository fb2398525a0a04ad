"""Places inside longer names: "Orna" in "Orna City Council", "Velm" in "University of Velm"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.names.name import Name, load_sets
from rashomon.annotate.names.words import Words
from rashomon.annotate.places.gazetteer import ADMIN1, CITY, COUNTRY, LISTED, fold
from rashomon.annotate.places.readings import read_exact

HOLDERS = frozenset(
    ("organisation", "government", "military", "facility", "armed_group", "happening", "other", "person")
)
LARGE = (
    300_000  # people: a smaller place needs a word of the list `local` beside it, for "Franklin Institute" is no town
)
LONGEST = 3  # words


def find_nested(words: Words, names: list[Name]) -> Iterator[tuple[int, int]]:
    """Spans of tokens inside names of bodies that name places, at the start or after "of", "in", "for"."""
    seen = {fold(words.said(one.start, one.end)) for one in names if one.label in ("place", "country")}
    for name in names:
        if (
            name.label not in HOLDERS
            or name.end - name.start < 2
            or (name.listed and name.listed.label != "government")
        ):
            continue
        if name.label == "person" and words.words[name.end - 1] not in load_sets()["joining heads"]:
            continue
        inner = words.words[name.start : name.end]
        starts = [name.start]
        for joint in ("of", "in", "for"):
            if joint in inner[1:-1]:
                at = name.start + inner.index(joint, 1) + 1
                starts.append(at + 1 if words.words[at] == "the" and at + 1 < name.end else at)
        for start in starts:
            end = _longest(words, start, name, seen)
            if end:
                yield start, end


def _longest(words: Words, start: int, name: Name, seen: set[str]) -> int:
    last = min(name.end if start > name.start else name.end - 1, start + LONGEST)
    for end in range(last, start, -1):
        said = words.said(start, end)
        found = read_exact(said)
        if not found or words.words[end - 1] in ("of", "the", "and"):
            continue
        after = words.words[end] if end < name.end else ""
        place = found[0]
        if fold(said) in seen or place.sort in (COUNTRY, LISTED) or (place.sort == ADMIN1 and place.geonames):
            return end
        if after in load_sets()["local"] or any(
            one.sort == CITY and not one.other and one.people >= LARGE for one in found
        ):
            return end if words.words[start] not in load_sets()["given"] or after in load_sets()["local"] else 0
        if said.endswith(" County"):
            return end
    return 0
