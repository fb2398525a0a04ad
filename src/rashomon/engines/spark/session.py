"""A Spark session with what a run needs set, and the file system that it writes to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from rashomon.model import RashomonError

#: Set unless told otherwise. No page that shows the run: it would stand open to the network.
SETTINGS = {
    "spark.app.name": "rashomon",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # Documents a batch between Spark and Python: 64 of 2,000 characters are one batch of the parser.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    # What stories and entities are made of comes to the driver, whose memory bounds it, not a setting.
    "spark.driver.maxResultSize": "0",
    # A story's group may be large beside the others; one slow part is halved while the rest runs.
    "spark.sql.adaptive.enabled": "true",
}
MISSING = "Spark is not installed: pip install 'rashomon[spark]' (and Java 17), or leave out --engine spark"


@contextmanager
def open_session(master: str, settings: Mapping[str, str] | None = None) -> Iterator[Any]:
    """A Spark session at `master` (`local[2]`, `spark://host:7077`), ended afterwards.

    Raises RashomonError where PySpark, pandas or Java is not to be had, or the master does not answer.
    """
    try:
        import pandas  # noqa: F401, PLC0415  asked for by PySpark's mapInArrow
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise RashomonError(MISSING) from error
    chosen = {**SETTINGS, **_of_master(master), **(settings or {})}
    builder = SparkSession.builder.master(master)
    for key, value in chosen.items():
        builder = builder.config(key, value)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise RashomonError(f"Spark could not be started at {master}: {str(error)[:300]}; it needs Java 17") from error
    except Exception as error:  # of Java, passed on by py4j
        raise RashomonError(f"no Spark answers at {master}: {str(error).splitlines()[0][:300]}") from error
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        with suppress(Exception):  # a master that is gone
            session.stop()


def _of_master(master: str) -> dict[str, str]:
    """On this machine alone, Spark listens on loopback only."""
    if not master.startswith("local"):
        return {}
    return {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


class Store:
    """The folder that a run writes to, on any file system that Spark writes."""

    def __init__(self, session: Any, folder: str) -> None:
        self.session, self.folder = session, folder.rstrip("/")
        context = session.sparkContext
        self._jvm = context._jvm
        self._conf = context._jsc.hadoopConfiguration()

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"

    def _at(self, where: str) -> tuple[Any, Any]:
        path = self._jvm.org.apache.hadoop.fs.Path(where)
        return path.getFileSystem(self._conf), path

    def qualified(self, where: str) -> str:
        """An address as Spark writes it back in the column `path`."""
        system, path = self._at(where)
        return str(system.makeQualified(path).toString())

    def list_files(self, place: str) -> Iterator[str]:
        """The files at or under an address, sorted, without those that Hadoop takes for its own."""
        system, path = self._at(place)
        if not system.exists(path):
            raise RashomonError(f"there is nothing at {place}: check the address, and that Spark may read it")
        found, files = [], system.listFiles(path, True)
        while files.hasNext():
            one = files.next().getPath()
            parts = one.toString()[len(place.rstrip("/")) :].split("/")
            if not any(part.startswith(("_", ".")) for part in parts if part):
                found.append(str(one.toString()))
        yield from sorted(found)

    def length(self, where: str) -> int | None:
        """The bytes of a file; None where it is not there."""
        system, path = self._at(where)
        return int(system.getFileStatus(path).getLen()) if system.exists(path) else None

    def exists(self, name: str) -> bool:
        system, path = self._at(self.path(name))
        return bool(system.exists(path))

    def delete(self, name: str) -> None:
        system, path = self._at(self.path(name))
        system.delete(path, True)

    def write_text(self, name: str, text: str) -> None:
        """A small file, whole or not at all as far as the file system knows how."""
        system, path = self._at(self.path(name))
        _, partial = self._at(self.path(name) + ".partial")
        stream = system.create(partial, True)
        try:
            stream.write(bytearray(text.encode("utf-8")))
        finally:
            stream.close()
        system.delete(path, False)
        if not system.rename(partial, path):
            raise RashomonError(f"{self.path(name)} could not be written")

    def read_text(self, name: str) -> str:
        """The text of a small file; empty where there is none."""
        if not self.exists(name):
            return ""
        system, path = self._at(self.path(name))
        stream = system.open(path)
        try:
            return bytes(stream.readAllBytes()).decode("utf-8")
        finally:
            stream.close()

    def save(self, frame: Any, name: str) -> Any:
        """The frame written as Parquet and read again: what comes after starts from the file."""
        frame.write.mode("overwrite").option("compression", "zstd").parquet(self.path(name))
        return self.load(name, frame.schema)

    def load(self, name: str, schema: Any) -> Any:
        """The frame of a Parquet table that lies in the folder; `schema` as Spark has it, or in its words."""
        return self.session.read.schema(schema).parquet(self.path(name))
