"""Names judged to refer to one entity across documents: same, shortened, respelt or stated, each with its reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.compared import THINGS, compared, initials
from rashomon.link.described import find_described
from rashomon.link.judged import Groups, Judged, person_links
from rashomon.link.keys import is_common_name, is_empty, name_words, skeleton
from rashomon.link.named import Name
from rashomon.link.score import bits_of, chance
from rashomon.model import Cluster, Link, Reason

MADE_BY = "entities@5"

_PLACES = frozenset({"place", "country", "facility"})
_BODIES = frozenset({"organisation", "armed_group", "government", "military", "people", "country", "other"})
# Of these sorts, one common noun may mean one party in a story ("the army"); "residents" or "sides" do not.
_PARTIES = frozenset({"armed_group", "government", "military"})
_STATED = re.compile(r"\(([A-Z][A-Za-z.\-]{1,9})\)")
# A key shared by more entities than this is no key: pairs are then made with the first of them only.
_MOST_A_KEY = 40


@dataclass(frozen=True, slots=True)
class Bearer:
    """Names of one form, sort and story: compared once, however many documents have them."""

    words: tuple[str, ...]
    label: str
    story: str
    proper: bool
    place: str
    first: str  # least mention
    letters: str  # "NFA" as written, else empty

    @property
    def sounds(self) -> tuple[str, ...]:
        return tuple(skeleton(one) for one in self.words)


def find_entities(
    accounts: Sequence[Account],
    story_of: Mapping[str, str],
    given: Judged,
    aliases: frozenset[tuple[str, str]] | None = None,
) -> tuple[list[Link], list[Cluster]]:
    """Links between names of different documents and the entities they make; members are mention ids.

    `aliases` is what `stated_aliases` finds in each of the accounts, where their texts are not at hand.
    """
    names = sorted((name for one in accounts for name in one.names), key=lambda name: (name.document, name.key))
    judged = {row for pair in (*given.same, *given.apart) for row in pair}
    # The first mention stands for a name in which nobody judged any: of ten mentions nine need not be held.
    groups = Groups.over((one for name in names for one in _standing(name, judged)), given)
    for name in names:
        for mention in _standing(name, judged)[1:]:
            groups.join(name.mentions[0], mention)
    bearers = _bearers(names, story_of)
    links: list[Link] = []
    for same in bearers.values():
        links += _same_form(same, groups)
    if aliases is None:
        aliases = frozenset(pair for one in accounts for pair in stated_aliases(one))
    scored = []
    firsts = sorted(bearers, key=lambda one: (one.first, one.words, one.label, one.story))
    crowd = _bearers_of_surnames(bearers)
    for one, other in _pairs(firsts, aliases):
        reasons = _reasons(one, other, aliases, crowd)
        if bits_of(reasons) >= vocab.load("link_entities")["least"]:
            left, right = sorted((one.first, other.first))
            scored.append((-bits_of(reasons), left, right, reasons))
    scored.sort(key=lambda item: item[:3], reverse=True)
    while scored:
        bits, left, right, reasons = scored.pop()
        if groups.join(left, right):
            links.append(Link("entity", left, right, "same", MADE_BY, chance(-bits), reasons=reasons))
    days = {one.id: one.day for one in accounts}
    links += _described(names, story_of, days, groups)
    _told.cache_clear()  # 12 MB of reasons, which the links hold as long as they are needed
    links += person_links("entity", (one for name in names for one in name.mentions if one in judged), given)
    return sorted(links, key=lambda link: (link.left, link.right, link.made_by)), _clusters(names, groups, judged)


def _standing(name: Name, judged: Collection[str]) -> tuple[str, ...]:
    """The mentions of a name that are grouped one by one: all, where a person said something of one of them."""
    return name.mentions if any(one in judged for one in name.mentions) else name.mentions[:1]


def _described(
    names: Sequence[Name], story_of: Mapping[str, str], days: Mapping[str, int | None], groups: Groups
) -> Iterator[Link]:
    """Links by what documents of one story call somebody besides the name."""
    settings = vocab.load("link_entities")
    for one, other, reason in list(find_described(names, story_of, groups.root, days)):
        reasons = (
            Reason("before comparing", "", settings["start"]),
            Reason(reason.replace("_", " "), f"{one.forms[0]} · {other.forms[0]}", settings["bits"][reason]),
            Reason("same story", "", settings["bits"]["same_story"]),
        )
        left, right = sorted((one.mentions[0], other.mentions[0]))
        if groups.root(left) != groups.root(right) and groups.join(left, right):
            yield Link("entity", left, right, "same", MADE_BY, chance(bits_of(reasons)), reasons=reasons)


def _bearers(names: Sequence[Name], story_of: Mapping[str, str]) -> dict[Bearer, list[Name]]:
    """Names by form and sort; those which need their story to be told apart, by story too."""
    sorted_names: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        words = compared(name)
        if not name.place and not _says_who(name, words):
            continue
        alone = not name.place and (not name.proper or (name.label == "person" and len(words) < 2))
        story = story_of.get(name.document, name.document)
        sort = "place" if name.place else name.label
        key = (sort, story, "1" if alone else "", name.place or "\t".join(words))
        sorted_names.setdefault(key, []).append(name)
    made = {}
    for (sort, story, _alone, _words), same in sorted(sorted_names.items()):
        one = same[0]
        words = compared(one)
        letters = initials(one.forms[0]) if len(words) == 1 else ""
        first = min(mention for name in same for mention in name.mentions[:1])
        made[Bearer(words, sort, story, one.proper, one.place, first, letters)] = same
    return made


def _says_who(name: Name, words: Sequence[str]) -> bool:
    """Whether a name can be found again in another document: no bare pronoun, no single word for any people."""
    if all(is_empty(one) for one in words):
        return False
    if len(words) == 1 and not name.proper and words[0] in vocab.load("link_entities")["kinds"]["anaphoric"]:
        return False  # "the factions" are those that this account told of
    return name.proper or len(words) > 1 or name.label in _PARTIES | THINGS


def _same_form(names: Sequence[Name], groups: Groups) -> Iterator[Link]:
    """Links from the least mention of one form in one story to the others' first mentions."""
    bits = vocab.load("link_entities")
    firsts = sorted(name.mentions[0] for name in names)
    words = compared(names[0])
    name = "same_place_id" if names[0].place else _form_reason(words, names[0].label, names[0].proper)
    reasons = (
        Reason("before comparing", "", bits["start"]),
        Reason(name.replace("_", " "), names[0].forms[0], bits["bits"][name]),
        Reason("same story", "", bits["bits"]["same_story"]),
    )
    for first, other in ((firsts[0], one) for one in firsts[1:]):
        if first != other and groups.join(first, other):
            yield Link("entity", first, other, "same", MADE_BY, chance(bits_of(reasons)), reasons=reasons)


