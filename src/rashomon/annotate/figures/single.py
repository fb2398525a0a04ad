"""One person told of with "a", or without in headlines: "a woman was killed", "Child killed, 9 injured" count one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.figures.nouns import Unit, unit_of
from rashomon.annotate.figures.wording import wording
from rashomon.vocab.persons import sort_of_person

_SUFFERS = ("nsubjpass", "dobj", "conj", "nsubj", "pobj")


@dataclass(frozen=True, slots=True)
class Single:
    """The words `start:end` ("a young woman") and the unit they count one of."""

    start: int
    end: int
    unit: Unit


def find_singles(parse: Any) -> Iterator[Single]:
    """Persons told of with "a" or "an" to whom a verb or noun of harm happens, by vocab/figures.toml."""
    for token in parse:
        if token.lower_ in wording().undergone:
            if _is_bare(parse, token.i):
                noun = parse[token.i - 1]
                yield Single(noun.idx, noun.idx + len(noun), unit_of(parse, noun.i, noun.i))
            continue
        if token.lower_ not in ("a", "an") or token.dep_ != "det" or token.head.i <= token.i:
            continue
        head = token.head
        if head.tag_ != "NN" or head.i - token.i > 4 or sort_of_person(head.text) is None or not _suffers(head):
            continue
        yield Single(token.idx, head.idx + len(head), unit_of(parse, token.i + 1, head.i))


def _is_bare(parse: Any, at: int) -> bool:
    """Whether one person without an article opens a headline before "killed": "Child killed in Karsa"."""
    if not at:
        return False
    noun, before = parse[at - 1], parse[at - 2] if at > 1 else None
    if (
        noun.tag_ not in ("NN", "NNP")
        or noun.lower_.endswith("s")
        or sort_of_person(noun.text) is None
        or not noun.text[:1].isupper()
    ):
        return False
    if before is not None and not (noun.is_sent_start or before.tag_ in ("CD", "_SP", ".", ":", "HYPH")):
        return False
    after = parse[at + 1 : at + 6]
    if not len(after) or after[0].tag_ in ("IN", ",", ".", "CC", "RB"):
        return True
    survive = any(one.lower_ in wording().undergone and one.lower_ != parse[at].lower_ for one in after[1:])
    return (after[0].tag_ == "CD" or after[0].lower_ in ("other", "others")) and survive


def _suffers(head: Any) -> bool:
    """Whether the person is the one killed, hurt or taken, not the one who does it."""
    if head.i + 2 < len(head.doc) and head.nbor(1).lower_ == "of" and head.nbor(2).tag_ == "CD":
        return False  # "a family of six" counts six
    governor = head
    for _ in range(4):
        if governor.dep_ not in _SUFFERS:
            return False
        role, governor = governor.dep_, governor.head
        if governor.pos_ == "VERB":
            passive = governor.tag_ == "VBN" or governor.lemma_ in ("die", "perish", "drown", "suffocate")
            harmed = role != "nsubj" or passive
            return harmed and role != "pobj" and governor.lemma_.lower() in wording().people_counted
        if role == "pobj" and governor.lower_ == "of" and governor.head.lemma_.lower() in wording().people_counted:
            return True
    return False
