"""One page is made at a time: each is then there sooner than if they were made side by side.

Python runs one thread at a time, and SQLite's connection lets go of that right with every row: of four pages made side
by side each waits up to 5 ms a row for the others.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: How long a page waits for its turn; then it is made beside the one that takes so long: a large table, a dossier.
SECONDS = 0.25


@dataclass(slots=True)
class Turn:
    """The right to make a page now, held by one thread at a time."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    holder: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Within, no other page is made, unless this one or another takes long."""
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def given_up(self) -> Iterator[None]:
        """Within, this thread waits for something else and others may have the turn that it had."""
        had = self._give()
        try:
            yield
        finally:
            if had:
                self._take()

    def _take(self) -> None:
        if self.lock.acquire(timeout=SECONDS):
            self.holder = threading.get_ident()

    def _give(self) -> bool:
        """Whether this thread had the turn."""
        if self.holder != threading.get_ident():
            return False
        self.holder = None
        self.lock.release()
        return True
