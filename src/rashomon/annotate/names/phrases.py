"""The whole noun phrase by which a text names somebody ("outgoing Premier Ena Dorn", "obstructionist Velmians").

The bare name is a mention of its own; the phrase around it is another with the same key, for how a party is named
(title, office, adjective) is what accounts differ in.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.names.name import Name, load_sets
from rashomon.annotate.names.parties import left_edge, load_quantities
from rashomon.annotate.names.words import Words

#: Sorts whose names take adjectives. Of a place an adjective names a part ("northern Orna"), no view of it.
GROUPS = frozenset(("armed_group", "organisation", "government", "military", "people"))


def find_phrases(words: Words, names: list[Name]) -> Iterator[tuple[Name, Name]]:
    """For each name that titles, offices or adjectives stand before, the phrase with the name's label, and the name."""
    inside: list[Name | None] = [None] * len(words)
    for name in names:
        if name.label:
            inside[name.start : name.end] = [name] * (name.end - name.start)
    for name in names:
        if name.label == "person":
            first = name.title[0] if name.title else name.start
            start = _office(words, left_edge(words, inside, name.end - 1, first), name)
            start = min(start, _role_before(words, inside, name, start))
            end = _with_origin(words, inside, name) if first < name.start else name.end
        elif name.label in GROUPS:
            start, end = _adjectives(words, name), name.end
        else:
            continue
        if start < name.start:
            yield Name(start, end, label=name.label), name


def _office(words: Words, start: int, name: Name) -> int:
    """Where the phrase before a person's name begins; the name's own start where it holds no title and no role."""
    while start < name.start and (words.tags[start] == "VBG" or not words.words[start][0].isalpha()):
        if words.words[start].islower():
            break
        start += 1  # "Hosting President Dorn": the parse takes a verb for an adjective
    if name.title or words.words[name.start - 1].lower() in load_sets()["roles"] or words.words[start][0].islower():
        return start
    return name.start


def _role_before(words: Words, inside: list[Name | None], name: Name, start: int) -> int:
    """Where the phrase begins whose head is the role right before a name, as in "former bureau director Ena Dorn".

    The parser often takes the name for an apposition of the role, so that what stands before hangs on the role.
    """
    role = start - 1
    if (
        role < 0
        or words.sentence[role] != words.sentence[start]
        or words.words[role].lower() not in load_sets()["roles"]
    ):
        return start
    if start != name.start or words.tags[role] not in ("NN", "NNP") or inside[role] is not None:
        return start
    return left_edge(words, inside, role, role)


def _adjectives(words: Words, name: Name) -> int:
    """Where the adjectives in lower case right before a group's name begin ("obstructionist Velmians")."""
    start = name.start
    while start and words.tags[start - 1] == "JJ" and name.start <= words.heads[start - 1] < name.end:
        if words.words[start - 1].lower() in load_quantities() or not words.words[start - 1].isalpha():
            break
        if words.words[start - 1][0].isupper():
            break
        start -= 1
    return start


def _with_origin(words: Words, inside: list[Name | None], name: Name) -> int:
    """The end with what the office is of taken in: "President Ena Dorn of Karsa"."""
    at = name.end + 1
    if at < len(words) and words.words[name.end] == "of" and words.sentence[at] == words.sentence[name.start]:
        at += words.words[at].lower() == "the"
        of = inside[at] if at < len(words) else None
        if of is not None and of.start == at and of.label not in ("person", "happening", "other"):
            return of.end
    return name.end
