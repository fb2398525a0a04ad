"""A bound on the time that one document may take, so that no page, however it is made, holds up a run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

#: Seconds of computing for one document. The slowest of the 185 pages of the sets takes 0.7 s, and 5 MB of plain
#: paragraphs 18 s, on one busy core.
LONGEST_READING = 30.0
AGAIN = 0.5  # seconds until the bound speaks again where a library swallowed it

T = TypeVar("T")


class TookTooLongError(BaseException):
    """The time for a document is over. No Exception, so that a library's `except Exception` lets it through."""


def each_within(found: Iterator[T], seconds: float) -> Iterator[T]:
    """What `found` yields; raises TookTooLongError when one step of it computes longer than `seconds`."""
    ended = object()
    while True:
        with limited(seconds):
            one = next(found, ended)
        if one is ended:
            return
        yield one  # type: ignore[misc]


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TookTooLongError inside when it computes longer than `seconds`; waiting does not count.

    By the process's own clock of computing (setitimer, ITIMER_PROF), so that a busy machine reads what an idle
    one does. Without effect where that clock is not to be had: on Windows, and off the main thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.001), AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _over(number: int, frame: FrameType | None) -> None:
    del number, frame  # what a signal handler is given
    raise TookTooLongError
