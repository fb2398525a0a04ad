"""`python -m bench.extract [GOLD]`: HTML extraction beside trafilatura alone, and the peak memory of streamed WARCs.

Both read the same pages of GOLD (extract_pages, extract_metadata) in the same run, page by page in turn, so that a
busy machine slows both; CPU seconds, the least of three readings of each page. WARCs of invented pages, the second
ten times as long as the first, are read in processes of their own: flat memory is a peak that does not grow.
"""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rashomon.ingest import Options
from rashomon.ingest.decode import decode
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
TIMES = 3
SMALL = 300  # pages of the shorter WARC

STREAM = """
import logging, resource, sys
from rashomon.ingest import read_paths
logging.disable(logging.CRITICAL)
number = sum(1 for _ in read_paths([sys.argv[1]]))
print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def ours(data: bytes) -> None:
    """The page as the program reads it: format told, article, metadata, what was left out; in this process."""
    list(read_raw(raw_from_bytes(data, "page", Options(apart=False))))


def theirs(data: bytes) -> None:
    """The page as trafilatura alone reads it, from the same characters."""
    import trafilatura  # noqa: PLC0415

    trafilatura.extract(decode(data), with_metadata=True)


def seconds(function: Callable[[bytes], None], data: bytes) -> float:
    started = time.process_time()
    function(data)
    return time.process_time() - started


def ratio(gold: Path) -> tuple[int, float, float]:
    """Pages, and the CPU seconds of both over all of them."""
    pages = [path.read_bytes() for name in ("extract_pages", "extract_metadata")
             for path in sorted((gold / name / "pages").glob("*.html"))]  # fmt: skip
    for data in pages[:3]:
        ours(data)
        theirs(data)
    mine = alone = 0.0
    for data in pages:
        both = [(seconds(ours, data), seconds(theirs, data)) for _ in range(TIMES)]
        mine += min(one for one, _ in both)
        alone += min(one for _, one in both)
    return len(pages), mine, alone


def write_warc(path: Path, pages: int) -> None:
    """A WARC of invented pages, no two alike."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(pages):
            said = f"Witness {number} said that the old bridge over the Velm fell on day {number} of the shelling."
            page = f"<html><head><title>Bridge {number}</title></head><body>{f'<p>{said}</p>' * 60}</body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            url = f"https://karsa.example/{number}"
            payload = io.BytesIO(page.encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))


def peak(pages: int) -> tuple[int, int]:
    """Documents read from a WARC of so many pages, and the process's peak in megabytes."""
    with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
        path = Path(folder) / "pages.warc.gz"
        write_warc(path, pages)
        done = subprocess.run([sys.executable, "-c", STREAM, str(path)], check=True, capture_output=True, text=True)
    number, megabytes = done.stdout.split()
    return int(number), int(megabytes)


def main() -> None:
    logging.disable(logging.CRITICAL)
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    if gold.is_dir():
        pages, mine, alone = ratio(gold)
        print(f"{pages} pages: {mine:.2f} CPU s, trafilatura with metadata {alone:.2f}: ratio {mine / alone:.2f}")
    for size in (SMALL, 10 * SMALL):
        documents, megabytes = peak(size)
        print(f"WARC of {size} pages: {documents} documents, peak {megabytes} MB")


if __name__ == "__main__":
    main()
