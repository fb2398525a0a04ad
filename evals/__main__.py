"""`python -m evals`: measure everything, check the floors, write docs/accuracy.md.

python -m evals                   print the figures, and gains and losses by document since the last run
python -m evals --only names      one eval
python -m evals --gate            fail when a figure is below its floor or docs/accuracy.md no longer says what holds
python -m evals --write           write docs/accuracy.md
python -m evals --floors          raise floors.toml to what was measured, less a margin; never lower one
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from evals import report
from evals.harness import CACHE, GOLD, Figure
from evals.measuring import measure

#: The visible list, the slowest first so that two processes end together.
EVALS = (
    "differences", "linking", "places", "attribution", "events", "figures", "names", "extract", "naming", "times",
    "forecasts", "nested", "silences",
)  # fmt: skip
HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
ACCURACY = HERE.parent / "docs" / "accuracy.md"
#: A floor stands this far below the measured figure: bootstrap noise of the smaller sets, so that a repair that
#: costs one sentence does not fail CI, while a broken rule does.
MARGIN = 0.01


def measure_all(names: list[str], jobs: int) -> list[Figure]:
    """Figures of all evals in the order of EVALS; what is running is said on standard error."""
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        done = {}
        for future in [pool.submit(measure, name) for name in names]:
            name, figures, seconds = future.result()
            done[name] = figures
            print(f"{name}: {len(figures)} figures in {seconds:.0f} s", file=sys.stderr, flush=True)
    return [figure for name in names for figure in done[name]]


def load_floors() -> dict[str, float]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def below_floors(figures: list[Figure], floors: dict[str, float]) -> list[str]:
    """One line for each figure on the wrong side of its floor."""
    wrong = []
    for one in figures:
        floor = floors.get(one.key)
        if floor is not None and (one.value > floor if one.lower_is_better else one.value < floor):
            wrong.append(f"{one.key} is {one.value:.3f}, its floor is {floor:.3f}")
    return wrong


def raise_floors(figures: list[Figure], floors: dict[str, float]) -> dict[str, float]:
    """Floors a margin below what was measured, never lower than they were."""
    raised = dict(floors)
    for one in figures:
        if one.lower_is_better:
            raised[one.key] = min(floors.get(one.key, 1.0), round(min(1.0, one.value + MARGIN), 3))
        else:
            raised[one.key] = max(floors.get(one.key, 0.0), round(max(0.0, one.value - MARGIN), 3))
    return raised


def save_floors(floors: dict[str, float]) -> None:
    lines = [
        "# Figures may not fall below these (for rates of error: rise above). `python -m evals --floors` raises them."
    ]
    lines += [f"{json.dumps(key)} = {value}" for key, value in sorted(floors.items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals")
    parser.add_argument("--only", action="append", choices=EVALS)
    parser.add_argument("--jobs", type=int, default=2)
    for name in ("gate", "write", "floors"):
        parser.add_argument(f"--{name}", action="store_true")
    chosen = parser.parse_args()
    if not GOLD.is_dir():
        print(f"evals skipped: there is no gold at {GOLD} (set RASHOMON_GOLD)")
        return 0
    figures = measure_all([one for one in EVALS if not chosen.only or one in chosen.only], chosen.jobs)
    print(report.as_text(figures))
    last = CACHE / "last.json"
    print(report.gains_and_losses(figures, last))
    report.save_last(figures, last)
    if chosen.floors:
        save_floors(raise_floors(figures, load_floors()))
    if chosen.write:
        ACCURACY.write_text(report.as_markdown(figures), encoding="utf-8")
    if not chosen.gate:
        return 0
    wrong = below_floors(figures, load_floors())
    if not chosen.only:
        wrong += report.stale(figures, ACCURACY)
    print("\n".join(wrong) if wrong else f"eval gate: {len(figures)} figures hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
