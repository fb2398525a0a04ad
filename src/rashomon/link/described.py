"""Descriptions that other documents of the story give to a name: offices, longer forms, other words for a thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rashomon.link.compared import THINGS, clearly, compared, is_office, tokens
from rashomon.link.governed import find_governments, find_leaders, states
from rashomon.link.intervals import day_interval
from rashomon.link.keys import WORD, families, fold, name_words
from rashomon.link.kinds import find_kinds
from rashomon.link.named import Name
from rashomon.vocab import load

BODIES = frozenset({"organisation", "armed_group", "government", "military"})

Found = tuple[Name, Name, str]


def find_described(
    names: Sequence[Name],
    story_of: Mapping[str, str],
    root: Callable[[str], str],
    days: Mapping[str, int | None] | None = None,
) -> Iterator[Found]:
    """Pairs of names of one story that a description joins, with the reason's name in `vocab/link_entities.toml`.

    `root` gives the group that a mention is in so far, `days` the day of each document (proleptic ordinal); names
    are given and pairs come in a fixed order.
    """
    stories: dict[str, list[Name]] = {}
    for name in names:
        stories.setdefault(story_of.get(name.document, name.document), []).append(name)
    for _, told in sorted(stories.items()):
        yield from _by_office(told, root)
        yield from _by_other_name(told)
        yield from _by_list(told, days or {})
        yield from _by_longer(told)
        yield from _by_family(told)
        yield from _by_kind(told)
        yield from find_governments(told, root)
        yield from find_leaders(told, root)
        yield from _by_members(told)
        yield from _by_party(told)
        yield from _by_people(told)
        yield from _by_holder(told, root)
        yield from _by_given(told, root)
        yield from _by_wider(told)
        yield from find_kinds(told)


def _offices(name: Name) -> Iterator[tuple[str, ...]]:
    """What stands before a person's name and what the document calls him besides, with all that each ends with."""
    own = set(compared(name))
    for form in name.forms:
        words = tokens(form)
        until = next((at for at, word in enumerate(words) if word in own), len(words))
        office = words[:until]
        if not _limiting().intersection(office):
            yield from (office[at:] for at in range(len(office)))


@cache
def _limiting() -> frozenset[str]:
    """Words that say of an office that it is held no more, or is a lesser one."""
    return frozenset(load("names")["titles"]["limiting"])


def _by_office(told: Sequence[Name], root: Callable[[str], str]) -> Iterator[Found]:
    """ "The president" in one document is the one whom the others call "President Dorn"."""
    holders: dict[tuple[str, ...], dict[str, Name]] = {}
    named: Counter[str] = Counter()
    for name in told:
        if name.label == "person" and name.proper and not is_office(tokens(name.forms[0])):
            group = root(name.mentions[0])
            named[group] += len(name.mentions)
            for office in _offices(name):
                holders.setdefault(office, {}).setdefault(group, name)
    for name in told:
        office = tokens(name.forms[0])
        if name.label != "person" or (name.proper and not is_office(office)):
            continue
        held = holders.get(office, {})
        meant = clearly({group: named[group] for group in held})
        if meant:
            yield name, held[meant], "same_office"


def _by_other_name(told: Sequence[Name]) -> Iterator[Found]:
    """Bodies one of whose names is another's: a document that says both joins those that say one."""
    first: dict[frozenset[str], Name] = {}
    for name in told:
        for form in name.forms if name.label in BODIES else ():
            words = _translated(form)
            named = form[:1].isalnum() if name.proper else form != form.lower()
            if len(words) > 1 and named and first.setdefault(words, name) is not name:
                yield first[words], name, "other_name"


def _by_list(told: Sequence[Name], days: Mapping[str, int | None]) -> Iterator[Found]:
    """Bodies that one line of `vocab/parties.toml` names; a name explains no text from before it was in use."""
    first: dict[int, Name] = {}
    for name in told:
        day = days.get(name.document)
        for form in name.forms if name.label in BODIES else ():
            line, since = _listed().get(form, (-1, 0))
            if line >= 0 and (day is None or day >= since) and first.setdefault(line, name) is not name:
                yield first[line], name, "same_listing"


@cache
def _listed() -> dict[str, tuple[int, int]]:
    """For each name of a party with several, its line in the list and the first day of its use; 0 where unknown."""
    found: dict[str, tuple[int, int]] = {}
    for line, party in enumerate(load("parties")["party"]):
        if not party.get("each"):
            since = day_interval(party.get("from", ""))
            for form in party["names"]:
                found.setdefault(form, (line, since[0] if since else 0))
    return found


