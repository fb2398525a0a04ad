"""Evaluative modifiers: words of praise, blame and belittling beside a mention or a claim."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from rashomon.annotate.found import Found, Maker
from rashomon.annotate.frames.targets import Targets
from rashomon.model import Annotation
from rashomon.vocab import load

_MODIFIES = frozenset({"amod", "advmod", "acomp", "compound", "nmod", "oprd"})


@cache
def _lexicon() -> dict[str, str]:
    """Word to leaning; a word in two lists keeps the first."""
    words: dict[str, str] = {}
    for leaning, listed in load("frames")["evaluative"].items():
        for word in listed:
            words.setdefault(word, leaning)
    return words


def find_evaluative(found: Found, targets: Targets, maker: Maker) -> Iterator[Annotation]:
    """A frame a coloured word, its value the leaning, about what the word modifies."""
    words = _lexicon()
    seen_to = -1
    for token in found.parse:
        if token.i <= seen_to:
            continue
        leaning, last = words.get(token.lower_), token
        joined = _hyphenated(token)
        if joined is not None and joined[0] in words:
            leaning, last = words[joined[0]], joined[1]
        if leaning is None or token.dep_ == "neg" or token.pos_ == "PROPN":
            continue
        head = last if last.dep_ in _MODIFIES else token
        if head.dep_ not in _MODIFIES:
            continue
        about = targets.at(_subject(head))
        if about is not None:
            seen_to = last.i
            yield maker.frame(token.idx, last.idx + len(last.text), "evaluative", about, leaning)


def _subject(token: Any) -> int:
    """The offset of what a modifier speaks of: its head, or the subject where it follows "is"."""
    head = token.head
    if token.dep_ in ("acomp", "oprd"):
        subjects = [kid for kid in head.children if kid.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            return int(subjects[0].idx)
    return int(head.idx)


def _hyphenated(token: Any) -> tuple[str, Any] | None:
    """The word "so-called" from its three tokens, with its last token."""
    doc, index = token.doc, token.i
    if index + 2 < len(doc) and doc[index + 1].text == "-" and not token.whitespace_:
        return f"{token.lower_}-{doc[index + 2].lower_}", doc[index + 2]
    return None
