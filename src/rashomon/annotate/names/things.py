"""What a text is about without naming a party: happenings and things it comes back to ("the raid", "the lawsuit").

Only what is told of again and again as known ("the", "this", "its") is a mention: a word said once names nothing that
another account could name otherwise.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from rashomon import vocab
from rashomon.annotate.names.name import Name, load_sets
from rashomon.annotate.names.parties import left_edge, load_nouns
from rashomon.annotate.names.words import Words

#: So often a noun stands in the text, and so often as known, to be what the text is about. NewsWCL50 mentions found by
#: mention rows alone, from .641 (25 articles), and overlap F1 of re3d, where each of them counts as wrong, from .886
#: (51 documents): 3 and 2 .731, .866; 4 and 2 .723, .876; 4 and 3 .719, .882; 5 and 3 .713, .885.
FEWEST, FEWEST_KNOWN = 4, 3
#: The same for nouns of `sought`, once as known: B-cubed F1 of NewsWCL50 .564 without them, .572 with them; overlap F1
#: of re3d .882 and .881 (.876 with "meeting", "war" and "talk" among them). Nouns of `arms` need not be known:
#: mentions of NewsWCL50 found .886 to .890 with them, overlap F1 of re3d .882 to .880.
FEWEST_SOUGHT = 2
KNOWN = frozenset(("the", "this", "that", "these", "those"))
#: Words before a thing that belong to the phrase that refers to it, as articles do not.
POINTING = frozenset(("this", "that", "these", "those", "other"))
LEAST_LETTERS = 3


@cache
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns that name no thing ("time", "way") and nouns of happenings, both in the singular."""
    lists = vocab.load("names")["things"]
    deeds = {noun for one in vocab.load("events")["types"].values() for noun in one["nouns"]}
    heads = {one.lower() for one in load_sets()["head:happening"]}
    return frozenset(lists["none"]), frozenset(deeds | heads | set(lists["happenings"]))


@cache
def _arms() -> frozenset[str]:
    return frozenset(vocab.load("names")["things"]["arms"])


@cache
def _fewest() -> dict[str, tuple[int, int]]:
    """Nouns that need to be said less often, with how often, and how often as known."""
    sought = vocab.load("names")["things"]["sought"]
    return dict.fromkeys(sought, (FEWEST_SOUGHT, 1)) | dict.fromkeys(_arms(), (FEWEST_SOUGHT, 0))


@cache
def _sorts() -> dict[str, str]:
    """For each noun that is another word for a thing, the sort of thing: they are counted together."""
    sorts = vocab.load("link_entities")["things"].items()
    return {noun: sort for sort, nouns in sorts for noun in nouns}


def find_things(words: Words, names: list[Name], parties: list[Name]) -> list[Name]:
    """Noun phrases of happenings and things that the text comes back to, in text order, with their keys."""
    inside: list[Name | None] = [None] * len(words)
    taken = bytearray(len(words))
    for one in [*parties, *names]:
        if one.label:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for one in names:
        if one.label:
            inside[one.start : one.end] = [one] * (one.end - one.start)
    heads = [index for index in range(len(words)) if not taken[index] and _is_head(words, index)]
    sorts = _sorts()
    said = {index: sorts.get(words.lemmas[index], words.lemmas[index]) for index in heads}
    often = Counter(said.values())
    fewest = {index: _fewest().get(words.lemmas[index], (FEWEST, FEWEST_KNOWN)) for index in heads}
    heads = [index for index in heads if often[said[index]] >= fewest[index][0]]
    found = [(left_edge(words, inside, index, index), index) for index in heads]
    known = Counter(said[index] for start, index in found if _is_known(words, start, index))
    happenings = _sets()[1]
    found = [(start, index) for start, index in found if known[said[index]] >= fewest[index][1]]
    keys = _keys(words, found)
    return [
        Name(
            _pointed(words, start, index),
            index + 1,
            label="happening" if words.lemmas[index] in happenings else "other",
            key=key,
        )
        for (start, index), key in zip(found, keys, strict=True)
    ]


def _pointed(words: Words, start: int, index: int) -> int:
    """Where the phrase begins with the word that points to one of several: "these memos", "other memos"."""
    before = start - 1
    points = before >= 0 and words.words[before].lower() in POINTING and words.heads[before] == index
    return before if points and words.tags[before] in ("DT", "JJ") else start


def _keys(words: Words, found: list[tuple[int, int]]) -> list[str]:
    """The noun of each thing with its kind ("civil war"); where none is said, the kind said of the noun, if clear.

    Where the text tells of two kinds about as often ("the presidential election", "midterm elections"), the noun
    alone is of neither.
    """
    kinds = frozenset(vocab.load("names")["things"]["kinds"])
    said = [
        next((one for one in map(str.lower, words.words[start:index]) if one in kinds), "") for start, index in found
    ]
    often: dict[str, Counter[str]] = {}
    for (_, index), kind in zip(found, said, strict=True):
        if kind:
            often.setdefault(words.lemmas[index], Counter())[kind] += 1
    main = {noun: _clear(counts) for noun, counts in often.items()}
    nouns = [words.lemmas[index] for _, index in found]
    return [f"{kind or main.get(noun, '')} {noun}".strip() for noun, kind in zip(nouns, said, strict=True)]


def _clear(counts: Counter[str]) -> str:
    """The kind said more than twice as often as any other; empty where there is none."""
    (kind, most), *others = counts.most_common(2)
    return kind if not others or most > 2 * others[0][1] else ""


def _is_head(words: Words, index: int) -> bool:
    """Whether a common noun heads its phrase and may name a thing: no party, no measure, no time."""
    if words.tags[index] not in ("NN", "NNS") or len(words.words[index]) < LEAST_LETTERS:
        return False
    noun = words.lemmas[index]
    if noun in _sets()[0] or noun in load_nouns() or words.words[index].lower() in load_nouns():
        return False
    head = words.heads[index]
    far = len(words) if noun in _arms() else 2  # "missile and ground attacks"
    return words.deps[index] not in ("compound", "nmod", "amod") or not index < head <= index + far


def _is_known(words: Words, start: int, index: int) -> bool:
    """Whether the text points to a thing as one known, past the numbers before it ("the 2016 election")."""
    first = max(0, start - 1)
    while first and words.tags[first] == "CD" and words.sentence[first - 1] == words.sentence[index]:
        first -= 1
    return words.words[first].lower() in KNOWN or any(words.tags[at] in ("POS", "PRP$") for at in range(first, index))
