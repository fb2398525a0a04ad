"""Pages of large stories made when the stories are linked, kept in the library, and shown while they hold.

To compare 20 accounts and draw the page takes 0.1 to 0.4 CPU s; to read it back 13 ms, most of which go to make sure
that it is still what the library says. A page is kept with a digest of all that it was made of and with a seal
(`seal`): one that is of another state, of another program or by somebody else is made anew.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from queue import SimpleQueue

from markupsafe import Markup

from rashomon import pipeline
from rashomon.annotate.places.added import added_hashes
from rashomon.compare.corrections import Corrections
from rashomon.ids import content_id
from rashomon.model import RashomonError
from rashomon.store import Library
from rashomon.store.rows import annotated_state, rows_within, story_state
from rashomon.store.story_pages import KeptPage, forget_pages, kept_pages, load_page, pages_wanted, save_pages
from rashomon.web.maker import Maker
from rashomon.web.pages.front import Front
from rashomon.web.seal import is_sealed, load_key, seal

#: Pages stored at a time.
BATCH = 16
#: zlib's: 70 KB a page in 8 CPU ms; level 3 makes it 80 in 4, level 9 no smaller.
LEVEL = 6


@cache
def program() -> str:
    """A digest of all that a page hangs on beside the library: our code, templates and lists, and added gazetteers.

    Once a process, in 15 CPU ms: comparing asks linking and annotators too, so it is the whole package.
    """
    root = str(files("rashomon"))
    found = hashlib.sha256()
    for folder, within, names in os.walk(root):
        within.sort()
        for name in sorted(names):
            if name.endswith((".py", ".html", ".toml")):
                data = Path(folder, name).read_bytes()
                found.update(f"{folder[len(root) :]}/{name} {len(data)}\n".encode())
                found.update(data)
    return content_id("program", found.hexdigest(), added_hashes())


def basis(documents: Collection[str], key: bytes) -> str:
    """What can be asked of all stories of a library at once: which program, whose, and which documents."""
    return content_id("basis", program(), seal(key, "whose").hex(), sorted(documents))


def state_of(library: Library, documents: Collection[str], given: Corrections, linked: str | None = None) -> str:
    """A digest of all that the page of a story of these documents is made of; `linked` is its `story_state`."""
    touched = rows_within(library, given.rows(), documents)
    linked = linked or story_state(library, documents)
    return content_id(
        "page", program(), sorted(documents), annotated_state(library, documents), linked, given.of_rows(touched)
    )


def load_ready(library: Library, story: str, now: Callable[[], str]) -> Front | None:
    """The page that is kept of a story, if it is of the state that `now` gives and was made by this user."""
    kept, key = load_page(library, story), load_key()
    if kept is None or key is None or not is_sealed(key, kept.seal, story, kept.state, kept.name, kept.body):
        return None
    if kept.state != now():
        return None
    body = zlib.decompress(kept.body).decode("utf-8", "surrogatepass")
    return Front(story, kept.name, Markup(body))  # noqa: S704  our own, as the seal says


def make_ready(
    path: Path, jobs: int = 1, report: Callable[[str, int, int | None], None] = lambda _stage, _done, _total: None
) -> int:
    """Make and keep the pages of the large stories of a library that are not kept yet; how many were made.

    What is stopped goes on with the next call. Nothing is made where the user's key can't be kept.
    """
    with pipeline.open_library(path) as library:
        stories = pages_wanted(library)
        known = kept_pages(library)
        if known.keys() - stories.keys():
            with library.transaction():
                forget_pages(library, stories)
        key = load_key(create=True) if stories else None
        if key is None:
            return 0
        bases = {one: basis(held, key) for one, held in stories.items()}
        waiting = {one: held for one, held in stories.items() if known.get(one) != bases[one]}
        if not waiting:
            return 0
        given = Corrections.of(library.judgements())
        states: dict[str, str] = {}

        def asked() -> Iterator[str]:
            for story, documents in waiting.items():
                # Known before its page is made: what changes meanwhile makes it one that is not shown.
                states[story] = state_of(library, documents, given)
                yield story

        done = 0
        report("pages", 0, len(waiting))
        with closing(_fronts(path, asked(), min(jobs, len(waiting)))) as fronts:
            while batch := list(islice(fronts, BATCH)):
                pages = [_kept(key, front, bases[front.id], states.pop(front.id)) for front in batch]
                with library.transaction():
                    save_pages(library, pages)
                done += len(batch)
                report("pages", done, len(waiting))
        report("pages", len(waiting), len(waiting))
    return done


def _kept(key: bytes, front: Front, of: str, now: str) -> KeptPage:
    body = zlib.compress(str(front.body).encode("utf-8", "surrogatepass"), LEVEL)
    return KeptPage(front.id, of, now, seal(key, front.id, now, front.name, body), front.name, body)


def _fronts(path: Path, stories: Iterable[str], jobs: int) -> Generator[Front]:
    """The pages of these stories as they come, made by so many processes; what can't be made is left to its reader."""
    makers = [Maker(path, packs=False) for _ in range(jobs)]
    free: SimpleQueue[Maker] = SimpleQueue()
    for one in makers:
        free.put(one)

    def make(story: str) -> Front:
        maker = free.get()
        try:
            return maker.make(story)
        finally:
            free.put(maker)

    pool = ThreadPoolExecutor(jobs)
    coming: deque[Future[Front]] = deque()
    try:
        for story in stories:
            coming.append(pool.submit(make, story))
            if len(coming) > 2 * jobs:
                with suppress(RashomonError):
                    yield coming.popleft().result()
        while coming:
            with suppress(RashomonError):
                yield coming.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for maker in makers:
            maker.close()