def _form_reason(words: Sequence[str], label: str, proper: bool) -> str:
    if not proper:
        return "same_description"
    if len(words) > 1:
        return "same_full_name"
    if label == "person":
        return "same_surname"
    return "same_common_name" if is_common_name(words[0]) else "same_single_name"


def _pairs(bearers: Sequence[Bearer], aliases: frozenset[tuple[str, str]]) -> Iterator[tuple[Bearer, Bearer]]:
    """Pairs of bearers that share a key: place id, words, sound, last word with its story, initials, alias."""
    index: dict[tuple[str, ...], list[Bearer]] = {}
    for one in bearers:
        for key in sorted(_keys(one)):
            index.setdefault(key, []).append(one)
    by_first = {one.first: one for one in bearers}
    pairs = {(by_first[a].first, by_first[b].first) for a, b in aliases if a in by_first and b in by_first}
    for key, same in sorted(index.items()):
        near = list(pairwise(same)) + [(same[0], one) for one in same[2:]]
        every = [(a, b) for at, a in enumerate(same) for b in same[at + 1 :]] if len(same) <= _MOST_A_KEY else near
        pairs.update((a.first, b.first) for a, b in every if key)
    for first, second in sorted(pairs):
        if first != second:
            yield by_first[first], by_first[second]


def _keys(one: Bearer) -> Iterator[tuple[str, ...]]:
    if one.place:
        yield ("place", one.place)
        return
    yield ("words", one.label, *one.words)
    if not one.proper:
        return
    if len(one.words) > 1 or one.label != "person":
        yield ("sounds", *one.sounds)
    if one.label == "person":
        yield ("last", one.words[-1], one.story)
        yield ("last sound", one.sounds[-1], one.story)
        if len(one.words) > 2:
            yield ("sounds", one.sounds[0], one.sounds[-1])
    initials = one.letters.casefold() or "".join(word[0] for word in one.words)
    if len(initials) > 2:
        yield ("initials", initials, one.story)


