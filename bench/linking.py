"""`python -m bench.linking`: how long linking takes as a library grows, how much memory, and what it finds.

Linking alone, of libraries whose rows are made with their truth (`bench/told`): nothing is parsed. Each size is made
and linked in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from bench.told import Told, tell
from rashomon import pipeline
from rashomon.engines import linking
from rashomon.store import Library

SIZES = (1000, 3000, 10000)
SAYS = (
    "Linking a library alone, of invented rows whose truth is known: stories of 10 to 20 accounts, copies among them, "
    "40 topics. P and R are precision and recall of pairs; CPU seconds of one run."
)


def save(number: int, path: Path) -> None:
    """A library of `number` documents with their rows, not linked yet."""
    with Library.open(path, create=True) as library, library.transaction():
        for document, rows in tell(number).accounts:
            library.add_document(document)
            library.save_annotations(document, rows, "told")


def measure(number: int, path: Path) -> dict[str, float]:
    """CPU and wall seconds, peak MB, and what was found, of linking that library in this process."""
    with Library.open(path) as library:
        before, started = time.process_time(), time.perf_counter()
        pipeline.relink(library)
        cpu, wall = time.process_time() - before, time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # in KiB on Linux
        clusters = [one for kind in ("event", "story") for one in library.clusters(kind)]
        linked = linking.Linked(library.links("copy"), clusters)
    told = tell(number)
    claims = len(told.happening_of)
    return {"documents": number, "claims": claims, "cpu": cpu, "wall": wall, "peak": peak} | found(told, linked)


def found(told: Told, linked: linking.Linked) -> dict[str, float]:
    """Precision and recall of pairs of claims, of documents in stories and of copies, against the truth."""
    events = _pairs(one.members for one in linked.clusters if one.kind == "event")
    stories = _pairs(one.members for one in linked.clusters if one.kind == "story")
    copies = {(one.left, one.right) for one in linked.links if one.kind == "copy"}
    groups: dict[str, list[str]] = {}
    for document, story in told.story_of.items():
        groups.setdefault(story, []).append(document)
    true_stories = _pairs(groups.values())
    result: dict[str, float] = {}
    for name, given, truth in (
        ("events", events, told.same_happening()),
        ("stories", stories, true_stories),
        ("copies", copies, told.copies),
    ):
        both = len(given & truth)
        result |= {f"{name} precision": both / max(1, len(given)), f"{name} recall": both / max(1, len(truth))}
    return result


def _pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def growth(rows: list[dict[str, float]]) -> float:
    """By how much more than n·log n the CPU time grew from the first size to the last; 1.0 is just so."""
    first, last = rows[0], rows[-1]
    expected = last["documents"] * math.log(last["documents"]) / (first["documents"] * math.log(first["documents"]))
    return last["cpu"] / first["cpu"] / expected


def as_markdown(rows: list[dict[str, float]]) -> str:
    """A table of the sizes, and by how much more than n log n the time grew."""
    pairs = ("events", "stories", "copies")
    heads = ["documents", "claims", "CPU s", "wall s", "peak MB", *(f"{name} P / R" for name in pairs)]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for one in rows:
        cells = [f"{one['documents']:,}", f"{one['claims']:,}", f"{one['cpu']:.1f}", f"{one['wall']:.1f}"]
        cells.append(f"{one['peak']:.0f}")
        cells += [f"{one[f'{name} precision']:.3f} / {one[f'{name} recall']:.3f}" for name in pairs]
        lines.append(f"| {' | '.join(cells)} |")
    if len(rows) > 1:
        lines += ["", f"CPU time grew {growth(rows):.2f} times as much as n log n."]
    return "\n".join(lines)


def run(number: int) -> dict[str, float]:
    """`measure` in a fresh process, so that the peak is its own."""
    with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
        path = Path(folder) / "told.db"
        for what in ("--save", "--one"):
            command = [sys.executable, "-m", "bench.linking", what, str(number), "--library", str(path)]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    row: dict[str, float] = json.loads(out.splitlines()[-1])
    return row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.linking")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--save", type=int, help="make the library of this size")
    parser.add_argument("--one", type=int, help="measure linking the library of this size in this process; print JSON")
    parser.add_argument("--library", type=Path, help="where that library is")
    chosen = parser.parse_args()
    if chosen.save:
        save(chosen.save, chosen.library)
        return
    if chosen.one:
        print(json.dumps(measure(chosen.one, chosen.library)))
        return
    print(as_markdown([run(number) for number in chosen.sizes]))


if __name__ == "__main__":
    main()
