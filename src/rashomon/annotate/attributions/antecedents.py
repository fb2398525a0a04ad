"""Whom a pronoun that speaks stands for, where the sentence leaves one choice: "Keller hid his wish to", "They say"."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.page import Page
from rashomon.annotate.attributions.sources import find_subject, own_subject
from rashomon.annotate.found import Found

_ONE = frozenset(("NN", "NNP"))
_MANY = frozenset(("NNS", "NNPS"))
_OWNERS = {"his": _ONE, "her": _ONE, "their": _MANY}
_RELATIVE = frozenset(("who", "which", "that"))
_PARTIES = frozenset(("person", "organisation", "armed_group", "government", "military", "people"))
#: From a noun up to its verb: "of his wish", "its claim".
_UP = frozenset(("dobj", "pobj", "prep", "conj", "attr"))
#: "Keller hid all signs of his wish": so many steps up to the verb.
_STEPS = 4
#: "They want … They say …": so many sentences that begin so are followed back.
_BACK = 3


def find_antecedent(page: Page, pronoun: Any, found: Found) -> Any | None:
    """The noun for which a pronoun stands, else None: a wrong one would put words in the wrong mouth.

    An owner ("his wish") is the subject of the verb that governs what he owns. "They" at the head of a sentence is
    the subject of the sentence before, where that is many and no other party of many is named beside it.
    """
    if pronoun.tag_ == "PRP$":
        return _owner(pronoun)
    if pronoun.lower_ == "they" and pronoun.dep_ in ("nsubj", "nsubjpass"):
        return _carried_on(page, pronoun, found)
    return None


def _owner(pronoun: Any) -> Any | None:
    tags = _OWNERS.get(pronoun.lower_)
    token = pronoun.head
    for _ in range(_STEPS):
        if token.dep_ not in _UP:
            break
        token = token.head
    if tags is None or token.pos_ not in ("VERB", "AUX"):
        return None
    subject = find_subject(token)
    if subject is None or subject.i > pronoun.i:
        return None
    if subject.lower_ in _RELATIVE and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return subject if subject.tag_ in tags else None


def _carried_on(page: Page, pronoun: Any, found: Found) -> Any | None:
    """ "The guards refused to go. Then they refused to stay.": the subject that goes on."""
    token = pronoun
    for _ in range(_BACK):
        root = _root_before(page, token) if token.head.dep_ == "ROOT" else None
        subject = own_subject(root) if root is not None else None
        if subject is None or _has_rival(page, subject, token, found):
            return None
        if subject.tag_ in _MANY:
            return subject
        if subject.lower_ != "they":
            return None
        token = subject
    return None


def _root_before(page: Page, token: Any) -> Any | None:
    """The main verb of the sentence before the token's own; None at the start and where a quotation stands there."""
    last = page.bounds(token)[0] - 1
    while last >= 0 and page.tokens[last].is_space:
        last -= 1
    if last < 0:
        return None
    first, end = page.bounds(page.tokens[last])
    if any(page.inside[at] >= 0 for at in range(first, end)):
        return None
    return next((one for one in page.tokens[first:end] if one.dep_ == "ROOT" and one.pos_ in ("VERB", "AUX")), None)


def _has_rival(page: Page, subject: Any, pronoun: Any, found: Found) -> bool:
    """Whether another party of many is named between the start of the subject's sentence and the pronoun."""
    start = page.starts[page.bounds(subject)[0]]
    own = page.span(subject.left_edge.i, subject.right_edge.i)
    for row in found.overlapping("mention", start, pronoun.idx):
        if row.label not in _PARTIES or (own[0] <= row.start and row.end <= own[1]):
            continue
        if page.tokens[page.token_before(row.end)].tag_ in _MANY:
            return True
    return False
