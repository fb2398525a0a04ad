"""What each name names: votes from lists, head words, titles, neighbours, gazetteer and parser, settled by document."""

from __future__ import annotations

import re
from functools import cache

from rashomon import vocab
from rashomon.annotate.names.name import BODIES, Name, load_sets
from rashomon.annotate.names.runs import is_dateline
from rashomon.annotate.names.words import Words
from rashomon.annotate.places.gazetteer import CITY, fold
from rashomon.annotate.places.readings import load_kinds, load_states, read_exact, read_name

MODEL = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility",
    "NORP": "people", "EVENT": "happening", "PRODUCT": "other", "WORK_OF_ART": "other",
    "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
HEADS = ("armed_group", "military", "government", "facility", "place", "happening", "other", "organisation")
#: What the parser's word alone is worth: without the gazetteer or a preposition such a name is right in one of three.
GUESS = 0.8
_ROAD = re.compile(r"(?:[AMBI]|US|U\.S\.|SR|Hwy|Route|Highway|Interstate|Road)[- ]?\d+\w?")
#: What the parser calls something else may be a place where at least this many people live under the name.
_LISTED_TOGETHER = frozenset(("place", "armed_group", "organisation"))
_SURE = 2.0  # votes of more than the parser's word and one sign
LARGE = 50_000  # 15,000 to 120,000 give .888 to .891 detection F1 on LGL and GeoWebNews, 350 documents


def sort_names(words: Words, names: list[Name]) -> None:
    """Give every name its label; names of the same words in one document get the same."""
    surnames: dict[str, float] = {}
    before: Name | None = None
    for name in names:
        name.placed = _is_placed(words, name, before)
        _vote(words, name)
        if before is not None and name.listed is None and not name.titled:
            _vote_by_list(words, name, before)
        before = name
        if _best(name) == "person" and name.end - name.start > 1:
            last = words.words[name.end - 1]
            surnames[last] = surnames.get(last, 0.0) + max(name.votes.values())
    together: dict[str, dict[str, float]] = {}
    placed: set[str] = set()
    for name in names:
        votes = together.setdefault(fold(words.said(name.start, name.end)), {})
        for label, weight in name.votes.items():
            votes[label] = votes.get(label, 0.0) + weight
        if name.votes.get("place", 0.0) > GUESS:
            placed.add(fold(words.said(name.start, name.end)))
    for name in names:
        votes = together[fold(words.said(name.start, name.end))]
        if name.end - name.start == 1 and surnames.get(words.words[name.start], 0.0) > 0:
            votes = votes | {"person": votes.get("person", 0.0) + 4.0}
        name.label = name.listed.label if name.listed else _strongest(votes)
        if name.listed is None and name.end - name.start == 1 and words.words[name.start] in load_kinds():
            name.label = "" if words.words[name.start] not in surnames and not name.titled else name.label
        if name.label == "place" and fold(words.said(name.start, name.end)) not in placed:
            name.label = "other"


def _vote_by_list(words: Words, name: Name, before: Name) -> None:
    """Votes for the sort of the name that "and" or a comma joins to this one: "struck Karsa and Orna"."""
    between = words.words[before.end : name.start]
    joined = "and" in between and len(between) <= 2 and all(one in (",", "and") for one in between)
    label = _best(before)
    if not joined or words.sentence[before.start] != words.sentence[name.start] or label not in _LISTED_TOGETHER:
        return
    if words.words[name.start] not in load_sets()["given"] and (before.listed or before.votes.get(label, 0.0) > _SURE):
        name.vote(label, 1.2)


def _is_placed(words: Words, name: Name, before: Name | None) -> bool:
    """Whether a preposition of place stands before a name, or before the list that it goes on."""
    word = words.words[name.start - 1] if name.start else ""
    if word.lower() in load_sets()["in_place"] and word != "Of":
        return _example_of(words, name.start) in ("", "place")
    at = name.end - 1
    if words.deps[at] == "dobj" and words.lemmas[words.heads[at]] in load_sets()["war"]:
        return True
    if before is None or not before.placed or words.sentence[before.end - 1] != words.sentence[name.start]:
        return False
    between = words.words[before.end : name.start]
    return 0 < len(between) <= 3 and all(one in (",", "and", "or", "the", "&") for one in between)


def _best(name: Name) -> str:
    return name.listed.label if name.listed else _strongest(name.votes)


