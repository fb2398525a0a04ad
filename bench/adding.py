"""`python -m bench.adding`: what the largest process of `rashomon add` holds at its peak, as a collection grows.

Whole runs of the command over invented documents in stories of the size that news has (`bench/told`): they are read and
annotated in workers, stored and linked. 10,000 documents take half an hour, so what was measured is kept
(build/adding.json) and `--reuse` takes it. Linux only: the peak of each process is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.told import tell

HERE = Path(__file__).parent.parent
KEPT = HERE / "build" / "adding.json"
SIZES = (1_000, 10_000)
SAYS = (
    "Memory of whole runs of `rashomon add` over invented documents of 225 words, linking included: peak of "
    "the largest process, which is the one that parses, and of the one that stores and links."
)


def save(number: int, path: Path) -> None:
    """`number` invented documents, as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one.to_row()) + "\n" for one, _ in tell(number).accounts)


def measure(number: int, folder: Path) -> dict[str, float]:
    """Peak MB of the command's own process and of the largest of all, wall seconds. Raises where the command fails."""
    path, program = folder / f"{number}.jsonl", str(Path(sys.executable).with_name("rashomon"))
    save(number, path)
    started = time.perf_counter()
    quiet = subprocess.DEVNULL
    command = [program, "add", str(path), "--library", str(folder / f"{number}.db")]
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as run:
        peaks: dict[int, float] = {}
        while run.poll() is None:
            for process in (run.pid, *_below(run.pid)):
                peaks[process] = max(peaks.get(process, 0.0), _peak(process))
            time.sleep(0.5)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    wall = time.perf_counter() - started
    return {"documents": number, "own": peaks[run.pid], "largest": max(peaks.values()), "wall": wall}


def _below(process: int) -> Iterator[int]:
    """The processes that this one started, and theirs."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            below = [int(one) for one in task.read_text().split()]
        except OSError:  # the thread has ended
            continue
        for one in below:
            yield one
            yield from _below(one)


def _peak(process: int) -> float:
    """Peak resident MB so far; 0 where the process has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    held = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(held[0]) / 1024 if held else 0.0


def measured(sizes: Sequence[int], reuse: bool) -> list[dict[str, float]]:
    """The measures of these sizes, kept as they come."""
    found: dict[str, dict[str, float]] = json.loads(KEPT.read_text()) if reuse and KEPT.exists() else {}
    KEPT.parent.mkdir(exist_ok=True)
    for number in sizes:
        if str(number) not in found:
            with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
                found[str(number)] = measure(number, Path(folder))
            KEPT.write_text(json.dumps(found))
    return [found[str(number)] for number in sizes]


def as_markdown(rows: Sequence[dict[str, float]]) -> str:
    lines = ["| documents | largest process, MB | own process, MB | wall s |", "|---|---|---|---|"]
    lines += [f"| {r['documents']:,.0f} | {r['largest']:.0f} | {r['own']:.0f} | {r['wall']:.0f} |" for r in rows]
    grown = rows[-1]["largest"] / rows[0]["largest"]
    return "\n".join([*lines, "", f"The peak grew {grown:.2f} times as high."])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.adding")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--reuse", action="store_true")
    chosen = parser.parse_args()
    print(as_markdown(measured(chosen.sizes, chosen.reuse)))


if __name__ == "__main__":
    main()
