"""Adding files from the page: each run in a process of its own, so that no file, however made, harms the server."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import threading
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rashomon import pipeline
from rashomon.model import Problem, RashomonError
from rashomon.store import Library

#: Runs remembered after they ended, for their pages.
KEPT = 20


@dataclass(slots=True)
class Job:
    """One run of adding: what it was given, how far it is, and how it ended."""

    id: str
    files: tuple[str, ...]
    stage: str = "waiting"
    done: int = 0
    total: int | None = None
    new: int = 0
    known: int = 0
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    ended: bool = False

    def to_row(self) -> dict[str, Any]:
        return {
            "id": self.id, "files": list(self.files), "stage": self.stage, "done": self.done, "total": self.total,
            "new": self.new, "known": self.known, "fault": self.fault, "ended": self.ended,
            "problems": [{"where": one.where, "reason": one.reason} for one in self.problems],
        }  # fmt: skip


@dataclass(slots=True)
class Jobs:
    """The runs of one library, one after the other."""

    library: Path
    jobs: dict[str, Job] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def new_folder(self) -> Path:
        """A folder for the files of one run; `start` removes it at its end."""
        return Path(tempfile.mkdtemp(prefix="rashomon-"))

    def start(self, folder: Path, files: tuple[str, ...]) -> Job:
        """Add the files in the folder, in a process of its own; how far it is stands in the job."""
        job = Job(secrets.token_hex(8), files)
        self.jobs[job.id] = job
        while len(self.jobs) > KEPT:
            self.jobs.pop(next(iter(self.jobs)))
        threading.Thread(target=self._run, args=(job, folder), daemon=True).start()
        return job

    def _run(self, job: Job, folder: Path) -> None:
        try:
            with self.turn:
                self._watch(job, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            job.ended = True

    def _watch(self, job: Job, folder: Path) -> None:
        here, there = get_context("spawn").Pipe(duplex=False)
        process = get_context("spawn").Process(target=add_files, args=(self.library.resolve(), folder, there))
        process.start()
        there.close()
        try:
            while True:
                what, value = here.recv()
                if what == "report":
                    job.stage, job.done, job.total = value
                elif what == "added":
                    job.new, job.known, job.problems = value
                else:
                    job.fault = str(value)
        except EOFError:
            process.join()
        if process.exitcode:
            job.fault = job.fault or f"reading stopped (exit status {process.exitcode}); what was stored is kept"


def add_files(library_path: Path, folder: Path, out: Connection) -> None:
    """Add the files of a folder and report through the pipe. Runs in a process of its own.

    It works inside the folder, so that a document's origin is the file's name and no path of this machine.
    """
    pipeline.give_way()
    os.chdir(folder)
    places = sorted(one.name for one in folder.iterdir())
    try:
        with Library.open(library_path, create=True) as library:
            done = pipeline.add(library, [f"./{one}" for one in places], report=lambda *now: out.send(("report", now)))
        out.send(("added", (done.new, done.known, tuple(done.problems))))
    except (RashomonError, OSError) as error:
        out.send(("fault", str(error)))
    finally:
        out.close()
