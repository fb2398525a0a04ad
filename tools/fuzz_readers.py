"""Readers under broken input: the seeds of tests/ingest/fuzz, changed at random, must give only Documents and Problems.

`python -m tools.fuzz_readers --runs 10000` prints a line for whatever raised, was slow, or made a reader fail without
saying what is wrong with the file; it ends with status 1 where something raised or was slow.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from rashomon.ingest import Options
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document, Problem, RashomonError

SEEDS = Path(__file__).resolve().parents[1] / "tests" / "ingest" / "fuzz"
SLOW = 5.0  # seconds of computing for a file of a few kilobytes
#: What formats give a meaning to, so that changes get past the first check of a parser.
TOKENS = (
    b"<", b">", b"</p>", b"<div>", b"<table>", b"&#0;", b"&#xD800;", b"&amp;", b"]]>", b"<![CDATA[", b"<!--",
    b'"', b"'", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n", b"\n\n", b"\t", b",", b"{", b"[", b"}",
    b"\\ud800", b"null", b"-1", b"99999999999999999999", b"1e999", b"0000-00-00", b"31 February 2031",
    b"\xe2\x80\x8f", b"%", b"PK\x01\x02", b"stream\n", b"endobj", b"--b\n", b"# ", b"By ",
    b"Content-Type: text/html; charset=none\n", b"Content-Length: -1\r\n",
)  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What came of a run: counts, and a line for each case that should not be."""

    runs: int = 0
    documents: int = 0
    problems: int = 0
    wrong: list[str] = field(default_factory=list)
    unclear: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def load_seeds(folder: Path = SEEDS) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()]


def mutations(seeds: Sequence[tuple[str, bytes]], runs: int, number: int) -> Iterator[tuple[str, bytes]]:
    """`runs` changed seeds, each seed as often, the same for the same `number`; the first are the seeds as they are."""
    dice = random.Random(number)  # noqa: S311  a test's dice, to be thrown again alike
    yield from seeds[:runs]
    for index in range(len(seeds), runs):
        name, data = seeds[index % len(seeds)]
        for _ in range(dice.choice((1, 1, 2, 4, 16))):
            data = _changed(data, seeds, dice)
        yield f"{name}~{index}", data


def _changed(data: bytes, seeds: Sequence[tuple[str, bytes]], dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    end = min(len(data), start + dice.choice((1, 1, 2, 8, 64, 512)))
    match dice.randrange(8):
        case 0:
            return data[:start] + dice.randbytes(end - start) + data[end:]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:end] + data[start:]
        case 3:
            return data[:start] + data[start:end] * dice.choice((2, 10, 100)) + data[end:]
        case 4:
            return data[:start]
        case 5:
            other = dice.choice(seeds)[1]
            at = dice.randrange(len(other) + 1)
            return data[:start] + other[at : at + 2_000] + data[end:]
        case _:
            return data[:start] + dice.choice(TOKENS) + data[end if dice.random() < 0.5 else start :]


def run(cases: Iterator[tuple[str, bytes]], keep: Path | None = None) -> Outcome:
    """Reads every case; addresses that a case names are not fetched. Cases that went wrong are written to `keep`."""
    outcome = Outcome()
    fetched = mock.patch("rashomon.ingest.fetch.fetch", side_effect=RashomonError("not fetched here"))
    with fetched:
        for name, data in cases:
            before = len(outcome.wrong)
            _read(name, data, outcome)
            if keep is not None and len(outcome.wrong) > before:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(data)
    return outcome


def _read(name: str, data: bytes, outcome: Outcome) -> None:
    started = time.process_time()
    outcome.runs += 1
    try:
        for one in read_raw(raw_from_bytes(data, name, Options(max_bytes=5_000_000, apart=False))):
            if isinstance(one, Document):
                outcome.documents += 1
                json.dumps(one.to_row())
                continue
            assert isinstance(one, Problem), f"gave {one!r:.100}"  # noqa: S101
            outcome.problems += 1
            if "could not be read as" in one.reason:
                outcome.unclear[f"{name.partition('~')[0]}: {one.reason[:160]}"] += 1
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        outcome.wrong.append(f"{name}: raised {error!r:.200}")
    spent = time.process_time() - started
    outcome.slowest = max(outcome.slowest, spent)
    if spent > SLOW:
        outcome.wrong.append(f"{name}: took {spent:.1f} s")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz_readers")
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the cases that went wrong")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    outcome = run(mutations(load_seeds(), chosen.runs, chosen.seed), chosen.keep)
    for line in outcome.wrong:
        print(f"wrong: {line}")
    for line, count in outcome.unclear.most_common():
        print(f"unclear, {count}: {line}")
    counts = f"{outcome.runs:,} runs: {outcome.documents:,} documents, {outcome.problems:,} problems"
    print(f"{counts}, {len(outcome.wrong)} wrong; the slowest took {outcome.slowest:.2f} s")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
