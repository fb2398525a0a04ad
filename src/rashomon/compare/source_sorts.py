"""What sort of source an unnamed one is: official, military, rebel, resident, document, … (vocab/sources.toml)."""

from __future__ import annotations

import re
from functools import cache

from rashomon.compare.account import flat
from rashomon.vocab import load

#: Where what follows only narrows the noun down: "residents of Karsa", "a doctor who stayed", "officials, speaking".
_REST = re.compile(r"\s+(?:of|for|in|at|to|from|with|who|which|that|on|near|close|inside|by)\s|[,(]")
_PLURALS = frozenset(("people", "police", "media", "press", "troops"))


@cache
def _by_word() -> dict[str, str]:
    found: dict[str, str] = {}
    for sort, entry in load("sources")["sorts"].items():
        for word in entry["words"]:
            found.setdefault(word, sort)
    return found


def source_sort(words: str, label: str) -> str | None:
    """The sort of a source by the words for it and the label of its mention; None where no list knows it.

    >>> source_sort("a senior army officer", "person"), source_sort("residents of Karsa", "people")
    ('military', 'resident')
    >>> source_sort("bakers", "people") is None
    True
    """
    noun = _nouns(words)
    for word in reversed(noun):
        sort = _by_word().get(word) or _by_word().get(_singular(word))
        if sort is not None:
            return sort
    found: str | None = load("sources")["label"].get(label)
    return found


def is_group(words: str, label: str) -> bool:
    """Whether several people speak at once: a plural noun or a body.

    >>> is_group("two officials", "people"), is_group("a witness", "person"), is_group("the ministry", "government")
    (True, False, True)
    """
    if label in ("organisation", "armed_group", "government", "military"):
        return True
    noun = _nouns(words)
    last = noun[-1] if noun else ""
    return label != "other" and (last in _PLURALS or (last.endswith("s") and not last.endswith("ss")))


def _nouns(words: str) -> list[str]:
    """The words up to the noun that the phrase turns on, in small letters."""
    return _REST.split(flat(words), maxsplit=1)[0].casefold().strip("\"'“”‘’").split()


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    return word.removesuffix("’s").removesuffix("'s").removesuffix("s")
