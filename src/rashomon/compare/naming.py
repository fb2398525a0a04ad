"""What each account calls the parties, and what it calls the happening: the words, by voice, with their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.account import Account, flat, is_pronoun
from rashomon.compare.happened import WORD, happening_groups, happening_uses
from rashomon.compare.named import Form, Leaning, Named, Use, bare
from rashomon.compare.passage import title_passage
from rashomon.compare.speakers import HEADLINE, VOICES, voice, within
from rashomon.compare.ties import Ties
from rashomon.model import Annotation

PARTIES = frozenset({"person", "organisation", "armed_group", "government", "military", "people", "country"})
#: The sorts of party whose names are laid side by side whoever is meant, with what to call the row.
SORTS_OF_PARTY = {"armed_group": "armed groups", "military": "armies", "government": "governments"}


def find_names(accounts: Sequence[Account], ties: Ties, copied: Container[str] = ()) -> tuple[Named, ...]:
    """The parties with their names; those that most accounts name, under most names, first.

    Of the documents in `copied`, which print another's words unchanged, only the headline is read.
    """
    own = [one for one in accounts if one.document.id not in copied]
    groups = _gather(own, ties)
    _add_headlines(accounts, groups)
    sizes = _sizes(accounts)
    leanings = _leanings(own, ties, _coloured)
    named = [_named(one, _title(one, ties), sizes) for one in groups.values()]
    return tuple(sorted((replace(one, leanings=tuple(leanings.get(one.key, ()))) for one in named), key=_weight))


def use_of(account: Account, row: Annotation, ties: Ties) -> Use:
    """The words of a row in their place, voice and chain; made once for the ties, for three tables show parties."""
    found: Use | None = ties.uses.get(row.id)
    if found is None:
        found = ties.uses[row.id] = Use(account.passage(row), voice(account, row), within(account, row, ties))
    return found


def find_party_words(accounts: Sequence[Account], ties: Ties) -> tuple[Named, ...]:
    """What accounts call armed groups, armies and governments: a row a sort of party, whoever is meant.

    It needs no judgement of which "militants" are whose "defenders": a reader sees the words side by side.
    """
    groups: dict[str, _Group] = {}
    for account in accounts:
        doubled = _doubled(account, ties)
        for row in account.of("mention", *SORTS_OF_PARTY):
            words = bare(account.words(row))
            if row.names_nobody:
                continue  # "both governments": under each of them, but no word for a sort of party
            if words and not is_pronoun(words) and not account.is_source_phrase(row) and row.id not in doubled:
                group = groups.setdefault(row.label, _Group(row.label, [row.label], []))
                group.uses.append((words, use_of(account, row, ties)))
    _add_headlines(accounts, groups)
    sizes = _sizes(accounts)
    return tuple(_named(groups[one], SORTS_OF_PARTY[one], sizes) for one in SORTS_OF_PARTY if one in groups)


def find_happening_names(accounts: Sequence[Account], ties: Ties) -> tuple[Named, ...]:
    """What accounts call what happened: the words of `vocab/comparison.toml`, one table a group of words."""
    groups: dict[str, _Group] = {}
    for account in accounts:
        for name, words, use in happening_uses(account, ties):
            groups.setdefault(name, _Group(name, ["happening"], [])).uses.append((words, use))
    sizes = _sizes(accounts)
    leanings = _leanings(accounts, ties, _coloured_happening)
    named = [_named(one, one.key.replace("_", " "), sizes) for one in groups.values()]
    return tuple(sorted((replace(one, leanings=tuple(leanings.get(one.key, ()))) for one in named), key=_weight))


def _sizes(accounts: Iterable[Account]) -> dict[str, int]:
    """Words of each account, in the accounts' order."""
    return {one.document.id: len(one.document.text.split()) for one in accounts}


@dataclass(frozen=True, slots=True)
class _Group:
    """The forms being gathered for one entity."""

    key: str
    labels: list[str]
    uses: list[tuple[str, Use]]


def _gather(accounts: Sequence[Account], ties: Ties) -> dict[str, _Group]:
    found: dict[str, _Group] = {}
    for account in accounts:
        doubled = _doubled(account, ties)
        for row in account.of("mention"):
            words = bare(account.words(row))
            if (
                row.label not in PARTIES
                or not words
                or is_pronoun(words)
                or account.is_source_phrase(row)
                or row.id in doubled
            ):
                continue
            key = ties.entity_key(row)
            group = found.setdefault(key, _Group(key, [], []))
            group.labels.append(row.label)
            group.uses.append((words, use_of(account, row, ties)))
    return found


def _doubled(account: Account, ties: Ties) -> frozenset[str]:
    """Bare names within a naming phrase of the same entity ("Ena Dorn" in "Premier Ena Dorn"): one use, not two."""
    if account.document.id not in ties.doubled:
        ties.doubled[account.document.id] = _find_doubled(account)
    return ties.doubled[account.document.id]


