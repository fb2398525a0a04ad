"""The whole phrase by which a writer brings in a source: title, name, office, apposition, what narrows it down."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.sources import is_weighing

#: What may follow a name or a noun and still say who it is.
_AFTER = frozenset(("appos", "relcl", "acl", "prep", "conj", "cc", "nummod", "amod", "npadvmod", "nmod"))
_BEFORE = frozenset(("det", "predet", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "advmod", "punct"))
_DASHES = frozenset("-–—")
_ARTICLES = frozenset(("a", "an", "the"))
#: Words before a source that weigh it and do not say who it is: "even his friends say".
_FOCUS = frozenset(("even", "only", "just"))
#: Relatives that add to a name behind a comma.
_RELATIVES = frozenset(("who", "which", "whose", "whom"))
#: A phrase of more words is a mistake of the parser more often than a description.
_LONGEST = 40


def source_phrase(page: Page, draft: Draft, head: Any) -> Span:
    """The characters of the phrase around `head`, without a leading article and outer punctuation.

    It never reaches into the cue or the content of its attribution.
    """
    if head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i < head.i:
        head = head.head
    first = last = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in _BEFORE:
            first = min(first, child.left_edge.i)
        elif child.i > head.i and child.dep_ in _AFTER and not child.lower_.endswith(("self", "selves")):
            if child.dep_ == "acl" and page.tokens[child.left_edge.i - 1].text == ",":
                continue  # "Keller, speaking in Velm, said": what she did, not who she is
            if (child.dep_ == "relcl" and _is_added(page, draft, head, child)) or is_weighing(child):
                continue
            last = max(last, child.right_edge.i)
    last = _before_added(page, draft, head, last)
    if _is_run_together(page, first, last):
        return page.span(head.i, head.i)
    title = page.tokens[first - 1] if first else head
    if head.pos_ == "PROPN" and title.pos_ == "NOUN" and title.dep_ == head.dep_ and title.head.i == head.head.i:
        first = title.left_edge.i  # "the army chief Anton Keller", read as two subjects
    taken = _taken(page, draft)
    low = max((at for at in taken if at < head.i), default=-1) + 1
    high = min((at for at in taken if at > head.i), default=len(page.tokens)) - 1
    first, last = max(first, low), min(last, high, first + _LONGEST)
    while first < head.i and (_is_outer(page, first) or page.tokens[first].lower_ in _FOCUS):
        first += 1
    while last > head.i and _is_outer(page, last) and page.tokens[last].text != ")":
        last -= 1
    return page.span(first, last)


def _before_added(page: Page, draft: Draft, head: Any, last: int) -> int:
    """The last token of a phrase without the clause at its end that only adds: "…, a baker, who said it had shut"."""
    token = page.tokens[last]
    while token.i > head.i:
        if token.dep_ == "relcl" and _is_added(page, draft, head, token):
            return int(token.left_edge.i) - 1
        token = token.head
    return last


def _is_added(page: Page, draft: Draft, head: Any, clause: Any) -> bool:
    """Whether a relative clause behind a comma tells what somebody did or said rather than who it is.

    Who is named in full or by a noun is brought in by it ("Anna Keller, who runs the port, said"); of who is known
    by a surname it tells more ("Keller, who had called him that day, said"), and what it reports is a report of its
    own. Of the characters of such clauses people marked .36 and .08 to .16 (PolNeAR train, 540 articles), of the
    others .46 to .77.
    """
    comma = page.tokens[clause.left_edge.i - 1].text in (",", "–", "—", "--")
    if not comma or page.tokens[clause.left_edge.i].lower_ not in _RELATIVES:
        return False
    behind = draft.anchor.i < head.i
    if head.pos_ == "NOUN" and behind:
        return True
    full = head.pos_ == "NOUN" or any(child.dep_ == "compound" and child.is_alpha for child in head.children)
    if any(_reports(page, verb) for verb in (clause, *clause.conjuncts)):
        return not (behind and full)
    return not behind and not full


def _reports(page: Page, verb: Any) -> bool:
    word = page.words.verbs.get(page.lemma(verb))
    return word is not None and not word.takes.isdisjoint(("clause", "quote"))


def _is_run_together(page: Page, first: int, last: int) -> bool:
    """Whether a dash between blanks stands inside: headline, outlet and sentence pasted into one line."""
    return any(
        token.text in _DASHES and token.whitespace_ and page.tokens[token.i - 1].whitespace_
        for token in page.tokens[first + 1 : last]
    )


def _taken(page: Page, draft: Draft) -> list[int]:
    """The first and last tokens of what is said and of the cue: a source phrase ends before them."""
    found = [draft.anchor.i]
    for start, end in (*draft.pieces, *draft.cue):
        found += [page.token_at(start), page.token_before(end)]
    return found


def _is_outer(page: Page, at: int) -> bool:
    token = page.tokens[at]
    return token.lower_ in _ARTICLES or token.is_punct or token.is_space