@lru_cache(maxsize=10_000)
def _translated(form: str) -> frozenset[str]:
    """A name's words, with what it is (front, army, brigade) in English whatever language it is told in.

    >>> _translated("Jabhat al-Nusra") == _translated("al-Nusra Front")
    True
    """
    lists = load("link_entities")["arabic"]
    words = (word for word in name_words(form) if word not in lists["articles"])
    return frozenset(lists["heads"].get(word, word) for word in words)


def _by_longer(told: Sequence[Name]) -> Iterator[Found]:
    """ "Relief Committee" is the "Karsa Relief Committee" where the story has no other whose name ends so.

    Of names alone: "Karsan forces" are not the "Karsan Democratic Forces", nor a part told apart in lower case
    ("moderate Karsan Front") the whole.
    """
    ending: dict[str, dict[frozenset[str], Name]] = {}
    for name in told:
        words = compared(name)
        if name.label in BODIES and name.proper and len(words) > 1:
            ending.setdefault(words[-1], {}).setdefault(frozenset(words), name)
    for _, same in sorted(ending.items()):
        for own, name in same.items():
            longer = [other for other in same if own < other and not _lower(same[other]) & (other - own)]
            if longer and frozenset().union(*longer) in longer:
                yield from ((name, same[other], "longer_form") for other in longer)


def _lower(name: Name) -> frozenset[str]:
    """The words that a name's fullest form has in lower case."""
    return frozenset(fold(one) for one in WORD.findall(name.forms[0]) if one[:1].islower())


def _by_members(told: Sequence[Name]) -> Iterator[Found]:
    """ "Northern Front fighters" are the Northern Front; "Karsan forces" hold no body's name and join none."""
    particles = load("names")["titles"]["particles"]
    bodies: dict[tuple[str, ...], Name] = {}
    for name in told:
        for form in name.forms if name.label in BODIES and name.proper else ():
            bodies.setdefault(name_words(form), name)
    for name in told:
        *body, last = name.forms[0].split() or [""]
        if name.label in BODIES and body and fold(last) in load("link_entities")["members"]["nouns"]:
            whole = bodies.get(name_words(" ".join(body)))
            if whole is not None and whole is not name and all(one[:1].isupper() or one in particles for one in body):
                yield whole, name, "its_members"


def _by_party(told: Sequence[Name]) -> Iterator[Found]:
    """ "The Reformists" are the Reformist Party, "the Democrats" the Democratic Party, where the story has it.

    So is its national committee, which acts for it. Not "Karsan Reformists", of whom another party may be.
    """
    parties: dict[str, list[Name]] = {}
    for name in told:
        words = tokens(name.forms[0]) if name.label in BODIES and name.proper else ()
        if words[1:] == ("party",):
            parties.setdefault(words[0].removesuffix("ic"), []).append(name)
    for name in told:
        words = tokens(name.forms[0]) if name.label in ("people", *BODIES) and name.proper else ("",)
        stem = words[0].removesuffix("s") if len(words) == 1 and words[0].endswith("s") else ""
        if words[1:] in (("national", "committee"), ("central", "committee")):
            stem = words[0].removesuffix("ic")
        if stem in parties:
            yield parties[stem][0], name, "its_members"


def _by_holder(told: Sequence[Name], root: Callable[[str], str]) -> Iterator[Found]:
    """ "Ena Dorn's campaign" and "the Dorn campaign": one person's, by the full name or a surname of nobody else."""
    holders: dict[tuple[str, ...], set[str]] = {}
    for name in told:
        words = compared(name) if name.label == "person" and name.proper else ()
        for own in (words, words[-1:]) if words else ():
            holders.setdefault(own, set()).add(root(name.mentions[0]))
    first: dict[tuple[str, str], Name] = {}
    for name in told:
        for form in name.forms if name.label in BODIES else ():
            *before, noun = tokens(form) or ("",)
            held = holders.get(tuple(before), set())
            if len(held) == 1 and first.setdefault((min(held), noun), name) is not name:
                yield first[min(held), noun], name, "same_holder"


def _by_people(told: Sequence[Name]) -> Iterator[Found]:
    """ "The Karsans", "Karsan" and "the Karsan people" are one people; "northern Karsans" are not."""
    first: dict[str, Name] = {}
    for name in told:
        said = [tokens(form) for form in name.forms] if name.label == "people" else []
        states = {_state_of_people(words) for words in said}
        if len(states) == 1 and (state := states.pop()) and first.setdefault(state, name) is not name:
            yield first[state], name, "same_people"


