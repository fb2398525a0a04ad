"""Pages of stories made in a process of its own: other pages do not wait for it, and a story waits for itself alone."""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from rashomon import pipeline
from rashomon.annotate.places.gazetteer import load_gazetteer
from rashomon.annotate.places.readings import load_listed
from rashomon.collecting import collect_seldom
from rashomon.compare import compare
from rashomon.compare.corrections import Corrections
from rashomon.model import RashomonError
from rashomon.store.rows import reading_state
from rashomon.web.pages.front import Front, packed
from rashomon.web.pages.story import StoryPage, make_story_page
from rashomon.web.plots.land import load_land

#: How far making a story's page, mostly one that nobody asked for yet, gives way to the pages that are ready.
NICE = 5


@dataclass(slots=True)
class Maker:
    """A process that makes one story's page after the other; it is started when first asked, and again if it died.

    It ends with its parent, however that ends: then nobody holds the other end of its pipe.
    """

    library: Path
    packs: bool = True  # whether the page behind a front follows it; else the front is all that is wanted
    process: BaseProcess | None = None
    pipe: Connection | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)
    coming: Front | None = None  # the page behind it is still to be received
    # Held while the process is started or ended: one that is half started when the server ends would say that it
    # "ran out of input".
    change: threading.Lock = field(default_factory=threading.Lock)
    ended: bool = False

    def make(self, story: str) -> Front:
        """The page of a story, with all that takes long to draw. Raises RashomonError for one that isn't there.

        The page behind the front is packed once that has been sent: it comes when it is asked for, or before the next.
        """
        with self.turn:
            for last in (False, True):
                pipe = self._started()
                try:
                    self._receive(pipe)
                    pipe.send(story)
                    made = pipe.recv()
                except (EOFError, OSError) as error:
                    self._end()
                    if last or self.ended:
                        reason = "the process that compares accounts was stopped: is the memory full?"
                        raise RashomonError(reason) from error
                    continue
                if isinstance(made, Front):
                    if self.packs:
                        made.fetch = self._fetch
                        self.coming = made
                    return made
                raise RashomonError(made)
        raise AssertionError

    def _fetch(self) -> None:
        """Receive the page behind the front made last. It is lost where the process that made it was stopped."""
        with self.turn:
            if self.coming is not None and self.pipe is not None:
                try:
                    self._receive(self.pipe)
                except (EOFError, OSError):
                    self._end()

    def _receive(self, pipe: Connection) -> None:
        """Take what the process sends after a front; nothing where that was taken already."""
        front, self.coming = self.coming, None
        if front is not None:
            front.packed = pipe.recv_bytes()

    def start(self) -> None:
        """Start the process, so that whoever opens the first story need not wait for it as well."""
        with suppress(RashomonError, OSError):  # whoever opens a story is told
            self._started()

    def _started(self) -> Connection:
        with self.change:
            if self.ended:
                raise RashomonError("the server is stopping: no more pages are made")
            if self.pipe is None:
                # A fresh process: a fork would copy the server's threads and locks.
                context = get_context("spawn")
                self.pipe, theirs = context.Pipe()
                self.process = context.Process(target=_serve, args=(theirs, self.library, self.packs), daemon=True)
                # An interrupt from the keyboard reaches the child too, also before it runs: it keeps this mask.
                mask = _blocked()
                try:
                    self.process.start()
                finally:
                    _unblocked(mask)
                theirs.close()
            return self.pipe

    def close(self) -> None:
        """End the process for good."""
        self.ended = True
        self._end()

    def _end(self) -> None:
        with self.change:
            if self.pipe is not None:
                self.pipe.close()
            if self.process is not None:
                self.process.terminate()
                self.process.join()
            self.pipe = self.process = self.coming = None


def _blocked() -> set[signal.Signals | int] | None:
    """Holds interrupts back in this thread; what was held back before, None where there are no such masks."""
    if not hasattr(signal, "pthread_sigmask"):
        return None
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}))


def _unblocked(mask: set[signal.Signals | int] | None) -> None:
    if mask is not None:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _serve(pipe: Connection, library: Path, packs: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends us
    pipeline.give_way(NICE)
    collect_seldom()  # at Python's own pace the collector takes a tenth of a story's page
    warm()
    heard = Heard()
    while True:
        try:
            story = pipe.recv()
        except EOFError:
            return
        page: StoryPage | None = None
        made: Front | str
        try:
            page = heard.made(library, story)
            made = Front.of(page)
        except RashomonError as error:
            made = str(error)
        except Exception as error:  # the page says what it was; the next story is another
            made = f"{type(error).__name__}: {error}"
        try:
            pipe.send(made)
            if packs and isinstance(made, Front) and page is not None:
                pipe.send_bytes(packed(page))
        except OSError:  # the server has ended
            return


def warm() -> None:
    """Read what every story's page needs: of the 1.2 CPU s of the first one 0.7 go into templates, towns and land."""
    make_story_page(compare([]), None).drawn()
    gazetteer = load_gazetteer()
    gazetteer.within((0.0, 0.0), (1.0, 1.0), 1)
    gazetteer.known(1)
    load_listed()
    load_land()


@dataclass(slots=True)
class Heard:
    """What people judged, read again only when links or judgements change: 24 CPU ms for 300 judgements."""

    state: tuple[object, ...] = ()
    given: Corrections = field(default_factory=Corrections)

    def made(self, library: Path, story: str) -> StoryPage:
        """The page of a story, drawn."""
        with pipeline.open_library(library) as opened:
            state = reading_state(opened)[:3]
            if state != self.state:
                self.state, self.given = state, Corrections.of(opened.judgements())
            return make_story_page(pipeline.comparison(opened, story, given=self.given), story).drawn()
