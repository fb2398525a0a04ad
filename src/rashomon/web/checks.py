"""Whether what a person sets right can be: a label of the list, a date, a place, a figure in its form."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException

from rashomon.compare.edtf import days
from rashomon.model import LABELS, STANCES, STATUSES, Annotation
from rashomon.store import Library
from rashomon.store.rows import load_row

_PLACE = re.compile(r"(?:geonames:\d+@|geo:)(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
_DURATION = re.compile(r"P\d+[YMWD]|PT\d+[HM]")
_FIGURE = re.compile(r"-?[\d.]*\.\.-?[\d.]*(?: .{0,80})?|-?\d+(?:\.\d+)?\.\.-?\d+(?:\.\d+)?(?: .{0,80})?")
LONGEST = 300


def check_change(library: Library, row: Annotation, key: str, value: str) -> str | None:
    """The value as it is stored, None for an empty one. Raises HTTPException 400 that says what is asked."""
    if len(value) > LONGEST:
        raise HTTPException(400, f"A value has at most {LONGEST} characters.")
    if key == "label":
        return _of(value, LABELS[row.kind], "A label of this kind")
    if key == "who":
        return _check_who(library, row, value)
    if row.kind in ("claim", "attribution"):
        return _of(value, STATUSES if row.kind == "claim" else STANCES, "A value of this kind")
    if not value:
        return None
    wrong = _fault_of(row.label, value)
    if wrong:
        raise HTTPException(400, wrong)
    return value


def _fault_of(label: str, value: str) -> str:
    if label == "time" and days(value) is None and not _DURATION.fullmatch(value):
        return "A time is written as EDTF: 2016-12-21, 2016-12, 2016-12-13/2016-12-15 or P3D."
    if label in ("place", "country"):
        found = _PLACE.fullmatch(value)
        if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            return "A place is written as geo:LATITUDE,LONGITUDE (geo:36.2,37.16) or geonames:ID@LATITUDE,LONGITUDE."
    if label == "figure" and not _FIGURE.fullmatch(value):
        return "A figure is written as LOW..HIGH UNIT: 11..11 people, 1001.. fighters."
    return ""


def _check_who(library: Library, row: Annotation, value: str) -> str | None:
    if not value:
        return None
    mention = load_row(library, value)
    if mention is None or mention.kind != "mention" or mention.document != row.document:
        raise HTTPException(400, "Choose a name that stands in the same document.")
    return value


def _of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise HTTPException(400, f"{what} is one of: {', '.join(allowed)}.")
    return value
