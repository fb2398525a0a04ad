"""`rashomon gazetteer`: a country's villages, added once and known from then on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TEXT = "Shells fell on the village of Zurbeqa in Syria on Monday, residents of Zurbeqa said."
ROW = "4000000001\tZurbeqa\tZurbeqa\t\t35.5\t38.25\tP\tPPL\tSY\t\t04\t\t\t\t120\t\t200\tAsia/Damascus\t2019-01-01\n"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = "from rashomon.cli import main; main()"
    setting = os.environ | {"RASHOMON_GAZETTEERS": str(folder / "mine")}
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, env=setting, check=False
    )


def value_of(folder: Path) -> str | None:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    made = json.loads(run(folder, "annotate", str(folder / "a.txt")).stdout)["annotations"]
    found = [one for one in made if one["kind"] == "mention" and TEXT[one["start"] : one["end"]] == "Zurbeqa"]
    return next((one["value"] for one in found if one["label"] == "place"), None)


def test_an_added_village_gets_its_id_and_coordinates(tmp_path: Path) -> None:
    (tmp_path / "ZZ.txt").write_text(ROW, encoding="utf-8")
    assert value_of(tmp_path) is None
    done = run(tmp_path, "gazetteer", "add", str(tmp_path / "ZZ.txt"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 place added")
    assert value_of(tmp_path) == "geonames:4000000001@35.500,38.250"


def test_what_is_no_dump_says_where_dumps_are(tmp_path: Path) -> None:
    (tmp_path / "ZZ.txt").write_text("Velm\tKarsa\n", encoding="utf-8")
    done = run(tmp_path, "gazetteer", "add", str(tmp_path / "ZZ.txt"))
    assert done.returncode == 1
    assert "has 2 columns" in done.stderr
    assert "download.geonames.org" in done.stderr
    assert run(tmp_path, "gazetteer", "list").stdout == ""
