"""A page as lines: what each says, how it is set, and what it looks like."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from rashomon.ingest.bylines import find_byline
from rashomon.ingest.dates import dated_line
from rashomon.ingest.residue import Rule, rule_of

HEADING = re.compile(r"^\s{0,3}(?P<marks>#{1,6})\s+(?P<words>.+?)\s*#*\s*$")
RULED = re.compile(r"^\s*(?P<marks>={2,}|\*{3,}|-{3,}|~{3,})\s+(?P<words>\S.*?)\s+(?P=marks)\s*$")
RULE = re.compile(r"^\s*(?:[-*_=~•#]\s?){3,}\s*$")
QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
ITEM = re.compile(r"^\s*(?:[*•‣▪◦·–—-]|\d{1,2}[.)])\s+")
MARKDOWN = re.compile(r"^#{1,6} \S|\]\(|\*\*\S|!\[|^>\s|^```", re.MULTILINE)
TERMINAL = re.compile(r"[.!?…:][\"'”’»)\]]*$|[.!?…,]['\"”’»]+$|[\"”»]$")
FULL_STOP = re.compile(r"(?<!\b[A-Z])(?<!\.[A-Z])[.;,:][\"'”’»)\]]*$")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
LAST = 24  # characters in which a line's ending is looked for
LONGEST_LIST = 60  # headlines under one heading; bounds the work
LONGEST_INLINE = 20_000  # characters of a line that Markdown is taken off by the parser; longer lines are prose


@dataclass(slots=True)
class Line:
    """One line of a page. `gap` counts the blank lines before it, `heading` is a heading's level or 0."""

    text: str
    gap: int
    heading: int = 0
    item: bool = False
    rule: Rule | None = None
    words: int = 0
    listed: bool = False  # a headline under a heading such as "Most read"
    ends: bool = False  # as a sentence does
    stops: bool = False  # with a full stop, comma, colon: as no headline does

    @property
    def is_residue(self) -> bool:
        return self.rule is not None or self.listed

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence or more of running text.

        8 words and an end, or 30 words: the 53 headlines of extract_text have at most 16 words, and 2 an end.
        """
        return not self.is_residue and not self.heading and ((self.words >= 8 and self.ends) or self.words >= 30)

    @property
    def is_title_like(self) -> bool:
        """Whether it could be a headline: one to 32 words, a capital or figure first, no full stop last."""
        if self.is_residue or not 1 <= self.words <= 32:
            return False
        first = next((letter for letter in self.text[:40] if letter.isalnum()), "")
        if not (first.isupper() or first.isdigit() or not first.islower()):
            return False
        return self.heading > 0 or not self.stops


def read_page(text: str) -> list[Line]:
    """The lines of a cleaned text, hard-wrapped lines joined, Markdown taken off, residue marked."""
    rows = text.split("\n")
    width = _wrapped_at(rows)
    marked = MARKDOWN.search(text[:200_000]) is not None
    lines: list[Line] = []
    gap = last = 0
    for row in rows:
        if not row.strip() or RULE.match(row):
            gap += 1
            continue
        if width and lines and not gap and _continues(lines[-1], row, width - last):
            lines[-1].text += " " + row.strip()
        else:
            lines.append(_line(row, gap, marked=marked))
        gap, last = 0, len(row.rstrip())
    for line in lines:
        line.words = len(line.text.split())
        line.rule = rule_of(line.text)
        line.ends = TERMINAL.search(line.text[-LAST:]) is not None
        line.stops = FULL_STOP.search(line.text[-LAST:]) is not None
    _mark_lists(lines)
    return lines


def _line(row: str, gap: int, *, marked: bool) -> Line:
    heading = 0
    match = HEADING.match(row) or RULED.match(row)
    if match is not None:
        heading = len(match["marks"]) if match["marks"][0] == "#" else 1
        row = match["words"]
    row = QUOTE.sub("", row).strip()
    if marked and any(mark in row for mark in "*_[`<\\!&") and len(row) <= LONGEST_INLINE:
        row = plain_words(row)
    item = ITEM.match(row) is not None
    return Line(row.strip(), gap, heading, item)


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415  loaded when a page has Markdown

    return MarkdownIt("commonmark", {"html": True})


def plain_words(row: str) -> str:
    """A line of Markdown as the words it shows.

    >>> plain_words("By [Ada *Novak*](#) of **Karsa**")
    'By Ada Novak of Karsa'
    """
    bullet = re.match(r"^\s*(?:[*+-]|\d+[.)])\s+", row)
    lead, rest = (bullet.group(), row[bullet.end() :]) if bullet else ("", row)
    children = _markdown().parseInline(BREAK.sub(" ", rest))[0].children or []
    return lead.strip() + (" " if lead else "") + "".join(
        one.content if one.type in ("text", "code_inline", "text_special") else " "
        for one in children
        if one.type in ("text", "code_inline", "text_special", "softbreak", "hardbreak")
    ).strip()  # fmt: skip


def _wrapped_at(rows: list[str]) -> int:
    """The width at which the text was wrapped by hand or by a mailer, or 0.

    A wrapped line is one whose next word would not have fitted. Most lines inside paragraphs must be so:
    of the pages of extract_text, wrapped ones have 0.9 or more, others below 0.1.
    """
    inner = [
        (len(row.rstrip()), len(follower.split(maxsplit=1)[0]))
        for row, follower in pairwise(rows)
        if row.strip() and follower.strip()
    ]
    lengths = Counter(length for length, _ in inner if 55 <= length <= 100)
    if sum(lengths.values()) < 6:
        return 0
    tops = sorted(lengths.elements())
    width = tops[int(0.98 * (len(tops) - 1))]
    full = sum(1 for length, first in inner if length <= width < length + 1 + first)
    return width if full >= 0.6 * len(inner) else 0


def _continues(line: Line, row: str, fits: int) -> bool:
    """Whether a row goes on with a line: its first word did not fit in the `fits` columns that were left."""
    if 1 + len(row.split(maxsplit=1)[0]) <= fits or line.heading or HEADING.match(row) or ITEM.match(row):
        return False
    return rule_of(row) is None and rule_of(line.text) is None


def _mark_lists(lines: list[Line]) -> None:
    """Marks the headlines under "Most read" and the like: those set right below, or below one blank line."""
    for index, head in enumerate(lines):
        if head.rule is None or head.rule.reach != "list":
            continue
        spaced = index + 1 < len(lines) and lines[index + 1].gap > 0
        for below, line in enumerate(lines[index + 1 : index + 1 + LONGEST_LIST], start=index + 2):
            own = line.rule is not None and line.rule.reach != "line"
            if own or line.heading or (line.gap > 0 and not spaced) or line.gap > 2:
                break
            sentence = line.stops and line.words >= 8
            if spaced and (sentence or line.words > 25 or line.rule is not None or _opens(lines, below)):
                break
            line.listed = True


def _opens(lines: list[Line], below: int) -> bool:
    """Whether an article begins above the line `below`: it is a byline or a date."""
    return below < len(lines) and is_head_line(lines[below].text)


def is_head_line(text: str) -> bool:
    """Whether a line is a byline or a date and nothing else.

    >>> is_head_line("By Ada Novak"), is_head_line("Posted on 3 May 2031"), is_head_line("On 3 May 2031 they met.")
    (True, True, False)
    """
    return find_byline(text) is not None or dated_line(text) is not None