def _strongest(votes: dict[str, float]) -> str:
    return max(sorted(votes), key=lambda label: votes[label]) if votes else ""


def _vote(words: Words, name: Name) -> None:
    if name.listed:
        name.vote(name.listed.label, 20.0)
        return
    if name.model == "NORP" and words.tags[name.end - 1] == "NNP" and name.end - name.start == 1:
        name.vote("other", 0.3)  # no list knows it and it has no plural: rarely a people ("Islam")
    elif name.model in MODEL and not (name.model == "NORP" and read_name(words.said(name.start, name.end))):
        # A people that no list knows is rarely one: 6 of 10 are places ("an Orna man").
        name.vote(MODEL[name.model], 0.8 if name.model in ("GPE", "LOC") else 0.4 if name.model == "NORP" else 1.0)
    _vote_by_head(words, name)
    _vote_by_person(words, name)
    _vote_by_place(words, name)
    _vote_by_neighbours(words, name)
    text = words.said(name.start, name.end)
    if (
        text.isupper()
        and 2 <= len(text.replace(".", "")) <= 6
        and name.end - name.start == 1
        and words.plain[name.start]
    ):
        name.vote("organisation", 1.2)


def _vote_by_neighbours(words: Words, name: Name) -> None:
    """Votes by "the" before a single name ("the Orna") and by a noun beside it ("the Orna group", "the daily Orna")."""
    at = name.end - 1
    titled = name.start > 0 and words.words[name.start - 1] == "The" and not words.first[name.start - 1]
    if titled and not read_exact(words.said(name.start - 1, name.end)):
        name.vote("organisation", 2.0)  # "wrote in The Orna": a paper or a body, no place
        name.vote("place", -4.0)
    article = name.start > 0 and words.words[name.start - 1].lower() == "the" and words.heads[name.start - 1] == at
    if article and name.end - name.start == 1 and words.tags[at] == "NNP" and not words.words[at].isupper():
        name.vote("organisation", 1.0)
        for label in ("person", "place"):
            name.vote(label, -1.0)
    if name.end < len(words) and words.heads[at] == name.end and words.deps[at] == "compound":
        label = vocab.load("names")["limited"].get(words.words[name.end], "")
        if label:
            name.vote(label, 2.0)
    label = _example_of(words, name.start) or _apposed(words, name)
    if label:
        name.vote(label, 3.0)
    before = words.words[name.start - 1].lower() if name.start else ""
    if before in vocab.load("names")["preceded"]["nouns"] and words.sentence[name.start - 1] == words.sentence[at]:
        name.vote("organisation", 3.0)  # "the daily Orna"


def _example_of(words: Words, start: int) -> str:
    """The sort of which a name is an example: "militias, including Orna", "towns such as Orna"; "" where of none."""
    at = start - 1
    if at > 0 and words.words[at] == "the":
        at -= 1
    if at > 1 and words.words[at] == "as" and words.words[at - 1] == "such":
        at -= 1
    elif at < 1 or words.words[at] not in load_sets()["examples"]:
        return ""
    at -= 2 if words.words[at - 1] == "," else 1
    return _sort_of_noun(words.words[at]) if at >= 0 and words.sentence[at] == words.sentence[start] else ""


def _apposed(words: Words, name: Name) -> str:
    """The sort that a noun beside a name says it is of: "Orna, a town near Karsa", "Orna, a Karsa daily"."""
    if (
        name.end + 2 >= len(words)
        or words.words[name.end] != ","
        or words.words[name.end + 1] not in ("a", "an", "the")
    ):
        return ""
    for at in range(name.end + 2, min(name.end + 7, len(words))):
        if words.deps[at] == "appos" and name.start <= words.heads[at] < name.end:
            return _sort_of_noun(words.words[at])
    return ""


def _sort_of_noun(noun: str) -> str:
    """The sort of what a common noun in the singular or plural names, by the lists; "" for others."""
    return _sorts_of_nouns().get(noun, "")


@cache
def _sorts_of_nouns() -> dict[str, str]:
    lists, places = vocab.load("names"), vocab.load("places")["suffixes"]
    sorts = {one: "place" for one in (*places["city"], *places["division"]) if one.islower()}
    sorts |= {word: label for label, listed in lists["nouns"].items() if label in BODIES for word in listed}
    sorts |= lists["limited"]
    sorts |= {"villages": "place", "towns": "place", "cities": "place", "suburbs": "place", "areas": "place"}
    return sorts | {f"{word}s": label for word, label in sorts.items() if not word.endswith("s")}


