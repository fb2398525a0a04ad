"""The claims of one document as they are compared: predicate, type, parties, place, time, figures, words around."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.link import keys
from rashomon.link.intervals import Interval, day_interval, figure_interval
from rashomon.link.named import PLACE_ID, Name
from rashomon.model import Annotation, Document

# How many characters on both sides of a claim are looked at: about one sentence.
_AROUND = 150
# Words of a phrase at most in which a place is what is taken: not in "the leadership of the movement in Karsa".
_PLAIN = 5
# What somebody is kept from, after the verb: "kept them from leaving" is another deed than "kept".
_FROM_DOING = re.compile(r"[^,;.]{0,60}?\bfrom(?:\s\w+)?\s\w+ing\b")
# Claims that start within this many characters stand in the title or the lead.
_LEAD = 400


@dataclass(frozen=True, slots=True)
class Deed:
    """A claim as it is compared: its predicate, type, parties, place, time, figures and the words around it."""

    id: str
    document: str
    start: int
    end: int
    label: str
    status: str
    words: str
    keyed: str  # the words with the "from" of what somebody is kept from doing, for families
    stems: tuple[str, ...]
    families: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    days: Interval | None
    figures: tuple[Interval, ...]
    turned: tuple[str, ...]  # words of the names of what it is done to, where little else is said of it
    context: tuple[str, ...]
    names: tuple[str, ...]  # words of proper names there
    around: tuple[str, ...]  # words of the clause and some on both sides, the predicate aside
    actor_mentions: tuple[str, ...] = ()
    recipient_mentions: tuple[str, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Stems:
    """The words of a text with their stems, found once: the passages that claims are compared by overlap."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    stems: tuple[str, ...]  # empty for a word that says too little

    @classmethod
    def of(cls, text: str) -> Stems:
        found = [(*one.span(), keys.content_stem(one.group())) for one in keys.WORD.finditer(text)]
        starts, ends, stems = zip(*found, strict=True) if found else ((), (), ())
        return cls(text, starts, ends, stems)

    def between(self, start: int, end: int) -> list[str]:
        """What `keys.content_stems` finds in these characters: of a word that an edge cuts, what is left of it."""
        first, last = bisect_left(self.starts, start), bisect_right(self.ends, end)
        if last < first:
            return keys.content_stems(self.text[start:end])
        found = list(filter(None, self.stems[first:last]))
        if first and self.ends[first - 1] > start:
            found += keys.content_stems(self.text[start : self.ends[first - 1]])
        if last < len(self.starts) and self.starts[last] < end:
            found += keys.content_stems(self.text[self.starts[last] : end])
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its words, mentions and names at hand, for reading its claims."""

    document: Document
    words: Stems
    mentions: dict[str, Annotation]
    named: dict[str, Name]
    proper: tuple[tuple[int, tuple[str, ...]], ...]  # where proper names start, with their words' stems
    times: tuple[tuple[int, str], ...]  # where times start, with their values

    @classmethod
    def of(cls, document: Document, words: Stems, mentions: dict[str, Annotation], names: Sequence[Name]) -> Page:
        named = {mention: name for name in names for mention in name.mentions}
        proper = (
            (mentions[one].start, tuple(keys.stem(word) for word in keys.name_words(name.forms[0])))
            for one, name in named.items()
            if name.proper and not mentions[one].names_nobody
        )
        times = ((row.start, row.value) for row in mentions.values() if row.label == "time" and row.value)
        return cls(document, words, mentions, named, tuple(sorted(proper)), tuple(sorted(times)))

    def names_in(self, start: int, end: int) -> tuple[str, ...]:
        first = bisect_left(self.proper, (start, ()))
        last = bisect_left(self.proper, (end, ()))
        return tuple(sorted({word for _, words in self.proper[first:last] for word in words}))

    def party(self, roles: Sequence[Annotation]) -> tuple[str, ...]:
        """The stems of a party's own words and of its fullest name in the document; none where it has no role."""
        if not roles:
            return ()
        found: set[str] = set()
        for row in roles:
            found.update(self.words.between(row.start, row.end))
            name = self.named.get(row.who or "")
            if name and name.proper:
                found.update(map(keys.stem, keys.name_words(name.forms[0])))
        return tuple(sorted(found | keys.party_sorts(found)))

    def turned(self, roles: Sequence[Annotation]) -> tuple[str, ...]:
        """The stems of proper names in what a deed is done to, from phrases of few words."""
        found: set[str] = set()
        for row in roles:
            words = self.words.between(row.start, row.end)
            found.update(words if len(words) <= _PLAIN else ())
        return tuple(sorted(found))

    def times_in(self, start: int, end: int) -> list[Interval]:
        """The stretches that the times within these words tell."""
        rows = self.times[bisect_left(self.times, (start,)) : bisect_left(self.times, (end,))]
        return [found for _, value in rows if (found := day_interval(value))]

    def values(self, roles: Sequence[Annotation]) -> list[str]:
        rows = (self.mentions.get(row.who or "") for row in roles)
        return [row.value for row in rows if row and row.value]


