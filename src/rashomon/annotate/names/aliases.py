"""Names that the text itself says are one: "A, also known as B", "A (B)", "A/B", "the minister, A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.annotate.names.name import BODIES, Name
from rashomon.annotate.names.words import Words

#: What may stand between two names of one entity. Between quotation marks and brackets nothing else is allowed.
STATED = re.compile(
    r"""[\s"”’',]*\(?\s*(?:
        (?:who\s+is\s+|which\s+is\s+|is\s+|was\s+)?(?:also|formerly|previously|better|otherwise|once|now|commonly|locally|originally|officially|popularly)?
        \s*(?:known|called|named|renamed|dubbed|nicknamed|branded)\s*(?:as|itself)?
        | a\.?k\.?a\.? | alias | formerly | previously | officially | or\s+simply
        | (?:which|that)\s+(?:now\s+)?calls\s+itself | calling\s+(?:itself|themselves) | under\s+the\s+name(?:\s+of)?
    )\s*(?:the\s+|a\s+)?["“‘'\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
#: Without "also", "is" or "so": after a noun ("a group called the KLF"), for "Dorn called Orlo" tells of a call.
BARE = re.compile(r"""[\s,]*(?:called|named|dubbed|nicknamed|branded|renamed)\s+(?:the\s+)?["“‘']?\s*""", re.IGNORECASE)
BRACKET = re.compile(r"""["”]?\s*\(\s*(?:the\s+|or\s+|[A-Z][a-z]+:\s+)?["“‘]*""", re.IGNORECASE)
#: In brackets a name in another script may stand first: "(Arabic: …, "Army of Orna")".
BRACKET_FOREIGN = re.compile(r"""["”]?\s*\([^()]{0,80}?["“,]\s*["“‘]*""")
SLASH = re.compile(r"\s?/\s?")
COMMA = re.compile(r"(?:\[\d+\])?,\s*(?:the\s+|a\s+|an\s+|its\s+|his\s+)?", re.IGNORECASE)
NAMED = BODIES | {"other", "happening", "facility"}
FARTHEST = 90  # characters between two names of one pair


def find_aliases(words: Words, every: list[Name], count: int) -> Iterator[tuple[int, int]]:
    """Pairs of indexes into `every` (names, then parties from `count` on) that the text states to be one."""
    order = sorted(
        (index for index, one in enumerate(every) if one.label),
        key=lambda index: (every[index].start, every[index].end),
    )
    for place, index in enumerate(order):
        end = words.ends[every[index].end - 1]
        for other in order[place + 1 : place + 5]:
            start = words.starts[_first(every[other])]
            if start < end:
                continue
            if start - end > FARTHEST:
                break
            if _is_stated(words, every, (index, other), count):
                yield index, other


def _is_stated(words: Words, every: list[Name], pair: tuple[int, int], count: int) -> bool:
    one, other = every[pair[0]], every[pair[1]]
    between = words.text[words.ends[one.end - 1] : words.starts[_first(other)]]
    if "\n\n" in between:
        return False
    if not _may_be_one(one, other):
        return False
    if STATED.fullmatch(between):
        return pair[0] >= count or not BARE.fullmatch(between)
    first, second = words.said(one.start, one.end), words.said(other.start, other.end)
    if BRACKET.fullmatch(between) and one.label in NAMED and pair[1] < count:
        return (
            is_acronym(second, first)
            or is_acronym(first, second)
            or _shares_word(first, second)
            or _closes(words, other)
        )
    if BRACKET_FOREIGN.fullmatch(between) and one.label in NAMED and other.label in NAMED:
        return _closes(words, other)
    if SLASH.fullmatch(between) and pair[0] < count and pair[1] < count:
        return one.label == other.label and one.label in NAMED
    offices = pair[0] >= count > pair[1] and one.label == other.label == "person"
    if offices and between == " " and words.words[one.start][0].isupper():
        return True
    return bool(COMMA.fullmatch(between)) and _is_apposition(words, one, other, (pair[0] < count, pair[1] < count))


def _first(name: Name) -> int:
    """The first word of a name, its title taken in."""
    return name.title[0] if name.title else name.start


def _may_be_one(one: Name, other: Name) -> bool:
    person = (one.label == "person", other.label == "person")
    return all(person) or (
        not any(person)
        and one.label not in ("people", "place", "country")
        and other.label not in ("people", "place", "country")
    )


def _closes(words: Words, other: Name) -> bool:
    """Whether the bracket holds nothing but the second name."""
    rest = words.text[words.ends[other.end - 1] : words.ends[other.end - 1] + 4].lstrip("\"”’'")
    return rest.startswith(")")


def _is_apposition(words: Words, one: Name, other: Name, named: tuple[bool, bool]) -> bool:
    """ "Ena Dorn, the council's spokeswoman,": one side a person's name, the other an office."""
    if one.label != "person" or named[0] == named[1]:
        return False
    if named[0]:
        before = words.text[words.ends[one.end - 1] : words.starts[other.start]]
        head = words.heads[other.end - 1]
        linked = any(
            words.deps[at] == "appos" and one.start <= words.heads[at] < one.end for at in range(other.start, other.end)
        )
        return linked or (len(before) <= 6 and words.deps[other.end - 1] == "appos" and one.start <= head < one.end)
    after = words.text[words.ends[other.end - 1] : words.ends[other.end - 1] + 2].strip()
    return after[:1] in (",", ".", ":", "") or words.deps[other.end - 1] == "appos"


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of first letters of `long`, small words left out or not.

    >>> is_acronym("KLF", "Karsa Liberation Front"), is_acronym("KLF", "Northern Front")
    (True, False)
    """
    letters = "".join(one for one in short.upper() if one.isalpha())
    parts = [part for part in re.split(r"[\s\-–/]+", long.upper()) if part[:1].isalpha()]
    all_, large = (
        "".join(part[0] for part in parts),
        "".join(part[0] for part in parts if part not in ("OF", "THE", "FOR", "AND", "IN")),
    )
    return len(letters) > 1 and letters in (all_, large, all_.lstrip("A"), large.lstrip("A"))


def _shares_word(first: str, second: str) -> bool:
    return bool(set(first.lower().split()) & set(second.lower().split()) - {"of", "the", "for", "and"})
