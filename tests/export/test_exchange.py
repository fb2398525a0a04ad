"""Rows go to a tool and come back: what was deleted, relabelled or added there is found, the rest is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.export.exchange import TOOLS, Change, Mark, Sheet, find_changes, read_back, write_out
from rashomon.export.exchange.sheets import Units
from rashomon.model import RashomonError

#: Two astral characters stand before most words: a tool that counts UTF-16 units is two further on there.
TEXT = "🙂 The Velm rebels\nleft Karsa_bridge 🚢 on Friday, Orlek said; [they]|will -> return*."
WORDS = {
    "Velm rebels\nleft": "claim-MOVE", "Velm rebels": "mention-armed_group", "Karsa_bridge": "mention-place",
    "Orlek": "mention-person", "[they]|will -> return*": "attribution-indirect", "rebels": "mention-people",
}  # fmt: skip


def marks() -> tuple[Mark, ...]:
    return tuple(
        Mark(TEXT.index(words), TEXT.index(words) + len(words), label, f"row{number}")
        for number, (words, label) in enumerate(WORDS.items())
    )


def sheet() -> Sheet:
    return Sheet("0001", "velm", "Velm", TEXT, marks())


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def edit_labelstudio(folder: Path) -> None:
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    result = tasks[0].pop("predictions")[0]["result"]
    result = [one for one in result if one["value"]["text"] != "Karsa_bridge"]
    next(one for one in result if one["value"]["text"] == "Orlek")["value"]["labels"] = ["mention-organisation"]
    start, end = at("Friday")
    value = {"start": start, "end": end, "text": "Friday", "labels": ["mention-time"]}
    result.append({"id": "new", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    tasks[0]["annotations"] = [{"result": result}]
    (folder / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")


def edit_brat(folder: Path) -> None:
    path = folder / "0001.ann"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "Karsa_bridge" not in line]
    lines = [line.replace("mention-person", "mention-organisation") for line in lines]
    start, end = at("Friday")
    path.write_text("\n".join([*lines, f"T99\tmention-time {start} {end}\tFriday", ""]), encoding="utf-8")


def edit_inception(folder: Path) -> None:
    path = folder / "0001.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) < 5:
            continue
        if "mention-place" in line:
            cells[3:5] = ["_", "_"]
        if cells[2] == "Friday":
            cells[3:5] = ["mention-time", "*"]
        lines[number] = "\t".join(cells).replace("mention-person", "mention-organisation")
    path.write_text("\n".join(lines), encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "labelstudio": edit_labelstudio, "brat": edit_brat, "inception": edit_inception
}  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_what_was_deleted_relabelled_and_added_in_a_tool_is_found(tool: str, tmp_path: Path) -> None:
    write_out([sheet()], tool, tmp_path / "out")
    EDITS[tool](tmp_path / "out")
    (returned,) = read_back(tmp_path / "out")
    changes, same, refused = find_changes(returned)
    found = [(one.sort, TEXT[one.start : one.end], one.label, one.row) for one in changes]
    assert found == [
        ("deleted", "Karsa_bridge", "mention-place", "row2"),
        ("added", "Friday", "mention-time", ""),
        ("relabelled", "Orlek", "mention-organisation", "row3"),
    ]
    assert (same, refused, returned.refused) == (4, [], ())


@pytest.mark.parametrize("tool", TOOLS)
def test_what_nobody_touched_comes_back_as_it_was(tool: str, tmp_path: Path) -> None:
    write_out([sheet()], tool, tmp_path / "out")
    if tool == "labelstudio":
        path = tmp_path / "out" / "tasks.json"
        path.write_text(path.read_text(encoding="utf-8").replace('"predictions"', '"annotations"'), encoding="utf-8")
    (returned,) = read_back(tmp_path / "out")
    assert find_changes(returned) == ([], 6, [])


def test_label_studio_of_old_counted_utf16_units_and_is_read_right(tmp_path: Path) -> None:
    write_out([sheet()], "labelstudio", tmp_path / "out")
    path = tmp_path / "out" / "tasks.json"
    tasks = json.loads(path.read_text(encoding="utf-8"))
    tasks[0]["annotations"] = tasks[0].pop("predictions")
    for one in tasks[0]["annotations"][0]["result"]:
        one["id"] = "other"
        for key in ("start", "end"):
            one["value"][key] = Units(TEXT).to_units(one["value"][key])
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert find_changes(next(iter(read_back(tmp_path / "out")))) == ([], 6, [])


def test_a_task_that_nobody_annotated_is_no_deletion(tmp_path: Path) -> None:
    write_out([sheet()], "labelstudio", tmp_path / "out")
    (returned,) = read_back(tmp_path / "out")
    assert returned.marks is None
    assert "nobody annotated" in returned.refused[0]
    assert find_changes(returned) == ([], 0, [])


@pytest.mark.parametrize(("tool", "name"), [("brat", "0001.ann"), ("inception", "0001.tsv")])
def test_a_file_that_is_missing_is_no_deletion(tool: str, name: str, tmp_path: Path) -> None:
    write_out([sheet()], tool, tmp_path / "out")
    (tmp_path / "out" / name).unlink()
    (returned,) = read_back(tmp_path / "out")
    assert returned.marks is None
    assert name in returned.refused[0]


def test_what_brat_has_and_we_have_not_is_told_with_its_line(tmp_path: Path) -> None:
    write_out([sheet()], "brat", tmp_path / "out")
    path = tmp_path / "out" / "0001.ann"
    more = "R1\tbefore Arg1:T1 Arg2:T2\nT90\tmention-dragon 2 5\tThe\nT91\tmention-person 2 5;27 32\tThe Karsa\n"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    (returned,) = read_back(tmp_path / "out")
    changes, same, refused = find_changes(returned)
    assert (changes, same) == ([], 6)
    assert [one.split(":")[:2] for one in (*returned.refused, *refused)] == [
        ["0001.ann", "7"], ["0001.ann", "9"], ["0001.ann", "8"],
    ]  # fmt: skip


def test_a_label_that_is_none_spares_the_row_it_stands_on(tmp_path: Path) -> None:
    write_out([sheet()], "brat", tmp_path / "out")
    path = tmp_path / "out" / "0001.ann"
    path.write_text(path.read_text(encoding="utf-8").replace("mention-person", "dragon"), encoding="utf-8")
    changes, _, refused = find_changes(next(iter(read_back(tmp_path / "out"))))
    assert changes == []
    assert "no label 'dragon'" in refused[0]


def test_another_kind_on_the_same_words_is_one_deleted_and_one_added(tmp_path: Path) -> None:
    write_out([sheet()], "brat", tmp_path / "out")
    path = tmp_path / "out" / "0001.ann"
    path.write_text(path.read_text(encoding="utf-8").replace("mention-person", "claim-MOVE"), encoding="utf-8")
    changes, _, _ = find_changes(next(iter(read_back(tmp_path / "out"))))
    assert [one.sort for one in changes] == ["added", "deleted"]


def test_a_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    write_out([sheet()], "brat", tmp_path / "out")
    (tmp_path / "out" / "0001.txt").write_text("Other words.")
    (returned,) = read_back(tmp_path / "out")
    assert "was changed" in returned.refused[0]


def test_the_tsv_is_as_its_description_says(tmp_path: Path) -> None:
    write_out([sheet()], "inception", tmp_path / "out")
    text = (tmp_path / "out" / "0001.tsv").read_text(encoding="utf-8")
    assert text.startswith("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Rashomon|label|row\n\n\n#Text=🙂 The Velm")
    assert "1-1\t0-2\t🙂\t_\t_\t\n1-2\t3-6\tThe" in text
    assert re.search(r"mention-armed\\_group\[\d\]", text)
    assert "#Text=left Karsa_bridge 🚢 on Friday, Orlek said; [they]|will -> return*.\n" in text
    assert re.search(r"\t\[\tattribution-indirect\[\d\]\trow4\[\d\]\t\n", text)


def test_a_backslash_and_a_tab_are_written_as_inception_reads_them(tmp_path: Path) -> None:
    write_out(
        [Sheet("0001", "d", "", "a\\b\tc_d", (Mark(4, 7, "mention-person", "r_1"),))], "inception", tmp_path / "out"
    )
    text = (tmp_path / "out" / "0001.tsv").read_text(encoding="utf-8")
    assert "#Text=a\\\\b\\tc_d\n" in text
    assert "\tc_d\tmention-person\tr\\_1\t\n" in text


def test_inception_packs_a_document_into_a_folder_of_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_out([sheet()], "inception", folder)
    inner = folder / "annotation" / "0001.tsv"
    inner.mkdir(parents=True)
    (folder / "0001.tsv").rename(inner / "ena.tsv")
    (returned,) = read_back(folder)
    assert find_changes(returned)[1] == 6


def test_a_manifest_that_was_changed_is_refused(tmp_path: Path) -> None:
    write_out([sheet()], "brat", tmp_path / "out")
    path = tmp_path / "out" / "rashomon.json"
    path.write_text(path.read_text(encoding="utf-8").replace("rebels", "army"), encoding="utf-8")
    with pytest.raises(RashomonError, match="nothing was taken in"):
        list(read_back(tmp_path / "out"))
    with pytest.raises(RashomonError, match="holds files already"):
        write_out([sheet()], "brat", tmp_path / "out")


def test_a_change_says_where_it_was_read(tmp_path: Path) -> None:
    write_out([sheet()], "brat", tmp_path / "out")
    edit_brat(tmp_path / "out")
    changes, _, _ = find_changes(next(iter(read_back(tmp_path / "out"))))
    added = Change("added", "velm", "", *at("Friday"), "mention-time", "0001.ann:6")
    assert added in changes


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
@settings(deadline=None, max_examples=60)
@pytest.mark.parametrize("tool", TOOLS)
def test_any_text_goes_out_and_comes_back(
    tool: str, tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    found = tuple(
        Mark(low, high, "mention-person", f"row{number}")
        for number, (low, high) in enumerate(sorted({tuple(sorted(one)) for one in places}))
        if text[low:high].strip()
    )
    folder = tmp_path_factory.mktemp("any") / "out"
    write_out([Sheet("0001", "any", "", text, found)], tool, folder)
    if tool == "labelstudio":
        path = folder / "tasks.json"
        path.write_text(path.read_text(encoding="utf-8").replace('"predictions"', '"annotations"'), encoding="utf-8")
    (returned,) = read_back(folder)
    assert returned.refused == ()
    assert find_changes(returned) == ([], len(found), [])


@given(st.text(), st.integers(0, 50))
@settings(deadline=None, max_examples=100)
def test_offsets_in_units_are_those_of_utf16(text: str, place: int) -> None:
    point = min(place, len(text))
    units = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
    assert Units(text).to_units(point) == units
    assert Units(text).to_point(units) == point
