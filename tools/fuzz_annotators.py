"""Annotators under hostile text: whatever stands in a text, its rows point at its words and come in time.

Texts are generated from a number, the same each time: quotation marks and brackets that never close, halves of
characters, marks that turn text around, huge words, numbers in numbers, dates that are none, and invented sentences
cut and joined. `python -m tools.fuzz_annotators --runs 10000` prints a line for each text that went wrong, with its
number; it ends with status 1 where one did.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rashomon.annotate import annotate
from rashomon.model import LABELS, Annotation, Document

#: Seconds of computing that a text may take: a text of 300 words takes 0.15, and none may grow faster than its length.
LIMIT, LIMIT_OF_CHARACTER = 2.0, 1 / 500
_MARKS = (
    *"\"'“”„‟«»‹›‘’‚‛`´()[]{}<>—–-:;,.!?…\n\t ",
    "''",
    "``",
    "\n\n",
    "“ ",
    " ”",
    ",” ",
    ": “",
    "\r\n",
    "(((",
    "“““",
)
_BROKEN = (
    "\ud800", "\udfff", "\ud83d", "\u200f", "\u200e", "\u202e", "\u202a", "\u2066", "\u2069", "\ufeff", "\x00",
    "\x1b[31m",
    "\u0301" * 9, "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "é", "e\u0301", "ß", "İ", "ı", "ǅ", "ﬁ",
    "\u2028", "\x85",
    "\xa0", "\xad", "\u200b", "\u3000", "كرسا", "קרסה", "卡尔萨", "𝐊𝐚𝐫𝐬𝐚", "Ⅻ", "½", "٣٤", "²", "\ufffd", "\U0010ffff",
    "\U000e0041",
)  # fmt: skip
_WORDS = (
    "Keller", "said", "that", "the army", "denied", "he", "who", "no", "according to", "claims", "residents", "left",
    "Karsa",
    "it", "seems", "reportedly", "I", "told", "us", "killed", "dead", "wounded", "at least", "between", "and",
    "rebels", "will",
    "by Friday", "is likely to", "unless", "regime", "so-called", "was shelled", "attack", "Velm", "Mayor",
    "Ena Dorn's",
    "Northern Front", "the Ministry of", "none of", "denies", "fell", "liberated", "accused", "of", "for", "in", "not",
)  # fmt: skip
_NUMBERS = (
    "1", "2,000", "1,2,3,4", "3.5.7", "1e999", "-40", "99999999999999999999999999", "two hundred and",
    "hundred thousand million",
    "a dozen dozen", "half of half", "between 3 and", "at least at least", "40-50-60", "1,000-2,000", "0", "00",
    "1/2/3", "50%", "%",
    "$5bn", "three to four to five", "one in ten in", "12th", "nil", "several hundred", "²³", "٣٤", "1 000 000",
    "1.000.000,00",
)  # fmt: skip
_DATES = (
    "31 February 2031", "0000-00-00", "2019-13-45", "February 30", "29 February 2019", "Monday",
    "last Monday's Monday", "1/2/3",
    "in the 1990s", "the 21st of", "yesterday", "three weeks before yesterday", "year 99999999999", "12:75",
    "25 o'clock", "noon at midnight",
    "since 2011 since 2012", "from May to", "between 2 and 1 March", "next year's last month", "Q7 2020",
    "12.12.12.12", "a fortnight ago",
)  # fmt: skip
_SENTENCES = (
    "“We are free,” Mayor Ena Dorn said on Monday, adding that rebels had “left the town”. ",
    "About 40 people were killed and 120 wounded when the Northern Front shelled Velm, witnesses said.\n\n",
    "According to state television, 1,200 fighters will surrender by Friday unless the truce fails. ",
    "No one claimed responsibility for the attack (the third since 4 March 2019), which the army denied.\n",
    "The so-called council is likely to accuse the regime, the BBC quoted him as saying that she had said. ",
)


_REPEATED = (
    "x",
    "É",
    "1",
    "-",
    "“",
    "a-",
    "A.",
    "(",
    "\u0301",
    "\n",
    "1,",
    "said ",
    "Karsa ",
    "of the ",
    "no ",
    "and ",
)


def _huge(draw: random.Random) -> str:
    return draw.choice(_REPEATED) * draw.choice((50, 300, 300, 2_000))


def _nested(draw: random.Random) -> str:
    depth = draw.choice((3, 30, 300))
    left, right = draw.choice(
        (("(", ")"), ("“", "”"), ("[", "]"), ("‘", "’"), ("said that ", ""), ("he said “", "” he said"))
    )
    return left * depth + draw.choice(_WORDS) + right * draw.choice((depth, depth - 1, 0))


def _cut(draw: random.Random) -> str:
    text = draw.choice(_SENTENCES)
    start = draw.randrange(len(text))
    return text[start : start + draw.choice((5, 20, 200))] if draw.random() < 0.4 else text


def _of(words: tuple[str, ...]) -> Callable[[random.Random], str]:
    return lambda draw: draw.choice(words)


_PARTS: tuple[Callable[[random.Random], str], ...] = (
    _of(_MARKS), _of(_BROKEN), _of(_WORDS), _of(_NUMBERS), _of(_DATES), _cut, _nested, _huge,
)  # fmt: skip
#: How often each sort comes, by the sort of text: marks, any, numbers and dates, speech, lengths.
_SORTS = (
    (9, 2, 3, 0, 0, 0.5, 0.05, 0), (4, 4, 6, 2, 2, 0.5, 0.05, 0),
    (1, 0, 4, 7, 7, 0.5, 0, 0), (4, 0, 8, 1, 1, 1, 0.1, 0),
    (1, 1, 2, 1, 1, 1, 1, 1),
)  # fmt: skip


def generated(number: int) -> Document:
    """The document of this number: always the same one."""
    draw = random.Random(number)  # noqa: S311  a sample, not a secret
    weights = draw.choices(_SORTS, (3, 3, 3, 3, 1))[0]
    most = 6 if weights is _SORTS[-1] else 70
    pieces = [draw.choices(_PARTS, weights)[0](draw) for _ in range(draw.randint(0, most))]
    published = draw.choice((None, "2019-03-04", "2019", "2024-02-29T23:59:59+14:00"))
    return Document(str(number), draw.choice(("", " ", " ")).join(pieces), published=published)


@dataclass(slots=True)
class Outcome:
    """What came of a run: counts, and a line for each text that went wrong."""

    runs: int = 0
    characters: int = 0
    rows: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def run(numbers: range) -> Outcome:
    """Annotates the texts of these numbers, each alone."""
    outcome = Outcome()
    for number in numbers:
        document = generated(number)
        started = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a row that was refused is a fault of its annotator
            (rows,) = annotate([document])
        spent = time.process_time() - started
        outcome.runs += 1
        outcome.characters += len(document.text)
        outcome.slowest = max(outcome.slowest, spent)
        if spent > LIMIT + len(document.text) * LIMIT_OF_CHARACTER:
            outcome.wrong.append(f"{number}: took {spent:.1f} s for {len(document.text):,} characters")
        if isinstance(rows, list):
            outcome.rows += len(rows)
            outcome.wrong.extend(f"{number}: {fault}" for fault in _faults(document, rows))
        else:
            outcome.wrong.append(f"{number}: {rows.reason}")
    return outcome


def _faults(document: Document, rows: list[Annotation]) -> Iterator[str]:
    known = {row.id for row in rows}
    if len(known) < len(rows):
        yield "two rows have one id"
    for row in rows:
        if not (0 <= row.start < row.end <= len(document.text) and 0 <= row.score <= 1):
            yield f"{row.kind} {row.label} lies at {row.start}:{row.end} with the score {row.score}"
        if row.label not in LABELS[row.kind]:
            yield f"{row.kind} has the label {row.label}"
        if any(one is not None and one not in known for one in (row.about, row.who)):
            yield f"{row.kind} {row.label} points at no row"
        if Annotation.from_row(row.to_row() | {"id": ""}).id != row.id:
            yield f"{row.kind} {row.label} has the id of another content"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz_annotators")
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first text")
    chosen = parser.parse_args()
    # What is loaded with the first text is not charged to it.
    for _ in annotate([Document("first", "The gate of Karsa is shut, said Ena Dorn in July 2016; 40 men left.")]):
        pass
    total = Outcome()
    for start in range(chosen.first, chosen.first + chosen.runs, 100):
        made = run(range(start, min(start + 100, chosen.first + chosen.runs)))
        for line in made.wrong:
            print(f"wrong: {line}", flush=True)
        total.runs, total.rows = total.runs + made.runs, total.rows + made.rows
        total.characters += made.characters
        total.slowest, total.wrong = max(total.slowest, made.slowest), total.wrong + made.wrong
        counts = f"{total.runs:,} texts, {total.characters:,} characters, {total.rows:,} rows"
        print(f"{counts}, {len(total.wrong)} wrong; the slowest took {total.slowest:.2f} s", flush=True)
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
