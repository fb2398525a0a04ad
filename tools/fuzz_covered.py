"""Readers and annotators under input that a fuzzer steers to code that it has not reached: atheris (libFuzzer).

`python -m tools.fuzz_covered readers build/corpus -runs=100000` goes on until something raises; what made it raise is
written beside, and is tried alone with `python -m tools.fuzz_covered readers FILE`. atheris (Apache-2.0) has wheels for
Linux alone and is not locked: `pip install atheris`. The first byte of an input chooses the format.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest import mock

import atheris

with atheris.instrument_imports(include=["rashomon"]):
    from rashomon.annotate import annotate, annotators
    from rashomon.ingest import Options
    from rashomon.ingest.dispatch import read_raw
    from rashomon.ingest.raw import raw_from_bytes
    from rashomon.model import Document, Problem, RashomonError

    annotators()  # they are imported when first asked for
from tools.fuzz_readers import load_seeds

#: A reader is found by content first, and by the ending where that says nothing.
ENDINGS = sorted({Path(name).suffix for name, _ in load_seeds()})
LONGEST = 2_000  # characters of a text for annotators: its parse takes the time


def read(data: bytes) -> None:
    """One file, of the format that its first byte says; only documents and problems may come of it."""
    if not data:
        return
    name = f"a{ENDINGS[data[0] % len(ENDINGS)]}"
    for one in read_raw(raw_from_bytes(data[1:], name, Options(max_bytes=5_000_000, apart=False))):
        if not isinstance(one, Document | Problem):
            raise TypeError(one)


def annotated(data: bytes) -> None:
    """One text; every row must point into it."""
    text = data.decode("utf-8", "surrogateescape")[:LONGEST]
    document = Document("d", text)
    for rows in annotate([document]):
        if isinstance(rows, Problem):
            raise ValueError(rows.reason)
        for row in rows:
            if not 0 <= row.start < row.end <= len(text):
                raise ValueError(row)


def main() -> None:
    what, *rest = sys.argv[1:]
    target = {"readers": read, "annotators": annotated}[what]
    corpus = next((Path(one) for one in rest if not one.startswith("-")), None)
    if corpus is not None and not corpus.is_file():
        corpus.mkdir(parents=True, exist_ok=True)
        for name, data in load_seeds():
            first = bytes([ENDINGS.index(Path(name).suffix)]) if what == "readers" else b""
            (corpus / name).write_bytes(first + data)
    with mock.patch("rashomon.ingest.fetch.fetch", side_effect=RashomonError("not fetched here")):
        atheris.Setup([sys.argv[0], *rest], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
