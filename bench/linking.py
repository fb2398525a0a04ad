"""`python -m bench.linking`: how long linking takes as a library grows, how much memory, and what it finds.

Linking alone, on rows made with their truth (`bench/told`): nothing is parsed. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import combinations

from bench.told import Told, tell
from rashomon.engines import linking

SIZES = (1000, 3000, 10000)
SAYS = (
    "Linking alone, of invented rows whose truth is known: stories of 10 to 20 accounts, copies among them, 40 topics. "
    "P and R are precision and recall of pairs; CPU seconds of one run."
)


def measure(number: int) -> dict[str, float]:
    """CPU and wall seconds, peak MB, and what was found, of linking `number` documents in this process."""
    told = tell(number)
    claims = len(told.happening_of)
    before, started = time.process_time(), time.perf_counter()
    linked = linking.link(told.accounts)
    cpu, wall = time.process_time() - before, time.perf_counter() - started
    # In KiB on Linux; the corpus itself is in it.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
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
    command = [sys.executable, "-m", "bench.linking", "--one", str(number)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    row: dict[str, float] = json.loads(out.splitlines()[-1])
    return row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.linking")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one", type=int, help="measure this size in this process and print JSON")
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one)))
        return
    print(as_markdown([run(number) for number in chosen.sizes]))


if __name__ == "__main__":
    main()
