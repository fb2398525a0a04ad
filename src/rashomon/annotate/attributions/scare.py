"""Words in quotation marks that nobody speaks: scare quotes told from titles, names and words as words."""

from __future__ import annotations

from rashomon.annotate.attributions.page import Draft, Page
from rashomon.annotate.attributions.quotes import Quote

#: Longer passages between marks are speech whose speaker was not found, not distance to a word.
_LONGEST_WORDS = 6


def find_scare_quotes(page: Page, drafts: list[Draft]) -> list[Quote]:
    """The quotations in which the writer distances himself from a word, in text order."""
    spoken = {quote.start for draft in drafts for quote in draft.quotes}
    return [one for one in page.speech if one.start not in spoken and one.closed and _is_scare(page, one)]


def _is_scare(page: Page, quote: Quote) -> bool:
    words = [token for token in page.tokens[page.token_at(quote.inner_start) : page.token_before(quote.inner_end) + 1]]
    count = sum(token.is_alpha for token in words)
    return 0 < count <= _LONGEST_WORDS
