"""What tests of Spark share: whether it can be started here, settings that start it fast, and rows to compare."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rashomon.engines import tables

#: A few rows are not worth compiling a program for each query.
FAST = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@cache
def missing() -> str:
    """Why Spark cannot be started here; empty where it can."""
    for name in ("pyspark", "pandas"):
        if importlib.util.find_spec(name) is None:
            return f"needs {name} (the extra 'spark')"
    java = shutil.which("java")
    if java is None:
        return "needs Java 17"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return "" if found and int(found[1]) >= 17 else "needs Java 17 or later"


def skip_where_missing() -> None:
    if missing():
        pytest.skip(missing())


def rows_of(folder: Path) -> dict[str, list[str]]:
    """The rows of each table of a run, sorted: neither order nor the cut into files counts."""
    return {
        name: sorted(json.dumps(row, sort_keys=True) for row in tables.load_table(name, folder))
        for name in tables.TABLES
    }


def assert_same(found: dict[str, list[str]], wanted: dict[str, list[str]]) -> None:
    """As ==, with the first rows that differ named."""
    for name in tables.TABLES:
        extra, lacking = sorted(set(found[name]) - set(wanted[name])), sorted(set(wanted[name]) - set(found[name]))
        assert (extra[:2], lacking[:2]) == ([], []), f"{name}: {len(extra)} more, {len(lacking)} fewer"
        assert len(found[name]) == len(wanted[name]), name


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    return list(tables.load_table(name, folder))
