"""The sort of person that a unit counts, by the lists of vocab/figures.toml."""

from __future__ import annotations

import re
from functools import cache

from rashomon import vocab

_WORD = re.compile(r"[^\W\d_]+")


def sort_of_person(unit: str) -> str | None:
    """`civilians`, `women`, `children`, `fighters`, `soldiers` or `people` for a unit of persons, else None.

    The last word that any list has decides, so "Al-Qaeda-linked fighters" are fighters and "rebel soldiers" soldiers.

    >>> sort_of_person("opposition fighters"), sort_of_person("Syrian activists"), sort_of_person("villages")
    ('fighters', 'civilians', None)
    """
    for word in reversed(_WORD.findall(unit.lower())):
        if word in _sorts():
            return _sorts()[word]
    return None


@cache
def _sorts() -> dict[str, str]:
    return {word: sort for sort, words in vocab.load("figures")["sorts"].items() for word in words}
