"""What each account calls the parties, and what it calls the happening: the words, by voice, with their passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.compare.account import Account, flat, is_pronoun
from rashomon.compare.passage import Passage, passage, title_passage
from rashomon.compare.speakers import HEADLINE, VOICES, Speaker, voice, within
from rashomon.compare.ties import Ties
from rashomon.compare.words import content
from rashomon.model import Annotation, Row
from rashomon.vocab import load

PARTIES = frozenset({"person", "organisation", "armed_group", "government", "military", "people", "country"})
#: The sorts of party whose names are laid side by side whoever is meant, with what to call the row.
SORTS_OF_PARTY = {"armed_group": "armed groups", "military": "armies", "government": "governments"}
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
#: With one of these a short claim is a sentence, not a name.
_OPENING = re.compile(r"[“«]|(?<=\s)[\"‘']")
_CLOSING = re.compile(r"[”»]|[\"’'](?=\s|$)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: the words in their place, the voice, and the chain of those whose words they are."""

    passage: Passage
    voice: str
    by: tuple[Speaker, ...] = ()

    def to_row(self) -> Row:
        return {**self.passage.to_row(), "voice": self.voice, "by": [one.name or None for one in self.by]}


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


@dataclass(frozen=True, slots=True)
class Leaning:
    """Words by which an account colours whom it names: `sort` is praise, blame or belittling, or agentless harm."""

    document: str
    sort: str
    words: str
    use: Use

    def to_row(self) -> Row:
        return {"document": self.document, "sort": self.sort, **self.use.to_row()}


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


def find_party_words(accounts: Sequence[Account], ties: Ties) -> tuple[Named, ...]:
    """What accounts call armed groups, armies and governments: a row a sort of party, whoever is meant.

    It needs no judgement of which "militants" are whose "defenders": a reader sees the words side by side.
    """
    groups: dict[str, _Group] = {}
    for account in accounts:
        doubled = _doubled(account)
        for row in account.of("mention", *SORTS_OF_PARTY):
            words = bare(account.words(row))
            if row.names_nobody:
                continue  # "both governments": under each of them, but no word for a sort of party
            if words and not is_pronoun(words) and not account.is_source_phrase(row) and row.id not in doubled:
                group = groups.setdefault(row.label, _Group(row.label, [row.label], []))
                group.uses.append((words, Use(account.passage(row), voice(account, row), within(account, row, ties))))
    _add_headlines(accounts, groups)
    sizes = _sizes(accounts)
    return tuple(_named(groups[one], SORTS_OF_PARTY[one], sizes) for one in SORTS_OF_PARTY if one in groups)


def find_happening_names(accounts: Sequence[Account], ties: Ties) -> tuple[Named, ...]:
    """What accounts call what happened: the words of `vocab/comparison.toml`, one table a group of words."""
    groups: dict[str, _Group] = {}
    for account in accounts:
        for name, words, use in _happening_uses(account, ties):
            groups.setdefault(name, _Group(name, ["happening"], [])).uses.append((words, use))
    sizes = _sizes(accounts)
    leanings = _leanings(accounts, ties, _coloured_happening)
    named = [_named(one, one.key.replace("_", " "), sizes) for one in groups.values()]
    return tuple(sorted((replace(one, leanings=tuple(leanings.get(one.key, ()))) for one in named), key=_weight))


def _sizes(accounts: Iterable[Account]) -> dict[str, int]:
    """Words of each account, in the accounts' order."""
    return {one.document.id: len(one.document.text.split()) for one in accounts}


def bare(words: str) -> str:
    """A name on one line without its leading article or its quotation marks.

    >>> bare("the “moderate  rebels”")
    'moderate rebels'
    """
    text = flat(words).strip("\"'“”‘’«»() ,.;:")
    text = _ARTICLE.sub("", text).strip("\"'“”‘’«»")
    # A quotation mark whose fellow was cut off says nothing any more: `Syrian “revolution`.
    return _OPENING.sub("", text) if not _CLOSING.search(text) else text


@dataclass(frozen=True, slots=True)
class _Group:
    """The forms being gathered for one entity."""

    key: str
    labels: list[str]
    uses: list[tuple[str, Use]]


def _gather(accounts: Sequence[Account], ties: Ties) -> dict[str, _Group]:
    found: dict[str, _Group] = {}
    for account in accounts:
        doubled = _doubled(account)
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
            group.uses.append((words, Use(account.passage(row), voice(account, row), within(account, row, ties))))
    return found


