"""Texts of quotation marks, brackets and broken Unicode: no text is refused, and no row points at nothing.

`python -m tests.annotate.test_attributions_any_text 10000` reads so many (10,000 take some minutes).
"""

from __future__ import annotations

import random
import sys

from rashomon.annotate import annotate
from rashomon.model import Annotation, Document

#: Read in every run of the tests; each tenth of a second or so.
FEW = 150
_MARKS = [*"\"'“”„‟«»‹›‘’‚‛`´()[]{}<>—–-:;,.!?…\n\t ", "''", "``", "\n\n", "“ ", " ”", ",” ", ": “"]
_BROKEN = [
    "\ud800",
    "\udfff",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\x00",
    "\u0301",
    "\U0001f600",
    "é",
    "ß",
    "\u2028",
    "\x85",
    "\xa0",
    "\xad",
]
_WORDS = [
    "Keller",
    "said",
    "that",
    "the army",
    "denied",
    "he",
    "who",
    "“no”",
    "according to",
    "claims",
    "residents",
    "left",
    "Karsa",
    "it",
    "seems",
    "reportedly",
    "I",
    "told",
    "us",
]


def generated(number: int) -> str:
    """The text of this number: always the same one."""
    draw = random.Random(number)  # noqa: S311  a sample, not a secret
    parts = (_MARKS, _BROKEN, _WORDS)
    weights = draw.choice([(6, 1, 3), (2, 1, 6), (3, 4, 3), (9, 1, 0)])
    pieces = [draw.choice(draw.choices(parts, weights)[0]) for _ in range(draw.randint(0, 120))]
    return draw.choice(["", " "]).join(pieces)


def faults(first: int, last: int) -> list[str]:
    """What went wrong with the texts `first` to `last`, one line each."""
    documents = [Document(id=str(number), text=generated(number)) for number in range(first, last)]
    wrong = []
    for document, rows in zip(documents, annotate(documents), strict=True):
        if not isinstance(rows, list):
            wrong.append(f"{document.id}: {rows.reason}")
        elif not all(_is_sound(document, one, {row.id for row in rows}) for one in rows):
            wrong.append(f"{document.id}: a row points at nothing")
    return wrong


def _is_sound(document: Document, row: Annotation, known: set[str]) -> bool:
    refers = all(one is None or one in known for one in (row.about, row.who))
    return refers and 0 <= row.start < row.end <= len(document.text)


def test_texts_of_marks_and_broken_unicode_are_read() -> None:
    assert faults(0, FEW) == []


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = [one for start in range(0, number, 500) for one in faults(start, min(start + 500, number))]
    print(f"{number} texts, {len(found)} faults", *found[:20], sep="\n")
    sys.exit(bool(found))
