"""Names that stand inside longer ones and mean somebody by themselves: "Ena Dorn" in "Ena Dorn Memos"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon import vocab
from rashomon.annotate.names.lists import load_lists
from rashomon.annotate.names.name import Name
from rashomon.annotate.names.words import Words

#: Sorts of names that may hold a person's name.
HOLDERS = frozenset(("other", "happening", "organisation", "government"))
#: Characters in which the name of a country is looked for.
LONGEST = 100
#: The tokenizer leaves letters with full stops and what a hyphen joins to them in one piece: "U.S.-led", "U.S.-Karsan".
_DOTTED = re.compile(r"((?:[A-Z]\.){2,})-(\w.*)")


def find_persons(words: Words, names: list[Name]) -> Iterator[Name]:
    """The persons after whom a thing or a body is called, where the text names them alone too, with their keys."""
    known = {words.said(one.start, one.end): one.key for one in names if one.label == "person"}
    for name in names:
        if name.label not in HOLDERS or name.listed:
            continue
        for end in range(name.end - 1, name.start, -1):
            key = known.get(words.said(name.start, end))
            if key:
                yield Name(name.start, end, label="person", key=key)
                break


def find_bodies(words: Words, parties: list[Name]) -> Iterator[Name]:
    """The body of whose people a phrase tells: "Dorn campaign" in "Dorn campaign officials"."""
    bodies = vocab.load("names")["nouns"]["keep"]["of_people"]
    known = {words.said(one.start, one.end).lower(): one.key for one in parties}
    for party in parties:
        at = party.end - 2
        if at > party.start and words.words[at].lower() in bodies and words.words[at - 1][0].isupper():
            start = at
            while start > party.start and words.words[start - 1][0].isupper():
                start -= 1
            said = words.said(start, at + 1)
            key = known.get(said.lower(), said.lower())
            yield Name(start, at + 1, label=bodies[words.words[at].lower()], key=key)


def is_dotted(words: Words, name: Name) -> bool:
    """Whether a name is but letters with what a hyphen joins to them: "U.S.-led" names a country, and no more."""
    return name.end - name.start == 1 and bool(_DOTTED.fullmatch(words.words[name.start]))


def find_dotted(words: Words) -> Iterator[tuple[int, int, str]]:
    """Countries written in letters before a hyphen, and those after it, by characters: (start, end, ISO code)."""
    for word, start in zip(words.words, words.starts, strict=True):
        joined = _DOTTED.fullmatch(word) if "." in word else None
        if joined is None:
            continue
        for at in joined.span(1)[0], joined.span(2)[0]:
            rest = words.text[start + at : start + at + LONGEST]
            for entry in load_lists().get(re.match(r"\w+", rest).group(), ()):  # type: ignore[union-attr]
                if rest.startswith(entry.name) and not rest[len(entry.name) : len(entry.name) + 1].isalnum():
                    if entry.label == "country":
                        yield start + at, start + at + len(entry.name), entry.party
                    break
