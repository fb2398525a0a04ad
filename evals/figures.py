"""How well figures are found: FA-KES (killed by sort) and the seeds (value and unit of every figure).

FA-KES is measured twice: the reach of figure mentions by themselves, and what claims make of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.figures_where_whom import where_and_whom
from evals.harness import Figure, annotated, documents_of, parses, read_lines, sample
from rashomon.annotate import figures, times
from rashomon.annotate.figures import sort_of_person
from rashomon.annotate.found import Found
from rashomon.model import Annotation, Document

FAKES = "figures (FA-KES)"
SEEDS = "figures (seeds)"
_VALUE = re.compile(r"(\d*(?:\.\d+)?)\.\.(\d*(?:\.\d+)?)(?: (.*))?$", re.DOTALL)
#: Which sorts of person may carry a count of each of FA-KES's categories; None is a figure without a unit.
_SORTS: dict[str, frozenset[str | None]] = {
    "civilians": frozenset(["civilians", "people", "women", "children", None]),
    "noncivilians": frozenset(["fighters", "soldiers", "people", None]),
    "women": frozenset(["women"]),
    "children": frozenset(["children"]),
}


def measure(gold: Path, size: int | None = None) -> list[Figure]:
    rows = sample(list(read_lines(gold / "figures" / "dev.jsonl")), size)
    documents = documents_of(rows)
    read = [(row, document, made) for row, (document, made) in zip(rows, annotated(documents), strict=True)]
    return [*reach(rows), *in_claims(read), *where_and_whom(read), *seeds(gold)]


def read_value(value: str | None) -> tuple[float, float, str]:
    """Bounds and unit of a figure's value; open ends are infinite.

    >>> read_value("1001.. fighters")
    (1001.0, inf, 'fighters')
    """
    match = _VALUE.match(value or "")
    if match is None:
        return (0.0, float("inf"), "")
    return (float(match[1] or 0), float(match[2] or "inf"), match[3] or "")


def holds(value: str | None, count: dict[str, Any]) -> bool:
    """Whether a figure can be this count: the number in its interval, the sort of person fit for its category."""
    low, high, unit = read_value(value)
    return low <= count["n"] <= high and sort_of_person(unit) in _SORTS[count["category"]] | (
        {None} if not unit else set()
    )


def reach(rows: Sequence[dict[str, Any]]) -> list[Figure]:
    """The share of killed counts for which any figure mention of the report has the number and the sort."""
    documents = documents_of(rows)
    hits: dict[str, float] = {}
    total = right = 0
    for row, document, parse in zip(rows, documents, parses(documents), strict=True):
        values = [one.value for one in mentions(document, parse)]
        counts = [one for one in row["gold"]["counts"] if one["stated"]]
        found = sum(any(holds(value, one) for value in values) for one in counts)
        total, right = total + len(counts), right + found
        if counts:
            hits[document.id] = found / len(counts)
    return [Figure(FAKES, "killed counts that some figure mention holds", right / max(1, total), total, None, hits)]


def mentions(document: Document, parse: Any) -> list[Annotation]:
    """Figure mentions of a document without the other annotators."""
    found = Found(document, parse)
    found.add(times.annotate(document, found))
    return list(figures.annotate(document, found))


def in_claims(read: Iterable[tuple[dict[str, Any], Document, list[Annotation]]]) -> list[Figure]:
    """What claims make of the figures: counts in ASSAULT claims, the first killed figure, all killed figures."""
    recall: dict[str, tuple[int, int]] = {}
    first: dict[str, tuple[int, int]] = {}
    precision: dict[str, tuple[int, int]] = {}
    alive: dict[str, tuple[int, int]] = {}
    for row, document, made in read:
        counts = [one for one in row["gold"]["counts"] if one["stated"]]
        if not counts:
            continue
        spans = killed_figures(made, document.text)
        killed = list(spans.values())
        recall[document.id] = (sum(any(holds(value, one) for value in killed) for one in counts), len(counts))
        is_right = [any(holds(value, one) for one in counts) for value in killed]
        if killed:
            precision[document.id] = (sum(is_right), len(is_right))
            alive[document.id] = (sum(is_of_living(document.text, *span) for span in spans), len(spans))
        first[document.id] = (int(bool(killed) and is_right[0]), 1)
    return [
        _share("killed counts in an ASSAULT claim's figure, sort right", recall, 0.88),
        _share("first killed figure right", first, 0.82),
        _share("killed figures that are right", precision, 0.78),
        replace(_share("wounded or captured shown as killed", alive, None), lower_is_better=True),
    ]


#: Read by the words right beside a figure alone, so that it does not share the errors of the parse.
_LIVING_AFTER = re.compile(
    r"\s+(?:(?:more|others?|people|were|was|are)\s+){0,3}(?:wounded|injured|hurt|captured|arrested|detained|displaced)\b"
    r"(?!\s+(?:\d|an?\b))",
    re.IGNORECASE,
)
_LIVING_BEFORE = re.compile(
    r"(?<!and )\b(?:wound|injur|captur|arrest|detain|displac)(?:e?s|e?d|ing)\s+(?:(?:at least|about|over|some)\s+)?$",
    re.IGNORECASE,
)


def is_of_living(text: str, start: int, end: int) -> bool:
    """Whether the words right before or after a figure say that its people live.

    >>> is_of_living("kills 5 injures 20 in Velm", 16, 18), is_of_living("kills 5 injures 20 in Velm", 6, 7)
    (True, False)
    """
    return bool(_LIVING_AFTER.match(text, end) or _LIVING_BEFORE.search(text[max(0, start - 40) : start]))


#: Predicates of harm that leave people alive: their figures are not counted as killed.
_ALIVE = re.compile(
    r"wound|injur|hurt|hospital|arrest|detain|captur|displac|kidnap|abduct|besieg|evacuat", re.IGNORECASE
)


def killed_figures(rows: Iterable[Annotation], text: str) -> dict[tuple[int, int], str | None]:
    """Values of figures of people in ASSAULT claims whose predicate is no wounding, by their spans in text order."""
    made = list(rows)
    by_id = {row.id: row for row in made}
    predicates = {
        row.about: text[row.start : row.end] for row in made if row.kind == "role" and row.label == "predicate"
    }
    chosen: dict[tuple[int, int], str | None] = {}
    for role in made:
        claim = by_id.get(role.about or "")
        if role.kind != "role" or role.label != "figure" or claim is None or claim.label != "ASSAULT":
            continue
        mention = by_id.get(role.who or "")
        if mention is None or _ALIVE.search(predicates.get(claim.id, "")):
            continue
        _, _, unit = read_value(mention.value)
        if (not unit or sort_of_person(unit)) and not _ALIVE.search(unit):
            chosen[(mention.start, mention.end)] = mention.value
    return dict(sorted(chosen.items()))


def _share(name: str, by_document: dict[str, tuple[int, int]], asked: float | None) -> Figure:
    right, total = (sum(one[place] for one in by_document.values()) for place in (0, 1))
    scores = {key: one[0] / one[1] for key, one in by_document.items() if one[1]}
    return Figure(FAKES, name, right / max(1, total), total, asked, scores)


def seeds(gold: Path) -> list[Figure]:
    """Value and unit of the labelled figures and lengths of time of the seeds' two pages."""
    data = json.loads((gold / "seeds" / "figures.json").read_text(encoding="utf-8"))
    files = {one["article"]: one for one in data["parts"]}
    texts = {name: _page(gold, name) for name in sorted({one["file"] for one in data["parts"]})}
    made = {name: _figures_and_times(document) for name, document in texts.items()}
    values, units = [], []
    for one in data["figures"]:
        name = files[one["article"]]["file"]
        row = _over(made[name], one["figure"]["start"], one["figure"]["end"], one["kind"] == "duration")
        values.append(row is not None and _same_value(one, row.value))
        if one["kind"] != "duration":
            units.append(row is not None and _same_unit(one["unit"], read_value(row.value)[2]))
    return [
        Figure(SEEDS, "value right", sum(values) / len(values), len(values), 0.92),
        Figure(SEEDS, "unit right", sum(units) / len(units), len(units), 0.85),
    ]


