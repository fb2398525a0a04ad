"""Connections to the library held open between pages: what SQLite learned of the file serves the next reader.

To open one and read its schema took 1.9 of 6.5 CPU ms of a small page at 10,000 documents, and its cache began empty.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.store import Library

#: Connections kept for whoever comes next; each has a cache of 2 MB.
IDLE = 4
#: How long the end waits for connections that are still lent.
SECONDS = 2.0


@dataclass(slots=True)
class Held:
    """Open connections to the file at `path`, each lent to one at a time."""

    path: Path
    idle: list[Library] = field(default_factory=list)
    file: tuple[int, ...] = ()
    out: int = 0  # lent now
    ended: bool = False
    lock: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def lent(self) -> Iterator[Library]:
        """A connection, for as long as the block lasts. Raises RashomonError where the library can't be read."""
        with self.lock:
            self.out += 1
        try:
            yield from self._lend()
        finally:
            with self.lock:
                self.out -= 1
                self.lock.notify_all()

    def _lend(self) -> Iterator[Library]:
        library = self._taken()
        if library is not None and not library.is_current():
            library.close()
            library = None
        library = library or Library.open(self.path)
        file = self._same(library)
        try:
            yield library
        except BaseException:
            library.close()  # whatever broke, the next reader has nothing of it
            raise
        with self.lock:
            if file and not self.ended and file == self.file and len(self.idle) < IDLE:
                self.idle.append(library)
                return
        library.close()

    def close(self) -> None:
        """Let go of the file, once the connections that are lent have come back: the last one takes SQLite's log in."""
        with self.lock:
            self.ended = True
            gone, self.idle = self.idle, []
        for one in gone:
            one.close()
        with self.lock:
            self.lock.wait_for(lambda: not self.out, SECONDS)

    def _taken(self) -> Library | None:
        """One that is idle, unless another file lies in the place of the one it reads."""
        file = _file(self.path)
        with self.lock:
            if file == self.file:
                return self.idle.pop() if self.idle else None
            gone, self.idle, self.file = self.idle, [], file
        for one in gone:
            one.close()
        return None

    def _same(self, library: Library) -> tuple[int, ...]:
        """Which file this connection may read when it comes back; () for one that is not kept.

        Where nothing may be written it reads the file as it lies, and must look again each time.
        """
        return self.file if os.access(library.path.parent, os.W_OK) else ()


def _file(path: Path) -> tuple[int, ...]:
    """What tells one file from another put in its place. It is never opened to ask.

    To close any handle of a file takes away every lock that the process has on it, SQLite's too: another process would
    then throw the log away that is still written.
    """
    with suppress(OSError):
        found = path.stat()
        return (found.st_dev, found.st_ino)
    return ()
