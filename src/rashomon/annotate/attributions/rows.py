"""Drafts as rows: parents before children, a mention for every source, a group for contents in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from rashomon.annotate.attributions.mentions import source_mention
from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.quotes import Quote
from rashomon.annotate.attributions.speech import label_of
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation


def rows_of(page: Page, drafts: list[Draft], scares: list[Quote], found: Found, maker: Maker) -> Iterator[Annotation]:
    """Mentions, attributions and cues; an attribution's `about` is the smallest one that holds its cue."""
    made: list[tuple[Span, str]] = []  # pieces with their ids, longest drafts first
    drafts = sorted((one for one in drafts if one.pieces), key=lambda one: (-_length(one), one.anchor.i))
    for draft in drafts:
        who: str | None = None
        if draft.source is not None:
            mention = source_mention(page, draft, found, maker)
            if mention.id not in found:
                yield mention
            who = mention.id
        about = _parent(made, draft)
        group = f"{draft.anchor.idx}:{draft.pieces[0][0]}" if len(draft.pieces) > 1 else None
        for piece in draft.pieces:
            row = maker.attribution(piece, label_of(draft, piece), draft.value, who=who, about=about)
            yield row
            made.append((piece, row.id))
            for cue in draft.cue:
                yield maker.cue(*cue, about=row.id, group=group)
    for quote in scares:
        yield maker.attribution((quote.start, quote.end), "scare", "says", who=None, about=None)


def _length(draft: Draft) -> int:
    return sum(end - start for start, end in draft.pieces)


def _parent(made: list[tuple[Span, str]], draft: Draft) -> str | None:
    """The id of the smallest piece made so far that holds the draft's cue."""
    start, end = draft.cue[0]
    best: tuple[int, str] | None = None
    for (first, last), identity in made:
        if first <= start and end <= last and (best is None or last - first < best[0]):
            best = (last - first, identity)
    return best[1] if best else None
