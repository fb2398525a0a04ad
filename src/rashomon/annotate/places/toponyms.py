"""Names that may be places, each with the readings that the gazetteer and the vocabulary offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rashomon.annotate.found import Candidate, Found
from rashomon.annotate.places.gazetteer import ADMIN1, COUNTRY, Place
from rashomon.annotate.places.readings import bare_start, feature_after, load_countries, load_states, read_name
from rashomon.annotate.places.sureness import Ranked, score
from rashomon.model import Document

#: "Orna, Tex." or "Orna (Velm)" or "Orna in Velm": what may stand between a place and what it lies in.
_INSIDE = re.compile(r",? ?\(?,? ?|,? (?:in|of|near) (?:the )?(?:\w+ ){0,2}")
_IN_STATE = re.compile(r", ([A-Z]{2})\b(?!\.)")


@dataclass(slots=True)
class Toponym:
    """One name of a place in the text, its readings, and the one chosen; an empty `label` makes no row."""

    start: int
    end: int
    text: str
    label: str
    note: str = ""
    feature: str = ""  # "division" or "city" where a word beside the name says so
    readings: list[Place] = field(default_factory=list)
    chosen: Place | None = None
    inside: list[Place] = field(default_factory=list)  # what the text says it lies in: "Paris, Texas"
    is_stated: bool = False  # whether the text says of just this mention what it lies in, and one reading does
    candidates: list[Ranked] = field(default_factory=list)  # the readings weighed, the best first

    @property
    def score(self) -> float:
        """The measured chance that this is a place and the chosen one."""
        return score(self.chosen, self.candidates, is_stated=self.is_stated)


def find_toponyms(document: Document, found: Found) -> list[Toponym]:
    """The candidates that `names` left, in text order, with their readings and what they are said to lie in."""
    text = document.text
    made: list[Toponym] = []
    for one in found.candidates.get("place", []):
        words = text[one.start : one.end]
        if made and words.rstrip(".") in ("D.C", "DC") and text[made[-1].start : one.start] == "Washington, ":
            made[-1] = _toponym(text, made[-1].start, one.end, made[-1].label, one.note)
            continue
        made.extend(_toponyms(text, one))
    for index, toponym in enumerate(made):
        toponym.inside = _container(text, toponym, made[index + 1] if index + 1 < len(made) else None)
    return made


def _toponyms(text: str, one: Candidate) -> Iterator[Toponym]:
    """The toponym of a candidate; two where a hyphen joins two places ("the Orna-Velm road")."""
    words = text[one.start : one.end]
    first, hyphen, second = words.partition("-")
    if hyphen and not read_name(words) and read_name(first) and read_name(second):
        yield _toponym(text, one.start, one.start + len(first), "place", one.note)
        yield _toponym(text, one.start + len(first) + 1, one.end, "place", one.note)
        return
    yield _toponym(text, one.start + bare_start(words), one.end, one.label, one.note)


def _toponym(text: str, start: int, end: int, label: str, note: str) -> Toponym:
    words = text[start:end]
    made = Toponym(start, end, words, label, note, feature_after(text, start, end))
    country = load_countries().get(note)
    made.readings = [country] if country and label == "country" else read_name(words, made.feature)
    return made


def _container(text: str, one: Toponym, after: Toponym | None) -> list[Place]:
    """The readings of the division or country that stands right after a place, as in "Orna, Texas"."""
    state = _IN_STATE.match(text, one.end)
    if state and state.group(1) in load_states():
        return [load_states()[state.group(1)]]
    if after is None or after.start - one.end > 30 or after.start < one.end:
        return []
    between = text[one.end : after.start]
    if not _INSIDE.fullmatch(between):
        return []
    return [
        place for place in after.readings if place.sort in (COUNTRY, ADMIN1) or (place.sort != 0 and "," in between)
    ]
