"""Quotations and the cues beside them: who speaks the words between the marks."""

from __future__ import annotations

from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.quotes import Quote
from rashomon.annotate.attributions.speakers import (
    begins_sentence,
    find_byline,
    find_label,
    find_verb,
    last_inside,
    verb_draft,
)
from rashomon.annotate.attributions.tails import past_quote
from rashomon.annotate.attributions.unnamed import find_teller, marked, quotes, unnamed

#: A quotation of so many words is somebody's speech: of 4,300 that long in PolNeAR train, 97% are attributed.
_SPEECH_WORDS = 5
#: Contents in the writer's words, in which a few are quoted.
_PARAPHRASE = frozenset(("clause", "to", "object", "prep", "noun", "beside"))
#: A quotation that goes on with a clause stands right after it: a space, or a comma and a space.
_NEAR = 2
#: A sentence with more cues is no sentence: without a bound, 20,000 characters of broken marks take seconds.
_MOST_CUES = 64


def join_quotes(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts with each quotation given to its cue; new drafts for cues that only a quotation follows."""
    drafts = list(drafts)
    cues = _Cues(page, drafts)
    last: Draft | None = None
    last_paragraph = -1
    for quote in page.speech:
        paragraph = page.paragraph(quote.start)
        host = _holder(page, cues, quote)
        if host is not None:
            _widen(host, quote)
            last, last_paragraph = host, paragraph
            continue
        draft = _cue_for(page, quote, cues, drafts) or _opened(cues, quote)
        if draft is None and last is not None and _goes_on(page, quote, last, paragraph - last_paragraph):
            draft = last
        if draft is None:
            draft = _told_before(page, cues, quote)
            if draft is not None and page.paragraph(draft.anchor.idx) < paragraph and not quotes(page, draft.anchor):
                draft = marked(page, quote, draft.source)
                drafts.append(draft)
        if draft is not None:
            _give(draft, quote)
            _reach_back(page, draft, quote)
            last, last_paragraph = draft, paragraph
        elif _lengthen(page, cues, quote):
            continue
        elif (teller := find_teller(page, quote)) is not None:
            _give(cues.by_anchor.get(teller.anchor.i) or _added(cues, drafts, teller), quote)
        elif last is not None and paragraph == last_paragraph and _words(page, quote) >= _SPEECH_WORDS:
            _give(last, quote)
    _leave_to_owner(page, drafts)
    drafts += unnamed(page, drafts)
    for draft in drafts:
        if draft.quotes and draft.named in _PARAPHRASE:
            draft.pieces = past_quote(page, draft.anchor, draft.pieces)
    return drafts


class _Cues:
    """The drafts by their cue's token and by the sentence in which it stands."""

    def __init__(self, page: Page, drafts: list[Draft]) -> None:
        self.page = page
        self.by_anchor: dict[int, Draft] = {}
        self._by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        self.by_anchor.setdefault(draft.anchor.i, draft)
        numbers = {self.page.sentence[draft.anchor.i]}
        if len(draft.pieces) > 1:  # a list's items stand far below their cue
            numbers |= {self.page.sentence[max(0, self.page.token_before(end))] for _, end in draft.pieces}
        for number in sorted(numbers):
            self._by_sentence.setdefault(number, []).append(draft)

    def around(self, start: int, end: int, reach: int = 1) -> list[Draft]:
        """Drafts whose cue stands in the sentences of `start:end` or `reach` sentences beside them."""
        last = len(self.page.tokens) - 1
        first = self.page.sentence[min(self.page.token_at(start), last)] - reach
        stop = self.page.sentence[max(0, min(self.page.token_before(end), last))] + reach
        return [draft for at in range(first, stop + 1) for draft in self._by_sentence.get(at, [])[:_MOST_CUES]]


def _added(cues: _Cues, drafts: list[Draft], draft: Draft) -> Draft:
    cues.add(draft)
    drafts.append(draft)
    return draft


def _leave_to_owner(page: Page, drafts: list[Draft]) -> None:
    """Take the words of a quotation out of every draft but the one it was given to, cues inside it apart."""
    owner = {quote.start: draft for draft in drafts for quote in draft.quotes}
    for draft in drafts:
        at = page.inside[draft.anchor.i]
        if at >= 0 and page.speech[at].start not in owner:
            draft.pieces = []  # in a title or a word as a word nobody says that anybody says anything
        if page.inside[draft.anchor.i] < 0:
            draft.pieces = [one for one in draft.pieces if _is_own(page, draft, one, owner)]


def _is_own(page: Page, draft: Draft, piece: Span, owner: dict[int, Draft]) -> bool:
    at = page.inside[min(page.token_at(piece[0]), len(page.tokens) - 1)]
    if at < 0:
        return True
    quote = page.speech[at]
    return piece[1] > quote.end or owner.get(quote.start, draft) is draft


def _holder(page: Page, cues: _Cues, quote: Quote) -> Draft | None:
    """The draft whose content holds the quotation and words outside it: speech partly in quotation marks."""
    whole = _is_whole(page, quote)
    length = quote.end - quote.start
    for draft in reversed(cues.around(quote.start, quote.end)):
        if quote.start <= draft.anchor.idx < quote.end or draft.named == "adverb":
            continue
        if whole and draft.anchor.idx > quote.start:
            continue
        for start, end in draft.pieces:
            shared = min(end, quote.end) - max(start, quote.start)
            outside = max(0, quote.start - start) + max(0, end - quote.end)
            begun = draft.cue[0][0] < start < quote.start < end
            if start <= quote.start and (begun or shared > 0.3 * length) and outside > 3:
                return draft
    return None


def _opened(cues: _Cues, quote: Quote) -> Draft | None:
    """The draft whose content begins where the quotation does, behind its cue: "according to Keller, “…”"."""
    for draft in cues.around(quote.start, quote.start + 1):
        begins = (start for start, _ in draft.pieces if quote.start <= start <= quote.inner_start)
        if draft.cue[0][0] < quote.start and next(begins, None) is not None:
            return draft
    return None


def _told_before(page: Page, cues: _Cues, quote: Quote) -> Draft | None:
    """The cue of the sentence before, where a whole quotation follows it: "Keller praised the deal. “It is …”"."""
    if not begins_sentence(page, quote) or _words(page, quote) < _SPEECH_WORDS:
        return None
    paragraph = page.paragraph(quote.start)
    first = paragraph - 1 if _opens_paragraph(page, quote) else paragraph
    near = [
        draft
        for draft in cues.around(quote.start, quote.start + 1)
        if draft.anchor.idx < quote.start and page.paragraph(draft.anchor.idx) >= first and draft.source is not None
    ]
    outside = [draft for draft in near if page.inside[draft.anchor.i] < 0]
    return outside[0] if outside else None


def _lengthen(page: Page, cues: _Cues, quote: Quote) -> bool:
    """Whether a content of the same sentence was made to reach to the quotation: "said he had left, but “…”"."""
    best: Draft | None = None
    for draft in cues.around(quote.start, quote.start + 1):
        if not draft.pieces or page.inside[draft.anchor.i] >= 0 or draft.sort not in ("speech", "mind", "showing"):
            continue
        end = draft.pieces[-1][1]
        if quote.start - end > _NEAR and not _same_sentence(page, draft, quote):
            continue  # the parser may have begun a sentence at the mark, but not further on
        if draft.cue[0][0] < draft.pieces[-1][0] and end <= quote.start and (best is None or end > best.pieces[-1][1]):
            best = draft
    if best is None:
        return False
    best.quotes.append(quote)
    best.pieces[-1] = (best.pieces[-1][0], quote.end)
    return True


def _same_sentence(page: Page, draft: Draft, quote: Quote) -> bool:
    at = min(page.token_at(quote.start), len(page.tokens) - 1)
    return bool(page.sentence[at] == page.sentence[draft.anchor.i])


def _words(page: Page, quote: Quote) -> int:
    return len(page.text[quote.inner_start : quote.inner_end].split())


def _is_whole(page: Page, quote: Quote) -> bool:
    """Whether a quotation is a sentence cut off by its cue: it begins one and ends in a comma before the mark."""
    return begins_sentence(page, quote) and last_inside(page, quote) in (",", "?", "!")


def _widen(draft: Draft, quote: Quote) -> None:
    """Let a content that reaches into a quotation reach to its end."""
    draft.quotes.append(quote)
    draft.pieces = [
        (start, max(end, quote.end)) if start <= quote.start < end else (start, end) for start, end in draft.pieces
    ]


def _give(draft: Draft, quote: Quote) -> None:
    """Make the quotation a piece of the draft's content, in place of pieces that overlap it."""
    draft.quotes.append(quote)
    kept = [one for one in draft.pieces if one[1] <= quote.start or one[0] >= quote.end]
    draft.pieces = sorted([*kept, (quote.start, quote.end)])


def _reach_back(page: Page, draft: Draft, quote: Quote) -> None:
    """Let a content begin with its sentence where only its end is quoted: "The road is “finished,” Keller said"."""
    if draft.cue[0][0] < quote.end or begins_sentence(page, quote) or last_inside(page, quote) not in (",", "?", "!"):
        return
    at = page.token_at(quote.start)
    first = page.bounds(page.tokens[at])[0]
    while first < at and page.tokens[first].is_space:
        first += 1
    before = page.tokens[first:at]
    if not before or any(page.inside[one.i] >= 0 or one.text in (":", ";") or quotes(page, one) for one in before):
        return
    at = draft.pieces.index((quote.start, quote.end)) if (quote.start, quote.end) in draft.pieces else -1
    if at >= 0:
        draft.pieces[at] = (page.starts[first], quote.end)


def _cue_for(page: Page, quote: Quote, cues: _Cues, drafts: list[Draft]) -> Draft | None:
    """The draft of the cue that speaks the quotation, made here where the parse gave the cue no content."""
    byline = find_byline(page, quote)
    verb = find_verb(page, quote) if byline is None else None
    draft = cues.by_anchor.get(verb.i) if verb is not None else None
    if draft is None:
        draft = verb_draft(page, verb) if verb is not None else byline or find_label(page, quote)
        if draft is not None and draft.anchor.i in cues.by_anchor:
            return cues.by_anchor[draft.anchor.i]
        if draft is not None:
            cues.add(draft)
            drafts.append(draft)
    return draft


def _goes_on(page: Page, quote: Quote, last: Draft, paragraphs_on: int) -> bool:
    """Whether a quotation without a cue goes on with what the last speaker said."""
    if not begins_sentence(page, quote):
        return False
    long = _words(page, quote) >= _SPEECH_WORDS
    full = long or last_inside(page, quote) in (".", "?", "!", "…")
    if paragraphs_on == 0:
        return full and page.text[quote.inner_start : quote.inner_start + 1].isupper()
    previous = last.quotes[-1] if last.quotes else None
    if paragraphs_on != 1 or previous is None:
        return False
    return previous.runs_on or (full and _opens_paragraph(page, quote))


def _opens_paragraph(page: Page, quote: Quote) -> bool:
    start = page.paragraph_starts[page.paragraph(quote.start)]
    return not page.text[start : quote.start].strip()


def label_of(draft: Draft, piece: Span) -> str:
    """`direct`, `indirect` or `mixed`, by how much of the content stands in quotation marks."""
    marked = 0
    for quote in draft.quotes:
        marked += max(0, min(piece[1], quote.end) - max(piece[0], quote.start))
    if not marked:
        return "indirect"
    # The marks, a comma or "that" may stand outside: 0.9 of the characters is as good as all.
    return "direct" if marked >= 0.9 * (piece[1] - piece[0]) else "mixed"