def _find_doubled(account: Account) -> frozenset[str]:
    found: set[str] = set()
    for outer in account.of("mention", *PARTIES):
        if not account.is_source_phrase(outer):
            within = account.mentions_within(outer.start, outer.end, *PARTIES)
            found.update(one.id for one in within if one.value == outer.value and one.id != outer.id)
    return frozenset(found)


def _leanings(
    accounts: Sequence[Account], ties: Ties, keys_of: Callable[[Account, Annotation, Ties], set[str]]
) -> dict[str, list[Leaning]]:
    """By what a frame is about: evaluative words, and harm with nobody doing it, in text order."""
    found: dict[str, list[Leaning]] = {}
    for account in accounts:
        for row in account.of("frame", "evaluative", "agentless"):
            use = use_of(account, row, ties)
            sort = row.label if row.label == "agentless" else row.value or row.label
            for key in sorted(keys_of(account, row, ties)):
                found.setdefault(key, []).append(Leaning(account.document.id, sort, flat(account.words(row)), use))
    return found


def _coloured(account: Account, frame: Annotation, ties: Ties) -> set[str]:
    """The entities that a frame is about: the mention itself, or whom the claim says was harmed."""
    about = account.row(frame.about)
    if about is None:
        return set()
    harmed = account.about(about, "recipient") if frame.label == "agentless" else []
    rows = [about] if about.kind == "mention" else [account.row(one.who) for one in harmed]
    return {ties.entity_key(row) for row in rows if row is not None and row.label in PARTIES}


def _coloured_happening(account: Account, frame: Annotation, ties: Ties) -> set[str]:
    """The groups of words for a happening that the predicate of a frame's claim is in."""
    del ties
    about = account.row(frame.about)
    predicates = account.about(about, "predicate") if about is not None and about.kind == "claim" else []
    groups = happening_groups()
    words = {one.group().casefold() for row in predicates for one in WORD.finditer(account.words(row))}
    return {groups[one] for one in words if one in groups}


def _add_headlines(accounts: Sequence[Account], groups: dict[str, _Group]) -> None:
    """Adds the uses in titles: a title is not part of the text, so the forms known from the texts are looked up."""
    owners: dict[str, list[tuple[str, str]]] = {}
    for key, group in groups.items():
        for words, use in group.uses:
            owners.setdefault(words.casefold(), []).append((use.passage.document, key))
    for account in accounts:
        for start, end in _known_in_title(account.document.title or "", owners):
            words = (account.document.title or "")[start:end]
            holders = owners[flat(words).casefold()]
            # The entity that this very account calls so; else the one that is called so most often.
            here = Counter(key for document, key in holders if document == account.document.id)
            key = min((here or Counter(key for _, key in holders)).items(), key=lambda one: (-one[1], one[0]))[0]
            groups[key].uses.append((bare(words), Use(title_passage(account.document, start, end), HEADLINE)))


def _known_in_title(title: str, owners: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[int, int]]:
    """Spans of the longest known forms in a title, left to right, none overlapping. A form is at most 8 words."""
    words = [(one.start(), one.end()) for one in WORD.finditer(title)]
    place = 0
    while place < len(words):
        for length in range(min(8, len(words) - place), 0, -1):
            start, end = words[place][0], words[place + length - 1][1]
            if flat(title[start:end]).casefold() in owners:
                yield start, end
                place += length
                break
        else:
            place += 1


def _named(group: _Group, name: str, sizes: Mapping[str, int]) -> Named:
    by_form: dict[tuple[str, str, str], list[tuple[str, Use]]] = {}
    for words, use in group.uses:
        by_form.setdefault((use.passage.document, use.voice, words.casefold()), []).append((words, use))
    place = {one: index for index, one in enumerate(sizes)}
    forms = [
        Form(document, _most(words for words, _ in found), spoken, _uses(found), _rate(len(found), sizes[document]))
        for (document, spoken, _), found in by_form.items()
    ]
    forms.sort(key=lambda one: (place[one.document], VOICES.index(one.voice), -len(one.uses), one.words.casefold()))
    return Named(group.key, name, _most(group.labels), tuple(forms))


def _uses(found: list[tuple[str, Use]]) -> tuple[Use, ...]:
    return tuple(sorted((use for _, use in found), key=lambda one: (one.passage.part != "title", one.passage.start)))


def _rate(count: int, words: int) -> float:
    return round(1000 * count / max(1, words), 1)


def _most(found: Iterable[str]) -> str:
    """The most frequent; of equals the longest, then the first in the alphabet."""
    every = list(found)
    if every.count(every[0]) == len(every):
        return every[0]  # of 98 in 100 there is one form
    return min(Counter(every).items(), key=lambda one: (-one[1], -len(one[0]), one[0]))[0]


def _title(group: _Group, ties: Ties) -> str:
    """What to call an entity on the page: its cluster's name, else its most used form."""
    if group.key in ties.names:
        return ties.names[group.key]
    return _most(words for words, _ in group.uses)


def _weight(one: Named) -> tuple[bool, int, int, int, str]:
    total, variety = sum(len(form.uses) for form in one.forms), one.variety
    # A party that everybody calls the same answers no question about names.
    return (variety < 2, -len(one.documents), -variety, -total, one.key)
