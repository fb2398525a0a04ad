"""Spans that keep no quotation mark without its partner."""

from __future__ import annotations

from bisect import bisect_left

from rashomon.annotate.attributions.page import Page, Span
from rashomon.annotate.attributions.quotes import Quote

#: Marks that are no apostrophe; at the end of a span ’ and ' may be one ("the rebels’"), at its start too ("’90s").
_MARKS = frozenset('"“„‟«»”‟″‘‚‛‹›`')
#: A quotation that reaches into a span starts among the nearest so many before it: they nest two or three deep.
_BEFORE = 4


def balanced(page: Page, span: Span) -> Span:
    """The span with each quotation that it cuts taken in, where only its mark was left out, or left out itself.

    "so-called ‘moderates" takes its closing mark in; "moderates’ groups" loses what stands in the quotation. A span
    that would lose all its words is given back without the marks at its edges.
    """
    start, end = span
    at = bisect_left(page.quotes, start, key=lambda one: one.start)
    paired: set[int] = set()
    for quote in page.quotes[max(0, at - _BEFORE) :]:
        if quote.start >= end:
            break
        if quote.end > start:
            start, end = _with(page.text, quote, (start, end))
            if quote.closed and start <= quote.start and quote.end <= end:
                paired |= {*range(quote.start, quote.inner_start), *range(quote.inner_end, quote.end)}
    return _stripped(page.text, (start, end), paired) or _stripped(page.text, span, paired) or span


def _with(text: str, quote: Quote, span: Span) -> Span:
    """A span that cuts `quote` at one end, mended there."""
    start, end = span
    if not quote.closed:
        return (quote.inner_start, end) if quote.start == start else span
    if start <= quote.start and end < quote.end:
        if not _has_words(text, end, quote.end):
            return start, quote.end
        if end <= quote.inner_start + 1 and not _has_words(text, quote.inner_start, end):
            return start, quote.end  # the parser ended the sentence at the mark: "to do “" before "what it takes”"
        if quote.start > start and _has_words(text, start, quote.start):
            return start, quote.start
        return quote.inner_start, end
    if quote.start < start and end >= quote.end:
        if not _has_words(text, quote.start, start):
            return quote.start, end
        if _has_words(text, quote.end, end):
            return quote.end, end
        return start, quote.inner_end
    return span


def _has_words(text: str, start: int, end: int) -> bool:
    return any(one.isalnum() for one in text[start:end])


def _stripped(text: str, span: Span, paired: set[int]) -> Span | None:
    """The span without the marks at its edges that no other pairs, and the blanks there; None where nothing is left."""
    start, end = span
    while start < end and (text[start].isspace() or (text[start] in _MARKS and start not in paired)):
        start += 1
    while start < end and (text[end - 1].isspace() or (text[end - 1] in _MARKS and end - 1 not in paired)):
        end -= 1
    return (start, end) if _has_words(text, start, end) else None
