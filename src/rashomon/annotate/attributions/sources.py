"""Who speaks: the head word of the source phrase of a cue, and the phrase itself."""

from __future__ import annotations

from typing import Any

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_DETERMINERS = frozenset(("a", "an", "the", "this", "that", "these", "those"))
#: How far a subject is looked for up the tree: "tried to … and began to … and said" is three steps.
_STEPS = 8


def find_subject(verb: Any) -> Any | None:
    """The grammatical subject of a verb: its own, or the one it shares with the verb it hangs on; else None."""
    token = verb
    for step in range(_STEPS):
        own = own_subject(token)
        if own is not None:
            return own
        if token.dep_ in ("acl", "relcl"):
            return token.head if step == 0 and token.tag_ == "VBG" else token.head if token.dep_ == "relcl" else None
        if token.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "aux", "dep", "parataxis"):
            return None
        if token.dep_ == "xcomp":
            controller = _object(token.head)
            if controller is not None and token.head.lemma_ in ("ask", "tell", "urge", "order", "allow", "force"):
                return controller
        if token.dep_ == "ccomp" and token.tag_ not in ("VBG", "VB"):
            return None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def own_subject(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def find_agent(verb: Any) -> Any | None:
    """The doer of a passive: what stands after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def is_passive(verb: Any) -> bool:
    """Whether a verb is in the passive, bare participles ("Asked whether …") included."""
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
    if verb.tag_ != "VBN":
        return False
    return not any(child.dep_ in ("aux", "nsubj") for child in verb.children)


def _object(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative"):
            return child
    return None


def noun_phrase(head: Any) -> tuple[int, int]:
    """First and last token index of the phrase of a noun: what stands before it, and its "of" and "in" phrases.

    Clauses and appositions after it are left out: they say more of the source, they are not its name.
    """
    first = last = head.i
    for child in head.children:
        if child.i < head.i:
            if child.dep_ in ("det", "predet", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "advmod"):
                first = min(first, child.left_edge.i)
        elif child.dep_ == "prep" and child.i == last + 1 and child.right_edge.i - child.i <= 12:
            last = child.right_edge.i
        elif child.dep_ == "case" and child.i == last + 1:
            continue
        elif child.dep_ in ("cc", "conj") and child.right_edge.i - head.i <= 15:
            last = max(last, conjunct_end(child))
    doc = head.doc
    while first < head.i and (doc[first].lower_ in _DETERMINERS or doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return first, last


def conjunct_end(child: Any) -> int:
    """The last token of a coordinated noun ("Keller and the ministry"), without clauses after it."""
    if child.dep_ == "cc":
        return int(child.head.i)
    if child.pos_ not in ("NOUN", "PROPN", "PRON"):
        return int(child.head.i)
    return noun_phrase(child)[1]