def deeds_of(page: Page, rows: Sequence[Annotation]) -> tuple[Deed, ...]:
    """The claims of a document that have a predicate, in text order."""
    parts: dict[str, list[Annotation]] = {}
    for row in rows:
        if row.kind == "role" and row.about is not None:
            parts.setdefault(row.about, []).append(row)
    made = (_deed(page, claim, parts.get(claim.id, [])) for claim in rows if claim.kind == "claim")
    return tuple(sorted((one for one in made if one), key=lambda one: (one.start, one.end, one.id)))


def _families(claim: Annotation, keyed: str, days: Sequence[Interval], placed: bool) -> tuple[str, ...]:
    """The families of a predicate, and that of a change of hands where it is one in this claim.

    Who holds a place by a day has taken it ("by Tuesday the army held Karsa"); a victory in a place, or a defeat
    there, is by what two sides tell that it fell or was freed.
    """
    found = keys.families(keyed)
    by_a_day = any(last - first <= 1 for first, last in days)
    held = claim.label == "CONTROL" and by_a_day and "hold" in keys.predicate_stems(keyed)
    if held or (placed and claim.label == "OTHER" and "win" in found):
        return tuple(sorted({*found, "seize~"}))
    return found


def _deed(page: Page, claim: Annotation, roles: Sequence[Annotation]) -> Deed | None:
    text = page.document.text
    predicates = sorted((row.start, row.end) for row in roles if row.label == "predicate")
    words = " ".join(" ".join(text[start:end].split()) for start, end in predicates)
    stems = keys.predicate_stems(words)
    if not stems:
        return None
    last = predicates[-1][1]
    keyed = f"{words} from" if _FROM_DOING.match(text, last, claim.end) else words
    clause = set(page.words.between(claim.start, claim.end))
    before = max(0, claim.start - _AROUND)
    near = text.find(" ", before) + 1 if before else 0
    around = clause.union(page.words.between(near, claim.end + _AROUND))
    by: dict[str, list[Annotation]] = {}
    for row in roles:
        if row.score == 1:  # a place taken from around a deed is only likely its own
            by.setdefault(row.label, []).append(row)
    actors, recipients = by.get("actor", []), by.get("recipient", [])
    places = {at.group(1) for one in page.values(by.get("place", ())) if (at := PLACE_ID.match(one))}
    days = [found for one in page.values(by.get("time", ())) if (found := day_interval(one))]
    if not days and len(told := set(page.times_in(claim.start, claim.end))) == 1:
        days = list(told)  # "kept them from leaving in May": the only time in the clause, though another word has it
    figures = {found for one in page.values(by.get("figure", ())) if (found := figure_interval(one))}
    return Deed(
        id=claim.id,
        document=claim.document,
        start=predicates[0][0],
        end=last,
        label=claim.label,
        status=claim.value or "asserted",
        words=words,
        keyed=keyed,
        stems=stems,
        families=_families(claim, keyed, days, bool(places)),
        actors=page.party(actors),
        recipients=page.party(recipients),
        places=tuple(sorted(places)) or page.party(by.get("place", ())),
        days=min(days, key=lambda one: (one[1] - one[0], one), default=None),
        figures=tuple(sorted(figures)),
        turned=page.turned([*actors, *recipients]),
        context=tuple(sorted(clause.difference(stems))),
        names=page.names_in(claim.start, claim.end),
        around=tuple(sorted(around.difference(stems))),
        actor_mentions=tuple(sorted(row.who for row in actors if row.who)),
        recipient_mentions=tuple(sorted(row.who for row in recipients if row.who)),
        lead=claim.start < _LEAD,
    )
