"""Word forms brought to one form, so that equal keys mean the same word, name or family of predicates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from rashomon import vocab

# Letters and digits with inner hyphens, apostrophes and full stops of abbreviations left out: "U.N." is "u", "n".
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# Vowels say little in names brought over from other scripts (Qaddafi, Gadhafi; Nusra, Nosra).
_SAME_SOUND = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "c"), ("ck", "k"))
_SAME_LETTER = str.maketrans({"q": "k", "g": "k", "c": "k", "j": "y", "i": "y", "v": "w", "z": "s", "e": "a", "o": "u"})
_VOWELS = frozenset("aeiouy")
# Between a verb and its particle: "turned them back".
_PRONOUNS = frozenset({"it", "them", "him", "her", "us", "me", "you", "himself", "herself", "itself", "themselves"})

#: Words held of each sort, some 200 bytes each: a library's rare words come once, and the common ones stay.
_HELD = 10_000


@lru_cache(maxsize=_HELD)
def fold(text: str) -> str:
    """Lower case without accents, compatibility forms resolved.

    >>> fold("Orléans’s")
    'orleans’s'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(one for one in decomposed if not unicodedata.combining(one)).casefold()


@cache
def _lists() -> dict[str, Any]:
    lists = vocab.load("link_words")
    forms = {form: base for base, words in lists["irregular"].items() for form in words.split()}
    names = ("empty", "particles", "titles", "legal_forms", "common_names")
    return {name: frozenset(lists[name].split()) for name in names} | {"irregular": forms}


@cache
def _stemmer() -> Any:
    import Stemmer  # noqa: PLC0415

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=_HELD)
def stem(word: str) -> str:
    """The stem of a folded word: irregular forms by list, the rest by Porter's second algorithm (Snowball).

    >>> stem("shelled"), stem("shelling"), stem("struck")
    ('shell', 'shell', 'strike')
    """
    word = _POSSESSIVE.sub("", word)
    word = _lists()["irregular"].get(word, word)
    return str(_stemmer().stemWord(word))


def is_empty(word: str) -> bool:
    """Whether a folded word says too little to compare contents by."""
    return word in _lists()["empty"]


def is_common_name(word: str) -> bool:
    """Whether a name of this one word may be any body's ("Front", "Ministry")."""
    return word in _lists()["common_names"]


def content_stems(text: str) -> list[str]:
    """The stems of the words of `text` that say something, in text order, repeated as they stand."""
    return [found for one in WORD.findall(text) if (found := content_stem(one))]


@cache
def _parties() -> dict[str, str]:
    sorts = vocab.load("link_words")["party"]
    return {stem(word): f"@{sort}" for sort, words in sorts.items() for word in words.split()}


def party_sorts(stems: Iterable[str]) -> set[str]:
    """The sorts of party that these stems are common nouns of (`vocab/link_words.toml`).

    >>> party_sorts(["resid", "karsa"])
    {'@dwellers'}
    """
    return {sort for one in stems if (sort := _parties().get(one))}


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(one) for one in vocab.load("common_words")["share"])


@lru_cache(maxsize=_HELD)
def is_rare_predicate(text: str) -> bool:
    """Whether a predicate's words stand in few texts, so that the same one in two accounts says much.

    >>> is_rare_predicate("streamed out"), is_rare_predicate("killed")
    (True, False)
    """
    return not any(one in _common() for one in predicate_stems(text))


@lru_cache(maxsize=_HELD)
def content_stem(word: str) -> str:
    """The stem of a word as written; empty for a word that says too little and for single letters."""
    folded = fold(word)
    return "" if is_empty(folded) or (len(folded) < 2 and not folded.isdigit()) else stem(folded)


@lru_cache(maxsize=_HELD)
def predicate_stems(text: str) -> tuple[str, ...]:
    """The stems of a predicate's own words, without particles and reflexives; all of them if nothing is left.

    >>> predicate_stems("marched into")
    ('march',)
    """
    words = [fold(one.group()) for one in WORD.finditer(text)]
    particles = _lists()["particles"]
    kept = [one for one in words if one not in particles] or words
    return tuple(dict.fromkeys(stem(one) for one in kept))


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(one) for one in vocab.load("link_predicates")["light"].split())


