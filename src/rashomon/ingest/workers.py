"""Answers worked out in a process of their own, under a limit of time and of memory.

What a worker cannot survive (an endless loop in C, a crash, a flood of memory) ends the worker, not the run:
whoever asked gets an error that says what happened, and the next question starts a fresh worker. A worker is
used again for the next question, so that it costs a start of Python once a run and a copy of question and answers.
Nothing here knows what the questions are about.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO, Literal, TypeAlias

_START = "from rashomon.ingest.workers import serve; serve()"
_LENGTH = 8  # bytes before each message that give its length
#: Addresses that a worker's libraries take before it reads: 220 MB once all readers are loaded, with room for threads.
RESERVED = 500_000_000
#: "one" carries an answer, "end" closes the answers, "memory" says that there was not enough of it.
Sort: TypeAlias = Literal["one", "end", "memory", "failed"]


class WorkerError(Exception):
    """The worker could not answer; the message says why in words a person can act on."""


class NoWorkerError(WorkerError):
    """No process can be started here."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock until the next answer must have come, and bytes of memory."""

    seconds: float
    memory: int


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    late: bool = False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was waiting to be written to a worker that is gone
                    pipe.close()

    def expire(self) -> None:
        self.late = True
        self.process.kill()


_Key: TypeAlias = tuple[int, str, int]
_idle: dict[_Key, list[_Worker]] = {}
_busy: dict[_Key, list[_Worker]] = {}
_lock = threading.Lock()


def ask_apart(target: str, question: object, limits: Limits) -> Iterator[Any]:
    """What the function `target` ("package.module:name") yields for `question`, worked out in another process.

    Question and answers must be picklable. Raises WorkerError when an answer takes longer than the limit by the
    clock, needs more memory, or ends the worker; NoWorkerError, before any answer, where none can be started.
    """
    key = (os.getpid(), target, limits.memory)  # a forked process starts workers of its own
    worker = _take(key)
    with _lock:
        _busy.setdefault(key, []).append(worker)
    whole = False
    try:
        for sort, answer in _answers(worker, question, limits.seconds):
            if sort == "one":
                yield answer
            elif sort == "end":
                whole = True
            elif sort == "memory":
                raise WorkerError(f"needed more than {limits.memory / 1e9:g} GB of memory")
            else:
                raise WorkerError(f"failed: {answer}")
    except (OSError, EOFError) as error:
        if worker.late:
            raise WorkerError(f"took longer than {limits.seconds:g} s by the clock") from error
        raise WorkerError(f"ended the process that worked on it ({_ending(worker.process)})") from error
    finally:
        with _lock:
            _busy[key].remove(worker)
        if whole:
            with _lock:
                _idle.setdefault(key, []).append(worker)
        else:
            worker.kill()


def _take(key: _Key) -> _Worker:
    """An idle worker, or a new one."""
    with _lock:
        waiting = _idle.get(key, [])
        while waiting:
            worker = waiting.pop()
            if worker.process.poll() is None:
                return worker
            worker.kill()
        if not _idle:
            atexit.register(close_workers)
    _, target, memory = key
    if not sys.executable:
        raise NoWorkerError("this Python cannot start another")
    # The worker finds what this process finds, and nothing in the folder that it happens to run in.
    path = os.pathsep.join(one for one in sys.path if one)
    ours = {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        process = subprocess.Popen(  # noqa: S603  our own interpreter on our own code
            [sys.executable, "-P", "-c", _START, target, str(memory)], env=os.environ | ours,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        raise NoWorkerError(f"no process can be started: {error}") from error
    return _Worker(process)


def _answers(worker: _Worker, question: object, seconds: float) -> Iterator[tuple[Sort, Any]]:
    asked, told = worker.process.stdin, worker.process.stdout
    if asked is None or told is None:
        raise EOFError
    sort: Sort = "one"
    while sort == "one":
        alarm = threading.Timer(seconds, worker.expire)
        alarm.daemon = True
        alarm.start()
        try:
            if question is not None:
                _send(asked, question)
                question = None
            sort, answer = _receive(told)
        finally:
            alarm.cancel()
        yield sort, answer


def close_workers() -> None:
    """Ends the workers that wait for a question."""
    with _lock:
        for waiting in _idle.values():
            while waiting:
                waiting.pop().kill()


def end_workers(target: str) -> None:
    """Ends the workers that work on a question for `target`; who asked gets a WorkerError."""
    with _lock:
        for (process, wanted, _), working in _busy.items():
            if process == os.getpid() and wanted == target:
                for one in working:
                    one.process.kill()


def _ending(process: subprocess.Popen[bytes]) -> str:
    status = process.wait()
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def _send(pipe: BinaryIO | Any, message: object) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: BinaryIO | Any) -> Any:
    """The next message. Raises EOFError where the other side is gone."""
    size = int.from_bytes(_whole(pipe, _LENGTH), "big")
    return pickle.loads(_whole(pipe, size))  # noqa: S301  both ends are this program


def _whole(pipe: BinaryIO | Any, size: int) -> bytes:
    data: bytes = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve() -> None:
    """The life of a worker: questions from standard input, answers to standard output, until there are no more."""
    target, memory = sys.argv[1:3]
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not come between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks decides when to stop
    _bound_memory(int(memory))
    module, _, name = target.partition(":")
    function = getattr(import_module(module), name)
    while True:
        try:
            question = _receive(sys.stdin.buffer)
        except EOFError:
            return
        try:
            for answer in function(question):
                _send(answers, ("one", answer))
            _send(answers, ("end", None))
        except BrokenPipeError:
            return
        except MemoryError:
            _send(answers, ("memory", None))
            return
        except Exception as error:
            _send(answers, ("failed", f"{error!r:.300}"))
            return


def _bound_memory(memory: int) -> None:
    """Sets the bound where the system knows one: on Linux and the BSDs, not on Windows, nor in effect on macOS."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory + RESERVED, memory + RESERVED))
