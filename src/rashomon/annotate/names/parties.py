"""Common-noun parties: noun phrases whose head says which sort of party they name ("residents", "the regime")."""

from __future__ import annotations

from functools import cache

from rashomon import vocab
from rashomon.annotate.names.name import Name
from rashomon.annotate.names.words import Words

MODIFIERS = frozenset(
    ("amod", "compound", "nmod", "nummod", "advmod", "punct", "poss", "case", "conj", "cc", "quantmod")
)
STOPS = frozenset(("DT", "PRP$", "WDT", "WP$", "PDT", "CC", "IN"))
MARKS = frozenset((",", '"', "“", "(", ";", ":", "‘"))
DASHES = frozenset(("-", "--", "–", "—"))
#: A listed name of one of these sorts right before the head belongs to the phrase, whatever the parser made of it.
LIMITING = frozenset(("organisation", "armed_group", "government", "military", "people", "country"))
#: Of these heads "of NAME" is a part: "government of Karsa", "people of Velm".
OF_HEADS = frozenset(
    (
        "government",
        "people",
        "population",
        "inhabitants",
        "populace",
        "ministry",
        "army",
        "parliament",
        "peoples",
        "residents",
        "citizens",
        "president",
        "leader",
        "minister",
        "king",
        "forces",
    )
)
#: Sorts of phrases that tell of persons, and what joins to them whose they are: "envoys from Karsa".
PERSONS = frozenset(("people", "government", "armed_group", "military"))
JOINTS = frozenset(("from", "of", "to", "for", "with"))
FEWEST_LETTERS = 3
LONGEST = 12  # words of a noun phrase before its head


@cache
def load_nouns() -> dict[str, str]:
    """Head nouns (one or more words, lower case) with their label; the first list that has one gives it."""
    found: dict[str, str] = {}
    for label in ("armed_group", "military", "government", "people", "organisation", "person"):
        for noun in vocab.load("names")["nouns"][label]:
            found.setdefault(noun, label)
    return found


@cache
def _keep(name: str) -> frozenset[str]:
    return frozenset(vocab.load("names")["nouns"]["keep"][name])


def find_parties(words: Words, names: list[Name]) -> list[Name]:
    """Noun phrases that name a party by a common noun, in text order; they may hold names, never lie inside one."""
    inside: list[Name | None] = [None] * len(words)
    for name in names:
        if name.label:
            inside[name.start : name.end] = [name] * (name.end - name.start)
    titles = {at for name in names if name.label == "person" and name.title for at in range(*name.title)}
    nouns = load_nouns()
    found: list[Name] = []
    for index, word in enumerate(words.words):
        if inside[index] is not None or len(word) < FEWEST_LETTERS or words.tags[index][:2] != "NN":
            continue
        label = nouns.get(word.lower())
        if label is None or _is_modifier(words, index):
            continue
        after = inside[index + 1] if index + 1 < len(words) else None
        if label == "person" and (index in titles or (after is not None and after.label == "person")):
            continue  # "Foreign Minister Ena Dorn": titles are left out of names and are no mentions of their own
        start = left_edge(words, inside, index, index)
        end = _right_edge(words, inside, index, label)
        label = nouns.get(" ".join(words.words[start:end]).lower(), label)
        if end - start > 1:
            label = nouns.get(f"{words.words[index - 1]} {word}".lower(), label)
        held = inside[index - 1] if index > start else None
        if label == "military" and held is not None and held.listed and held.label == "armed_group":
            label = "armed_group"  # "Northern Front forces" are no army of a state
        if _says_enough(words, inside, start, index) and not _is_no_party(words, index):
            found.append(Name(start, end, label=label))
    return found


def _is_modifier(words: Words, index: int) -> bool:
    """Whether the noun only limits the next one ("rebel areas", "anti-government armed groups")."""
    head = words.heads[index]
    if words.deps[index] not in ("compound", "nmod", "amod", "poss") or words.tags[head][:2] != "NN":
        return False
    apart = head == index + 2 and words.deps[index] != "poss" and words.deps[index + 1] == "amod"
    return head == index + 1 or apart


def _is_no_party(words: Words, index: int) -> bool:
    """Whether a noun for a party means none here: "the balance of forces", "took over the leadership of it"."""
    lists = vocab.load("names")["nouns"]["no_party"]
    before = words.words[max(0, index - 2) : index]
    if len(before) > 1 and before[1] == "of" and before[0].lower() in lists["measures"]:
        return True
    held = words.words[index].lower() in lists["held"] and words.deps[index] == "dobj"
    return held and words.lemmas[words.heads[index]] in lists["holding"]


