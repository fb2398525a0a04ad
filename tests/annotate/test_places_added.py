"""Gazetteers that a user adds: an invented country dump, read, packed and found again."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.places import added
from rashomon.annotate.places.dump import read_dump
from rashomon.annotate.places.gazetteer import ADMIN1, CITY, Gazetteer, load_gazetteer
from rashomon.annotate.places.layout import pack
from rashomon.model import RashomonError


def line(number: int, name: str, sort: str = "P.PPL", others: str = "", people: int = 0) -> str:
    feature, code = sort.split(".")
    row = [str(number), name, name, others, "35.5", "38.25", feature, code, "SY", "", "04", "", "", "", str(people)]
    return "\t".join([*row, "", "200", "Asia/Damascus", "2019-01-01"]) + "\n"


DUMP = (
    line(4000000001, "Zurbeqa", others="Zurbaqah,زربقة,zu er bei ka", people=120)
    + line(4000000002, "Old Zurbeqa", "P.PPLQ")
    + line(4000000003, "Qarn Hill", "T.HLL")
    + line(4000000004, "Vorin Governorate", "A.ADM1")
)


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(added.SETTING, str(tmp_path / "mine"))
    added.added_hashes.cache_clear()
    added.load_places.cache_clear()
    path = tmp_path / "ZZ.txt"
    path.write_text(DUMP, encoding="utf-8")
    yield path
    monkeypatch.undo()
    added.added_hashes.cache_clear()
    added.load_places.cache_clear()


def test_towns_and_divisions_are_kept_and_hills_and_ruins_are_not(dump: Path) -> None:
    assert [(one.name, one.sort) for one in read_dump(dump)] == [("Zurbeqa", CITY), ("Vorin Governorate", ADMIN1)]


def test_a_zip_file_reads_as_its_text_does(dump: Path, tmp_path: Path) -> None:
    packed = tmp_path / "ZZ.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("readme.txt", "what the columns are")
        file.writestr("ZZ.txt", DUMP)
    assert read_dump(packed) == read_dump(dump)


def test_what_is_added_is_found_under_all_its_names(dump: Path) -> None:
    digest, places = added.add(dump)
    assert (digest, places) == added.add(dump)
    assert added.added_hashes() == (digest,)
    for name in ("Zurbeqa", "Zurbaqah", "zurbeqa"):
        (place,) = added.load_places().find(name)
        assert place.value == "geonames:4000000001@35.500,38.250"


def test_a_place_that_ships_already_is_told_once(dump: Path) -> None:
    (damascus, *_) = load_gazetteer().find("Damascus")
    dump.write_text(line(damascus.geonames, "Damascus"), encoding="utf-8")
    added.add(dump)
    assert added.load_places().find("Damascus") == load_gazetteer().find("Damascus")


def test_a_changed_file_is_refused(dump: Path) -> None:
    digest, _ = added.add(dump)
    path = added.folder() / f"{digest}.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(RashomonError, match="add its dump again"):
        added.load_places()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no populated place"),
        ("a\tb\n", "line 1 .* has 2 columns, not 19"),
        (line(1, "Velm").replace("35.5", "north"), "line 1 .* has no id, place or people"),
        (line(1, "Velm").replace("35.5", "95"), "out of range"),
        (line(3, "Qarn Hill", "T.HLL"), "no populated place"),
    ],
)
def test_what_is_no_dump_is_told_with_its_line(dump: Path, text: str, says: str) -> None:
    dump.write_text(text, encoding="utf-8")
    with pytest.raises(RashomonError, match=says):
        read_dump(dump)


def test_a_folder_and_a_zip_without_a_dump_are_told(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match="is no file"):
        read_dump(tmp_path)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.csv", "")
    with pytest.raises(RashomonError, match="0 dumps"):
        read_dump(tmp_path / "a.zip")


@given(st.binary(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "any"
        path.write_bytes(data)
        with pytest.raises(RashomonError):
            read_dump(path)


def test_the_same_entries_give_the_same_bytes(dump: Path, tmp_path: Path) -> None:
    first, second = pack(read_dump(dump)), pack(read_dump(dump))
    assert first == second
    (tmp_path / "a.npz").write_bytes(first)
    assert Gazetteer(tmp_path / "a.npz").find("Vorin Governorate")[0].sort == ADMIN1
