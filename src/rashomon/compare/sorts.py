"""What sort of statement about the future a claim is: forecast, promise, threat, plan, order, or none."""

from __future__ import annotations

import re
from functools import cache

from rashomon.compare.account import Account
from rashomon.compare.passage import Passage
from rashomon.link import keys
from rashomon.model import Annotation
from rashomon.vocab import load

#: The sorts, told apart by a claim's status and by the word that governs it (`vocab/forecast.toml`, `[sorts]`).
SORTS = ("forecast", "promise", "threat", "plan", "order")
#: Words before a claim among which its governor is looked for: "ordered the Transport Ministry to draw up".
BEFORE = 6
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def sort_of(account: Account, claim: Annotation) -> str | None:
    """One of SORTS, or None for a claim that says nothing about the future that anybody foretells, binds or asks."""
    if claim.value == "forecast":
        governed = _cue_sort(account, claim)
        if claim.label == "THREATEN" or governed == "threat":
            return "threat"
        return "promise" if governed == "promise" else "forecast"
    if claim.value not in ("ordered", "planned"):
        return None
    words = _WORD.findall(account.words(claim).casefold())[:12]
    governed = _governor_sort(account, claim) or _cue_sort(account, claim)
    if governed == "none" or not words or words[0] in _lists()["asking"]:
        return None
    if words[0] != "to" and not _lists()["modals"].isdisjoint(words):
        told = "order" if claim.value == "ordered" else "plan"
        return governed if governed in ("promise", "threat") else told
    # "Decided the battle", "promised for the end of August": a noun is no deed to come, unless it is asked for.
    return governed if words[0] == "to" or governed == "order" else None


def _governor_sort(account: Account, claim: Annotation) -> str | None:
    """The sort of the nearest governing word before an infinitive or a noun, in its sentence."""
    found = _governor(account, claim)
    return found[0] if found is not None else None


def governor(account: Account, claim: Annotation) -> Passage | None:
    """The word that orders, plans, promises or threatens what a claim tells, where one stands before it."""
    found = _governor(account, claim)
    return account.stretch(found[1], found[2]) if found is not None and found[0] != "none" else None


def _governor(account: Account, claim: Annotation) -> tuple[str, int, int] | None:
    text = account.document.text
    words = list(_WORD.finditer(text, account.sentence(claim).start, claim.start))[-BEFORE:]
    for place in range(len(words) - 1, -1, -1):
        start, end = words[place].span()
        word = text[start:end].casefold()
        if word == "order" and place and words[place - 1].group().casefold() == "in":
            return "none", start, end
        if found := _sort_of_word(word):
            return found, start, end
    return None


def _cue_sort(account: Account, claim: Annotation) -> str | None:
    """The sort that the words give which put the claim in somebody's mouth, the innermost."""
    holder = account.row(claim.about)
    for cue in account.about(holder, "cue") if holder is not None else ():
        for word in _WORD.findall(account.words(cue).casefold()):
            if found := _sort_of_word(word):
                return found
    return None


def _sort_of_word(word: str) -> str | None:
    stem = keys.stem(keys.fold(word))
    return next((sort for sort in ("none", *SORTS[1:]) if stem in _lists()[sort]), None)


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = load("forecast")["sorts"]
    found = {key: frozenset(keys.stem(one) for one in words) for key, words in lists.items() if key in ("none", *SORTS)}
    return found | {key: frozenset(lists[key]) for key in ("modals", "asking")}
