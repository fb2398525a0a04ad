"""Names by which the documents of a story mean the government of a state: its capital, its seat, its officials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from rashomon.link.compared import clearly, tokens
from rashomon.link.keys import fold, name_words
from rashomon.link.named import Name
from rashomon.vocab import capitals, load

Found = tuple[Name, Name, str]


def find_governments(told: Sequence[Name], root: Callable[[str], str]) -> Iterator[Found]:
    """Pairs of names of one story for one state's government, each with the first for it.

    "The Karsan government" is what a capital means that says or decides ("Orna said"), its seat, its officials, the
    administration of whoever leads it, and Karsa, unless the story tells of somebody who contests its rule there
    ("Karsan rebels").
    """
    contested = {state for name in told if (state := _state_contested(name))}
    leads = _led_states(told, root)
    first: dict[str, Name] = {}
    for name in told:
        state = ""
        if name.label in ("government", "military", "organisation"):
            state = _state_governed(name) or _state_led(name, leads)
        elif name.label == "country":
            state = next((code for form in name.forms if (code := states().get(fold(form)))), "")
            state = "" if state in contested else state
        if state and first.setdefault(state, name) is not name:
            yield first[state], name, "same_government"


def _state_governed(name: Name) -> str:
    """The ISO code of the state whose whole government a name says: its capital or seat, or a people or state and a
    word for a government or its officials; with "army" the state whose army it says. Any word more ("the interim
    government", "the army of the north", "senior officials") may mean another.
    """
    words, nouns = tokens(name.forms[0]), load("link_entities")["governments"]
    if name.label == "organisation":
        return _seats().get(" ".join(words), "")
    if len(words) > 1 and words[-1] in nouns["armies" if name.label == "military" else "nouns"]:
        before = " ".join(words[:-1])
        state = states().get(before, "" if name.label == "military" else _seats().get(before, ""))
        return f"{state} army" if state and name.label == "military" else state
    if name.label != "government":
        return ""
    people = states().get(words[0].removesuffix("s"), "") if len(words) == 1 else ""  # "the Karsans warned"
    return _capitals().get(" ".join(words)) or _seats().get(" ".join(words), people)


def _led_states(told: Sequence[Name], root: Callable[[str], str]) -> dict[str, str]:
    """By surname, the state that its bearer leads: "U.S. President Ena Dorn", "Karsan leader Orlo".

    Of two bearers the one who is `clearly` named most is meant, and nobody who is said to lead two states. Who is
    called "President Dorn" alone leads the one state whose president the story tells of without a name, if any.
    """
    led: dict[str, set[str]] = {}
    named: dict[str, Counter[str]] = {}
    bare: dict[str, Counter[str]] = {}  # by office
    for name in told:
        if name.label != "person" or not name.proper:
            continue
        person = root(name.mentions[0])
        led.setdefault(person, set()).update(filter(None, map(_state_before, name.forms)))
        for office in sorted(set(map(_bare_office, name.forms)) - {""}):
            bare.setdefault(office, Counter())[person] += len(name.mentions)
        for surname in name_words(name.key)[-1:]:
            named.setdefault(surname, Counter())[person] += len(name.mentions)
    taken = set().union(*led.values())
    untold = {(office, state) for state, office in map(_office_of_state, told) if state and state not in taken}
    for office, persons in sorted(bare.items()):
        open_states = {state for one, state in untold if one == office}
        meant = clearly({one: count for one, count in persons.items() if not led[one]})
        if meant and len(open_states) == 1:
            led[meant] = open_states
    found = {}
    for surname, bearers in named.items():
        person = clearly(bearers)
        if person and len(led[person]) == 1:
            found[surname] = next(iter(led[person]))
    return found


def _bare_office(form: str) -> str:
    """The office that stands before a name without its state: "president" of "President Dorn"; else empty."""
    words = tokens(form)
    bare = len(words) > 1 and words[0] in load("link_entities")["governments"]["leaders"] and "of" not in words
    return words[0] if bare else ""


def _office_of_state(name: Name) -> tuple[str, str]:
    """The state of whose leader a description tells without a name, and his office: "the American president"."""
    words = tokens(name.forms[0]) if name.label == "person" and not name.proper else ()
    if words[1:2] == ("of",):  # "leader of Karsa"
        words = (*words[2:], words[0])
    office = bool(words) and words[-1] in load("link_entities")["governments"]["leaders"]
    return (states().get(" ".join(words[:-1]), ""), words[-1]) if office else ("", "")


def _state_before(form: str) -> str:
    """The state whose leader a form calls somebody: KP of "North Korean leader Kim", FR of "President Dorn of France".

    Empty where it calls him none.
    """
    words, offices = tokens(form), load("link_entities")["governments"]["leaders"]
    at = next((at for at, word in enumerate(words) if word in offices), -1)
    if at == 0 and "of" in words:
        return states().get(" ".join(words[words.index("of") + 1 :]), "")
    return states().get(" ".join(words[: max(at, 0)]), "")


def find_leaders(told: Sequence[Name], root: Callable[[str], str]) -> Iterator[Found]:
    """ "The American president" is who leads that state in the story ("U.S. President Ena Dorn"), where one does."""
    leaders: dict[str, dict[str, Name]] = {}
    for name in told:
        if name.label == "person" and name.proper:
            for state in sorted(set(map(_state_before, name.forms)) - {""}):
                leaders.setdefault(state, {}).setdefault(root(name.mentions[0]), name)
    for name in told:
        held = leaders.get(_office_of_state(name)[0], {})
        if len(held) == 1:
            yield name, next(iter(held.values())), "same_office"


def _state_led(name: Name, leads: Mapping[str, str]) -> str:
    """The state of whose leader an administration is ("the Dorn administration", "Dorn's government"), else empty."""
    if name.label != "government":
        return ""
    said = (tokens(name.forms[0]), tokens(name.key))  # the key of "his administration" says whose it is
    nouns = load("link_entities")["governments"]["led"]
    return next((leads[one[0]] for one in said if len(one) == 2 and one[1] in nouns and one[0] in leads), "")


def _state_contested(name: Name) -> str:
    """The ISO code of the state of whose people an armed group or an opposition is.

    Whom a state backs is of no people by that ("Karsan-backed militants"), nor whom it is against ("anti-Karsan").
    """
    lists = load("link_entities")["governments"]
    opposed = name.label == "armed_group" or set(name_words(name.key)) & set(lists["opposed"])
    for form in name.forms if opposed else ():
        words = ("", *tokens(form), "")
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if word in states() and before not in lists["stances"] and after not in lists["backed"]:
                return states()[word]
    return ""


@cache
def states() -> dict[str, str]:
    """ISO codes by the names of countries and peoples, folded, full stops aside ("us")."""
    countries, peoples = load("countries"), load("peoples")["demonyms"]
    return {
        fold(one).replace(".", ""): code
        for code, names in (*countries["names"].items(), *peoples.items())
        for one in names
    }


@cache
def _capitals() -> dict[str, str]:
    return {fold(name): code for name, code in capitals().items()}


@cache
def _seats() -> dict[str, str]:
    return {fold(one): code for code, names in load("link_entities")["seats"].items() for one in names}
