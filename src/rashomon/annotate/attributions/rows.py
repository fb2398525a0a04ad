"""Drafts as rows: parents before children, a mention for every source, a group for contents in pieces."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.attributions.balance import balanced
from rashomon.annotate.attributions.mentions import source_mentions
from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.quotes import Quote
from rashomon.annotate.attributions.speech import label_of
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation

#: In somebody's words these are himself or his side.
_SELF = frozenset(("i", "me", "my", "we", "us", "our"))
#: Pieces are looked up by blocks of so many characters, so that a long document is not searched for every cue.
_BLOCK = 256


def rows_of(page: Page, drafts: list[Draft], scares: list[Quote], found: Found, maker: Maker) -> Iterator[Annotation]:
    """Mentions, attributions and cues; an attribution's `about` is the smallest one that holds its cue."""
    nest = _Nest()
    speakers: dict[str, Annotation] = {}
    # Longer contents first: what holds a cue is longer than what the cue holds, so parents exist before children.
    for draft in sorted((one for one in drafts if one.pieces), key=lambda one: (-_length(one), one.anchor.i)):
        who: str | None = None
        about = nest.holder(draft.cue[0])
        if draft.source is not None:
            mentions = source_mentions(page, draft, found, maker)
            speaker = speakers.get(about or "")
            if speaker is not None and draft.source.lower_ in _SELF and draft.source.text != "US":
                first = page.span(draft.source.i, draft.source.i)
                mentions = [maker.mention(*first, speaker.label, speaker.value)]
            yield from (one for one in mentions if one.id not in found)
            who = mentions[-1].id
        group = f"{draft.anchor.idx}:{draft.pieces[0][0]}" if len(draft.pieces) > 1 else None
        for piece in dict.fromkeys(balanced(page, one) for one in draft.pieces):
            row = maker.attribution(piece, label_of(draft, piece), draft.value, who=who, about=about)
            yield row
            nest.add(piece, row.id)
            if draft.source is not None:
                speakers[row.id] = mentions[-1]
            for cue in draft.cue:
                yield maker.cue(*cue, about=row.id, group=group)
    for quote in scares:
        span = (quote.start, quote.end)
        yield maker.attribution(span, "scare", "says", who=None, about=nest.holder(span))


def _length(draft: Draft) -> int:
    return sum(end - start for start, end in draft.pieces)


class _Nest:
    """The pieces made so far, by the blocks of text that they cover."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[tuple[Span, str]]] = {}

    def add(self, piece: Span, identity: str) -> None:
        for block in range(piece[0] // _BLOCK, piece[1] // _BLOCK + 1):
            self._blocks.setdefault(block, []).append((piece, identity))

    def holder(self, span: Span) -> str | None:
        """The id of the smallest piece that holds `span`, else None."""
        best: tuple[int, str] | None = None
        for (start, end), identity in self._blocks.get(span[0] // _BLOCK, ()):
            if start <= span[0] and span[1] <= end and (best is None or end - start < best[0]):
                best = (end - start, identity)
        return best[1] if best else None
