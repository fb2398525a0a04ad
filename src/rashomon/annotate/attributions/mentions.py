"""A mention for every source: the one that names found, else one made of the source's own words."""

from __future__ import annotations

import re
from typing import Any

from rashomon.annotate.attributions.antecedents import find_antecedent
from rashomon.annotate.attributions.balance import balanced
from rashomon.annotate.attributions.page import Draft, Page
from rashomon.annotate.attributions.phrases import source_phrase
from rashomon.annotate.attributions.sources import named_in_apposition, noun_phrase
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation

#: Relative pronouns stand for the noun that they follow.
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_PERSONS = frozenset(("he", "she", "him", "her", "his", "i", "me", "my"))


#: A dash between blanks: in a name it is where a headline was pasted before it.
_PASTED = re.compile(r"\s[-–—]\s")


def source_mentions(page: Page, draft: Draft, found: Found, maker: Maker) -> list[Annotation]:
    """The mention of a source's name or noun and, where the whole phrase says more, the phrase's own: it comes last."""
    named, head = source_mention(page, draft, found, maker)
    if draft.source is not None and _is_relative(draft.source):
        pronoun = page.span(draft.source.i, draft.source.i)
        return [named, maker.mention(*pronoun, _speaking(named.label), named.value)]
    if head.pos_ == "PRON" and not any(child.dep_ == "conj" and child.i > head.i for child in head.children):
        return [named]
    start, end = balanced(page, source_phrase(page, draft, head))
    if not (start <= named.start and named.end <= end and end - start > named.end - named.start):
        return [named]
    # "Orna and Karsa" said it together: what both say is not to be found under Orna alone.
    others = (child for child in head.children if child.dep_ == "conj" and child.idx < end)
    several = any(child.pos_ in ("PROPN", "NOUN") for child in others)
    value = " ".join(page.text[start:end].lower().split()) if several else named.value
    return [named, found.mention_at(start, end) or maker.mention(start, end, _speaking(named.label), value)]


def source_mention(page: Page, draft: Draft, found: Found, maker: Maker) -> tuple[Annotation, Any]:
    """The mention that stands for the source of a draft, whose head word is `draft.source`.

    A name's mention, titles apart; for common nouns the whole noun phrase without its article, with the
    value and label of the mention inside it where names know the party ("government forces in Velm").
    """
    head: Any = draft.source
    if _is_relative(head):
        head = head.head.head
    named = named_in_apposition(head) if head.pos_ == "NOUN" else None
    if named is not None and found.mention_for(*_own(page, named), named.idx) is not None:
        head = named
    first, last = noun_phrase(head, draft.anchor.i)
    last = min([last, *(page.token_at(piece) - 1 for piece, _ in draft.pieces if piece > head.idx)])
    start, end = page.span(first, last)
    known = found.mention_for(start, end, head.idx)
    if known is not None and _PASTED.search(page.text, known.start, known.end):
        known = None  # headline, outlet and name in one line, read as one name
    if known is not None and (head.pos_ != "NOUN" or (known.start <= start and end <= known.end)):
        return known, head
    if head.pos_ == "PROPN":
        start, end = _own(page, head)
    start, end = balanced(page, (start, end))
    if known is None and head.pos_ == "PRON":
        known = _stood_for(page, head, found)
    label = known.label if known is not None else _label(page, head)
    value = known.value if known is not None else None
    return maker.mention(start, end, label, value or " ".join(page.text[start:end].lower().split())), head


def _stood_for(page: Page, pronoun: Any, found: Found) -> Annotation | None:
    """The party for which a pronoun surely stands, where names know it."""
    noun = find_antecedent(page, pronoun, found)
    if noun is None:
        return None
    known = found.mention_for(*page.span(*noun_phrase(noun)), noun.idx)
    return known if known is not None and known.label not in ("place", "facility", "happening", "other") else None


def _speaking(label: str) -> str:
    """The sort of a phrase around a name: words around a country or a place that speaks are not the place itself."""
    return {"country": "government", "place": "other"}.get(label, label)


def _is_relative(token: Any) -> bool:
    """Whether a source is the relative pronoun of a clause: "the envoy, who said so"."""
    return token.lower_ in _RELATIVE and token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "relcl"


def _own(page: Page, head: Any) -> tuple[int, int]:
    """The characters of a name: its last word and the proper nouns right before it."""
    first = head.i
    while first > 0 and page.tokens[first - 1].pos_ == "PROPN" and page.tokens[first - 1].dep_ == "compound":
        first -= 1
    return page.span(first, head.i)


def _label(page: Page, head: Any) -> str:
    """The sort of an unnamed source, by its head noun and the lists in speech.toml."""
    if head.lower_ in _PERSONS or (head.pos_ == "PROPN" and head.ent_type_ != "ORG"):
        return "person"
    lemma = page.lemma(head)
    for label, words in page.words.source_labels.items():
        if lemma in words:
            return label
    if head.ent_type_ == "ORG":
        return "organisation"
    return "people" if head.tag_ in ("NNS", "NNPS") or head.pos_ in ("PRON", "NUM", "ADJ") else "other"
