"""Quotations for which no speaker is found: still somebody's words, and not the writer's."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import Any

from rashomon.annotate.attributions.page import Draft, Page
from rashomon.annotate.attributions.quotes import Quote
from rashomon.annotate.attributions.speakers import begins_sentence, verb_draft

#: A quotation of so many words is speech or writing of somebody: of the 4,500 characters of such quotations to which no
#: rule gives a speaker (PolNeAR train, 540 articles) people marked 86 of 100.
_WORDS = 6


def unnamed(page: Page, drafts: list[Draft]) -> list[Draft]:
    """A draft without a source for each long quotation that stands in no content; its cue is the opening mark."""
    pieces = sorted(piece for draft in drafts for piece in draft.pieces)
    reach = list(accumulate((end for _, end in pieces), max))
    made = []
    for quote in page.speech:
        begun = bisect_left(pieces, (quote.end, 0))  # contents that begin before the quotation ends
        if not _is_long(page, quote) or (begun and reach[begun - 1] > quote.start):
            continue
        draft = marked(page, quote, None)
        draft.pieces, draft.quotes = [(quote.start, quote.end)], [quote]
        made.append(draft)
    return made


def find_teller(page: Page, quote: Quote) -> Draft | None:
    """A draft, still without content, for a long quotation whose owner, governing cue or forerunner is plain to see.

    "Keller's “…” pledge"; "mocked the council for taking “…”"; "Keller agreed. “…”", in the paragraph above too.
    """
    at = min(page.token_at(quote.start), len(page.tokens) - 1)
    if not _is_long(page, quote) or at == 0:
        return None
    before = page.tokens[at - 1]
    if before.tag_ in ("POS", "PRP$"):
        return marked(page, quote, before if before.tag_ == "PRP$" else before.head)
    verb = _report_before(page, quote, at) if begins_sentence(page, quote) else _governor(page, at)
    if verb is None:
        return None
    draft = verb_draft(page, verb)
    return draft if draft.source is not None and draft.source.i < verb.i else None


def _governor(page: Page, at: int) -> Any | None:
    """The first verb above a quotation, where it is a cue."""
    token = page.tokens[at]
    quoted = page.inside[at]
    while token.head.i != token.i and (page.inside[token.i] == quoted or token.pos_ not in ("VERB", "AUX")):
        token = token.head
    known = page.lemma(token) in page.words.verbs and page.inside[token.i] < 0 and token.i < at
    return token if known and token.pos_ == "VERB" else None


def _report_before(page: Page, quote: Quote, at: int) -> Any | None:
    """The main verb of the sentence before, where quotations follow it: "Keller agreed. “…”"."""
    number = page.sentence[at]
    back = at - 1
    while back > 0 and (page.tokens[back].is_space or page.sentence[back] == number):
        back -= 1
    first, _ = page.bounds(page.tokens[back])
    if page.paragraph(page.starts[first]) + 1 < page.paragraph(quote.start) or page.inside[back] >= 0:
        return None
    root = next((one for one in page.tokens[first : back + 1] if one.dep_ == "ROOT"), None)
    return root if root is not None and root.pos_ == "VERB" and quotes(page, root) else None


def _is_long(page: Page, quote: Quote) -> bool:
    words = page.text[quote.inner_start : quote.inner_end].split()
    return len(words) >= _WORDS and quote.closed and not _is_title(page, quote, words)


def marked(page: Page, quote: Quote, source: Any | None) -> Draft:
    """A draft, still without content, that has nothing but the opening mark of a quotation for a cue."""
    anchor = page.tokens[min(page.token_at(quote.start), len(page.tokens) - 1)]
    return Draft(anchor, [], [(quote.start, quote.inner_start)], source, "says", named="quote")


def quotes(page: Page, token: Any) -> bool:
    """Whether a word is a verb that quotations follow."""
    word = page.words.verbs.get(page.lemma(token))
    return word is not None and "quote" in word.takes


def _is_title(page: Page, quote: Quote, words: list[str]) -> bool:
    """Whether a quotation is the name of a work: "the article titled “…”", or capitals throughout."""
    at = page.token_at(quote.start) - 1
    near = [token.lower_ for token in page.tokens[max(0, at - 1) : at + 1] if not token.is_punct]
    titles = page.words.lists["title_words"]
    if any(word in titles or word.removesuffix("s") in titles for word in near):
        return True
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capitals * 2 > len(words) and len(words) < 2 * _WORDS
