"""Passages: the words of a document that a cell shows and that a reader can open in their place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Literal, NamedTuple

from rashomon.model import Document, Row, Span

#: A sentence ends at a blank line, or at a stop with its closing marks before a space, where no small letter follows
#: ("11 p.m. on Tuesday") and no single letter or title stands before ("J. Orlek", "Mr. Orlek"). The stop is asked for
#: first, since it fails at most places: 1,108 texts take 0.11 CPU s so, and 0.48 with the titles before it.
_END = re.compile(
    r"\n\s*\n|(?<=[.!?…])(?<![\s(][A-Z]\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bGen\.)[\"'”’»)\]]*\s(?!\s*[a-z])"
)
#: How far a sentence is looked for on each side; 99.6% of the sentences of the five real texts are shorter.
REACH = 450


class Passage(NamedTuple):
    """Some words of a document's text, or of its title (`part`), with the words themselves.

    A tuple and no dataclass: a story of 16 accounts makes 2,500 and looks them up as often. One is made in 0.6 µs so,
    compared in 0.07 and hashed in 0.1; as a frozen dataclass it took 1.7, 0.4 and 0.4.
    """

    document: str
    start: int
    end: int
    words: str
    part: Literal["text", "title"] = "text"

    @property
    def span(self) -> Span:
        return Span(self.document, self.start, self.end)

    def to_row(self) -> Row:
        row: Row = {"document": self.document, "start": self.start, "end": self.end, "words": self.words}
        return row if self.part == "text" else row | {"part": self.part}


def passage(document: Document, start: int, end: int) -> Passage:
    """The words `start:end` of a document's text."""
    return Passage(document.id, start, end, document.text[start:end])


def title_passage(document: Document, start: int, end: int) -> Passage:
    """The words `start:end` of a document's title; the empty passage where it has none."""
    return Passage(document.id, start, end, (document.title or "")[start:end], "title")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or the sentences, around `start:end` begin and end; at most REACH further each way.

    >>> text = "One came. Two left at night. Three stayed."
    >>> low, high = sentence_around(text, 14, 18)
    >>> text[low:high]
    'Two left at night.'
    """
    ceiling = min(len(text), end + REACH)
    starts, closes, ends = _ends(text)
    # A stop that is the last of the words themselves closes the sentence.
    after = bisect_left(starts, max(start, end - 1))
    high = closes[after] if after < len(starts) and ends[after] <= ceiling else ceiling
    while high > end and text[high - 1].isspace():
        high -= 1
    return sentence_start(text, start), max(high, end)


def sentence_start(text: str, start: int) -> int:
    """Where the sentence begins that `start` is in; at most REACH before it."""
    floor = max(0, start - REACH)
    ends = _ends(text)[2]
    before = bisect_right(ends, start)
    low = max(floor, ends[before - 1]) if before else floor
    while low < start and text[low].isspace():
        low += 1
    return low


#: Texts kept: a story of 20 accounts asks 3,600 times for sentences of these.
@lru_cache(maxsize=256)
def _ends(text: str) -> tuple[list[int], list[int], list[int]]:
    """For each end of a sentence: where its mark begins, where its closing marks end, where the next may begin."""
    starts, closes, ends = [], [], []
    for match in _END.finditer(text):
        starts.append(match.start())
        closes.append(match.start() + (0 if match.group().isspace() else len(match.group().rstrip())))
        ends.append(match.end())
    return starts, closes, ends
