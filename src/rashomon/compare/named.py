"""Somebody or something with the words that each account has for it, by voice, as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rashomon.compare.account import flat
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.speakers import Speaker
from rashomon.compare.words import content
from rashomon.model import Row

_OPENING = re.compile(r"[“«]|(?<=\s)[\"‘']")
_CLOSING = re.compile(r"[”»]|[\"’'](?=\s|$)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: the words in their place, the voice, and the chain of those whose words they are."""

    passage: Passage
    voice: str
    by: tuple[Speaker, ...] = ()

    def to_row(self) -> Row:
        return {**self.passage.to_row(), "voice": self.voice, "by": [one.name or None for one in self.by]}


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Form:
    """A name form as one account uses it in one voice."""

    document: str
    words: str
    voice: str
    uses: tuple[Use, ...]
    per_thousand: float  # uses per thousand words of the account

    @property
    def folded(self) -> str:
        """The words apart from case and hyphens: "Al-Velm Front" and "al Velm Front" are one form."""
        return " ".join(self.words.casefold().replace("-", " ").split())

    def to_row(self) -> Row:
        return {
            "document": self.document, "words": self.words, "voice": self.voice, "count": len(self.uses),
            "per_thousand": self.per_thousand, "uses": [one.to_row() for one in self.uses],
        }  # fmt: skip


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Leaning:
    """Words by which an account colours whom it names: `sort` is praise, blame or belittling, or agentless harm."""

    document: str
    sort: str
    words: str
    use: Use

    def to_row(self) -> Row:
        return {"document": self.document, "sort": self.sort, **self.use.to_row()}


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something and all its names: `forms` by account, then voice, then the most used first.

    `leanings` are the evaluative words beside the names, and the harm to it that is told with nobody doing it.
    """

    key: str
    name: str
    label: str
    forms: tuple[Form, ...]
    leanings: tuple[Leaning, ...] = ()

    def of(self, document: str, voice: str | None = None) -> tuple[Form, ...]:
        return tuple(one for one in self.forms if one.document == document and voice in (None, one.voice))

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.forms))

    @property
    def spellings(self) -> tuple[str, ...]:
        """The different words, each once, whatever their case."""
        return tuple({one.words.casefold(): one.words for one in reversed(self.forms)}.values())

    def leanings_in(self, document: str) -> tuple[Leaning, ...]:
        """What colours it in one account, in text order."""
        return tuple(one for one in self.leanings if one.document == document)

    @property
    def own_forms(self) -> frozenset[str]:
        """Folded words that one account alone has for it, in whatever voice, where several accounts name it."""
        users: dict[str, set[str]] = {}
        for one in self.forms:
            users.setdefault(one.folded, set()).add(one.document)
        several = len(self.documents) > 1
        return frozenset(words for words, by in users.items() if several and len(by) == 1)

    @property
    def variety(self) -> int:
        """How many names there are, apart from case, hyphens, quotation marks and plurals."""
        return len({frozenset(content(one.words.replace("-", " "))) or one.words for one in self.forms})

    def to_row(self) -> Row:
        return {
            "id": self.key, "name": self.name, "label": self.label,
            "forms": [one.to_row() for one in self.forms],
            "leanings": [one.to_row() for one in self.leanings],
        }  # fmt: skip


#: What closes a quotation that a mark opens.
_FELLOWS = {"'": "'", "‘": "’", "“": "”", '"': '"', "«": "»"}


#: A story of 17 accounts asks 4,400 times for the names of some hundred parties.
@lru_cache(maxsize=16_384)
def bare(words: str) -> str:
    """A name on one line without its leading article or the quotation marks around it; those within it stay.

    >>> bare("the “moderate  rebels”"), bare("the ‘moderate’ rebels")
    ('moderate rebels', '‘moderate’ rebels')
    """
    line = flat(words)
    text = line.strip("\"'“”‘’«»() ,.;:")
    text = _ARTICLE.sub("", text).strip("\"'“”‘’«»")
    for mark in line[: line.find(text)]:
        # What it opens ends within the name: the writer's distance from one word must not look like none.
        if mark in _FELLOWS and re.search(rf"\w{_FELLOWS[mark]}(?!\w)", text):
            text = mark + text
    # A quotation mark whose fellow was cut off says nothing any more: `Syrian “revolution`.
    return _OPENING.sub("", text) if not _CLOSING.search(text) else text
