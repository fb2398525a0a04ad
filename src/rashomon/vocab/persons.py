"""The sort of person that a unit counts, by the lists of vocab/figures.toml."""

from __future__ import annotations

import re
from functools import cache

from rashomon import vocab

_WORD = re.compile(r"[^\W\d_]+")


def sort_of_person(unit: str) -> str | None:
    """`civilians`, `women`, `children`, `fighters`, `soldiers` or `people` for a unit of persons, else None.

    The last word decides: "rebel soldiers" are soldiers, and "rebel positions" no persons.

    >>> sort_of_person("opposition fighters"), sort_of_person("young activists"), sort_of_person("rebel positions")
    ('fighters', 'civilians', None)
    """
    words = _WORD.findall(unit.lower())
    return _sorts().get(words[-1]) if words else None


@cache
def _sorts() -> dict[str, str]:
    return {word: sort for sort, words in vocab.load("figures")["sorts"].items() for word in words}