def _doubled(account: Account) -> frozenset[str]:
    """Bare names within a naming phrase of the same entity ("Ena Dorn" in "Premier Ena Dorn"): one use, not two."""
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
            use = Use(account.passage(row), voice(account, row), within(account, row, ties))
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
    words = {one.group().casefold() for row in predicates for one in _WORD.finditer(account.words(row))}
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
    words = [(one.start(), one.end()) for one in _WORD.finditer(title)]
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


def _happening_uses(account: Account, ties: Ties) -> Iterator[tuple[str, str, Use]]:
    """Group, word and use of each word for a happening among the account's predicates, named happenings and title."""
    groups = happening_groups()
    lists = load("comparison")["happening_names"]
    verbs = frozenset(word for name, words in lists.items() if name.endswith("_verbs") for word in words)
    seen: set[tuple[int, int]] = set()
    for row in account.of("mention", "happening") + account.of("role", "predicate"):
        idle = row.kind == "role" and _is_idle(account, row)
        for first, last in _named_happenings(account.words(row), groups):
            start, end = row.start + first, row.start + last
            word = flat(account.document.text[start:end]).casefold()
            group = groups[word]
            if idle and word in verbs:
                continue
            if (start, end) not in seen and not is_verbal(account.document.text, start):
                seen.add((start, end))
                words, place = _phrase(account, row, (start, end))
                yield group, words, Use(place, voice(account, row), within(account, row, ties))
    title = account.document.title or ""
    for start, end in _named_happenings(title, groups):
        word = flat(title[start:end])
        yield groups[word.casefold()], word, Use(title_passage(account.document, start, end), HEADLINE)


def _named_happenings(text: str, groups: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Where words for a happening stand in a text: one word or two ("took back")."""
    words = [(one.start(), one.end()) for one in _WORD.finditer(text)]
    for at, (start, end) in enumerate(words):
        after = words[at + 1][1] if at + 1 < len(words) else end
        whole = next((one for one in (after, end) if flat(text[start:one]).casefold() in groups), None)
        if whole is not None:
            yield start, whole


def _is_idle(account: Account, predicate: Annotation) -> bool:
    """Whether a verb tells of no change of hands: "fell silent", "seized the chance", "lost the will"."""
    claim = account.row(predicate.about)
    return claim is not None and claim.label in ("OTHER", "STATE", "COERCE")


def _phrase(account: Account, row: Annotation, word: tuple[int, int]) -> tuple[str, Passage]:
    """The word with what it is of: its claim's words where they are a short name ("fall of Karsa"), else itself."""
    for shown in (account.row(row.about), row):
        if shown is None or not (shown.start <= word[0] and word[1] <= shown.end):
            continue
        words = account.words(shown).split()
        if len(words) <= 5 and not _clausal().intersection(one.casefold() for one in words):
            return bare(" ".join(words)), account.passage(shown)
    return account.document.text[slice(*word)], passage(account.document, *word)


@cache
def _clausal() -> frozenset[str]:
    return frozenset(load("comparison")["clausal"]["words"])


def is_verbal(text: str, start: int) -> bool:
    """Whether the word at `start` is a verb of what may be ("to capture", "could fall"): no name for what was."""
    before = [one.casefold() for one in text[max(0, start - 30) : start].split()]
    # "to fully capture": an adverb may stand between.
    while before and before[-1].endswith("ly"):
        before.pop()
    return bool(before) and before[-1] in load("comparison")["verbal"]["words"]


def happening_groups() -> dict[str, str]:
    """For each word for a happening the group it is in: words of one group tell of one thing in different ways."""
    groups = load("comparison")["happening_names"]
    return {word: name.removesuffix("_verbs") for name, words in groups.items() for word in words}


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
    return min(Counter(found).items(), key=lambda one: (-one[1], -len(one[0]), one[0]))[0]


def _title(group: _Group, ties: Ties) -> str:
    """What to call an entity on the page: its cluster's name, else its most used form."""
    if group.key in ties.names:
        return ties.names[group.key]
    return _most(words for words, _ in group.uses)


def _weight(one: Named) -> tuple[bool, int, int, int, str]:
    total = sum(len(form.uses) for form in one.forms)
    # A party that everybody calls the same answers no question about names.
    return (one.variety < 2, -len(one.documents), -one.variety, -total, one.key)
