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
    empty = _empty()
    found = (one.group().casefold().removesuffix("'s").removesuffix("’s") for one in _WORD.finditer(words))
    return frozenset(plain(one) for one in found if one not in empty)


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