def _vote_by_head(words: Words, name: Name) -> None:
    if name.end - name.start < 2:
        return
    sets = load_sets()
    inner = words.words[name.start : name.end]
    if inner[0] == "Operation":
        name.vote("happening", 6.0)
    head = inner[-1]
    for joint in ("of", "for", "in"):
        if joint in inner[1:]:
            head = inner[inner.index(joint, 1) - 1]
            break
    for label in HEADS:
        if head in sets[f"head:{label}"]:
            sure = (
                label != "place"
                or head not in ("State", "Bank", "District", "Park", "Sector", "Zone")
                or read_name(words.said(name.start, name.end))
            )
            name.vote(label, 5.0 if sure else 0.5)
            return
    if inner[0] in sets["head:armed_group"]:
        name.vote("armed_group", 4.0)
    elif inner[0] in sets["head:place_first"]:
        name.vote("place", 3.0)


def _vote_by_person(words: Words, name: Name) -> None:
    sets = load_sets()
    first, count = words.words[name.start], name.end - name.start
    if name.titled:
        name.vote("person", 4.0)
    if words.words[name.end - 1] in sets["surnames"] and count <= 3:
        name.vote("person", 2.5)
    if first in sets["kunya"] and count > 1:
        name.vote("person", 3.0)
    if first in sets["given"]:
        name.vote("person", 3.0 if count > 1 else 1.0)
    if (
        name.start
        and words.words[name.start - 1].lower() in sets["roles"]
        and words.sentence[name.start - 1] == words.sentence[name.start]
    ):
        name.vote("person", 2.0)
    after = name.end
    if (
        after + 1 < len(words)
        and words.words[after] == ","
        and words.words[after + 1].isdecimal()
        and len(words.words[after + 1]) == 2
    ):
        name.vote("person", 2.0)
    head = words.heads[name.end - 1]
    if words.deps[name.end - 1] == "nsubj" and words.lemmas[head] in load_sets()["saying"] and count <= 3:
        name.vote("person", 0.6)
    if any(one in ("bin", "bint", "ibn") for one in words.words[name.start : name.end]):
        name.vote("person", 3.0)


def _by_feature(words: Words, name: Name) -> float:
    """Votes for a place by a word beside it: "village of Orna", "the Orna district"."""
    suffixes = vocab.load("places")["suffixes"]
    features = (*suffixes["city"], *suffixes["division"], "front", "airport", "road", "area")
    of = name.start > 1 and words.words[name.start - 1] == "of"
    if of and words.words[name.start - 2] in (*features, *vocab.load("names")["cues"]["features"]):
        return 4.0
    after = words.words[name.end] if name.end < len(words) else ""
    return 2.0 if after.islower() and after in features and after != "state" else 0.0


def _vote_by_place(words: Words, name: Name) -> None:
    count = name.end - name.start
    if count > 4:
        return
    found = [
        one
        for one in read_name(words.said(name.start, name.end))
        if one.sort != CITY or not one.other or one.people > LARGE
    ]
    before, placed = words.words[name.start - 1].lower() if name.start else "", name.placed
    if _ROAD.fullmatch(words.said(name.start, name.end)):
        name.vote("place", 5.0)
    name.vote("place", _by_feature(words, name) + (4.0 if is_dateline(words, name.start) else 0.0))
    if not found:
        # spaCy alone is right on half of such names; after "in" or "near" on nine of ten.
        if placed and before not in ("of", "from") and name.model in ("GPE", "LOC", "FAC", "PERSON", "NORP"):
            alone = 1.5 if before in load_sets()["only_place"] else 1.2 if count == 1 else 0.0
            name.vote("place", 1.5 if name.model != "PERSON" else alone)
        return
    located = name.model in ("GPE", "LOC")
    name.vote("place", 1.7 if located else 0.3 if name.model == "PERSON" else 0.5)
    if placed:
        name.vote("place", 1.5 if before != "of" else 0.7)
    if before == "," and words.said(name.start, name.end) in load_states():
        name.vote("place", 3.0)
    if words.words[name.start] not in load_sets()["given"]:
        name.vote("place", 1.0 if found[0].people >= 300_000 else 0.6 if found[0].people >= LARGE else 0.0)
