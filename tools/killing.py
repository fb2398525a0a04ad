"""A forked child that is killed by SIGKILL at a moment, and what it had said by then."""

from __future__ import annotations

import json
import os
import select
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

Say = Callable[[str, Any], None]


@dataclass(slots=True)
class Told:
    """What a child said before it ended, and whether it ended by itself."""

    lines: list[tuple[str, Any]]
    whole: bool

    @property
    def stage(self) -> str:
        return next((value for what, value in reversed(self.lines) if what == "stage"), "starting")

    def most(self, what: str) -> int:
        return max((value for one, value in self.lines if one == what), default=0)

    def all(self, what: str) -> list[Any]:
        return [value for one, value in self.lines if one == what]


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after a stage was entered or, where `statement` is not 0, before that one."""

    stage: str
    delay: float
    statement: int = 0

    def __str__(self) -> str:
        return (
            f"{self.stage}, statement {self.statement}" if self.statement else f"{self.stage} after {self.delay:.4f} s"
        )


def run_killed(work: Callable[[Say], None], moment: Moment | None = None) -> Told:
    """What `work` said in a forked process that was killed at this moment; with none it is let run to its end.

    Raises RuntimeError where the child ended in an error of its own.
    """
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        _live(work, there, moment)
    by_clock = moment is not None and not moment.statement
    os.close(there)
    told = bytearray()
    until: float | None = None
    try:
        while True:
            if by_clock and moment and until is None and _entered(told, moment.stage):
                until = time.monotonic() + moment.delay
            wait = None if until is None else max(0.0, until - time.monotonic())
            ready, _, _ = select.select([here], [], [], wait)
            if not ready:
                break
            piece = os.read(here, 65_536)
            if not piece:
                break
            told += piece
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL if until is not None else 0)
        while piece := os.read(here, 65_536):  # what was said before the kill
            told += piece
    finally:
        os.close(here)
        _, status = os.waitpid(child, 0)
    lines = [tuple(json.loads(line)) for line in bytes(told).split(b"\n")[:-1]]
    if (fault := next((value for what, value in lines if what == "fault"), None)) is not None:
        raise RuntimeError(fault)
    return Told(lines, os.WIFEXITED(status))


def _entered(told: bytearray, stage: str) -> bool:
    return json.dumps(["stage", stage]).encode() in told


def _live(work: Callable[[Say], None], pipe: int, moment: Moment | None) -> None:
    """The life of a child: it works, says so line by line, and ends without what the parent would do at its end."""
    code, count, entered = 1, 0, False
    fatal = moment.statement if moment else 0

    def say(what: str, value: Any) -> None:
        nonlocal count, entered
        if what == "stage":
            os.write(pipe, json.dumps(["statements", count]).encode() + b"\n")
            count, entered = 0, entered or (moment is not None and value == moment.stage)
        os.write(pipe, json.dumps([what, value]).encode() + b"\n")

    def counted(_statement: str) -> None:
        nonlocal count
        count += 1
        if entered and fatal and count >= fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    class Counted(sqlite3.Connection):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.set_trace_callback(counted)

    opened = sqlite3.connect
    sqlite3.connect = lambda *given, **named: opened(*given, factory=Counted, **named)  # type: ignore[assignment]

    try:
        say("stage", "starting")
        work(say)
        code = 0
    except BaseException as error:
        say("fault", repr(error))
    finally:
        os._exit(code)
