"""The words by which a name is compared with names of other documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rashomon import vocab
from rashomon.link.keys import WORD, fold, forget_words, name_words
from rashomon.link.named import Name

#: Mentions that name no party or place: "the raid", "the lawsuit".
THINGS = frozenset({"happening", "other"})
# "D.N.C." is one word; "J. R. Orlo" is three.
_LETTERS = re.compile(r"\b(?:[A-Za-z]\.){2,}[A-Za-z]?")
_POSSESSED = re.compile(r"['’]s?$")
#: Of two who bear a name or an office, the one named that many times as often is meant by it alone.
CLEARLY = 4
_ARTICLES = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr"})


def compared(name: Name) -> tuple[str, ...]:
    """The folded words of a name: of a person without offices, of a thing ("the raid") its noun, which is its key.

    >>> compared(Name("d", "outgoing", "person", (), ("Karsan President Ena Dorn",), True))
    ('ena', 'dorn')
    """
    if name.label in THINGS and not name.proper:
        return name_words(name.key)
    words = _words(name.forms[0])
    if name.label == "person" and name.proper:
        titles = [at for at, word in enumerate(words[:-1]) if word in _titles()]
        words = words[titles[-1] + 1 :] if titles else words
    return words


@lru_cache(maxsize=10_000)
def tokens(form: str) -> tuple[str, ...]:
    """The folded words of a form without articles, forms of address and genitive.

    >>> tokens("The Karsan premier's"), tokens("U.S. officials")
    (('karsan', 'premier'), ('us', 'officials'))
    """
    words = WORD.findall(_LETTERS.sub(lambda found: found.group().replace(".", ""), form))
    return tuple(word for one in words if (word := fold(one).removesuffix("'s").removesuffix("’s")) not in _ARTICLES)


def forget_names() -> None:
    """Empty what is held of names and their words; they are worked out again when next met."""
    tokens.cache_clear()
    _words.cache_clear()
    forget_words()


def clearly(counts: Mapping[str, int]) -> str:
    """The one counted `CLEARLY` times as often as any other; empty where there is none.

    >>> clearly({"a": 8, "b": 2}), clearly({"a": 8, "b": 3})
    ('a', '')
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    clear = ranked and (len(ranked) == 1 or ranked[0][1] >= CLEARLY * ranked[1][1])
    return ranked[0][0] if clear else ""


def initials(form: str) -> str:
    """The letters of an acronym as written, without full stops and genitive; empty for any other word.

    >>> initials("N.F.A.'s"), initials("Front")
    ('NFA', '')
    """
    letters = _POSSESSED.sub("", form).replace(".", "")
    return letters if letters.isupper() else ""


def is_office(words: Sequence[str]) -> bool:
    """Whether folded words are an office and no name, as "The President" at the head of a sentence."""
    return bool(words) and all(one in _titles() for one in words)


@lru_cache(maxsize=10_000)
def _words(form: str) -> tuple[str, ...]:
    return name_words(_LETTERS.sub(lambda found: found.group().replace(".", ""), form))


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(fold(one).rstrip(".") for one in vocab.load("names")["titles"]["words"])
