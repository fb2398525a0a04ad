"""Label Studio: tasks with predictions out, annotations back, in its JSON format.

Label Studio counts code points (its own tests of text with emoji hold it to that); that of 2021 counted UTF-16 units
(its issue 1347). A result has the words besides, so that both are read right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from rashomon.export.exchange.sheets import MANIFEST, Mark, Returned, Sheet, Units, labels_for
from rashomon.model import RashomonError

NAME = "labelstudio"
TASKS, CONFIG = "tasks.json", "labels.xml"


def save(sheets: Sequence[Sheet], folder: Path) -> None:
    """Write `tasks.json`, to be imported, and `labels.xml`, the project's labelling interface."""
    tasks = [_task(one) for one in sheets]
    (folder / TASKS).write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")
    labels = "".join(f"    <Label value={quoteattr(one)}/>\n" for one in labels_for(sheets))
    config = (
        '<View>\n  <Header value="$title"/>\n'
        f'  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        "  <Style>.htx-text{ white-space: pre-wrap; }</Style>\n"
        '  <Text name="text" value="$text" saveTextResult="yes"/>\n</View>\n'
    )
    (folder / CONFIG).write_text(config, encoding="utf-8")


def _task(sheet: Sheet) -> dict[str, Any]:
    results = [
        {
            "id": one.row, "from_name": "label", "to_name": "text", "type": "labels",
            "value": {
                "start": one.start, "end": one.end, "text": sheet.text[one.start : one.end], "labels": [one.label]
            },
        }
        for one in sheet.marks
    ]  # fmt: skip
    data = {"text": sheet.text, "title": sheet.title, "document": sheet.document, "sheet": sheet.name}
    return {"data": data, "predictions": [{"model_version": "rashomon", "result": results}]}


def read(sheets: Sequence[Sheet], folder: Path) -> Iterator[Returned]:
    """What came back in the JSON files of the folder, each an export of Label Studio (the full JSON, not JSON-MIN)."""
    known = {one.name: one for one in sheets}
    seen: dict[str, Returned] = {}
    for path in sorted(folder.glob("*.json")):
        if path.name != MANIFEST:
            for number, task in enumerate(_tasks(path), 1):
                found = _returned(known, task, f"{path.name}, task {number}")
                if found is not None and (found.marks is not None or found.sheet.name not in seen):
                    seen[found.sheet.name] = found
    for sheet in sheets:
        yield seen.get(sheet.name) or Returned(sheet, None, (f"{sheet.name}: no task with it came back",))


def _tasks(path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except ValueError as error:
        raise RashomonError(f"{path} is no JSON ({error}): nothing was taken in") from error
    return found if isinstance(found, list) else [found]


def _returned(known: Mapping[str, Sheet], task: Any, where: str) -> Returned | None:
    data = task.get("data") if isinstance(task, dict) else None
    sheet = known.get(data.get("sheet", "")) if isinstance(data, dict) else None
    if sheet is None or not isinstance(data, dict):
        return None
    if data.get("text") != sheet.text:
        return Returned(sheet, None, (f"{where}: its text is not as it went out",))
    done = [one for one in task.get("annotations") or [] if isinstance(one, dict) and not one.get("was_cancelled")]
    if not done:
        return Returned(sheet, None, (f"{where}: nobody annotated it",))
    refused = [f"{where}: {len(done)} annotations, the last is taken"] if len(done) > 1 else []
    units, marks = Units(sheet.text), []
    for number, result in enumerate(done[-1].get("result") or [], 1):
        place = f"{where}, result {number}"
        made = _mark(result, sheet.text, units, place)
        if isinstance(made, str):
            refused.append(f"{place}: {made}")
        else:
            marks += made
    return Returned(sheet, tuple(marks), tuple(refused))


def _mark(result: Any, text: str, units: Units, where: str) -> list[Mark] | str:
    """The marks of a result, one a label; else why there are none."""
    if not isinstance(result, dict) or result.get("type") != "labels":
        return f"a {result.get('type') if isinstance(result, dict) else 'result'} cannot be taken, only labels"
    value = result.get("value")
    if not isinstance(value, dict):
        return "it has no value"
    start, end, labels = value.get("start"), value.get("end"), value.get("labels")
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(labels, list) or not labels:
        return "it has no start, end and labels"
    words = value.get("text")
    if isinstance(words, str) and _bare(text[start:end]) != _bare(words):
        start, end = units.to_point(start), units.to_point(end)
        if _bare(text[start:end]) != _bare(words):
            return f"its words {words[:40]!r} do not stand at {value['start']}"
    row = str(result.get("id") or "")
    return [Mark(start, end, str(one), row, where) for one in labels]


def _bare(words: str) -> str:
    return "".join(words.split()).replace("\\n", "")
