"""vocab/place_scores.toml, measured anew: `python -m tools.place_scores`, on the gold set of places.

For each situation (what a place row rests on) the share of its rows that are right, found and within 161 km; with two
pseudo-counts at the mean of all, so that a rare situation says nothing extreme. Prints how far the scores are off on
the half of the documents that they were not fitted on (expected calibration error).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from evals import places
from evals.harness import GOLD, documents_of, parses, read_lines

from rashomon.annotate import found_by
from rashomon.annotate.found import Found
from rashomon.annotate.places import NAME, resolve
from rashomon.annotate.places.sureness import situation
from rashomon.model import Annotation, Document

FILE = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "vocab" / "place_scores.toml"
_PSEUDO = 2.0
Told = tuple[int, str, bool]  # number of the document, situation, whether the row is right


def told(gold: Path) -> Iterator[Told]:
    """Each place row of the set that counts, with its situation and whether it is right."""
    lines = list(read_lines(gold / "places" / "dev.jsonl"))
    documents = documents_of(lines)
    for number, (line, document, parse) in enumerate(zip(lines, documents, parses(documents), strict=True)):
        rows, situations = _rows(document, found_by(document, parse, NAME))
        for index, right in places.right_rows(line["gold"]["places"], rows).items():
            yield number, situations[index], right


def _rows(document: Document, found: Found) -> tuple[list[Annotation], list[str]]:
    kept = resolve(document, found)
    rows = [
        Annotation(document.id, one.start, one.end, "mention", one.label, one.chosen.value if one.chosen else None,
                   None, None, NAME)
        for one in kept
    ]  # fmt: skip
    return rows, [situation(one.chosen, one.candidates, is_stated=one.is_stated) for one in kept]


def chances(rows: Iterable[Told]) -> dict[str, tuple[float, int]]:
    """The share right and the number of rows of each situation."""
    by: dict[str, list[bool]] = defaultdict(list)
    for _, name, right in rows:
        by[name].append(right)
    everything = [right for given in by.values() for right in given]
    mean = sum(everything) / max(1, len(everything))
    return {name: ((sum(given) + _PSEUDO * mean) / (len(given) + _PSEUDO), len(given)) for name, given in by.items()}


def off(fitted: dict[str, tuple[float, int]], rows: list[Told]) -> float:
    """How far the fitted chances are from the shares right of other rows, by their number."""
    seen = chances(rows)
    return sum(abs(fitted[name][0] - share) * n for name, (share, n) in seen.items() if name in fitted) / len(rows)


def main() -> None:
    rows = list(told(GOLD))
    halves = [[one for one in rows if one[0] % 2 == half] for half in (0, 1)]
    error = (off(chances(halves[0]), halves[1]) + off(chances(halves[1]), halves[0])) / 2
    text = FILE.read_text(encoding="utf-8")
    for name, (share, number) in sorted(chances(rows).items()):
        before = rf"(\[situations\.{name}\]\n(?:margin = [\d.]+\n)?)chance = .*"
        text = re.sub(before, rf"\g<1>chance = {share:.3f}  # of {number} rows", text)
    FILE.write_text(text, encoding="utf-8")
    print(f"{len(rows)} rows of {GOLD.name}; fitted on one half and seen on the other, off by {error:.3f}")


if __name__ == "__main__":
    main()