@lru_cache(maxsize=_HELD)
def is_light_predicate(text: str) -> bool:
    """Whether a predicate says little, so that the rest must fit ("ended", "opened"; not "turned back")."""
    return not _known_pairs(text) and all(one in _light() or is_empty_predicate(one) for one in predicate_stems(text))


@cache
def _families() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    lists = vocab.load("link_predicates")
    of: dict[str, list[str]] = {}
    named = [*lists["family"].items(), *((f"{name}~", words) for name, words in lists["kin"].items())]
    for family, words in named:
        for word in dict.fromkeys("_".join(stem(part) for part in one.split("_")) for one in words.split()):
            of.setdefault(word, []).append(family)
    return {word: tuple(names) for word, names in of.items()}, frozenset(stem(one) for one in lists["empty"].split())


@lru_cache(maxsize=_HELD)
def families(text: str) -> tuple[str, ...]:
    """The families (`vocab/link_predicates.toml`) of a predicate's words, or of two neighbours together; sorted.

    The wider families' names end in "~".

    >>> families("gunned down"), families("raided")
    (('kill', 'shoot'), ('attack~', 'raid~', 'rob'))
    """
    known, _ = _families()
    found = {family for one in _known_pairs(text) for family in known[one]}
    if not found:
        found = {family for one in predicate_stems(text) for family in known.get(one, ())}
    return tuple(sorted(found))


def families_of_stem(one: str) -> tuple[str, ...]:
    """The families of one word by its stem, as `families` has them of a text of one word: spared most of the work."""
    return _families()[0].get(one, ())


@lru_cache(maxsize=_HELD)
def _known_pairs(text: str) -> tuple[str, ...]:
    """Two words of a predicate that are one word of a family: neighbours, or the first and the last.

    "Turned them back" and "turned families back" are "turn_back".
    """
    known, _ = _families()
    words = [stem(one) for found in WORD.finditer(text) if (one := fold(found.group())) not in _PRONOUNS]
    pairs = [*pairwise(words), *([(words[0], words[-1])] if len(words) > 2 else [])]
    return tuple(two for one, other in pairs if (two := f"{one}_{other}") in known)


@lru_cache(maxsize=_HELD)
def is_empty_predicate(text: str) -> bool:
    """Whether a predicate says too little to be the same happening in two accounts ("said", "is")."""
    _, empty = _families()
    return all(one in empty for one in predicate_stems(text)) and not _known_pairs(text)


@lru_cache(maxsize=_HELD)
def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without titles, articles, Arabic articles and legal forms.

    >>> name_words("Colonel Ansel al-Tavi"), name_words("Meridian Press Ltd.")
    (('ansel', 'tavi'), ('meridian', 'press'))
    """
    lists = _lists()
    words = [_POSSESSIVE.sub("", fold(one.group())) for one in WORD.finditer(text)]
    words = [one for one in words if one and one not in ("the", "a", "an", "al", "el", "of")]
    start = 0
    while start < len(words) - 1 and words[start] in lists["titles"]:
        start += 1
    end = len(words)
    while end > start + 1 and words[end - 1] in lists["legal_forms"]:
        end -= 1
    return tuple(words[start:end])


@lru_cache(maxsize=_HELD)
def skeleton(word: str) -> str:
    """What is left of a name's word under other spellings of the same sound: first letter and consonants.

    >>> skeleton("qaddafi") == skeleton("gadhafi"), skeleton("nusra") == skeleton("nosra")
    (True, True)
    """
    for long, short in _SAME_SOUND:
        word = word.replace(long, short)
    word = word.translate(_SAME_LETTER)
    kept = [one for index, one in enumerate(word) if index == 0 or one not in _VOWELS]
    single = [one for index, one in enumerate(kept) if index == 0 or one != kept[index - 1]]
    return "".join(single)


def forget_words() -> None:
    """Empty what is held of words and names; they are worked out again when next met."""
    for one in (fold, stem, content_stem, name_words, skeleton):
        one.cache_clear()
