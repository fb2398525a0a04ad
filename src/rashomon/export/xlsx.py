"""One sheet of an Office Open XML workbook (ISO/IEC 29500): text as text, numbers as numbers, no formulas ever."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from rashomon.model import Row

NAME = "xlsx"

#: Characters that XML 1.0 cannot hold; a spreadsheet would call the file damaged.
_UNHELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Most characters that a cell may hold (Excel's specification).
LONGEST = 32_767
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Rashomon" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def save_rows(rows: Iterable[Row], out: BinaryIO) -> int:
    """Write rows under a line of their keys; how many. The same rows give the same bytes."""
    lines, number = [], 0
    for number, row in enumerate(rows, 1):
        if number == 1:
            lines.append(_line(1, list(row)))
        lines.append(_line(number + 1, list(row.values())))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            # A fixed time, the earliest that ZIP can hold: no file says when it was made.
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, (_HEAD + part).encode("utf-8"))
    return number


def _line(number: int, values: list[Any]) -> str:
    return f'<row r="{number}">' + "".join(_cell(value) for value in values) + "</row>"


def _cell(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = escape(_UNHELD.sub("\ufffd", "" if value is None else str(value))[:LONGEST])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
