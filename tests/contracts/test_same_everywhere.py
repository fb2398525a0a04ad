"""The same rows whatever the hash seed, the locale, the time zone, the folder and the number of jobs."""

from __future__ import annotations

import hashlib
import json
import locale
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon import sample
from rashomon.ingest import Options, read_paths
from rashomon.model import Document

#: Adds the texts of a file to a library and prints a digest of every table but what the file remembers of itself.
SCRIPT = """
import hashlib, json, sys
from rashomon import pipeline
from rashomon.ingest import Options
from rashomon.store import Library

if __name__ == "__main__":
    texts, path, jobs = sys.argv[1:]
    with Library.open(path, create=True) as library:
        pipeline.add(library, [texts], Options(apart=False), jobs=int(jobs))
        rows = {name: json.dumps(list(pipeline.table(library, name)), sort_keys=True) for name in pipeline.TABLES}
        print(json.dumps({name: hashlib.sha256(one.encode()).hexdigest() for name, one in rows.items()}))
"""


def turkish() -> str:
    """A locale in which "I" is no capital "i", where there is one."""
    kept = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "tr_TR.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_ALL, kept)
    return "tr_TR.UTF-8"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five shortest texts of the sample."""
    found = [one for one in read_paths([str(sample.folder())], Options(apart=False)) if isinstance(one, Document)]
    path = tmp_path_factory.mktemp("same") / "texts.jsonl"
    names = ("id", "text", "title", "source", "published", "url")
    chosen = sorted(found, key=lambda one: (len(one.text), one.id))[:5]
    rows = [{name: getattr(one, name) for name in names} for one in chosen]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def digests(texts: Path, folder: Path, jobs: int, **environment: str) -> dict[str, str]:
    folder.mkdir()
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(script), str(texts), "a.db", str(jobs)]
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TZ"))}
    path = os.pathsep.join(one for one in sys.path if one)
    done = subprocess.run(
        command, cwd=folder, env=ours | {"PYTHONPATH": path} | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_rows_are_the_same_for_any_hash_seed_locale_time_zone_and_number_of_jobs(
    texts: Path, tmp_path: Path
) -> None:
    here = digests(texts, tmp_path / "here", 1, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC")
    there = digests(texts, tmp_path / "there", 2, PYTHONHASHSEED="4711", LC_ALL=turkish(), TZ="Pacific/Kiritimati")
    assert there == here
    assert here["annotations"] != hashlib.sha256(b"[]").hexdigest()
    assert here["events"] != hashlib.sha256(b"[]").hexdigest()