def left_edge(words: Words, inside: list[Name | None], index: int, start: int) -> int:
    """The first word of the noun phrase with the head `index`: names and modifiers before `start`, without articles."""
    while start > max(0, index - LONGEST) and words.sentence[start - 1] == words.sentence[index]:
        before = start - 1
        name = inside[before]
        if words.words[before] == "-" and start > 1 and words.joined(before):  # "US-led", "pro-government"
            start = inside[before - 1].start if inside[before - 1] else before - 1  # type: ignore[union-attr]
        elif name is not None:
            if not _modifies(words, before, start, index) and not (name.listed and name.label in LIMITING):
                break
            start = name.start
        elif words.words[before] in DASHES and not words.joined(before):
            break  # "AMMAN, Jordan - Gunmen": the place line ends there
        elif words.tags[before] in STOPS or words.words[before] in MARKS or not _modifies(words, before, start, index):
            break
        else:
            start = before
    quantities = load_quantities()
    while (
        start < index
        and not _opens_compound(words, start)
        and (
            words.tags[start] in ("CD", "RB", "HYPH", "POS", "RBR", "RBS")
            or words.words[start].lower() in quantities
            or not words.words[start][0].isalnum()
        )
    ):
        start += 1
    opens = start > 0 and words.words[start - 1] in ("'", "‘")
    if opens and any(words.words[at] in ("'", "’") for at in range(start + 1, index)):
        return start - 1  # "the 'Free Velm Army' groups": a mark inside keeps its partner
    return start


def _opens_compound(words: Words, at: int) -> bool:
    """Whether a hyphen joins a word to the next one: "first-ever" is no number."""
    return (
        words.words[at][0].isalpha()
        and words.tags[at] != "CD"
        and words.words[at + 1] in ("-", "‑")
        and words.joined(at + 1)
    )


def _modifies(words: Words, at: int, start: int, index: int) -> bool:
    if words.tags[at] == "POS":
        return True
    return words.deps[at] in MODIFIERS and (start <= words.heads[at] <= index or words.heads[at] == at)


@cache
def load_quantities() -> frozenset[str]:
    """Words of number that open a noun phrase and are no part of a mention."""
    return frozenset(vocab.load("names")["nouns"]["quantities"]["words"])


def _right_edge(words: Words, inside: list[Name | None], index: int, label: str) -> int:
    """The end of the phrase: with "of NAME" after some heads, "for NAME" too after a person's office; after several
    persons ("envoys", "militants") with whose or from where they are.
    """
    end = index + 1
    if end + 1 >= len(words) or words.sentence[end + 1] != words.sentence[index]:
        return end
    joint = words.words[end]
    at = end + 1
    if words.words[at].lower() == "the" and at + 1 < len(words):
        at += 1
    name = inside[at]
    staff = words.words[index].lower() in load_staff()
    if words.tags[index] == "NNS" and (label in PERSONS or staff) and words.heads[end] == index:
        titled = name is None and at + 1 < len(words) and inside[at + 1] is not None
        name = inside[at + 1] if titled else name  # "aides to Mr. Dorn"
        held = name is not None and name.start <= at + 1 and words.heads[name.end - 1] == end
        if name is not None and held and (joint in JOINTS or (joint == "in" and staff)):
            return name.end
    if not (joint == "of" and (label == "person" or words.words[index].lower() in OF_HEADS)) and not (
        joint in ("for", "to") and label == "person" and words.words[index][0].isupper()
    ):
        return end
    return name.end if name is not None and name.start == at and name.label != "person" else end


@cache
def load_staff() -> frozenset[str]:
    """Nouns for people of a body, who are told apart by where they sit ("officials in Karsa"); residents are not."""
    return frozenset(vocab.load("names")["nouns"]["staff"]["words"])


def _says_enough(words: Words, inside: list[Name | None], start: int, index: int) -> bool:
    """Whether a head is a party: always, or for wide heads where a limiting word or "the" stands before it."""
    head = words.words[index].lower()
    if head not in _keep("bare"):
        return True
    first = start
    while (
        first and first > start - 2 and words.tags[first - 1] in ("DT", "CD", "JJ") and words.heads[first - 1] == index
    ):
        first -= 1
    if head not in _keep("never_alone") and words.words[first].lower() in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "both",
    ):
        return True
    return any(
        inside[one] is not None
        or (words.words[one][0].isupper() and not words.first[one])
        or (head not in _keep("named_only") and _is_limit(words.words[one].lower()))
        for one in range(first, index)
    )


def _is_limit(word: str) -> bool:
    """Whether a word before a wide head says enough of whom it means: "aid workers", "rebel forces"."""
    return word in _keep("limits") or word in load_nouns()
