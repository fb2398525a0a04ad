"""`python -m bench.pages`: how long each kind of page takes, alone and with four readers while documents are added.

The library is made once (`bench/shelf`) and kept; what is measured on a copy of it: a page in this process, then
pages over HTTP from a server of its own, asked for by four readers while `rashomon add` writes. The
cores that each of them kept busy are told beside: where the machine has other work, wall times are those of a queue.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from bench import corpus, shelf
from rashomon.collecting import collect_seldom
from rashomon.store import Library
from rashomon.web.app import make_app
from rashomon.web.maker import warm

READERS = 4
HOST = "127.0.0.1"
Addresses = Mapping[str, list[str]]


@dataclass(slots=True)
class Times:
    """Milliseconds by kind of page; `bad` are answers that were no page."""

    spent: dict[str, list[float]] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)

    def add(self, kind: str, milliseconds: float) -> None:
        self.spent.setdefault(kind, []).append(milliseconds)

    def at(self, kind: str, share: float) -> float:
        """The time below which this share of the pages stays."""
        found = sorted(self.spent.get(kind, [0.0]))
        return found[min(len(found) - 1, int(share * len(found)))]


def addresses(path: Path, number: int) -> Addresses:
    """`number` addresses of each kind of page, drawn over the whole library."""
    chance = random.Random("pages")  # noqa: S311
    with Library.open(path) as library:
        ids = [row["id"] for row in library.select("SELECT id FROM document ORDER BY id")]
        stories = [one for one in library.clusters("story") if 5 <= len(one.members) <= 25]
        documents = [chance.choice(ids) for _ in range(number)]
        words = [chance.choice(library.annotations(one)) for one in documents]
        texts = {one: (library.document(one) or words[0]).text.split() for one in documents}  # type: ignore[union-attr]
        copies = [one.id for one in library.links("copy")]
        links = chance.sample(library.links("event"), number)
        found: dict[str, list[str]] = {
            "library": ["/", *(f"/?page={chance.randint(1, len(ids) // 50 or 1)}" for _ in range(number - 1))],
            "search": [f"/?q={quote(' '.join(chance.sample(texts[one], chance.randint(1, 2))))}" for one in documents],
            "document": [f"/documents/{quote(one, safe='')}" for one in documents],
            "row": [f"/rows/{one.id}" for one in words],
            "pair": [f"/pairs/{one.left}/{one.right}" for one in links],
            "copies": ["/copies"] * max(2, number // 10),
            "copy": [f"/copies/{chance.choice(copies)}" for _ in range(number)],
            "judgements": ["/judgements"] * max(2, number // 4),
            "story": [f"/stories/{chance.choice(stories).id}" for _ in range(number // 2)],
        }
    found["review"] = [f"/review?story={one.rsplit('/', 1)[-1]}" for one in found["story"][: number // 4]]
    return found


def alone(path: Path, asked: Addresses) -> tuple[Times, Times]:
    """CPU milliseconds of each page with nothing beside it: (asked for the first time, asked for again)."""
    collect_seldom()  # as the server does
    warm()  # as the process that makes a server's stories does when it starts
    app: Any = make_app(path)
    first, again = Times(), Times()

    async def one_page(address: str) -> int:
        parts = urlsplit(address)
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
            "headers": [(b"host", HOST.encode())], "client": (HOST, 1), "server": (HOST, 80),
        }  # fmt: skip
        status = 0

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)

        await app(scope, receive, send)
        return status

    async def all_pages() -> None:
        await one_page("/settings")
        for kind, found in asked.items():
            for address in found:
                for times in (first, again):
                    started = time.process_time()
                    status = await one_page(address)
                    times.add(kind, (time.process_time() - started) * 1000)
                    if status != 200:
                        times.bad.append(f"{status} {address}")

    asyncio.run(all_pages())
    return first, again


def together(
    path: Path, asked: Addresses, reading: tuple[float, float], *, adding: bool
) -> tuple[Times, dict[str, float]]:
    """Wall milliseconds of pages over HTTP for four readers, while documents are added.

    `reading` are the seconds that they read, and those that each waits between two pages, on average. Also what was
    going on: documents before and after, the machine's load, seconds of adding, pages a second.
    """
    seconds, pause = reading
    program = str(Path(sys.executable).with_name("rashomon"))
    with _serving(path) as (server, port):
        _warm(port, [one for kind in ("story", "review") for one in asked[kind]])
        with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
            news = corpus.save(Path(folder), max(20, int(seconds * 4)))
            before = _count(path)
            command = [program, "add", str(news), "--library", str(path)]
            writer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) if adding else None
            started, load, busy = time.perf_counter(), os.getloadavg()[0], _busy(server, writer)
            times = _read(port, asked, started + seconds, pause)
            still = writer is not None and writer.poll() is None
            wall = time.perf_counter() - started
            load = (load + os.getloadavg()[0]) / 2
            cores = [(now - before) / wall for now, before in zip(_busy(server, writer), busy, strict=True)]
            if writer is not None:
                writer.terminate()  # it may be linking for minutes; what it stored stays
                writer.wait()
        told = {"documents": before, "documents after": _count(path), "load": load, "still adding": still}
        told["pages a second"] = sum(map(len, times.spent.values())) / wall
        told |= dict(zip(("cores of the server", "of its makers of pages", "of add"), cores, strict=True))
        told["cores there"] = os.cpu_count() or 0
        return times, told


@contextlib.contextmanager
def _serving(path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server of the library and its port, for as long as the block lasts."""
    command = [str(Path(sys.executable).with_name("rashomon")), "serve", "--library", str(path), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment())
    try:
        yield server, _port(server)
    finally:
        server.terminate()
        server.wait()


