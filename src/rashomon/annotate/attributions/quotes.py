"""Where quotation marks open and close, in every style, broken ones included.

Whether a mark opens or closes is read first from what stands beside it, then from its shape: a typist's
reversed or straight mark is as good as a printer's. A mark without a partner ends at its sentence (or, where the
next paragraph opens with a mark too, at its paragraph), so that it never swallows what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile("''|``|[\"“”„‟«»″‘’‚‛'‹›`]")
_OPENING = frozenset(("“", "„", "‟", "«", "``", "‘", "‚", "‛", "‹"))
_CLOSING = frozenset(("”", "»", "’", "›"))
_SINGLE = frozenset(("‘", "’", "‚", "‛", "'", "‹", "›", "`"))
_BEFORE_OPEN = frozenset("([{<—–-/…=*_|>“‘«„\"'")
_AFTER_CLOSE = frozenset(".,;:!?)]}>—–-/…*_|”’»\"'")
_BLANK = re.compile(r"\n[^\S\n]*(?:\n\s*)|(?<=[.!?:”\"’')])[^\S\n]*\n")
_SENTENCE_END = re.compile(r"[.!?…][)\]]*(?=\s|$)")
#: Words that begin with an apostrophe.
_ELIDED = re.compile(r"(?:\d|em\b|til\b|tis\b|twas\b|cause\b|n\b|bout\b|round\b|cos\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks: characters `start:end`; `depth` 0 stands inside no other.

    `closed` is false for a mark without a partner, `runs_on` true where the next paragraph goes on with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool = False
    closed: bool = True
    runs_on: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    shape: int  # 1 opens, -1 closes, 0 straight


def find_quotes(text: str) -> list[Quote]:
    """Every quotation of `text`, nested ones too, in text order, the longer first where two start together.

    >>> [text[q.start:q.end] for text in ["He said “it is ‘fine’ now”."] for q in find_quotes(text)]
    ['“it is ‘fine’ now”', '‘fine’']
    """
    found: list[Quote] = []
    stretches = list(paragraphs(text))
    for at, (start, end) in enumerate(stretches):
        goes_on = False
        if at + 1 < len(stretches):
            mark = _MARK.match(text, stretches[at + 1][0])
            goes_on = bool(mark) and mark is not None and mark.group() not in _SINGLE
        found += _in_paragraph(text, start, end, goes_on)
    return _with_depths(sorted(found, key=lambda one: (one.start, -one.end)))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs: between blank lines, or line breaks that follow the end of a sentence."""
    start = 0
    for gap in _BLANK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _in_paragraph(text: str, start: int, end: int, goes_on: bool) -> Iterator[Quote]:
    marks = list(_marks(text, start, end))
    closing_singles = _later_closers(marks)
    stack: list[_Mark] = []
    open_marks = {True: 0, False: 0}
    for at, mark in enumerate(marks):
        if mark.single and not open_marks[True] and not mark.opens:
            continue  # an apostrophe
        if _is_close(mark, open_marks[mark.single], closing_singles[at]):
            while stack[-1].single != mark.single:
                other = stack.pop()
                open_marks[other.single] -= 1
            opener = stack.pop()
            open_marks[mark.single] -= 1
            if mark.start > opener.end:
                yield Quote(opener.start, mark.end, opener.end, mark.start, mark.single)
        elif mark.opens or mark.shape == 1:
            stack.append(mark)
            open_marks[mark.single] += 1
    yield from _unclosed(text, [one for one in stack if not one.single], (start, end), goes_on)


def _unclosed(text: str, openers: list[_Mark], paragraph: tuple[int, int], goes_on: bool) -> Iterator[Quote]:
    """Passages of marks without a partner: each to its sentence's end, the last to the paragraph's if it goes on."""
    start, end = paragraph
    for at, mark in enumerate(openers):
        last = at + 1 == len(openers)
        stop = end if last else openers[at + 1].start
        whole = last and (goes_on or mark.start == start)
        sentence = None if whole else _SENTENCE_END.search(text, mark.end, stop)
        stop = sentence.end() if sentence else stop
        while stop > mark.end and text[stop - 1].isspace():
            stop -= 1
        if stop > mark.end:
            yield Quote(mark.start, stop, mark.end, stop, closed=False, runs_on=last and goes_on)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        glyph = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        single = glyph in _SINGLE
        if single and before.isalnum() and after.isalnum():
            continue
        if single and not before.isalnum() and _ELIDED.match(text, match.end()):
            continue
        opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
        closes = (after.isspace() or after in _AFTER_CLOSE) and not before.isspace()
        shape = 1 if glyph in _OPENING else -1 if glyph in _CLOSING else 0
        yield _Mark(match.start(), match.end(), single, opens, closes, shape)


def _later_closers(marks: list[_Mark]) -> list[bool]:
    """For each mark, whether a single mark that closes comes after it before the next single that only opens."""
    later = [False] * len(marks)
    seen = False
    for at in range(len(marks) - 1, -1, -1):
        later[at] = seen
        mark = marks[at]
        if mark.single:
            seen = mark.closes and not mark.opens
    return later


def _is_close(mark: _Mark, is_open: int, closer_follows: bool) -> bool:
    """Whether `mark` closes: by its surroundings, then its shape, then whether anything is open."""
    if not is_open:
        return False
    if mark.single and mark.closes and not mark.opens:
        return True
    del closer_follows
    if mark.closes != mark.opens:
        return mark.closes or mark.shape == -1
    return mark.shape <= 0


def _with_depths(quotes: list[Quote]) -> list[Quote]:
    result: list[Quote] = []
    ends: list[int] = []
    for one in quotes:
        while ends and ends[-1] <= one.start:
            ends.pop()
        if ends and one.end > ends[-1]:
            continue  # crosses another: a broken mark
        result.append(
            Quote(one.start, one.end, one.inner_start, one.inner_end, one.single, one.closed, one.runs_on, len(ends))
        )
        ends.append(one.end)
    return result
