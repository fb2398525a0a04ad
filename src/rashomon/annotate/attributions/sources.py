"""Who speaks: the head word of the source phrase of a cue, and the phrase itself."""

from __future__ import annotations

from typing import Any

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_DETERMINERS = frozenset(("a", "an", "the", "this", "that", "these", "those", "even", "only", "just"))
_BEFORE = frozenset(("det", "predet", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "advmod"))
_AFTER = frozenset(("prep", "relcl", "acl"))
#: What stands before a report that closes its sentence: "…, she said", "…,” she said".
_CLOSES = frozenset((",", "”", '"', "''", "’’", "»"))
_WEIGHING = frozenset(("particular", "general", "turn", "fact", "part"))
#: A conjunct may stand so many tokens after what the phrase holds so far ("Keller, and the ministry of Velm").
_CONJUNCT = 10
#: A restriction longer than this is the parser's mistake more often than the writer's.
_LONGEST = 24
#: "no less distinguished a judge of such things than": so many words from "no" to "than", and on to the name.
_PRAISE = 8
#: What shares the subject of the verb above it: "tried and said", "feels justified in saying".
_SHARING = frozenset(("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acomp", "aux", "dep", "parataxis"))
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
        if token.dep_ not in _SHARING:
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
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if len(own) > 1 and own[0].tag_ in ("WDT", "WP"):
        return own[1]  # "which officials say was shut": the relative is the subject of what they say
    if len(own) > 1 and own[1].pos_ == "PROPN" and own[0].i + 1 == own[1].left_edge.i:
        return own[1]  # "the army chief Anton Keller": the parser takes the title for a subject of its own
    if len(own) > 1 and own[0].i < own[-1].i < verb.i and verb.doc[own[-1].left_edge.i - 1].text in _CLOSES:
        return own[-1]  # "possible for people to unite, she said": the parser gives one verb two subjects
    return own[0] if own else None


def find_agent(verb: Any) -> Any | None:
    """The doer of a passive: what stands after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def agent_below(verb: Any) -> Any | None:
    """The "by" of "was described as a crime by the envoy", which the parser hangs on the crime; else None."""
    name = next((one for one in verb.children if one.lower_ == "as" and one.dep_ == "prep"), None)
    if name is None:
        return None
    called = next((one for one in name.children if one.dep_ == "pobj"), None)
    by = next((one for one in called.children if one.lower_ == "by"), None) if called is not None else None
    if by is None or by.right_edge.i != name.right_edge.i or not any(one.dep_ == "pobj" for one in by.children):
        return None
    return by


def behind_praise(head: Any) -> Any:
    """The one whom "no less a person than X" or "none other than X" stands for, else the word itself."""
    doc = head.doc
    first = next((at for at in range(max(0, head.i - 4), head.i + 1) if doc[at].lower_ in ("no", "none")), -1)
    if first < 0 or first + 1 >= len(doc) or doc[first + 1].lower_ not in ("less", "lesser", "other"):
        return head
    stop = min(first + _PRAISE, len(doc))
    than = next((at for at in range(first + 2, stop) if doc[at].lower_ == "than"), -1)
    if than < 0:
        return head
    for at in range(than + 1, min(than + _PRAISE, len(doc))):
        token = doc[at]
        if token.is_punct or token.pos_ in ("VERB", "AUX"):
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss", "amod"):
            return token
    return head


def is_passive(verb: Any) -> bool:
    """Whether a verb is in the passive, bare participles ("Asked whether …") included."""
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
    if verb.tag_ == "VBD" and verb.is_sent_start and verb.dep_ == "advcl":
        return own_subject(verb) is None  # "Asked whether he would go, Keller …"
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "acl")  # "the plan – called a trap by …"
    if not participle:
        return False
    return not any(child.dep_ in ("aux", "nsubj") for child in verb.children)


def _object(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative"):
            return child
    return None


def named_in_apposition(head: Any) -> Any | None:
    """The name beside a common noun: "the foreign minister, Anna Keller"."""
    return next((child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)


def noun_phrase(head: Any, cue: int = -1) -> tuple[int, int]:
    """First and last token of the phrase of a noun, without its article and without what commas set off.

    What follows the noun and narrows it down belongs to it ("residents of Karsa who fled"); what adds to it
    ("the minister, who fled") does not, nor does the clause that holds the token `cue` ("a letter saying …").
    A name ends where it ends.
    """
    first = last = head.i
    doc = head.doc
    for child in head.children:
        if child.i < head.i:
            if child.dep_ in _BEFORE:
                first = min(first, child.left_edge.i)
        elif head.pos_ != "PROPN" and child.dep_ in _AFTER and child.left_edge.i == last + 1:
            if child.left_edge.i <= cue <= child.right_edge.i or is_weighing(child):
                break
            last = _before_comma(doc, child.left_edge.i, child.right_edge.i)
        elif child.dep_ in ("cc", "conj") and child.pos_ in ("CCONJ", "NOUN", "PROPN") and child.i - last <= _CONJUNCT:
            last = max(last, noun_phrase(child, cue)[1]) if child.dep_ == "conj" else last
    while first < head.i and (doc[first].lower_ in _DETERMINERS or doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return first, last


def is_weighing(preposition: Any) -> bool:
    """ "The Crown in particular said": words behind "in" that weigh a source and do not say who it is."""
    return preposition.lower_ == "in" and preposition.right_edge.lower_ in _WEIGHING


def _before_comma(doc: Any, first: int, last: int) -> int:
    """The last token before a comma, or before the length that a restriction may have."""
    for at in range(first, min(last, first + _LONGEST) + 1):
        if doc[at].text in (",", ";", ":", "(", "–", "—"):
            return at - 1
    return min(last, first + _LONGEST)
