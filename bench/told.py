"""A corpus told many times over, with its truth: stories, accounts, happenings and copies, as annotation rows.

Linking alone is timed on it, so nothing is parsed: each sentence is made from a happening, and its rows with it. Words
follow what news has: common words by their share in news, words of 40 topics that many stories have, words and names
that one story has, and actors and places that turn up everywhere. All of it is invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from rashomon import vocab
from rashomon.model import Annotation, Document

TOPICS = 40
#: An account tells so many of its story's happenings, and so many things that nobody else tells.
TOLD, OWN = (5, 8), (2, 4)
HAPPENINGS = 9
#: Accounts a story, the ends of an even spread; one document in ten is told by nobody else.
ACCOUNTS = (10, 20)
ALONE = 0.1
COPIED = 0.12
_SYLLABLES = [one + two for one in ("b", "d", "dr", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "kr")
              for two in ("a", "e", "i", "o", "u", "an", "el", "ir", "os")]  # fmt: skip
_TYPES = ("ASSAULT", "COERCE", "AGREE", "CONSULT", "AID", "MOBILIZE", "PROTEST", "CONTROL", "REJECT", "OTHER")


@dataclass(frozen=True, slots=True)
class Happening:
    """What the accounts of a story tell: by whom, to whom, where and when, in which words one may tell it."""

    key: str
    label: str
    verbs: tuple[str, ...]
    actor: str
    recipient: str
    place: int
    day: date
    figure: int | None


@dataclass(slots=True)
class Told:
    """The corpus with its truth: claim → happening, document → story, pairs of documents that are copies."""

    accounts: list[tuple[Document, list[Annotation]]] = field(default_factory=list)
    happening_of: dict[str, str] = field(default_factory=dict)
    story_of: dict[str, str] = field(default_factory=dict)
    copies: set[tuple[str, str]] = field(default_factory=set)

    def same_happening(self) -> set[tuple[str, str]]:
        """The pairs of claims that tell of one happening."""
        groups: dict[str, list[str]] = {}
        for claim, key in sorted(self.happening_of.items()):
            groups.setdefault(key, []).append(claim)
        return {pair for group in groups.values() for pair in combinations(group, 2)}


def tell(number: int, seed: int = 0) -> Told:
    """`number` documents of about 10 claims each; the first documents of a larger corpus are those of a smaller one."""
    told = Told()
    for one in tell_stories(number, seed):
        told.accounts += one.accounts
        told.happening_of |= one.happening_of
        told.story_of |= one.story_of
        told.copies |= one.copies
    return told


def tell_stories(number: int, seed: int = 0) -> Iterator[Told]:
    """The same documents story by story: 100,000 of them at once take more memory than what is measured on them."""
    story = told = 0
    while told < number:
        one = Told()
        _tell_story(one, story, number - told, random.Random(f"{seed}/{story}"))  # noqa: S311  a corpus, not a secret
        story, told = story + 1, told + len(one.accounts)
        yield one


def _word(chance: random.Random, syllables: int = 3) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))


@cache
def _world() -> tuple[list[str], list[float], list[list[str]], list[str], list[str], list[list[str]]]:
    """Common words with their weights, topics' words, actors and places that turn up everywhere, verbs by family."""
    chance = random.Random("world")  # noqa: S311
    share = {word: value for word, value in vocab.load("common_words")["share"].items() if word.isalpha()}
    topics = [[_word(chance) for _ in range(300)] for _ in range(TOPICS)]
    actors = [f"{_word(chance).title()} {_word(chance, 2).title()}" for _ in range(60)]
    places = [_word(chance, 2).title() for _ in range(400)]
    families = [words.replace("_", " ").split(" ") for words in vocab.load("link_predicates")["family"].values()]
    verbs = [[one for one in words if one.isalpha()] for words in families]
    return list(share), list(share.values()), topics, actors, places, [one for one in verbs if len(one) > 1]


@dataclass(slots=True)
class _Story:
    key: str
    chance: random.Random
    own: list[str]
    topic: list[str]
    happenings: list[Happening]
    day: date

    def filler(self, least: int, most: int) -> str:
        common, weights, *_ = _world()
        words = self.chance.choices(common, weights, k=self.chance.randint(least, most))
        for at in range(len(words)):
            drawn = self.chance.random()
            if drawn < 0.3:
                words[at] = self.topic[min(int(self.chance.expovariate(1 / 60)), len(self.topic) - 1)]
            elif drawn < 0.4:
                words[at] = self.chance.choice(self.own)
        return " ".join(words)


