"""What is said: the stretch of text that a cue word governs, by the shape of its complement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.annotate.attributions.lexicon import Word
from rashomon.annotate.attributions.page import Page, Span
from rashomon.annotate.attributions.sources import SUBJECTS

_OBJECTS = frozenset(("dobj", "dative"))
_TRIMMED = frozenset(".,;: \n\t\r\xa0—–-")


def find_contents(page: Page, verb: Any, word: Word, passive: bool) -> tuple[list[Span], str]:
    """The pieces of a verb's content and the sort of complement, or nothing where it has none that it takes."""
    children = list(verb.children)
    for sort, finder in (("clause", _clause), ("to", _infinitive), ("as", _named), ("object", _object)):
        if sort in word.takes or (sort == "clause" and "quote" in word.takes):
            pieces = finder(page, verb, children, passive)
            if pieces:
                return pieces, sort
    if word.preps:
        pieces = list(_prepositional(page, children, word.preps))
        if pieces:
            return pieces, "prep"
    return [], ""


def clean(page: Page, first: int, last: int) -> list[Span]:
    """The characters of tokens `first` to `last` without the punctuation around them; none where nothing is left."""
    if last < first:
        return []
    start, end = page.span(first, last)
    text = page.text
    while end > start and (text[end - 1] in _TRIMMED or text[end - 1].isspace()):
        end -= 1
    while start < end and (text[start] in _TRIMMED or text[start].isspace()):
        start += 1
    return [(start, end)] if end > start else []


def _clause(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """A finite clause after the verb, before it ("…, he said") or around it ("The law, he said, will pass")."""
    del passive
    for child in children:
        if child.dep_ == "ccomp" and child.i > verb.i and not _is_infinitive(child):
            return clean(page, max(child.left_edge.i, verb.i + 1), child.right_edge.i)
    for child in children:
        if child.dep_ == "ccomp" and child.i < verb.i:
            return _before(page, verb, child)
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        host = verb.head
        first, last = verb.left_edge.i, verb.right_edge.i
        return clean(page, host.left_edge.i, first - 1) + clean(page, last + 1, host.right_edge.i)
    for child in children:
        if child.dep_ == "pcomp" and child.i > verb.i:
            return clean(page, child.left_edge.i, child.right_edge.i)
    return []


def _before(page: Page, verb: Any, clause: Any) -> list[Span]:
    """The clause that stands before its cue: from its first word to the comma before the cue's own words."""
    stop = min([verb.i, *(child.left_edge.i for child in verb.children if _stays_with_cue(child, clause))])
    return clean(page, clause.left_edge.i, min(stop - 1, max(clause.right_edge.i, clause.i)))


def _stays_with_cue(child: Any, clause: Any) -> bool:
    return bool(child.left_edge.i > clause.i and child.dep_ in ("nsubj", "nsubjpass", "advmod", "aux"))


def _is_infinitive(token: Any) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)


def _infinitive(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """An infinitive with the person it is asked of ("asked them to leave"); in the passive the subject is a piece."""
    for child in children:
        if child.i < verb.i or child.dep_ not in ("xcomp", "ccomp", "advcl") or not _is_infinitive(child):
            continue
        if child.dep_ == "advcl" and not passive:
            continue
        objects = [one for one in children if one.dep_ in _OBJECTS and verb.i < one.i < child.i]
        first = objects[0].left_edge.i if objects else child.left_edge.i
        pieces = clean(page, first, child.right_edge.i)
        if passive:
            pieces = [span for one in children if one.dep_ == "nsubjpass" for span in _phrase(page, one)] + pieces
        return pieces
    return []


def _named(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """An object with what it is called: "called him a liar", "described it as safe"."""
    names = [
        one for one in children if one.i > verb.i and (one.dep_ in ("oprd", "ccomp", "xcomp") or one.lower_ == "as")
    ]
    if not names:
        return []
    name = names[-1]
    if passive:
        return [span for one in children if one.dep_ == "nsubjpass" for span in _phrase(page, one)] + clean(
            page, name.left_edge.i, name.right_edge.i
        )
    objects = [one for one in children if one.dep_ in _OBJECTS and one.i > verb.i]
    first = min([name.left_edge.i, *(one.left_edge.i for one in objects)])
    return clean(page, max(first, verb.i + 1), name.right_edge.i)


def _object(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """A noun phrase that is told of: "criticised the plan", "announced a truce"."""
    if passive:
        return [span for one in children if one.dep_ == "nsubjpass" for span in _phrase(page, one)]
    for child in children:
        if child.dep_ == "dobj" and child.pos_ != "PRON" or child.dep_ == "dobj" and child.i > verb.i:
            last = child.right_edge.i
            for other in children:
                if (
                    other.dep_ == "prep"
                    and other.i == last + 1
                    and other.lower_ in ("for", "of", "as", "over", "against")
                ):
                    last = other.right_edge.i
            return clean(page, child.left_edge.i, last)
    return []


def _prepositional(page: Page, children: list[Any], preps: frozenset[str]) -> Iterator[Span]:
    for child in children:
        if child.dep_ in ("prep", "prt") and child.lower_ in preps:
            inner = [one for one in child.children if one.dep_ in ("pobj", "pcomp", "ccomp")]
            if inner:
                yield from clean(page, inner[0].left_edge.i, child.right_edge.i)
                return


def _phrase(page: Page, head: Any) -> list[Span]:
    return clean(page, head.left_edge.i, head.right_edge.i)


def has_subject_between(verb: Any, first: int, last: int) -> bool:
    """Whether a subject of `verb` stands among tokens `first` to `last`."""
    return any(child.dep_ in SUBJECTS and first <= child.i <= last for child in verb.children)