def _page(gold: Path, name: str) -> Document:
    # Decoded from bytes: reading as text would fold the page's line ends and shift the offsets.
    text = (gold.parent / "corpus" / "aleppo" / name).read_bytes().decode("utf-8")
    return Document(id=name, text=text)


def _figures_and_times(document: Document) -> list[Annotation]:
    (parse,) = parses([document])
    found = Found(document, parse)
    found.add(times.annotate(document, found))
    found.add(figures.annotate(document, found))
    return found.rows("mention", "time", "figure")


def _over(rows: Sequence[Annotation], start: int, end: int, is_time: bool) -> Annotation | None:
    wanted: Callable[[Annotation], bool] = lambda row: (row.label == "time") == is_time  # noqa: E731
    return next((row for row in rows if wanted(row) and row.start < end and start < row.end), None)


def _same_value(gold: dict[str, Any], value: str | None) -> bool:
    if gold["kind"] == "duration":
        return bool(value == gold["value"])
    low, high, _ = read_value(value)
    wanted = (gold["low"] if gold["low"] is not None else 0, gold["high"] if gold["high"] is not None else float("inf"))
    return (low, high) == wanted


def _same_unit(gold: str, found: str) -> bool:
    """Whether the head words agree: the last word of one is a word of the other."""
    wanted, given = gold.lower().split(), found.lower().split()
    return bool(given) and (wanted[-1] in given or given[-1] in wanted)