def _story(key: str, chance: random.Random) -> _Story:
    _, _, topics, actors, places, verbs = _world()
    day = date(2015, 1, 1) + timedelta(chance.randrange(1500))
    cast = [f"{_word(chance, 2).title()} {_word(chance).title()}" for _ in range(4)] + chance.sample(actors, 3)
    where = chance.sample(range(len(places)), 3)
    happenings = []
    for index in range(HAPPENINGS):
        actor, recipient = chance.sample(cast, 2)
        figure = chance.randint(2, 900) if chance.random() < 0.4 else None
        happenings.append(
            Happening(f"{key}/{index}", chance.choice(_TYPES), tuple(chance.choice(verbs)), actor, recipient,
                      chance.choice(where), day + timedelta(chance.randrange(4)), figure)
        )  # fmt: skip
    own = [_word(chance, 4) for _ in range(40)]
    return _Story(key, chance, own, topics[chance.randrange(TOPICS)], happenings, day)


def _tell_story(told: Told, number: int, most: int, chance: random.Random) -> None:
    story = _story(f"s{number}", chance)
    accounts = (
        1
        if chance.random() < ALONE * sum(ACCOUNTS) / 2 / (1 + ALONE * sum(ACCOUNTS) / 2)
        else chance.randint(*ACCOUNTS)
    )
    original: list[tuple[Happening, str]] = []
    alike: list[str] = []  # the first account and those who copied it: all of them copies of one another
    for index in range(accounts):
        if len(told.accounts) >= most:
            return
        identity = f"{story.key}-{index:02}"
        if alike and chance.random() < COPIED:
            told.copies.update((min(one, identity), max(one, identity)) for one in alike)
            alike.append(identity)
            sentences = original[: max(4, len(original) - chance.randint(0, 3))]
        else:
            sentences = _sentences(story, identity)
        if not alike:
            original, alike = sentences, [identity]
        _write(told, story, identity, sentences)


def _sentences(story: _Story, identity: str) -> list[tuple[Happening, str]]:
    chance = story.chance
    chosen = chance.sample(story.happenings, chance.randint(*TOLD))
    for index in range(chance.randint(*OWN)):
        one = chance.choice(story.happenings)
        verbs = tuple(chance.choice(_world()[5]))
        chosen.append(Happening(f"{identity}/own{index}", chance.choice(_TYPES), verbs, one.recipient, one.actor,
                                chance.randrange(400), one.day + timedelta(30), None))  # fmt: skip
    return [(one, story.filler(10, 18)) for one in chosen]


def _write(told: Told, story: _Story, identity: str, sentences: list[tuple[Happening, str]]) -> None:
    places = _world()[4]
    page = _Page(identity)
    for one, filler in sentences:
        start = page.length
        actor = page.mention(_shortened(one.actor, story.chance), "armed_group", one.actor.lower())
        page.plain(" ")
        predicate = page.plain(story.chance.choice(one.verbs))
        page.plain(" ")
        recipient = page.mention(one.recipient, "organisation", one.recipient.lower())
        page.plain(" in ")
        value = f"geonames:{one.place + 1000}@{one.place % 90}.0,{one.place % 180}.0"
        place = page.mention(places[one.place], "place", value)
        page.plain(" on ")
        time = page.mention(one.day.strftime("%d %B"), "time", one.day.isoformat())
        roles = [("actor", actor), ("recipient", recipient), ("place", place), ("time", time)]
        if one.figure is not None:
            page.plain(" with ")
            value = f"{one.figure}..{one.figure} people"
            roles.append(("figure", page.mention(f"{one.figure} people", "figure", value)))
        page.plain(f" {filler}")
        claim = page.claim(start, one.label, predicate, roles)
        page.plain(".\n" if story.chance.random() < 0.3 else ". ")
        told.happening_of[claim] = one.key
    title = sentences[0][1][:60]
    document = Document(identity, "".join(page.parts), title=title, source="bench",
                        published=(story.day + timedelta(story.chance.randrange(5))).isoformat())  # fmt: skip
    told.accounts.append((document, page.rows))
    told.story_of[identity] = story.key


def _shortened(name: str, chance: random.Random) -> str:
    return name if chance.random() < 0.8 else name.rsplit(maxsplit=1)[-1]


@dataclass(slots=True)
class _Page:
    document: str
    parts: list[str] = field(default_factory=list)
    rows: list[Annotation] = field(default_factory=list)
    length: int = 0

    def plain(self, words: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def mention(self, words: str, label: str, value: str) -> Annotation:
        row = Annotation(self.document, *self.plain(words), "mention", label, value, None, None, "bench@1")
        self.rows.append(row)
        return row

    def claim(self, start: int, label: str, predicate: tuple[int, int], roles: list[tuple[str, Annotation]]) -> str:
        one = Annotation(self.document, start, self.length, "claim", label, "asserted", None, None, "bench@1")
        self.rows.append(one)
        self.rows.append(Annotation(self.document, *predicate, "role", "predicate", None, one.id, None, "bench@1"))
        for name, row in roles:
            self.rows.append(
                Annotation(self.document, row.start, row.end, "role", name, None, one.id, row.id, "bench@1")
            )
        return one.id
