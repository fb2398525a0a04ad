"""`python -m bench.growing`: how long linking takes when ten documents come into a library of many.

The rows of both are made with their truth (`bench/told`) and stored; only linking again is timed, reading and writing
the library included.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.told import tell
from rashomon import pipeline
from rashomon.engines import claim_pairs, linking
from rashomon.link.events import Scored
from rashomon.model import Annotation, Document
from rashomon.store import Library

LATE = 10


def measure(number: int, folder: Path) -> dict[str, float]:
    """CPU seconds of linking `number` documents, then of linking again with ten more, and how many claims it scored.

    `touched` are those of them that stand in a story with one of the ten.
    """
    accounts = tell(number + LATE).accounts
    late = set(random.Random(0).sample(range(len(accounts)), LATE))  # noqa: S311  a corpus, not a secret
    seen = _count_scored()
    with Library.open(folder / f"{number}.db", create=True) as library:
        _store(library, (one for at, one in enumerate(accounts) if at not in late))
        first = _timed(library)
        all_rows = len(seen)
        seen.clear()
        _store(library, (accounts[at] for at in sorted(late)))
        again = _timed(library)
        new = {accounts[at][0].id for at in late}
        stories = (one.members for one in library.clusters("story") if new.intersection(one.members))
        touched = {document for members in stories for document in members}
    within = sum(document in touched for document in seen)
    return {
        "documents": number, "first": first, "again": again,
        "claims": all_rows, "claims again": len(seen), "touched": within,
    }  # fmt: skip


def _count_scored() -> list[str]:
    """A list that gets the document of each claim that `score_lines` is given from now on."""
    seen: list[str] = []

    def counted(rows: Sequence[str]) -> list[Scored]:
        seen.extend(json.loads(row)["document"] for row in rows)
        return claim_pairs.score_lines(rows)

    setattr(linking, "score_lines", counted)  # noqa: B010  a name that linking imports, not one that it offers
    return seen


def _store(library: Library, accounts: Iterable[tuple[Document, Sequence[Annotation]]]) -> None:
    with library.transaction():
        for document, rows in accounts:
            library.add_document(document)
            library.save_annotations(document, rows, "bench")


def _timed(library: Library) -> float:
    started = time.process_time()
    pipeline.relink(library)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.growing")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    chosen = parser.parse_args()
    print(f"| documents | first, CPU s | {LATE} more, CPU s | claims scored | scored again | in stories touched |")
    print("|---|---|---|---|---|---|")
    for number in chosen.sizes:
        with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
            one = measure(number, Path(folder))
        times = [f"{one[name]:.1f}" for name in ("first", "again")]
        counts = [f"{one[name]:,}" for name in ("claims", "claims again", "touched")]
        print(f"| {' | '.join([f'{number:,}', *times, *counts])} |", flush=True)


if __name__ == "__main__":
    main()
