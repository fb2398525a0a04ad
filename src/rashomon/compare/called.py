"""What one event is called by all who tell of it: each word once, with everybody whose word it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.compare.account import flat
from rashomon.compare.passage import Passage

if TYPE_CHECKING:
    from rashomon.compare.differences import Difference
    from rashomon.compare.version import Version


@dataclass(frozen=True, slots=True)
class Called:
    """One word for an event, and each telling that has it: the word in its place and the version it names.

    An account that uses it twice on the same word stands once.
    """

    words: str
    uses: tuple[tuple[Passage, Version], ...]


def find_called(differences: Iterable[Difference]) -> tuple[Called, ...]:
    """The words of the differences in name, in the order of the accounts: five words are ten pairs, and one list."""
    found: dict[str, dict[tuple[str, ...], tuple[Passage, Version]]] = {}
    spelled: dict[str, str] = {}
    for one in differences:
        if one.aspect == "name":
            for words, told in ((one.left, one.left_version), (one.right, one.right_version)):
                folded = flat(words.words).casefold()
                spelled.setdefault(folded, flat(words.words))
                by = (told.document, *(speaker.key for speaker in told.chain))
                found.setdefault(folded, {}).setdefault(by, (words, told))
    return tuple(Called(spelled[folded], tuple(uses.values())) for folded, uses in found.items())
