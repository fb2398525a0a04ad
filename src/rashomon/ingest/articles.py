"""The articles of a page of text: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.ingest.bylines import find_byline
from rashomon.ingest.dates import dated_line
from rashomon.ingest.lines import Line, is_head_line

LEAST_BODY = 30  # words of prose before an article may be over: the shortest of extract_text has 173
LEAST_NEXT = 40  # words of prose that a further article must have
MARKER = re.compile(
    r"^(?:document |record |item |article )?\d{1,4} (?:of|/) \d{1,4}"
    r"(?: (?:documents|records|results|articles|items))?$",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(?:we|us|our|you|your|you're)\b", re.IGNORECASE)
MONEY = re.compile(
    r"\b(?:support|donat\w+|subscri\w+|contribut\w+|fund\w*|revenue|journalism|membership|readers?|website|paywall)\b",
    re.IGNORECASE,
)


def split_articles(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The page cut where articles begin; one piece when it carries one."""
    starts = _marked(lines) or _headed(lines) or _plain(lines)
    bounds = [0, *[start for start in starts if start > 0], len(lines)]
    for start, end in pairwise(bounds):
        if end > start:
            yield list(lines[start:end])


def _marked(lines: Sequence[Line]) -> list[int]:
    """Where a news database counts its documents: "2 of 3 DOCUMENTS"."""
    starts = [index for index, line in enumerate(lines) if MARKER.match(line.text) and line.words <= 5]
    return starts if len(starts) >= 2 and all(_prose_after(lines, one, 60) >= LEAST_BODY for one in starts) else []


def _headed(lines: Sequence[Line]) -> list[int]:
    """Headings of one level that each open an article, not a section of one.

    Sections have short names and no bylines ("Background"); titles have five words or more on average.
    """
    for level in (1, 2, 3):
        starts = [index for index, line in enumerate(lines) if line.heading == level and not line.is_residue]
        if len(starts) < 2:
            continue
        if sum(line.words for line in lines[: starts[0]] if line.is_prose) >= LEAST_BODY:
            return []
        starts = [one for one in starts if _prose_after(lines, one, 40) >= LEAST_NEXT]
        headed = any(_has_head(lines, one) for one in starts[1:])
        if len(starts) >= 2 and (headed or sum(lines[one].words for one in starts) >= 5 * len(starts)):
            return starts
    return []


def _plain(lines: Sequence[Line]) -> list[int]:
    """Titles that follow the end of an article, or that have a byline and a date right below them."""
    starts: list[int] = []
    body, ended, closed = 0, False, False
    for index, line in enumerate(lines):
        if line.rule is not None and line.rule.reach in ("end", "close"):
            if body >= LEAST_BODY:
                ended, closed = True, closed or line.rule.reach == "close"
            continue
        if line.is_residue:
            continue
        if body >= LEAST_BODY and _opens_article(lines, index, ended=ended):
            starts.append(index)
            body, ended, closed = 0, False, False
        elif line.is_prose and not closed:
            body += line.words
            # A donation box in the middle: the article goes on below it.
            ended = ended and line.words < 12
    return starts


def _opens_article(lines: Sequence[Line], index: int, *, ended: bool) -> bool:
    line = lines[index]
    if not line.is_title_like or is_head_line(line.text):
        return False
    apart = line.gap >= 1 or lines[index - 1].is_residue
    if not apart or (not ended and line.gap == 0):
        return False
    # Two blank lines below residue part articles as well as an end does.
    ended = ended or (line.gap >= 2 and index > 0 and lines[index - 1].is_residue)
    if not _has_head(lines, index, both=not ended and line.gap < 2) and (not ended or line.words < 3):
        return False
    return _prose_after(lines, index, 12) >= LEAST_NEXT and not _is_appeal(lines, index)


def _has_head(lines: Sequence[Line], index: int, *, both: bool = False) -> bool:
    """Whether a byline or a date (both, when asked) stands within three lines below."""
    below = [line.text for line in lines[index + 1 : index + 5] if not line.is_residue][:3]
    by = any(find_byline(text) is not None for text in below)
    on = any(dated_line(text) is not None for text in below)
    return (by and on) if both else (by or on)


def _prose_after(lines: Sequence[Line], index: int, reach: int) -> int:
    """Words of prose below a line until the article would end; 0 when a list of headlines comes first."""
    words = others = 0
    for line in lines[index + 1 : index + 1 + reach]:
        if line.rule is not None and line.rule.reach in ("end", "close") and words:
            break
        if line.is_prose:
            words += line.words
        elif not line.is_residue and not words:
            others += 1
            if others > 5:
                return 0
    return words


def _is_appeal(lines: Sequence[Line], index: int) -> bool:
    """Whether what follows asks for money: most of its paragraphs speak of us, you and support."""
    prose = [line.text for line in lines[index : index + 12] if line.is_prose][:5]
    appeals = sum(1 for text in prose if OURS.search(text) and MONEY.search(text))
    return bool(prose) and appeals >= 0.5 * len(prose)
