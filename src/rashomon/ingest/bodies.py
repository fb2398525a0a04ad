"""The text of one article: its paragraphs in order, and every line left out with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rashomon.ingest.articles import LEAST_BODY, MONEY, OURS
from rashomon.ingest.bylines import find_byline
from rashomon.ingest.heads import Head
from rashomon.ingest.lines import Line
from rashomon.ingest.residue import STRAIGHT
from rashomon.model import Removed

LONGEST_NOTE = 60  # words
#: What a note says that an author does; in a report a person "said" or "was" something.
DOES = re.compile(r",? (?:is|teaches|lectures|works|writes|covers|reports|edits|directs|heads|runs|holds|lives) ")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text and what was left out of it, in the order of the page."""

    text: str
    removed: tuple[Removed, ...]
    tail: tuple[str, ...]  # the lines below the text: bylines and credits may stand there


def read_body(lines: Sequence[Line], head: Head) -> Body:
    """The text of an article whose head is known. Every line is either in the text or in `removed`."""
    end = _find_end(lines, head.body)
    reasons: list[str | None] = []
    title = (head.words or "").translate(STRAIGHT).lower()
    for index, line in enumerate(lines):
        reasons.append(_reason(lines, index, head, end))
        if reasons[-1] is None and title and line.text.translate(STRAIGHT).lower().strip("*=# ") == title:
            reasons[-1] = "title repeated"
    _drop_repeated(lines, reasons)
    _drop_note(lines, reasons, head)
    kept = [line.text for line, reason in zip(lines, reasons, strict=True) if reason is None]
    gone = [
        (why, line.text) for index, (line, why) in enumerate(zip(lines, reasons, strict=True)) if index != head.title
    ]
    removed = tuple(
        Removed("\n".join(text for _, text in group), why)
        for why, group in groupby(gone, key=lambda one: one[0])
        if why is not None
    )
    return Body("\n\n".join(kept), removed, tuple(line.text for line in lines[end:]))


def _reason(lines: Sequence[Line], index: int, head: Head, end: int) -> str | None:
    line = lines[index]
    if line.rule is not None:
        return line.rule.reason
    if line.listed:
        return "related links"
    if index == head.title:
        return "title"
    if index in head.taken:
        return head.taken[index]
    if index < head.body:
        return "above the article"
    if index >= end:
        return "byline" if find_byline(line.text) is not None else "below the article"
    return None


def _find_end(lines: Sequence[Line], start: int) -> int:
    """The index of the first line below the text.

    A line that closes (a disclaimer, the comments) ends it for good; one that ends (tags, a donation box) only
    when no more of the article follows: a paragraph of 12 words or more that does not itself ask for money.
    """
    words = 0
    end: int | None = None
    for index in range(start, len(lines)):
        line = lines[index]
        if line.rule is not None and line.rule.reach in ("end", "close") and words >= LEAST_BODY:
            end = index if end is None else end
            if line.rule.reach == "close":
                break
        elif line.is_prose:
            if end is not None and (line.words < 12 or (OURS.search(line.text) and MONEY.search(line.text))):
                continue
            end = None
            words += line.words
    end = len(lines) if end is None else end
    last = next((index for index in range(end - 1, start, -1) if lines[index].is_prose), start)
    listed = (index for index in range(last, end) if _opens_list(lines[index]) and not _says_more(lines[index:end]))
    end = next(listed, end)
    while end > start and (lines[end - 1].is_residue or find_byline(lines[end - 1].text) is not None):
        end -= 1
    # Stray words below the last paragraph ("Accept", "Comments") are a page's; a subheading has text below it.
    while end > start and _is_stray(lines[end - 1]):
        end -= 1
    return end


def _opens_list(line: Line) -> bool:
    return line.rule is not None and line.rule.reach == "list"


def _says_more(lines: Sequence[Line]) -> bool:
    return any(line.ends and not line.is_residue for line in lines)


def _drop_note(lines: Sequence[Line], reasons: list[str | None], head: Head) -> None:
    """A last paragraph that opens with an author's name and says what the author does is a note on the author."""
    last = next((index for index in range(len(lines) - 1, -1, -1) if reasons[index] is None), None)
    if last is None or lines[last].words > LONGEST_NOTE:
        return
    for name in (name for one in head.bylines for name in one.names):
        if lines[last].text.startswith(name) and DOES.match(lines[last].text[len(name) :]):
            reasons[last] = "author note"


def _is_stray(line: Line) -> bool:
    return line.words <= 3 and not line.ends and not line.item


def _drop_repeated(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """A short line that comes twice in a row and is no sentence is a caption with its picture's name."""
    for index in range(len(lines) - 1):
        line, follower = lines[index], lines[index + 1]
        if reasons[index] is None and reasons[index + 1] is None and line.text == follower.text and not line.ends:
            reasons[index] = reasons[index + 1] = "caption repeated"
