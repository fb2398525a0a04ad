"""What goes on with a content behind its clause: after a colon or semicolon, a reason, a condition, a further verb.

The parser closes a content early and hangs the rest of the sentence on the cue ("said he would go | because …");
what people count as said goes on to where the writer speaks again. Each rule below was counted on 540 articles of
PolNeAR train: the share of the characters it adds that people marked too stands beside it.
"""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.page import Page, Span

#: "said he would go because …", "… unless …": .90 without a comma; behind one "because" and "even though": .85.
_REASONS = frozenset(("because", "unless", "if", "until", "when", "even", "whether"))
_LATE_REASONS = frozenset(("because", "even", "unless"))
#: Behind a colon stands what was meant (.88), behind a semicolon more of the same (.87).
_GOES_ON = frozenset((":", ";"))
#: So many phrases at most go on one after the other.
_PHRASES = 3
#: What goes on with other contents, by their sort and whether a comma stands before it (.57 to .89 of the characters).
_TAILS = {
    ("prep", False): frozenset(("prep", "advcl", "dobj", "dep", "acl")),
    ("as", False): frozenset(("prep", "advcl", "dobj", "advmod")),
    ("to", False): frozenset(("advcl", "ccomp")),
    ("object", False): frozenset(("dobj", "xcomp")),
    ("object", True): frozenset(("dobj", "prep")),
}
#: Behind a comma these begin what the writer adds.
_ASIDES = frozenset(
    ("while", "as", "during", "before", "after", "though", "although", "by", "in", "on", "at", "when", "until", "to")
)
#: What goes on with a sentence behind a closing mark.
_ON = frozenset(("ADP", "CCONJ", "SCONJ", "DET", "NOUN", "ADJ", "VERB", "AUX", "ADV"))
_AFTER_COMMA = frozenset(("CCONJ", "VERB", "AUX"))
_FOUND = frozenset(("prep", "advmod", "acl", "advcl", "xcomp", "ccomp", "oprd", "acomp", "prt"))


def with_tail(page: Page, verb: Any, pieces: list[Span], sort: str) -> list[Span]:
    """The pieces with the last one made to reach over what goes on with it in the cue's sentence."""
    if not pieces or pieces[-1][0] < page.starts[verb.i]:
        return pieces
    start, end = pieces[-1]
    last = page.token_before(end)
    for _ in range(_PHRASES):
        further = _further(page, verb, last, sort)
        if further <= last:
            break
        last = further
    tail = page.span(last, last)[1]
    return [*pieces[:-1], (start, tail)] if tail > end else pieces


def _further(page: Page, verb: Any, last: int, sort: str) -> int:
    """The last token of the phrase after `last` that goes on with the content, else `last`."""
    stop = page.bounds(verb)[1]
    at = last + 1
    while at < stop and page.tokens[at].is_space:
        at += 1
    if at + 1 >= stop or page.inside[at] not in (page.inside[last], page.inside[verb.i]):
        return last
    mark = page.tokens[at].text
    within = page.inside[last] >= 0 and page.inside[at] != page.inside[last]
    if mark in _GOES_ON:
        return _to_end(page, verb, at + 1, stop, last)
    comma = mark in (",", "–", "—", "--", "-")
    at += comma
    if sort == "finding" and not comma:
        return _finding_tail(page, verb, at, last)
    if at >= stop:
        return last
    if sort != "clause":
        return _phrase_tail(page, verb, at, (comma, sort), last)
    comma = comma or (within and page.tokens[last - 1].text == ",")  # “peanuts,” compared to …
    return _clause_tail(page, verb, at, comma, last)


def _clause_tail(page: Page, verb: Any, at: int, comma: bool, last: int) -> int:
    token = page.tokens[at]
    for child in verb.children:
        if child.left_edge.i != at or child.i <= last:
            continue
        if child.dep_ == "advcl" and token.lower_ in (_LATE_REASONS if comma else _REASONS):
            return _trimmed(page, int(child.right_edge.i))
        if child.dep_ == "advcl" and comma and not _is_aside(page, child):
            return _trimmed(page, int(child.right_edge.i))
        if child.dep_ == "cc" and not comma:
            return _second_verb(page, verb, at + 1, last)
        if child.dep_ == "conj" and not comma and not _speaks(page, child):
            return _trimmed(page, int(child.right_edge.i))
    return last


