"""Pages of stories made in a process of its own: other pages do not wait for it, and a story waits for itself alone."""

from __future__ import annotations

import signal
import threading
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from rashomon import pipeline
from rashomon.model import RashomonError
from rashomon.web.pages.story import StoryPage, make_story_page


@dataclass(slots=True)
class Maker:
    """A process that makes one story's page after the other; it is started when first asked, and again if it died.

    It ends with its parent, however that ends: then nobody holds the other end of its pipe.
    """

    library: Path
    process: BaseProcess | None = None
    pipe: Connection | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)

    def make(self, story: str) -> StoryPage:
        """The page of a story, with all that takes long to draw. Raises RashomonError for one that isn't there."""
        with self.turn:
            for last in (False, True):
                pipe = self._started()
                try:
                    pipe.send(story)
                    made = pipe.recv()
                except (EOFError, OSError) as error:
                    self.close()
                    if last:
                        reason = "the process that compares accounts was stopped: is the memory full?"
                        raise RashomonError(reason) from error
                    continue
                if isinstance(made, StoryPage):
                    return made
                raise RashomonError(made)
        raise AssertionError

    def _started(self) -> Connection:
        if self.pipe is None:
            # A fresh process: a fork would copy the server's threads and locks.
            context = get_context("spawn")
            self.pipe, theirs = context.Pipe()
            self.process = context.Process(target=_serve, args=(theirs, self.library), daemon=True)
            self.process.start()
            theirs.close()
        return self.pipe

    def close(self) -> None:
        """End the process."""
        if self.pipe is not None:
            self.pipe.close()
        if self.process is not None:
            self.process.terminate()
            self.process.join()
        self.pipe = self.process = None


def _serve(pipe: Connection, library: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends us
    while True:
        try:
            story = pipe.recv()
        except EOFError:
            return
        made: StoryPage | str
        try:
            made = _made(library, story)
        except RashomonError as error:
            made = str(error)
        except Exception as error:  # the page says what it was; the next story is another
            made = f"{type(error).__name__}: {error}"
        try:
            pipe.send(made)
        except OSError:  # the server has ended
            return


def _made(library: Path, story: str) -> StoryPage:
    with pipeline.open_library(library) as opened:
        page = make_story_page(pipeline.comparison(opened, story), story)
    # Drawn here, kept with the page: 0.1 to 0.4 s for 20 accounts.
    _ = page.body, page.plots, page.spots, page.map, page.shared
    return page
