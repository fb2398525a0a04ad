"""Which words two passages share: content words in a plain form, to find the nearest passage or a shared cause."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rashomon.vocab import load

_WORD = re.compile(r"[^\W_]+(?:’s|'s)?")


#: Passages kept: those of one story of 20 accounts are about 1,500, each asked for 14 times (generated stories).
@lru_cache(maxsize=8192)
def content(words: str) -> frozenset[str]:
    """The content words of a passage, in lower case without plural or past endings.

    >>> sorted(content("The soldiers opened the gates."))
    ['gate', 'open', 'soldier']
    """
    return frozenset(map(_said, _WORD.findall(words))) - {""}


#: A story of 16 accounts has 3,000 words in the passages that are compared, each 20 times.
@lru_cache(maxsize=32_768)
def _said(word: str) -> str:
    """A word of a passage in its plain form; "" for one that says nothing."""
    folded = word.casefold().removesuffix("'s").removesuffix("’s")
    return "" if folded in _empty() else plain(folded)


#: A story of 8 reports asks 135,000 times for some 3,000 words.
@lru_cache(maxsize=32_768)
def plain(word: str) -> str:
    """A word without its commonest English endings: rough, but the same for all who are compared."""
    for ending, least in (("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] if ending != "es" or word[-3] in "sxzh" else word[:-1]
    return word


@cache
def _empty() -> frozenset[str]:
    return frozenset(load("comparison")["empty"]["words"])