def _is_aside(page: Page, child: Any) -> bool:
    """Whether a clause behind a comma is the writer's, or another report: "…, while Brandt left", "…, adding that"."""
    return page.tokens[child.left_edge.i].lower_ in _ASIDES or _speaks(page, child)


def _phrase_tail(page: Page, verb: Any, at: int, found: tuple[bool, str], last: int) -> int:
    """ "Voted for the plan | with some doubt", "called it safe | because …": what the parser hangs on the cue."""
    comma, sort = found
    for child in verb.children:
        if child.left_edge.i == at and child.i > last:
            fits = child.dep_ in _TAILS.get((sort, comma), ()) and not _is_aside(page, child)
            return _trimmed(page, int(child.right_edge.i)) if fits else last
    return last


def _finding_tail(page: Page, verb: Any, at: int, last: int) -> int:
    """ "The poll shows Keller | up by ten points", "… | leading in Velm": what was found of the one who is named."""
    for child in verb.children:
        if child.left_edge.i == at and child.i > last and child.dep_ in _FOUND:
            return _trimmed(page, int(child.right_edge.i))
    return last


def _second_verb(page: Page, verb: Any, at: int, last: int) -> int:
    """ "said it was his word against theirs and he would go": the parser sets the second verb beside the cue."""
    for child in verb.children:
        if child.dep_ == "conj" and child.i >= at and child.left_edge.i <= at + 1:
            return last if _speaks(page, child) else _trimmed(page, int(child.right_edge.i))
    return last


def _speaks(page: Page, token: Any) -> bool:
    return page.lemma(token) in page.words.verbs


def _to_end(page: Page, verb: Any, first: int, stop: int, last: int) -> int:
    """The sentence's end, where nobody speaks in between and no quotation is given."""
    if page.inside[verb.i] < 0 and any(page.inside[at] >= 0 for at in range(first, stop)):
        return last
    for at in range(first, stop):
        token = page.tokens[at]
        if token.pos_ == "VERB" and "quote" in getattr(page.words.verbs.get(page.lemma(token)), "takes", ()):
            return last
    return _trimmed(page, stop - 1)


def _trimmed(page: Page, at: int) -> int:
    while at > 0 and (page.tokens[at].is_space or page.tokens[at].text in (".", ",", ";", ":", "-", "–", "—", "--")):
        at -= 1
    return at


def past_quote(page: Page, verb: Any, pieces: list[Span]) -> list[Span]:
    """The pieces with the last one made to reach over the phrase behind the quotation in which it ends.

    "Said the plan was “a crime” | in all but name", "wants to “take on the port,” | secure the road and leave": the
    parser loses the thread at the mark. Where the content begins with the quotation, what follows may be the writer's.
    """
    if not pieces or pieces[-1][0] < page.starts[verb.i] or page.inside[verb.i] >= 0:
        return pieces
    start, end = pieces[-1]
    last = page.token_before(end)
    quoted = page.inside[last]
    if quoted < 0 or page.speech[quoted].end != end or page.speech[quoted].start <= start:
        return pieces
    stop = page.bounds(page.tokens[last])[1]
    at = last + 1
    if at >= stop or page.sentence[at] != page.sentence[verb.i] or page.tokens[at].pos_ not in _ON:
        return pieces
    comma = page.text[max(start, end - 3) : end].rstrip("\"”’'»")[-1:] == ","
    if page.inside[at] >= 0 or (comma and page.tokens[at].pos_ not in _AFTER_COMMA):
        return pieces  # "a part of “Karsa Nights,” the old series": the writer tells what it is
    further = _phrase_end(page, at, stop)
    return [*pieces[:-1], (start, page.span(further, further)[1])] if further > last else pieces


def _phrase_end(page: Page, at: int, stop: int) -> int:
    """The last token of the widest phrase that begins at `at`, or of the one behind the conjunction there."""
    token, before = page.tokens[at], at - 1
    if token.dep_ == "cc" and at + 1 < stop:
        at += 1
        token = page.tokens[at]
    while token.head.i != token.i and token.head.left_edge.i >= at and token.head.i < stop:
        token = token.head
    end = min(int(token.right_edge.i), stop - 1)
    for inner in range(at, end + 1):
        if _speaks(page, page.tokens[inner]) and page.tokens[inner].pos_ == "VERB":
            return before
    while end > before and page.tokens[end].dep_ == "advmod" and page.tokens[end].head.i == end + 1:
        end -= 1  # "talk of 'truce' and 'calm' | just hides it": the writer's word for his own verb
    return _trimmed(page, end)