def _state_of_people(words: tuple[str, ...]) -> str:
    """The ISO code of the state whose whole people the words name; empty for any other words."""
    whole = len(words) == 1 or (len(words) == 2 and words[1] in load("link_entities")["peoples"]["nouns"])
    named = states()
    return named.get(words[0], named.get(words[0].removesuffix("s"), "")) if whole else ""


def _by_family(told: Sequence[Name]) -> Iterator[Found]:
    """ "The suit" and "the lawsuit" of one story, words of one family in `vocab/link_predicates.toml`; "the Karsa deal"
    and "the Karsa accord", words of one family in `vocab/link_entities.toml` beside the same name.
    """
    first: dict[tuple[str, ...], Name] = {}
    beside: dict[tuple[str, str], Name] = {}
    for name in told:
        if name.label not in THINGS:
            continue
        kind, _, noun = name.key.rpartition(" ")
        for family in families(noun) if not name.proper else ():
            if not family.endswith("~") and first.setdefault((kind, family), name) is not name:
                yield first[kind, family], name, "same_family"
        for key in _qualified(name, noun.removesuffix("s") if name.proper else noun):
            if beside.setdefault(key, name) is not name:
                yield beside[key], name, "same_qualified"


def _qualified(name: Name, noun: str) -> Iterator[tuple[str, str]]:
    """Each name or kind that stands before a thing's noun, with the noun's family: ("karsa", "agreement")."""
    family = next((one for one, nouns in load("link_entities")["things"].items() if noun in nouns), "")
    if family and name.key != noun and not name.proper:
        yield name.key.rpartition(" ")[0], family  # "the trade pact", "the trade accord"
    for form in name.forms if family else ():
        yield from ((fold(one).removesuffix("'s"), family) for one in WORD.findall(form)[:-1] if one[:1].isupper())


def _by_kind(told: Sequence[Name]) -> Iterator[Found]:
    """ "The war" is the "civil war" where the story tells of no other kind of war, or of that one `clearly` most."""
    kinds: dict[str, dict[str, Name]] = {}
    told_of: dict[str, Counter[str]] = {}
    things = [name for name in told if name.label in THINGS and not name.proper]
    for name in things:
        kind, _, noun = name.key.rpartition(" ")
        if kind:
            kinds.setdefault(noun, {}).setdefault(kind, name)
            told_of.setdefault(noun, Counter())[kind] += len(name.mentions)
    for name in things:
        kind = clearly(told_of.get(name.key, {}))
        if kind:
            yield kinds[name.key][kind], name, "only_kind"


def _by_given(told: Sequence[Name], root: Callable[[str], str]) -> Iterator[Found]:
    """ "Ena" alone is Ena Dorn, where the story has one whose name begins so, or one `clearly` most, and no Mr. Ena."""
    holders: dict[str, dict[str, Name]] = {}
    named: Counter[str] = Counter()
    last: set[str] = set()
    persons = [(name, compared(name)) for name in told if name.label == "person" and name.proper]
    for name, words in persons:
        if len(words) > 1:
            group = root(name.mentions[0])
            holders.setdefault(words[0], {}).setdefault(group, name)
            named[group] += len(name.mentions)
            last.add(words[-1])
    for name, words in persons:
        held = holders.get(words[0], {}) if len(words) == 1 and words[0] not in last else {}
        meant = clearly({group: named[group] for group in held})
        if meant and len(name.forms) == 1 and name.forms[0].split() == name.forms[0].split()[:1]:
            yield held[meant], name, "given_name"


def _by_wider(told: Sequence[Name]) -> Iterator[Found]:
    """ "The documents" are the memos, where an account says "memos" `clearly` more than that or any other such word."""
    wider = {one: frozenset(nouns) for one, nouns in load("link_entities")["wider"].items()}
    things: dict[str, dict[str, Name]] = {}
    for name in told:
        if name.label in THINGS and not name.proper:
            things.setdefault(name.document, {})[name.key] = name
    for _, held in sorted(things.items()):
        for noun, nouns in wider.items():
            said = {key: len(name.mentions) for key, name in held.items() if {key, key.rpartition(" ")[2]} & nouns}
            meant = clearly(said | {noun: len(held[noun].mentions)}) if noun in held else ""
            if meant in said:
                yield held[meant], held[noun], "wider_word"