def served(path: Path, addresses: Sequence[str]) -> tuple[list[float], list[float]]:
    """Wall milliseconds of pages asked for by one reader, one after another: (for the first time, again).

    The server has made one page before, of the last address, as it has where a reader came by the library's page.
    """
    first: list[float] = []
    again: list[float] = []
    with _serving(path) as (_, port):
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        for address, times in [
            (addresses[-1], []),
            *((one, each) for one in addresses[:-1] for each in (first, again)),
        ]:
            started = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"no page: {answer.status} {address}")
            # A reader stays longer: what lies behind the page is packed meanwhile.
            time.sleep(0.05)
    return first, again


def _busy(server: subprocess.Popen[str], writer: subprocess.Popen[bytes] | None) -> tuple[float, float, float]:
    """CPU seconds so far of the server, of the processes that it started, and of the writer with those it started."""
    writing = 0.0 if writer is None else _cpu(writer.pid) + sum(map(_cpu, _children(writer.pid)))
    return _cpu(server.pid), sum(map(_cpu, _children(server.pid))), writing


def _cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:  # it ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(one) for one in tasks.read_text(encoding="utf-8").split()]
    return [each for one in found for each in (one, *_children(one))]


def _warm(port: int, asked: Iterable[str]) -> None:
    """Ask for each story once: the comparison is then there, as for a reader who comes back; see the column `first`."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    for address in dict.fromkeys(asked):
        connection.request("GET", address)
        connection.getresponse().read()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1"}


def _port(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    for line in server.stdout:
        if "http://" in line:
            return int(line.partition("127.0.0.1:")[2].partition("/")[0])
    raise RuntimeError("the server did not say where it is")


def _count(path: Path) -> int:
    with Library.open(path) as library:
        return library.count_documents()


def _read(port: int, asked: Addresses, until: float, pause: float) -> Times:
    """Four readers, each of whom waits about `pause` seconds between two pages."""
    times, lock = Times(), threading.Lock()

    def reader(number: int) -> None:
        chance = random.Random(number)  # noqa: S311
        kinds = list(asked)
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        while time.perf_counter() < until:
            time.sleep(pause * 2 * chance.random())
            kind = chance.choice(kinds)
            address = chance.choice(asked[kind])
            started = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            with lock:
                times.add(kind, (time.perf_counter() - started) * 1000)
                if answer.status != 200:
                    times.bad.append(f"{answer.status} {address}")

    threads = [threading.Thread(target=reader, args=(one,)) for one in range(READERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times


def as_markdown(measured: Iterable[Times], kinds: Iterable[str]) -> str:
    """A table of the kinds of page: CPU first and again, p50 and p95; wall with four readers, p50 and p95."""
    first, again, wall = measured
    lines = [
        "| page | CPU ms, first | again | wall ms, four readers and adding | pages |",
        "|---|---|---|---|---|",
    ]
    for kind in kinds:
        cells = [f"{one.at(kind, 0.5):.0f} / {one.at(kind, 0.95):.0f}" for one in (first, again, wall)]
        lines.append(f"| {kind} | {' | '.join(cells)} | {len(wall.spent.get(kind, []))} |")
    found = [one for times in wall.spent.values() for one in times]
    if found:
        middle, high = statistics.median(found), sorted(found)[int(0.95 * len(found))]
        lines.append(f"| all | | | {middle:.0f} / {high:.0f} | {len(found)} |")
    return "\n".join(lines)


def run(number: int, folder: Path, pages: int, reading: tuple[float, float]) -> str:
    """The table of a library of `number` documents, as Markdown; p50 / p95 in each cell."""
    kept = shelf.save(folder / f"shelf-{number}.db", number)
    path = folder / f"read-{number}-{os.getpid()}.db"
    shutil.copyfile(kept, path)
    try:
        asked = addresses(path, pages)
        first, again = alone(path, asked)
        wall, told = together(path, asked, reading, adding=True) if reading[0] else (Times(), {})
    finally:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
    bad = first.bad + again.bad + wall.bad
    says = ", ".join(f"{key} {value:.1f}" for key, value in told.items())
    return f"{number:,} documents; p50 / p95. {says}\n\n{as_markdown((first, again, wall), asked)}\n\n" + (
        f"{len(bad)} were no page, first {bad[:5]}\n" if bad else ""
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pages")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=40, help="addresses of each kind")
    parser.add_argument("--seconds", type=float, default=30, help="of reading by four; 0 for CPU alone")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds a reader waits between two pages, on average")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "pages", help="where to keep it")
    chosen = parser.parse_args()
    chosen.folder.mkdir(exist_ok=True, parents=True)
    print(run(chosen.documents, chosen.folder, chosen.pages, (chosen.seconds, chosen.pause)))


if __name__ == "__main__":
    main()
