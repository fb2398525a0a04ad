"""Verbs that only carry the word that says something: "made it clear that", "took issue with"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.annotate.attributions.edges import clause_end, clean
from rashomon.annotate.attributions.lexicon import Word
from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.sources import find_subject

_CLEAR = frozenset(("clear", "plain", "known", "explicit", "public"))
_OPENERS = frozenset(("that", "how", "why", "whether", "what"))
#: "made it very clear": so many words at most between the verb and the adjective.
_BETWEEN = 3
_OBJECTS = frozenset(("dobj", "nsubj", "ccomp"))


def clear_cue(page: Page, verb: Any) -> Iterator[Draft]:
    """ "Keller made (it) clear that …", "… made clear her aim": what was made clear is what she said."""
    stop = min(verb.i + 2 + _BETWEEN, page.bounds(verb)[1] - 1)
    at = next((at for at in range(verb.i + 1, stop) if page.tokens[at].lower_ in _CLEAR), -1)
    if at < 0 or any(one.pos_ not in ("PRON", "ADV") for one in page.tokens[verb.i + 1 : at]):
        return
    source = find_subject(verb)
    pieces = _made_clear(page, verb, at + 1) if source is not None else []
    if pieces:
        yield Draft(verb, pieces, [page.span(verb.i, at)], source, "says", named="clause")


def _made_clear(page: Page, verb: Any, first: int) -> list[Span]:
    token = page.tokens[first]
    if token.lower_ in _OPENERS:
        return clean(page, first, max(clause_end(page, verb, token.head), first))
    for other in page.tokens[first : page.bounds(verb)[1]]:
        if other.left_edge.i == first and other.dep_ in _OBJECTS:
            return clean(page, first, clause_end(page, verb, other))
    return []


def beside_noun(page: Page, noun: Any, word: Word) -> tuple[list[Span], str, int]:
    """What a carried noun is about where the parser hangs it on the verb: "took issue | with the plan".

    With the preposition, and the last token of the cue.
    """
    if noun.dep_ != "dobj" or page.lemma(noun.head) not in page.words.lists["carrying"]:
        return [], "", noun.i
    for child in noun.head.children:
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.lower_ in word.preps:
            return clean(page, child.i + 1, clause_end(page, noun, child)), child.lower_, child.i
    return [], "", noun.i