def _bearers_of_surnames(bearers: Mapping[Bearer, Sequence[Name]]) -> dict[tuple[str, str], Counter[str]]:
    """How often each surname has which first name in each story, in mentions."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one, names in bearers.items():
        if one.label == "person" and len(one.words) > 1:
            first = found.setdefault((one.words[-1], one.story), Counter())
            first[one.words[0]] += sum(len(name.mentions) for name in names)
    return found


def _is_rivalled(full: Bearer, crowd: Mapping[tuple[str, str], Counter[str]]) -> bool:
    """Whether the surname alone may mean another than this bearer: one named at least a quarter as often."""
    named = crowd.get((full.words[-1], full.story), Counter())
    return any(4 * count > named[full.words[0]] for first, count in named.items() if first != full.words[0])


def _reasons(
    one: Bearer, other: Bearer, aliases: frozenset[tuple[str, str]], crowd: Mapping[tuple[str, str], Counter[str]]
) -> tuple[Reason, ...]:
    name = _likeness(one, other, aliases)
    if name is None:
        return ()
    full = max(one, other, key=lambda each: len(each.words))
    rivalled = name == "surname_of_name" and _is_rivalled(full, crowd)
    return _told(
        name,
        f"{' '.join(one.words)} · {' '.join(other.words)}",
        "same_story" if one.story == other.story else "other_story",
        "" if _same_sort(one.label, other.label) else f"{one.label} · {other.label}",
        full.words[-1] if rivalled else "",
    )


@lru_cache(maxsize=20_000)
def _told(name: str, words: str, story: str, sorts: str, rivalled: str) -> tuple[Reason, ...]:
    """The reasons of a pair, held once for the many pairs that have the same (3,000 documents: 46 MB for 126,000)."""
    settings = vocab.load("link_entities")
    bits = settings["bits"]
    found = [Reason("before comparing", "", settings["start"]), Reason(name.replace("_", " "), words, bits[name])]
    found.append(Reason(story.replace("_", " "), "", bits[story]))
    if sorts:
        found.append(Reason("other sort", sorts, bits["other_sort"]))
    if rivalled:
        found.append(Reason("second bearer", rivalled, bits["second_bearer"]))
    return tuple(found)


def _same_sort(one: str, other: str) -> bool:
    if {one, other} == {"people", "government"}:
        return False  # "the Karsans" who warned of it, and Karsans
    return one == other or {one, other} <= _PLACES or {one, other} <= _BODIES or "other" in (one, other)


def _likeness(one: Bearer, other: Bearer, aliases: frozenset[tuple[str, str]]) -> str | None:
    """The strongest way in which two names are alike, by its name in `vocab/link_entities.toml`."""
    if (one.first, other.first) in aliases or (other.first, one.first) in aliases:
        return "stated_alias"
    if one.place or other.place:
        return "same_place_id" if one.place == other.place else None
    if one.words == other.words:
        return _form_reason(one.words, one.label, one.proper and other.proper)
    if not (one.proper and other.proper):
        return None
    short, long = sorted((one, other), key=lambda each: (len(each.words), each.words))
    if one.label == other.label == "person":
        if len(short.words) == 1:
            return "surname_of_name" if short.words[-1] == long.words[-1] and len(long.words) > 1 else None
        if short.words[-1] == long.words[-1] and _stands_in(short.words, long.words):
            return "part_of_name"
    if one.sounds == other.sounds and min(len("".join(one.sounds)), 99) > 3 and _near(one.words, other.words):
        return "same_sound"
    if short.letters and len(long.words) > 1 and "".join(word[0] for word in long.words) == short.letters.casefold():
        return "initials"
    return None


def _stands_in(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of `short` stand in `long` in order; an initial stands for its word."""
    rest = iter(long)
    return all(any(word == held or (len(word) == 1 and held.startswith(word)) for held in rest) for word in short)


def _near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether every word differs from its fellow by at most a third of its letters (Levenshtein)."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    return all(
        Levenshtein.distance(a, b) <= max(1, max(len(a), len(b)) // 3 + 1) for a, b in zip(one, other, strict=True)
    )


def stated_aliases(account: Account) -> frozenset[tuple[str, str]]:
    """Pairs of first mentions of a long name and the short one in brackets after it, the lesser id first."""
    first: dict[str, str] = {}
    for name in sorted(account.names, key=lambda name: name.key):
        for form in name.forms:
            first.setdefault(form, name.mentions[0])
    found = set()
    for stated in _STATED.finditer(account.text):
        before = account.text[max(0, stated.start() - 80) : stated.start()].rstrip()
        holders = [form for form in first if before.endswith(form)]
        if holders and stated.group(1) in first:
            pair = (first[max(holders, key=len)], first[stated.group(1)])
            if pair[0] != pair[1]:
                found.add((min(pair), max(pair)))
    return frozenset(found)


def _clusters(names: Sequence[Name], groups: Groups, judged: Collection[str]) -> list[Cluster]:
    named: dict[str, list[Name]] = {}
    members: dict[str, list[str]] = {}
    for name in names:
        standing = _standing(name, judged)
        for root in dict.fromkeys(groups.root(one) for one in standing):
            named.setdefault(root, []).append(name)
        if len(standing) == 1:
            members.setdefault(groups.root(standing[0]), []).extend(name.mentions)
        else:
            for one in standing:
                members.setdefault(groups.root(one), []).append(one)
    made = []
    for root, held in named.items():
        labels = Counter(name.label for name in held)
        label = min(labels, key=lambda one: (-labels[one], one))
        title = _title(Counter(name.forms[0] for name in held), label)
        made.append(Cluster("entity", tuple(sorted(members.pop(root))), title, label))
    return sorted(made, key=lambda one: one.members)


def _title(forms: Counter[str], label: str) -> str:
    """What to call an entity: a person by the fullest form, anybody else by what most documents have as their fullest.

    A party is not called by the name that one account alone has for it ("Turkey", not "Turkish authorities").
    """
    proper = [form for form in forms if any(word[:1].isupper() for word in form.split())] or list(forms)
    users: Counter[tuple[str, ...]] = Counter()
    for form, number in forms.items():
        users[name_words(form)] += number if label != "person" else 0
    return min(proper, key=lambda form: (-users[name_words(form)], -len(name_words(form)), -forms[form], form))
