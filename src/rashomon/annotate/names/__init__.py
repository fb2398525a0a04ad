"""Who is named: persons, organisations, parties, peoples; names that may be places are handed on.

The parser's entities are sorted again with what stands in and around them, lists in the vocabulary and agreement
within the document; common-noun parties ("the rebels", "residents") are mentions too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.annotate.found import Candidate, Found, Maker
from rashomon.annotate.names.held import find_bodies, find_dotted, find_persons, is_dotted
from rashomon.annotate.names.keys import key_names
from rashomon.annotate.names.lists import find_halves, find_listed
from rashomon.annotate.names.metonymy import find_governments, mark_peoples
from rashomon.annotate.names.name import Name
from rashomon.annotate.names.nested import find_nested
from rashomon.annotate.names.parties import find_parties
from rashomon.annotate.names.phrases import find_phrases
from rashomon.annotate.names.pronouns import find_pronouns
from rashomon.annotate.names.runs import find_names
from rashomon.annotate.names.sorts import sort_names
from rashomon.annotate.names.things import find_things
from rashomon.annotate.names.words import Words, read_words
from rashomon.model import Annotation, Document

NAME = "names"
VERSION = "9"
NEEDS: tuple[str, ...] = ("parse",)
MAKES: tuple[str, ...] = ("mention", "candidate:place", "candidate:people")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """Mentions of persons, parties and peoples; `found.candidates["place"]` gets the names that may be places."""
    words = read_words(found.parse, document.text)
    listed = find_listed(words, document.published)
    names = find_names(words, sorted([*listed, *find_halves(words, listed)], key=lambda one: one[0]))
    names = [one for one in names if not is_dotted(words, one)]
    sort_names(words, names)
    parties = find_parties(words, names)
    phrases = list(find_phrases(words, names))
    key_names(words, names, parties, phrases)
    found.candidates["place"] = list(_candidates(words, names))
    found.candidates["people"] = list(_peoples(words, names))
    mark_peoples(words, names)
    more = [*(phrase for phrase, _ in phrases), *find_governments(words, names), *find_pronouns(words, names, parties)]
    more += find_things(words, names, parties)
    more += [*find_persons(words, names), *find_bodies(words, parties)]
    return list(_rows(Maker(document, f"{NAME}@{VERSION}"), words, [*names, *parties, *more]))


def _peoples(words: Words, names: list[Name]) -> Iterator[Candidate]:
    """Names of peoples of a country, with its ISO code: evidence for where a document is set."""
    for name in names:
        if name.label == "people" and name.listed and len(name.listed.party) == 2:
            yield Candidate(words.starts[name.start], words.ends[name.end - 1], "people", name.listed.party)


def _candidates(words: Words, names: list[Name]) -> Iterator[Candidate]:
    spans = [
        (name.start, name.end, name.label, name.listed.party if name.listed and name.label == "country" else "")
        for name in names
        if name.label in ("place", "country")
    ]
    spans += [(start, end, "place", "nested") for start, end in find_nested(words, names)]
    for start, end, label, note in sorted(spans):
        yield Candidate(words.starts[start], words.ends[end - 1], label, note)
    for start, end, code in find_dotted(words):
        yield Candidate(start, end, "country", code)


def _rows(make: Maker, words: Words, names: list[Name]) -> Iterator[Annotation]:
    for name in names:
        if name.label and name.label not in ("place", "country"):
            yield make.mention(words.starts[name.start], words.ends[name.end - 1], name.label, name.key or None)
