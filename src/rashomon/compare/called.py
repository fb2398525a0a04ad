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


#: Two words are one pair, and shown as such.
MOST_AS_PAIR = 3


@dataclass(frozen=True, slots=True)
class Called:
    """One word for an event, and each telling that has it: the word in its place and the version it names.

    An account that uses it twice on the same word stands once.
    """

    words: str
    uses: tuple[tuple[Passage, Version], ...]


def find_called(differences: Iterable[Difference]) -> tuple[Called, ...]:
    """The words that differences in name have for the event itself, in the order of the accounts.

    Nothing where a list says no more than the pairs do: four words may be six pairs, and two are one.
    """
    pairs = [one for one in differences if is_of_event(one)]
    found: dict[str, dict[tuple[str, ...], tuple[Passage, Version]]] = {}
    spelled: dict[str, str] = {}
    for one in pairs:
        for words, told in ((one.left, one.left_version), (one.right, one.right_version)):
            folded = flat(words.words).casefold()
            spelled.setdefault(folded, flat(words.words))
            by = (told.document, *(speaker.key for speaker in told.chain))
            found.setdefault(folded, {}).setdefault(by, (words, told))
    if len(pairs) < len(found) or len(found) < MOST_AS_PAIR:
        return ()
    return tuple(Called(spelled[folded], tuple(uses.values())) for folded, uses in found.items())


def is_of_event(one: Difference) -> bool:
    """Whether a difference in name is of the event ("fell", "liberated"), not of somebody in it ("militants")."""
    return one.aspect == "name" and all(
        any(part.passage.start < words.end and words.start < part.passage.end for part in told.of("what"))
        for words, told in ((one.left, one.left_version), (one.right, one.right_version))
    )
