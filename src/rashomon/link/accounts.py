"""What linking keeps of one account: its words counted, its names, its claims with the keys they are compared by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from rashomon.link import keys
from rashomon.model import Annotation, Document

Interval: TypeAlias = tuple[int, int]

# Straight and typographic quotation marks of at most 2,000 characters: longer ones are mostly a mark that was lost.
_QUOTED = re.compile(r'"([^"\n]{12,2000})"|“([^”]{12,2000})”|«([^»]{12,2000})»')
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PLACE_ID = re.compile(r"geonames:(\d+)")
_FIGURE = re.compile(r"(\d*(?:\.\d+)?)\.\.(\d*(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity as one document has it: the mentions that share a key there, and every form of its name."""

    document: str
    key: str
    label: str
    mentions: tuple[str, ...]
    forms: tuple[str, ...]  # as written, the fullest first
    proper: bool  # a name, not a common noun ("the rebels")
    place: str = ""  # GeoNames id


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
    stems: tuple[str, ...]
    families: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    days: Interval | None
    figures: tuple[Interval, ...]
    context: tuple[str, ...]
    actor_mentions: tuple[str, ...] = ()
    recipient_mentions: tuple[str, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One document, seen as one telling: what is left of it for linking."""

    id: str
    text: str
    title: str
    source: str
    day: int | None  # proleptic ordinal of `published`
    terms: dict[str, int]
    names: tuple[Name, ...]
    deeds: tuple[Deed, ...]
    quoted: tuple[Interval, ...] = field(default=())


def account_of(document: Document, rows: Sequence[Annotation], wrong: frozenset[str] = frozenset()) -> Account:
    """The account that `rows` make of `document`; rows that a person judged `wrong` are left out."""
    rows = [row for row in rows if row.id not in wrong]
    mentions = {row.id: row for row in rows if row.kind == "mention"}
    names = _names(document, list(mentions.values()))
    title = document.title or ""
    terms = Counter(keys.content_stems(document.text))
    terms.update(keys.content_stems(title))
    return Account(
        document.id,
        document.text,
        title,
        document.source or "",
        _published(document.published),
        dict(sorted(terms.items())),
        names,
        _deeds(document, rows, mentions, names),
        _quoted(document.text, rows),
    )


def _published(value: str | None) -> int | None:
    days = day_interval(value or "")
    return days[0] if days and days[0] == days[1] else None


def day_interval(value: str) -> Interval | None:
    """First and last day (ordinals) of an EDTF date, month, year or interval; None for what has no such bounds.

    >>> day_interval("2016-07") == (date(2016, 7, 1).toordinal(), date(2016, 7, 31).toordinal())
    True
    """
    if value.startswith("P"):
        return None
    ends = [_one_day(part) for part in value.split("/")[:2]]
    first = ends[0]
    if first is None:
        return None
    last = ends[-1] or first
    return (first[0], max(first[1], last[1]))


def _one_day(value: str) -> Interval | None:
    found = _DAY.match(value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None  # noqa: S101  the pattern's first group always matches
        if month is None or not 1 <= month <= 12:
            return (date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if day is None:
            following = date(year + month // 12, month % 12 + 1, 1)
            return (date(year, month, 1).toordinal(), following.toordinal() - 1)
        return (date(year, month, day).toordinal(),) * 2
    except ValueError:
        return None


def figure_interval(value: str) -> Interval | None:
    """The least and greatest count of a figure's value; an open end is a tenth or ten times of the other.

    >>> figure_interval("1001.. fighters"), figure_interval("17..17 dead")
    ((1001, 10010), (17, 17))
    """
    found = _FIGURE.match(value)
    if not found or not any(found.groups()):
        return None
    low, high = (float(part) if part else None for part in found.groups())
    least = low if low is not None else (high or 0) / 10
    most = high if high is not None else least * 10
    return (int(min(least, 1e15)), int(min(most, 1e15)))


def _names(document: Document, mentions: list[Annotation]) -> tuple[Name, ...]:
    groups: dict[tuple[str, str], list[Annotation]] = {}
    for row in mentions:
        if row.label in ("time", "figure"):
            continue
        key = row.value or keys.fold(document.text[row.start : row.end])
        groups.setdefault((key, _PLACE_ID.match(key).group(1) if _PLACE_ID.match(key) else ""), []).append(row)  # type: ignore[union-attr]
    return tuple(_name(document, key, place, groups[key, place]) for key, place in sorted(groups))


def _name(document: Document, key: str, place: str, rows: list[Annotation]) -> Name:
    rows = sorted(rows, key=lambda row: (row.start, row.end, row.id))
    forms = Counter(" ".join(document.text[row.start : row.end].split()) for row in rows)
    proper = {form: any(one[:1].isupper() for one in form.split()) for form in forms}
    fullest = sorted(forms, key=lambda form: (not proper[form], -len(keys.name_words(form)), -forms[form], form))
    labels = Counter(row.label for row in rows)
    label = min(labels, key=lambda one: (-labels[one], one))
    return Name(document.id, key, label, tuple(row.id for row in rows), tuple(fullest), proper[fullest[0]], place)


def _deeds(
    document: Document, rows: Sequence[Annotation], mentions: dict[str, Annotation], names: tuple[Name, ...]
) -> tuple[Deed, ...]:
    parts: dict[str, list[Annotation]] = {}
    for row in rows:
        if row.kind == "role" and row.about is not None:
            parts.setdefault(row.about, []).append(row)
    named = {mention: name for name in names for mention in name.mentions}
    claims = [row for row in rows if row.kind == "claim"]
    made = (_deed(document, claim, parts.get(claim.id, []), mentions, named) for claim in claims)
    return tuple(sorted((one for one in made if one), key=lambda one: (one.start, one.end, one.id)))


def _deed(
    document: Document,
    claim: Annotation,
    roles: list[Annotation],
    mentions: dict[str, Annotation],
    named: dict[str, Name],
) -> Deed | None:
    text = document.text
    predicates = sorted((row.start, row.end) for row in roles if row.label == "predicate")
    if not predicates:
        return None
    start, end = predicates[0][0], predicates[-1][1]
    words = " ".join(" ".join(text[a:b].split()) for a, b in predicates)
    stems = keys.predicate_stems(words)
    if not stems:
        return None

    def party(label: str) -> tuple[str, ...]:
        found: list[str] = []
        for row in roles:
            if row.label == label:
                found += keys.content_stems(text[row.start : row.end])
                name = named.get(row.who or "")
                found += [keys.stem(one) for one in keys.name_words(name.forms[0])] if name and name.proper else []
        return tuple(sorted(set(found)))

    def values(label: str) -> list[str]:
        rows = (mentions.get(row.who or "") for row in roles if row.label == label)
        return [row.value for row in rows if row and row.value]

    places = [at.group(1) for one in values("place") if (at := _PLACE_ID.match(one))]
    days = [found for one in values("time") if (found := day_interval(one))]
    figures = [found for one in values("figure") if (found := figure_interval(one))]
    around = Counter(keys.content_stems(text[claim.start : claim.end]))
    return Deed(
        claim.id, document.id, start, end, claim.label, claim.value or "asserted", words, stems,
        keys.families(words), party("actor"), party("recipient"), tuple(sorted(set(places))) or party("place"),
        (max(one[0] for one in days), min(one[1] for one in days)) if len(days) == 1 else (days[0] if days else None),
        tuple(sorted(set(figures))), tuple(sorted(set(around) - set(stems))),
        *(tuple(row.who for row in roles if row.label == label and row.who) for label in ("actor", "recipient")),
        start < 600,
    )  # fmt: skip


def _quoted(text: str, rows: Sequence[Annotation]) -> tuple[Interval, ...]:
    spans = [(row.start, row.end) for row in rows if row.kind == "attribution" and row.label in ("direct", "mixed")]
    spans += [found.span() for found in _QUOTED.finditer(text)]
    merged: list[Interval] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
