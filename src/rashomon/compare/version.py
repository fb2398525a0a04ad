"""A claim as one account tells it: on whose word, and what it says of who, whom, where, when, how many and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rashomon.compare.account import Account
from rashomon.compare.edtf import amount
from rashomon.compare.kin import is_change_of_hands, is_destruction
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage, sentence_start
from rashomon.compare.speakers import Speaker, chain
from rashomon.compare.specifics import (
    Said,
    Stretch,
    families_of,
    is_named,
    named_parties,
    particles_of,
    places_of,
    predicate_words,
    short_days,
)
from rashomon.compare.ties import Ties
from rashomon.compare.words import content
from rashomon.link import keys
from rashomon.model import Annotation, Row
from rashomon.vocab.persons import sort_of_person

#: Where a news text says from where and by whom it is sent: "KARSA, Ordania, Oct 1 (MPA) - ", "Velm, ORNA - ".
_DATELINE = re.compile(r"[^\W\d_][^\n.]{0,70}?(?:\([A-Z]{2,}\)|\b[A-Z]{3,})\s*[-–—]+\s")
#: Sorts of mention that act or suffer as no party; a place that does stands for its government and is of that sort.
_NO_PARTY = {"who": ("place", "time", "figure"), "whom": ("time",)}
_ROLES = {
    "predicate": "what", "actor": "who", "recipient": "whom", "place": "where", "time": "when",
    "figure": "how_many", "cause": "why",
}  # fmt: skip


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Part:
    """What a claim says of one aspect: the words, the normal form where there is one, and who is meant."""

    aspect: str
    passage: Passage
    value: str | None
    key: str | None  # the entity's key, where the words are a mention
    sort: str | None = None  # the mention's label

    def to_row(self) -> Row:
        return {"aspect": self.aspect, **self.passage.to_row(), "value": self.value}


@packed_by_fields
@dataclass(frozen=True)
class Version:
    """One claim of an event as one account tells it, with its status, its chain of asserters and its parts."""

    claim: str
    label: str
    passage: Passage
    sentence: Passage
    status: str
    chain: tuple[Speaker, ...]
    parts: tuple[Part, ...]
    around: tuple[Part, ...] = ()  # the places and days told anywhere in its sentence

    # What follows is made once each: a story of 8 reports asks 70,000 times for parts and 20,000 times for the deed.
    @cached_property
    def document(self) -> str:
        return self.passage.document

    @property
    def state(self) -> str:
        """What telling this is: asserts, denies, reports (another's word) or mentions."""
        if self.status not in ("asserted", "denied", "doubted"):
            return "mentions"
        if self.chain:
            return "reports"
        return {"asserted": "asserts", "denied": "denies"}.get(self.status, "mentions")

    def of(self, aspect: str) -> tuple[Part, ...]:
        return self._by_aspect.get(aspect, ())

    @cached_property
    def _by_aspect(self) -> dict[str, tuple[Part, ...]]:
        found: dict[str, list[Part]] = {}
        for one in self.parts:
            found.setdefault(one.aspect, []).append(one)
        return {aspect: tuple(parts) for aspect, parts in found.items()}

    @cached_property
    def deed(self) -> frozenset[str]:
        """The content words of its predicate."""
        return frozenset(word for part in self.of("what") for word in content(part.passage.words))

    def within(self, aspect: str) -> tuple[Part, ...]:
        """The parts of an aspect in the claim's own words; what was taken over from before says nothing specific."""
        return self._within.get(aspect, ())

    @cached_property
    def _within(self) -> dict[str, tuple[Part, ...]]:
        low, high = self.passage.start, self.passage.end
        return {
            aspect: tuple(one for one in parts if low <= one.passage.start and one.passage.end <= high)
            for aspect, parts in self._by_aspect.items()
        }

    # What pairs of versions are compared by (`specifics`), made once a version: a story of 20 accounts has 1,100 pairs.
    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of the clause."""
        return content(self.passage.words)

    @cached_property
    def days(self) -> tuple[Stretch, ...]:
        """The days it tells, of stretches short enough to say when."""
        return short_days(self.of("when"))

    @cached_property
    def days_around(self) -> tuple[Stretch, ...]:
        """The days that its sentence tells."""
        return short_days(self.around)

    @cached_property
    def places(self) -> tuple[Part, ...]:
        """The places below the level of a country that it is told of, as its object ("left Karsa") or as its place."""
        return places_of((*self.within("where"), *self.within("whom")))

    @cached_property
    def named(self) -> dict[str, tuple[Part, ...]]:
        """The parties that it calls by a name, as `who` and as `whom`."""
        return {aspect: named_parties(self.within(aspect), self.sentence.start) for aspect in ("who", "whom")}

    def said(self, aspect: str) -> Said:
        """All that it says of an aspect."""
        found = self._said.get(aspect)
        if found is None:
            found = self._said[aspect] = Said.of(self.of(aspect))
        return found

    @cached_property
    def _said(self) -> dict[str, Said]:
        return {}

    @cached_property
    def touched(self) -> Said:
        """All parties, things and places that it names."""
        return Said.of([*self.of("who"), *self.of("whom"), *self.of("where")])

    @cached_property
    def things(self) -> Said:
        """Whom or what it calls by a name as its object."""
        return Said.named(self.named["whom"])

    @cached_property
    def parties(self) -> Said:
        """Whom it calls by a name at all."""
        return Said.named((*self.named["who"], *self.named["whom"]))

    @cached_property
    def players(self) -> dict[str, tuple[Said, Said]]:
        """Who acts (`who`) and suffers (`whom`) in its own words, countries and places aside: all, and those named."""
        found = {}
        for aspect in ("who", "whom"):
            parts = [one for one in self.within(aspect) if one.sort not in ("country", "place")]
            named = [one for one in parts if is_named(one, self.sentence.start)]
            found[aspect] = (Said.named(parts), Said.named(named))
        return found

    @cached_property
    def figures(self) -> tuple[Part, ...]:
        """What it counts in its own words, where a number is told."""
        return tuple(
            part for part in self.within("how_many") if part.value and any(char.isdigit() for char in part.value)
        )

    @cached_property
    def is_change_of_hands(self) -> bool:
        return is_change_of_hands(self)

    @cached_property
    def is_destruction(self) -> bool:
        return is_destruction(self)

    @cached_property
    def particles(self) -> frozenset[str]:
        """The particles of its predicate: "out" of "broke out"."""
        return particles_of(part.passage.words for part in self.of("what"))

    @cached_property
    def predicate(self) -> frozenset[str]:
        """The words of its predicate, and each two neighbours of them."""
        return predicate_words(part.passage.words for part in self.of("what"))

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of words that its predicate is of."""
        return families_of(part.passage.words for part in self.of("what"))

    def asserter(self, ties: Ties) -> str:
        """Whose word it is: the innermost speaker, else the independent text itself."""
        return self.chain[-1].key if self.chain else f"text:{ties.texts.get(self.document, self.document)}"

    @property
    def fullness(self) -> int:
        """How many of who, whom, where, when and how many it tells."""
        return len({one.aspect for one in self.parts} - {"what", "why"})

    def to_row(self) -> Row:
        return {
            "claim": self.claim, "label": self.label, "status": self.status, "state": self.state,
            **self.passage.to_row(), "chain": [one.to_row() for one in self.chain],
            "parts": [one.to_row() for one in self.parts],
        }  # fmt: skip


def version(account: Account, claim: Annotation, ties: Ties) -> Version:
    """A claim with its asserters and parts; made once for the ties, though asked for about four times."""
    found: Version | None = ties.told.get(claim.id)
    if found is None:
        found = ties.told[claim.id] = _read(account, claim, ties)
    return found


def _read(account: Account, claim: Annotation, ties: Ties) -> Version:
    sentence = account.sentence(claim)
    speakers = chain(account, claim, ties)
    parts = list(_parts(account, claim, ties))
    if claim.label == "ASSAULT" and not any(one.aspect == "how_many" and _counts_persons(one) for one in parts):
        parts += _toll(account, claim, (sentence.start, sentence.end), ties)
    return Version(
        claim.id, claim.label, account.passage(claim), sentence, _status(claim, speakers), speakers, tuple(parts),
        _around(account, sentence, ties),
    )  # fmt: skip


def _toll(account: Account, claim: Annotation, sentence: tuple[int, int], ties: Ties) -> Iterator[Part]:
    """How many an attack killed, as told in its own sentence: "opened fire on a convoy and killed six passengers".

    Only where the sentence tells of one killing; who is wounded counts for nothing here.
    """
    killings = []
    for other in account.claims_within(*sentence):
        roles = account.about(other, "predicate")
        if other.id != claim.id and any("kill_die~" in keys.families(account.words(one)) for one in roles):
            killings.append(other)
    if len(killings) == 1 and killings[0].value == claim.value:
        for part in _parts(account, killings[0], ties):
            if part.aspect == "how_many" and _counts_persons(part):
                yield part


def _counts_persons(part: Part) -> bool:
    return sort_of_person(amount(part.value).unit) is not None


def _status(claim: Annotation, speakers: tuple[Speaker, ...]) -> str:
    """A claim's status; denied where somebody denies what nobody named reports ("denied reports that …")."""
    status = claim.value or "asserted"
    if status == "asserted" and len(speakers) > 1 and not speakers[-1].name and speakers[-2].stance == "denies":
        return "denied"
    return status


def _around(account: Account, sentence: Passage, ties: Ties) -> tuple[Part, ...]:
    """The places and days told in a sentence; made once for all claims of it."""
    found: tuple[Part, ...] | None = ties.around.get(sentence)
    if found is None:
        rows = account.mentions_within(sentence.start, sentence.end, "place", "facility", "time")
        told = ((one, "when" if one.label == "time" else "where") for one in rows)
        found = ties.around[sentence] = tuple(
            Part(aspect, account.passage(one), one.value, ties.entity_key(one), one.label) for one, aspect in told
        )
    return found


def _parts(account: Account, claim: Annotation, ties: Ties) -> Iterator[Part]:
    holder = account.row(claim.about)
    source = account.row(holder.who) if holder is not None else None
    for role in account.about(claim):
        aspect = _ROLES.get(role.label) if role.kind == "role" else None
        if aspect is None:
            continue
        mention = account.row(role.who) or _mention_within(account, role, aspect)
        sort = mention.label if mention is not None else None
        shown = role if mention is None or aspect in ("what", "why") else mention
        if aspect != "what" and (sort in _NO_PARTY.get(aspect, ()) or _is_outside(account, shown, aspect, source)):
            continue
        key = ties.entity_key(mention) if mention is not None else None
        value = mention.value if mention is not None and aspect in ("where", "when", "how_many") else None
        yield Part(aspect, _words(account, shown, aspect), value, key, sort)


def _is_outside(account: Account, shown: Annotation, aspect: str, source: Annotation | None) -> bool:
    """Whether words belong to the source ("two doctors said") or to the dateline, and so are no part of the deed."""
    if source is not None and aspect == "how_many" and shown.start < source.end and source.start < shown.end:
        return True
    if aspect not in ("who", "whom"):
        return False
    text = account.document.text
    return shown.end <= _dateline(text, sentence_start(text, shown.start))


#: Sentences kept: a story of 20 accounts asks 600 times for the datelines of some 150.
@lru_cache(maxsize=4096)
def _dateline(text: str, start: int) -> int:
    """Where the dateline ends that a sentence begins with; 0 where it begins with none."""
    found = _DATELINE.match(text, start, start + 100)
    return found.end() if found is not None else 0


def _words(account: Account, shown: Annotation, aspect: str) -> Passage:
    """The words of a part; of a party without a time before it ("Monday afternoon army snipers")."""
    start = shown.start
    if aspect in ("who", "whom") and start in account.starts_of_times:
        for one in account.mentions_within(shown.start, shown.end, "time"):
            if one.start == start and one.end < shown.end:
                text = account.document.text
                start = one.end + len(text[one.end : shown.end]) - len(text[one.end : shown.end].lstrip(" ,"))
    return account.stretch(start, shown.end)


def _mention_within(account: Account, role: Annotation, aspect: str) -> Annotation | None:
    """The time, figure or place mention within a role's words, where the row does not name it."""
    labels = {"when": ("time",), "how_many": ("figure",), "where": ("place", "facility", "country")}.get(aspect, ())
    found = account.mentions_within(role.start, role.end, *labels) if labels else []
    return found[0] if found else None
