"""The review queue: what a person's word would change most, by how much rests on it and how sure the program is.

An item's weight is the number of accounts or cells that it touches times the chance that it is wrong. A judged item
leaves the queue of the person who judged it, not that of others: so two people can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rashomon.compare import Account, Comparison, Difference, Named, Passage
from rashomon.compare.agreement import Thing, verdicts
from rashomon.compare.corrections import difference_key
from rashomon.compare.passage import passage, sentence_around
from rashomon.model import Annotation, Judgement, Link, Row
from rashomon.store import Library
from rashomon.store.rows import links_within
from rashomon.web.pages.difference import difference_id
from rashomon.web.pages.story import StoryPage

#: Items a page: what one sitting of half an hour takes, at about a minute each.
PAGE = 25
#: What a row without a calibrated score is still taken to be wrong at least; a score of 1 means "not measured".
LEAST_DOUBT = 0.05
#: The chance that a difference between two surely linked claims is none, where nothing more is known.
DOUBT_OF_A_DIFFERENCE = 0.3
ROW, PAIR = ("right", "wrong", "unsure"), ("same", "different", "unsure")
HEAD = ("kind", "question", "left", "right", "aspect", "touches", "score", "weight", "words")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to judge: a row, a pair of rows, or a difference (`aspect`). `told` has its words by outlet."""

    kind: str  # difference, event, entity or attribution
    question: str
    left: str
    right: str | None
    aspect: str
    told: tuple[tuple[str, Passage], ...]
    touches: int
    score: float
    address: tuple[str, ...]  # the page about it: difference ID, pair ID ID or row ID

    @property
    def weight(self) -> float:
        return self.touches * max(LEAST_DOUBT, 1 - self.score)

    @property
    def verdicts(self) -> tuple[str, ...]:
        return PAIR if self.kind in ("event", "entity") else ROW

    @property
    def thing(self) -> Thing:
        if self.right is None:
            return (self.left, None, self.aspect)
        return (min(self.left, self.right), max(self.left, self.right), self.aspect)

    def to_row(self) -> Row:
        return {
            "kind": self.kind, "question": self.question, "left": self.left, "right": self.right,
            "aspect": self.aspect or None, "touches": self.touches, "score": round(self.score, 3),
            "weight": round(self.weight, 3), "told": [one.to_row() for _, one in self.told],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A page of the queue of one story; `left` counts what is still to judge, `judged` what this person did."""

    story: str
    story_name: str
    stories: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    left: int
    judged: int
    forecasts: tuple[tuple[str, str, Passage], ...]  # row, outlet, words: those nobody has resolved
    comparison: Comparison

    def sentence(self, words: Passage) -> Passage | None:
        """The sentence around some words, where it says more than they do."""
        document = self.comparison.document(words.document)
        if words.part == "title":
            return None
        found = passage(document, *sentence_around(document.text, words.start, words.end))
        return found if len(found.words) > len(words.words) + 3 else None

    def to_row(self) -> Row:
        return {
            "story": self.story, "left": self.left, "judged": self.judged,
            "items": [one.to_row() for one in self.items],
        }  # fmt: skip

    def lines(self) -> Iterator[tuple[object, ...]]:
        for one in self.items:
            words = " | ".join(each.words for _, each in one.told)
            yield (
                one.kind, one.question, one.left, one.right, one.aspect, one.touches, round(one.score, 3),
                round(one.weight, 3), words,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Queue:
    """All that may be judged of a story, the weightiest first, and its forecasts by row; whoever judges."""

    items: tuple[Item, ...]
    forecasts: tuple[tuple[str, str, Passage], ...]


def make_queue(library: Library, page: StoryPage) -> Queue:
    """What may be judged of a story: it holds as long as the story's page and the links."""
    found = page.comparison
    accounts = [Account(one.document, tuple(library.annotations(one.document.id))) for one in found.columns]
    rows = {row.id: row for one in accounts for row in one.rows}
    ids = [one.document.id for one in accounts]
    links = [link for kind in ("event", "entity") for link in links_within(library, kind, ids)]
    items = sorted(find_items(found, rows, links), key=lambda one: (-one.weight, one.thing[0], one.thing[2]))
    return Queue(tuple(items), tuple(_forecasts(found, accounts)))


def make_review_page(
    queue: Queue,
    page: StoryPage,
    stories: tuple[tuple[str, str], ...],
    by: str,
    holding: Iterable[Judgement],
    most: int | None = PAGE,
) -> ReviewPage:
    """A story's queue for the person called `by`, after the judgements that hold; with no name, what nobody judged."""
    judged = verdicts(holding)
    waiting = [one for one in queue.items if not _is_judged(judged.get(one.thing, {}), by)]
    outcomes = {left for left, _, what in judged if what == "outcome"}
    forecasts = tuple(one for one in queue.forecasts if one[0] not in outcomes)
    return ReviewPage(
        page.id, page.name, stories, tuple(waiting[:most]), len(waiting), len(queue.items) - len(waiting),
        forecasts[:PAGE], page.comparison,
    )  # fmt: skip


def find_items(found: Comparison, rows: Mapping[str, Annotation], links: Iterable[Link]) -> Iterator[Item]:
    """Everything of a comparison that may be judged, each thing once; in no order."""
    links = list(links)
    seen: set[Thing] = set()
    for one in (*_differences(found, rows, links), *_events(found, rows, links), *_entities(found, rows, links),
                *_attributions(found, rows)):  # fmt: skip
        if one.thing not in seen:
            seen.add(one.thing)
            yield one


def _is_judged(said: Mapping[str, str], by: str) -> bool:
    return by in said if by else bool(said)


def _words(found: Comparison, rows: Mapping[str, Annotation], *ids: str) -> tuple[tuple[str, Passage], ...]:
    shown = []
    for row in (rows[one] for one in ids):
        text = found.document(row.document).text[row.start : row.end]
        shown.append((found.name(row.document), Passage(row.document, row.start, row.end, text)))
    return tuple(shown)


def _differences(found: Comparison, rows: Mapping[str, Annotation], links: list[Link]) -> Iterator[Item]:
    predicates = {row.about: key for key, row in rows.items() if row.label == "predicate" and row.about}
    scores = {(one.left, one.right): one.score for one in links if one.kind == "event"}
    tellers = {one.id: len(one.documents) for one in found.events}
    for one in found.differences:
        key = difference_key(one, predicates)
        claims = tuple(sorted((one.left_version.claim, one.right_version.claim)))
        score = scores.get((claims[0], claims[1]), 1.0) * (1 - DOUBT_OF_A_DIFFERENCE)
        told = ((found.name(one.left.document), one.left), (found.name(one.right.document), one.right))
        yield Item(
            "difference", f"Do these two differ in {_aspect(one)}?", key[1], key[2], key[0], told,
            tellers.get(one.event, 2), score, ("difference", difference_id(one)),
        )  # fmt: skip


def _aspect(one: Difference) -> str:
    return one.aspect.replace("_", " ")


def _events(found: Comparison, rows: Mapping[str, Annotation], links: list[Link]) -> Iterator[Item]:
    event_of = {version.claim: event for event in found.events if event.is_sure for version in event.shown.versions}
    for link in links:
        event = event_of.get(link.left)
        if link.kind == "event" and event is not None and event is event_of.get(link.right) and _known(rows, link):
            yield Item(
                "event", "Do these tell of one happening?", link.left, link.right, "",
                _words(found, rows, link.left, link.right), len(event.documents), link.score,
                ("pair", link.left, link.right),
            )  # fmt: skip


def _entities(found: Comparison, rows: Mapping[str, Annotation], links: list[Link]) -> Iterator[Item]:
    named: dict[tuple[str, int], Named] = {}
    for one in found.names:
        places = (use.passage for form in one.forms for use in form.uses)
        named |= {(place.document, place.start): one for place in places if place.part == "text"}
    for link in links:
        if link.kind != "entity" or not _known(rows, link):
            continue
        left, right = rows[link.left], rows[link.right]
        party = named.get((left.document, left.start)) or named.get((right.document, right.start))
        if party is not None:
            yield Item(
                "entity", "Do these mean one and the same?", link.left, link.right, "",
                _words(found, rows, link.left, link.right), len(party.documents), link.score,
                ("pair", link.left, link.right),
            )  # fmt: skip


def _attributions(found: Comparison, rows: Mapping[str, Annotation]) -> Iterator[Item]:
    resting: dict[str, int] = {}
    for row in rows.values():
        if row.kind == "claim" and row.about is not None:
            resting[row.about] = resting.get(row.about, 0) + 1
    shown = {one.document.id for one in found.shown}
    for row in rows.values():
        if row.kind == "attribution" and row.label != "scare" and row.document in shown and resting.get(row.id):
            source = rows.get(row.who or "")
            name = found.document(row.document).text[source.start : source.end] if source is not None else ""
            question = f"Does “{' '.join(name.split())}” say this?" if name else "Is this on somebody’s word?"
            yield Item(
                "attribution", question, row.id, None, "", _words(found, rows, row.id), resting[row.id], row.score,
                ("row", row.id),
            )  # fmt: skip


def _known(rows: Mapping[str, Annotation], link: Link) -> bool:
    return link.left in rows and link.right in rows


def _forecasts(found: Comparison, accounts: Iterable[Account]) -> Iterator[tuple[str, str, Passage]]:
    claims = {(row.document, row.start, row.end): row.id for one in accounts for row in one.of("claim")}
    for one in found.expectations:
        key = claims.get((one.passage.document, one.passage.start, one.passage.end))
        if one.sort == "forecast" and key is not None:
            yield (key, found.name(one.document), one.passage)
