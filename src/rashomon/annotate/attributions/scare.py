"""Words in quotation marks that nobody speaks: scare quotes told from speech, titles and words as words."""

from __future__ import annotations

from bisect import bisect_right

from rashomon.annotate.attributions.page import Draft, Page
from rashomon.annotate.attributions.quotes import Quote

#: Longer passages between marks are speech whose speaker was not found, not distance to a word.
_LONGEST_WORDS = 5
#: Inside a content that somebody wants, stands for or is said to be in by nobody, so few words are still the writer's.
_FEW_WORDS = 3
_ENDS = frozenset("?!…")


def find_scare_quotes(page: Page, drafts: list[Draft]) -> list[Quote]:
    """The quotations in which the writer distances himself from a word, in text order."""
    owners = {quote.start: draft for draft in drafts if draft.pieces for quote in draft.quotes}
    nobody = sorted(
        (piece[0], piece[1], at) for at, one in enumerate(drafts) if one.source is None for piece in one.pieces
    )
    found = []
    for quote in page.speech:
        owner = owners.get(quote.start)
        inner = _innermost(nobody, quote)
        if owner is not None and inner is not None and _length(drafts[inner]) < _length(owner):
            owner = drafts[inner]
        if quote.closed and _is_scare(page, quote, owner):
            found.append(quote)
    return found


def _innermost(pieces: list[tuple[int, int, int]], quote: Quote) -> int | None:
    """The draft that nobody speaks whose content holds the quotation most closely, by its number."""
    at = bisect_right(pieces, quote.start, key=lambda one: one[0])
    # Contents nest a few deep and few are as long as 8 others: the nearest starts are enough.
    holders = [one for one in pieces[max(0, at - 8) : at] if quote.end <= one[1]]
    return min(holders, key=lambda one: one[1] - one[0])[2] if holders else None


def _length(draft: Draft) -> int:
    return sum(end - start for start, end in draft.pieces)


def _is_scare(page: Page, quote: Quote, owner: Draft | None) -> bool:
    words = page.text[quote.inner_start : quote.inner_end].split()
    if not 0 < len(words) <= _LONGEST_WORDS or not any(one.isalpha() for word in words for one in word):
        return False
    if owner is not None and not (len(words) <= _FEW_WORDS and _is_unspoken(owner)):
        return False
    if words[-1][-1] in _ENDS or _is_headline_speech(page, quote, len(words)):
        return False
    return not (_is_named_by_word(page, quote) or _is_title(page, quote, words) or _is_nickname(page, quote))


def _is_unspoken(owner: Draft) -> bool:
    """Whether a content is nobody's words: what somebody wants or favours, or what is said by nobody named."""
    return owner.named != "as" and (owner.sort in ("will", "stand") or owner.source is None)


def _is_headline_speech(page: Page, quote: Quote, words: int) -> bool:
    """A longer quotation in the first line is speech that the text below gives in full."""
    return words > _FEW_WORDS and page.paragraph(quote.start) == 0


def _is_named_by_word(page: Page, quote: Quote) -> bool:
    """ "the film “…”", "the word “…”", "titled “…”": a title, or a word as a word."""
    at = page.token_at(quote.start) - 1
    near = [token.lower_ for token in page.tokens[max(0, at - 1) : at + 1] if not token.is_punct]
    titles = page.words.lists["title_words"]
    return any(word in titles or word.removesuffix("s") in titles for word in near)


def _is_title(page: Page, quote: Quote, words: list[str]) -> bool:
    """ "on “Morning Karsa”": capitals throughout, and no article or adjective before."""
    if len(words) < 2 or not all(word[:1].isupper() or word in ("of", "the", "and", "&", "in", "a") for word in words):
        return False
    at = page.token_at(quote.start) - 1
    return at >= 0 and page.tokens[at].lower_ in ("on", "in", "for", "from", "to", "by", "read", "watch", "see")


def _is_nickname(page: Page, quote: Quote) -> bool:
    """ "Anna “Red” Keller": between two names."""
    at, after = page.token_at(quote.start) - 1, page.token_at(quote.end)
    if at < 0 or after >= len(page.tokens):
        return False
    return bool(page.tokens[at].pos_ == "PROPN" and page.tokens[after].pos_ == "PROPN" and quote.end - quote.start < 15)
