"""`python -m bench.large`: search and a story's page in a library of 100,000 documents, and what one takes on disk.

The library is one of 1,000 generated documents (`bench/shelf`) a hundred times over, each time under other ids:
stories, links and words have the shape of the small one, files and indexes the size of the
large one. Only reading is measured, and making stories' pages ready; nothing is annotated or linked.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from bench import pages, shelf
from rashomon.store import Library
from rashomon.web.ready import make_ready

#: Columns that hold an id, by table.
IDS = {
    "document": ("id",), "annotation": ("id", "document", "about", "who"), "link": ("id", "left", "right", "part"),
    "cluster": ("id", "part"), "cluster_member": ("cluster", "member"),
    "done": ("document",), "compared": ("document",),
}  # fmt: skip
#: As they stand in the file: a cluster read has the id of its content, which is that of the first hundredth only.
STORIES = """SELECT c.id FROM cluster c JOIN cluster_member m ON m.cluster = c.id WHERE c.kind = 'story'
             GROUP BY c.id HAVING count(*) BETWEEN 5 AND 25 ORDER BY c.id"""
#: Stories asked of a server: enough that p95 is not the slowest of them.
STORIES_SERVED = 61
SAYS = (
    "A large library of generated documents, read: 1,000 documents many times over under other ids. ms of "
    "a page in this process, p50 / p95; searches are of one or two words, stories have 5 to 25 accounts; "
    "pages of stories of 8 accounts or more are made when they are linked, others when first asked for."
)


def save(folder: Path, number: int, of: int = 1_000) -> Path:
    """A library of `number` documents in `folder`, made of one of `of`; one that is there already stays as it is.

    The pages of its large stories are made ready, as `rashomon add` does.
    """
    path = folder / f"large-{number}.db"
    if not path.exists():
        _copy(folder, path, number, of)
    make_ready(path, os.cpu_count() or 1)
    return path


def _copy(folder: Path, path: Path, number: int, of: int) -> None:
    part = path.with_suffix(".part")
    shutil.copyfile(shelf.save(folder / f"shelf-{of}.db", of), part)
    with sqlite3.connect(part, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute(f"ATTACH '{folder / f'shelf-{of}.db'}' AS one")
        for at in range(1, number // of):
            connection.execute("BEGIN")
            for table, ids in IDS.items():
                names = [row[1] for row in connection.execute(f"PRAGMA one.table_info({table})")]
                cells = [_cell(name, ids, f"{at:03}") for name in names]
                connection.execute(f"INSERT INTO {table} SELECT {', '.join(cells)} FROM one.{table}")  # noqa: S608
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    part.rename(path)


def _cell(name: str, ids: tuple[str, ...], at: str) -> str:
    return f"'{at}-' || \"{name}\"" if name in ids else f'"{name}"'


def measure(path: Path, number: int) -> str:
    """The table as Markdown: search, story and library pages, each asked for first and again; bytes a document."""
    chance = random.Random("large")  # noqa: S311
    with Library.open(path) as library:
        ids = [row["id"] for row in library.select("SELECT id FROM document ORDER BY id")]
        stories = [row["id"] for row in library.select(STORIES)]
        chosen = [chance.choice(ids) for _ in range(number)]
        texts = [(library.document(one) or library).text.split() for one in chosen]  # type: ignore[union-attr]
        queries = [" ".join(chance.sample(words, chance.randint(1, 2))) for words in texts]
        library.search(queries[0])
        spent, wall = [], []
        for query in queries:
            started, clock = time.process_time(), time.perf_counter()
            library.search(query)
            spent.append((time.process_time() - started) * 1000)
            wall.append((time.perf_counter() - clock) * 1000)
    asked = {
        "search": [f"/?q={quote(one)}" for one in queries],
        "story": [f"/stories/{one}" for one in chance.sample(stories, min(12, number // 4))],
        "document": [f"/documents/{quote(one, safe='')}" for one in chosen],
        "library": ["/"] * 4,
    }
    first, again = pages.alone(path, asked)
    if first.bad or again.bad:
        raise RuntimeError(f"no page: {first.bad[:3]}")
    lines = ["| what | CPU ms, first | again |", "|---|---|---|"]
    lines.append(f"| search alone | {_of(spent)} (wall {_of(wall)}) | |")
    for kind in asked:
        cells = [f"{one.at(kind, 0.5):.0f} / {one.at(kind, 0.95):.0f}" for one in (first, again)]
        lines.append(f"| {kind} page | {' | '.join(cells)} |")
    shown = chance.sample(stories, min(STORIES_SERVED, len(stories)))
    _forget(path, shown)
    on_demand = pages.served(path, [f"/stories/{one}" for one in shown])
    made, spent_making = _remade(path)
    ready = pages.served(path, [f"/stories/{one}" for one in shown])
    for what, found in (("", ready), (", made on demand", on_demand)):
        lines.append(f"| story page as a reader waits for it (wall){what} | {' | '.join(map(_of, found))} |")
    size = path.stat().st_size
    with Library.open(path) as library:
        kept, held = library.select("SELECT count(*), sum(length(body)) FROM story_page")[0]
    per_document, per_page, making = size / len(ids), held / kept / 1000, spent_making / made * 1000
    lines += ["", f"{len(ids):,} documents, {size / 1e9:.2f} GB, {per_document:,.0f} bytes a document."]
    lines.append(
        f"Of {kept:,} stories the page is kept, {per_page:.0f} kB each; making {made} took {making:.0f} CPU ms a page."
    )
    return "\n".join(lines)


def _forget(path: Path, stories: list[str]) -> None:
    with Library.open(path) as library, library.transaction():
        marks = ", ".join("?" * len(stories))
        library.connection.execute(f"DELETE FROM story_page WHERE story IN ({marks})", stories)  # noqa: S608


def _remade(path: Path) -> tuple[int, float]:
    """How many pages were missing and are made now, and the CPU seconds that took, of its process for them too."""

    def spent() -> float:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system

    before = spent()
    made = make_ready(path)
    return made, spent() - before


def _of(found: list[float]) -> str:
    ordered = sorted(found)
    return f"{ordered[len(ordered) // 2]:.0f} / {ordered[int(0.95 * len(ordered))]:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.large")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "pages", help="where to keep it")
    chosen = parser.parse_args()
    chosen.folder.mkdir(exist_ok=True, parents=True)
    print(f"{SAYS}\n\n{measure(save(chosen.folder, chosen.documents), chosen.pages)}")


if __name__ == "__main__":
    main()
