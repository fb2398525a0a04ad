"""A standalone cluster on loopback: a master and two workers; one is killed as it annotates, the rows are the same."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.engines import sparks

from rashomon import running, sample
from rashomon.ingest import Options

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 900  # seconds: six Java machines start on two cores that may be busy


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The master's address and two workers with a core each, every one the head of its own process group."""
    import pyspark  # noqa: PLC0415

    home = Path(pyspark.__file__).parent
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    env = os.environ | {
        "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
        "PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "SPARK_LOG_DIR": str(folder),
        "SPARK_WORKER_DIR": str(folder / "work"), "PYSPARK_PYTHON": sys.executable,
    }  # fmt: skip
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> None:
        log = (folder / f"{name}.log").open("wb")
        command = [str(home / "bin" / "spark-class"), *arguments]
        started.append(subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True))

    master = f"spark://127.0.0.1:{port}"
    try:
        start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port),
              "--webui-port", "0")  # fmt: skip
        for name in ("one", "other"):
            start(name, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
                  "--cores", "1", "--memory", "1g", "--work-dir", str(folder / name), master)  # fmt: skip
        wait_for(lambda: (folder / "master.log").read_bytes().count(b"Registering worker") == 2, "two workers")
        yield master, started[1:]
    finally:
        for process in started:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it started: as when a machine goes."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(holds: object, what: str, seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, f"no {what} after {seconds} s"
        time.sleep(0.1)


def is_annotating(worker: subprocess.Popen[bytes]) -> bool:
    """Whether a process that annotates descends from this worker."""
    parents: dict[int, int] = {}
    annotating = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parents[int(one.name)] = int((one / "stat").read_text().rpartition(")")[2].split()[1])
            if b"rashomon.engines.guarded:answer" in (one / "cmdline").read_bytes():
                annotating.append(int(one.name))
    lines = {worker.pid}
    for _ in range(6):  # worker, executor, daemon, its fork, and what that asks
        lines |= {one for one, parent in parents.items() if parent in lines}
    return bool(lines.intersection(annotating))


def test_a_worker_killed_in_the_middle_changes_no_row(tmp_path: Path) -> None:
    sparks.skip_where_missing()
    if not Path("/proc/self/stat").exists():
        pytest.skip("looks for processes in /proc")
    places = [str(sample.folder())]
    running.run_here(places, tmp_path / "here", Options())
    settings = sparks.FAST | {"spark.executor.memory": "768m", "spark.executor.cores": "1"}
    confs = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    out, logs = tmp_path / "run", tmp_path / "logs"
    logs.mkdir()
    killed: list[float] = []
    with cluster(logs) as (master, workers):

        def kill() -> None:
            busy: list[subprocess.Popen[bytes]] = []
            wait_for(lambda: busy.extend(filter(is_annotating, workers)) or busy, "worker that annotates")
            end(busy[0])
            killed.append(time.monotonic())

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        command = [sys.executable, "-c", "from rashomon.cli import main; main()", "run", *places, "--engine", "spark"]
        command += ["--master", master, "--out", str(out), "--parts", "3", *confs]
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join(one for one in sys.path if one),
            "SPARK_LOCAL_IP": "127.0.0.1",
        }
        done = subprocess.run(
            command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=2 * PATIENCE, check=False
        )  # fmt: skip
        killer.join(10)
    assert done.returncode == 0, done.stderr[-3000:]
    assert killed, "the run ended before a worker was killed"
    sparks.assert_same(sparks.rows_of(out), sparks.rows_of(tmp_path / "here"))
