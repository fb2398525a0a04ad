"""Harm with nobody doing it: passives without an agent, nouns without an actor, dying."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation
from rashomon.vocab import load


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in load("frames")["harm"].items()}


def find_agentless(found: Found, maker: Maker) -> Iterator[Annotation]:
    """A frame on the predicate of each harm that is told as a fact without an actor."""
    words = _words()
    for claim in found.rows("claim", *sorted(words["types"])):
        if claim.value not in ("asserted", "doubted"):
            continue
        roles = found.about(claim.id)
        predicate = next((row for row in roles if row.label == "predicate"), None)
        if predicate is None:
            continue
        span = found.parse.char_span(predicate.start, predicate.end, alignment_mode="expand")
        if span is None:
            continue
        acted = {row.label for row in roles}
        if _hides_the_doer(span, acted, words):
            yield maker.frame(predicate.start, predicate.end, "agentless", claim.id)


def _hides_the_doer(span: Any, roles: set[str], words: dict[str, frozenset[str]]) -> bool:
    root = span.root
    if root.pos_ == "VERB":
        if root.lemma_ in words["dying"]:
            return not any(kid.dep_ == "agent" for kid in root.children)
        passive = any(kid.dep_ in ("auxpass", "nsubjpass") for kid in root.children) or (
            root.tag_ == "VBN" and root.dep_ in ("acl", "amod", "ROOT", "conj")
            and not any(kid.dep_ in ("dobj", "nsubj") for kid in root.children)
        )  # fmt: skip
        return passive and "actor" not in roles
    if root.lower_ == "dead":
        return True
    return root.lemma_.lower() in words["nouns"] and "actor" not in roles and bool(roles & {"recipient", "figure"})
