"""How well times are found and resolved: MEANTIME's TIMEX3, compared as intervals of days or lengths of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals.harness import Counts, Figure, SpanPair, documents_of, f1_figure, match_spans, parses, read_lines, sample
from rashomon.annotate import times
from rashomon.annotate.found import Found
from rashomon.annotate.times.granules import Granule, containing, season_of

_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "AU": 23, "WI": 24}


def measure(gold: Path, size: int | None = None) -> list[Figure]:
    rows = sample(list(read_lines(gold / "times" / "dev.jsonl")), size)
    documents = documents_of(rows)
    tables: dict[str, dict[str, Counts]] = {"relaxed": {}, "strict": {}, "value": {}}
    for row, document, parse in zip(rows, documents, parses(documents), strict=True):
        found = [(one.start, one.end, one.value) for one in times.annotate(document, Found(document, parse))]
        for name, counts in score(document.text, row["gold"]["times"], found).items():
            tables[name][document.id] = counts
    asked = {"relaxed": 0.91, "strict": 0.85, "value": 0.76}
    return [f1_figure("times (MEANTIME)", f"F1 {name}", tables[name], asked[name]) for name in tables]


def score(text: str, gold: Sequence[dict[str, Any]], found: Sequence[tuple[int, int, str | None]]) -> dict[str, Counts]:
    """Counts of one document: spans by half their overlap, spans exactly but for articles, and right values too."""
    wanted = [bare(text, one["start"], one["end"]) for one in gold]
    given = [bare(text, start, end) for start, end, _ in found]
    pairs = match_spans(wanted, given)
    exact = sum(wanted[g] == given[f] for g, f in pairs)
    right = sum(is_right(gold[g]["value"], found[f][2]) for g, f in pairs)
    return {
        name: Counts(hits, len(found), len(gold))
        for name, hits in (("relaxed", len(pairs)), ("strict", exact), ("value", right))
    }


def bare(text: str, start: int, end: int) -> SpanPair:
    """The span without a leading article."""
    match = _ARTICLE.match(text, start, end)
    return (match.end() if match else start, end)


def is_right(gold: str | None, found: str | None) -> bool:
    """Whether two values say the same; None is right only where the gold is vague."""
    wanted, given = one_form(gold), one_form(found)
    return wanted == given


def one_form(value: str | None) -> str | None:
    """A TIMEX3 or EDTF value as `first day/last day`, as a clock time, as a length, or None where it fixes nothing.

    >>> one_form("2009-Q2") == one_form("2009-34"), one_form("198") == one_form("198X"), one_form("PXY")
    (True, True, None)
    """
    if not value or value.endswith("_REF") or value.startswith(("PX", "PTX", "XXXX")):
        return None
    value = re.sub(r"(?<=\d)T(?:MO|AF|EV|NI|DT|MI)$|-XX|[~?%]", "", value)
    if value.startswith("P"):
        return _length(value)
    if "T" in value:
        return re.sub(r"(T\d\d:\d\d):00", r"\1", value)
    if "/" in value:
        start, _, end = value.partition("/")
        first, last = _stretch(start), _stretch(end)
        return f"{first.start if first else '..'}/{last.end if last else '..'}"
    granule = _stretch(value)
    return f"{granule.start}/{granule.end}" if granule else value


def _length(value: str) -> str:
    match = re.fullmatch(r"P(\d+(?:\.\d+)?)(DE|CE|Q)", value)
    if not match:
        return value
    times_, unit = {"DE": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M")}[match[2]]
    return f"P{float(match[1]) * times_:.10g}{unit}"


def _stretch(value: str) -> Granule | None:
    try:
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return containing("weekend" if match[3] else "week", monday)
        if match := re.fullmatch(r"(\d{4})-(Q\d|3[3-6])", value):
            return Granule("quarter", date(int(match[1]), int(match[2][1]) * 3 - (8 if match[2][0] == "3" else 2), 1))
        if match := re.fullmatch(r"(\d{4})-([A-Z]{2}|2[1-4])", value):
            return season_of(_SEASONS.get(match[2]) or int(match[2]), int(match[1]))
        if match := re.fullmatch(r"(\d{3})X?", value):
            return Granule("decade", date(int(match[1]) * 10, 1, 1))
        if match := re.fullmatch(r"(\d{2})(XX)?", value):
            return Granule("century", date(int(match[1]) * 100, 1, 1))
        parts = [int(one) for one in value.split("-")]
        unit = ("year", "month", "day")[len(parts) - 1]
        return containing(unit, date(*[*parts, 1, 1][:3]))  # type: ignore[arg-type]  # one of three literals
    except (ValueError, IndexError):
        return None
