"""Quotations and the cues beside them: who speaks the words between the marks."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.cues import cue_span
from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.quotes import Quote
from rashomon.annotate.attributions.sources import find_subject, is_passive, own_subject

#: How many tokens after a quotation its verb may stand: "said Anna Keller, who …" is read to its first verb.
_REACH = 40
_STOPS = frozenset((".", "?", "!", ";"))


def join_quotes(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts with each quotation given to its cue; new drafts for cues that only a quotation follows."""
    by_anchor: dict[int, Draft] = {}
    for draft in drafts:
        by_anchor.setdefault(draft.anchor.i, draft)
    last: Draft | None = None
    last_paragraph = -1
    for quote in page.speech:
        paragraph = page.paragraph(quote.start)
        host = _holder(page, drafts, quote)
        if host is not None:
            _widen(host, quote)
            last, last_paragraph = host, paragraph
            continue
        draft = _cue_for(page, quote, by_anchor, drafts)
        if draft is not None:
            _give(page, draft, quote)
            last, last_paragraph = draft, paragraph
        elif last is not None and _goes_on(page, quote, last, paragraph - last_paragraph):
            _give(page, last, quote)
            last_paragraph = paragraph
    return drafts


def _holder(page: Page, drafts: list[Draft], quote: Quote) -> Draft | None:
    """The draft whose content holds the quotation and words outside it: speech partly in quotation marks."""
    for draft in reversed(drafts):
        if quote.start <= draft.anchor.idx < quote.end or draft.named in ("adverb",):
            continue
        for start, end in draft.pieces:
            if start <= quote.start - 3 and min(end, quote.end) - quote.start > 0.3 * (quote.end - quote.start):
                return draft
    return None


def _widen(draft: Draft, quote: Quote) -> None:
    """Let a content that reaches into a quotation reach to its end."""
    draft.quotes.append(quote)
    draft.pieces = [
        (start, max(end, quote.end)) if start <= quote.start < end else (start, end) for start, end in draft.pieces
    ]


def _give(page: Page, draft: Draft, quote: Quote) -> None:
    """Make the quotation a piece of the draft's content, in place of pieces that overlap it."""
    del page
    draft.quotes.append(quote)
    kept = [one for one in draft.pieces if one[1] <= quote.start or one[0] >= quote.end]
    draft.pieces = sorted([*kept, (quote.start, quote.end)])


def _cue_for(page: Page, quote: Quote, by_anchor: dict[int, Draft], drafts: list[Draft]) -> Draft | None:
    verb = _verb_after(page, quote) or _verb_before(page, quote)
    if verb is not None:
        if verb.i not in by_anchor:
            word = page.words.verbs.get(page.lemma(verb))
            source = None if is_passive(verb) else find_subject(verb)
            value = word.value if word else "says"
            draft = Draft(verb, [], [cue_span(page, verb)], source, value, named="quote")
            by_anchor[verb.i] = draft
            drafts.append(draft)
        return by_anchor[verb.i]
    colon = _colon_before(page, quote)
    if colon is not None:
        drafts.append(colon)
    return colon


def _verb_after(page: Page, quote: Quote) -> Any | None:
    """The verb of "“…,” said Keller" or "“…,” Keller told reporters"."""
    inner = page.text[quote.inner_end - 1 : quote.inner_end]
    follows = page.text[quote.end : quote.end + 1]
    if not (inner in (",", "?", "!", "-", "—", "…") or follows == ","):
        return None
    first = page.token_at(quote.end)
    for at in range(first, min(first + _REACH, len(page.tokens))):
        token = page.tokens[at]
        if page.inside[at] >= 0 or token.text in _STOPS or "\n" in token.text:
            return None
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl", "aux", "auxpass"):
            subject = own_subject(token)
            if subject is not None and subject.i >= first:
                return token
            word = page.words.verbs.get(page.lemma(token))
            if word is not None and "quote" in word.takes:
                return token
            if token.tag_ in ("VBD", "VBZ", "VBP"):
                return None
    return None


def _verb_before(page: Page, quote: Quote) -> Any | None:
    """The verb of "Keller said: “…”", "Keller told reporters, “…”"."""
    at = page.token_at(quote.start) - 1
    steps = 0
    lead = ""
    while at >= 0 and steps < _REACH:
        token = page.tokens[at]
        if page.inside[at] >= 0 or token.text in _STOPS:
            return None
        if token.is_space and "\n" in token.text and lead != ":":
            return None
        if token.is_punct and not lead:
            lead = token.text
        if token.pos_ in ("VERB", "AUX"):
            word = page.words.verbs.get(page.lemma(token))
            near = steps <= 1 or lead in (",", ":")
            if word is not None and "quote" in word.takes and near:
                return token
            if token.pos_ == "VERB" and lead != ":":
                return None
        at -= 1
        steps += 1
    return None


def _colon_before(page: Page, quote: Quote) -> Draft | None:
    """ "Keller: “…”": the name before the colon speaks."""
    at = page.token_at(quote.start) - 1
    while at >= 0 and page.tokens[at].is_space:
        at -= 1
    if at < 1 or page.tokens[at].text != ":":
        return None
    sentence = page.tokens[at].sent
    words = [token for token in page.tokens[sentence.start : at] if not token.is_space]
    if not words or len(words) > 8 or any(token.pos_ in ("VERB", "AUX") for token in words):
        return None
    heads = [token for token in words if token.pos_ in ("PROPN", "NOUN", "PRON")]
    if not heads:
        return None
    source = heads[-1]
    return Draft(page.tokens[at], [], [page.span(at, at)], source, "says", named="colon")


def _goes_on(page: Page, quote: Quote, last: Draft, paragraphs_on: int) -> bool:
    """Whether a quotation without a cue goes on with what the last speaker said."""
    full = _is_utterance(page, quote)
    if paragraphs_on == 0:
        return full
    previous = last.quotes[-1] if last.quotes else None
    return paragraphs_on == 1 and previous is not None and (previous.runs_on or (full and _alone(page, quote)))


def _is_utterance(page: Page, quote: Quote) -> bool:
    """A quotation that is a sentence of its own: it starts one, with a capital, and ends one."""
    before = page.text[max(0, quote.start - 2) : quote.start].strip()
    begins = not before or before[-1] in ".?!:”\"…’'"
    ends = page.text[quote.inner_end - 1 : quote.inner_end] in (".", "?", "!", ",", "…") or not quote.closed
    return begins and ends and page.text[quote.inner_start : quote.inner_start + 1].isupper()


def _alone(page: Page, quote: Quote) -> bool:
    """Whether the quotation is all its paragraph holds."""
    before = (
        page.text[: quote.start].rsplit("\n", 1)[-1] if "\n" in page.text[max(0, quote.start - 3) : quote.start] else ""
    )
    return quote.start == 0 or (page.text[quote.start - 1] == "\n" and not before)


def label_of(draft: Draft, piece: Span) -> str:
    """`direct`, `indirect` or `mixed`, by how much of the content stands in quotation marks."""
    marked = 0
    for quote in draft.quotes:
        marked += max(0, min(piece[1], quote.end) - max(piece[0], quote.start))
    if not marked:
        return "indirect"
    # The marks, a comma or "that" may stand outside: 0.9 of the characters is as good as all.
    return "direct" if marked >= 0.9 * (piece[1] - piece[0]) else "mixed"
