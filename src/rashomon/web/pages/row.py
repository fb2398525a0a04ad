"""The page of one row: its words in their place, what they were read as, and the forms to judge or set it right."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare import Account, Passage, Speaker
from rashomon.compare.corrections import OUTCOMES, Corrections
from rashomon.compare.passage import passage, sentence_around
from rashomon.compare.speakers import chain, steps_to
from rashomon.compare.ties import tie
from rashomon.model import LABELS, STANCES, STATUSES, Annotation, Cluster, Document, Row
from rashomon.store import Library, judgements
from rashomon.store.rows import load_row
from rashomon.web.pages.history import Said, history

#: Names offered as the source of what somebody says: a longer list is no choice. The longest real text has 61 names.
NAMES = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that hangs on the shown one: its label, its words, and the name behind them."""

    row: Annotation
    passage: Passage
    who: Passage | None


@dataclass(frozen=True, slots=True)
class Fellow:
    """Another row judged to be about the same thing: where it stands, and its sentence."""

    row: Annotation
    document: Document
    passage: Passage
    sentence: Passage


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row. `now` is the row as people corrected it, None where somebody judged it wrong."""

    row: Annotation
    now: Annotation | None
    document: Document
    passage: Passage
    sentence: Passage
    chain: tuple[Speaker, ...]
    pieces: tuple[Piece, ...]
    names: tuple[tuple[str, str], ...]
    cluster: Cluster | None
    fellows: tuple[Fellow, ...]
    history: tuple[Said, ...]
    story: str | None

    @property
    def labels(self) -> tuple[str, ...]:
        return LABELS[self.row.kind]

    @property
    def values(self) -> tuple[str, ...]:
        """The values to choose from; none where the value is free text."""
        return {"claim": STATUSES, "attribution": STANCES}.get(self.row.kind, ())

    @property
    def has_value(self) -> bool:
        return self.row.kind in ("claim", "attribution", "mention")

    @property
    def is_forecast(self) -> bool:
        return self.row.kind == "claim" and (self.now or self.row).value == "forecast"

    @property
    def outcomes(self) -> tuple[str, ...]:
        return OUTCOMES

    @property
    def before(self) -> str:
        return self.sentence.words[: self.row.start - self.sentence.start]

    @property
    def after(self) -> str:
        return self.sentence.words[self.row.end - self.sentence.start :]

    def to_row(self) -> Row:
        return {
            "row": self.row.to_row(), "now": self.now.to_row() if self.now else None,
            "sentence": self.sentence.to_row(), "chain": [one.to_row() for one in self.chain],
            "pieces": [one.row.to_row() | {"words": one.passage.words} for one in self.pieces],
            "same": [one.row.to_row() | {"words": one.passage.words} for one in self.fellows],
            "judgements": [one.to_row() for one in self.history],
        }  # fmt: skip


def make_row_page(library: Library, row_id: str) -> RowPage | None:
    """The page of a row; None where the library has no row with this id."""
    row = load_row(library, row_id)
    document = library.document(row.document) if row is not None else None
    if row is None or document is None:
        return None
    account = Account(document, tuple(library.annotations(document.id)))
    given = Corrections.of(library.judgements())
    now = next((one for one in given.apply(account.rows) if one.id == row.id), None)
    ties = tie([account], (), ())
    steps = steps_to(account, row, ties) if row.kind == "attribution" else chain(account, row, ties)
    pieces = tuple(_piece(account, one) for one in account.about(row) if one.kind in ("role", "frame"))
    cluster, fellows = _fellows(library, row)
    stories = library.clusters("story", [document.id])
    return RowPage(
        row, now, document, account.passage(row), _sentence(document, row), steps, pieces,
        _names(account) if row.kind == "attribution" else (), cluster, fellows,
        history(judgements.log(library), row.id), stories[0].id if stories else None,
    )  # fmt: skip


def _sentence(document: Document, row: Annotation) -> Passage:
    return passage(document, *sentence_around(document.text, row.start, row.end))


def _piece(account: Account, row: Annotation) -> Piece:
    mention = account.row(row.who)
    return Piece(row, account.passage(row), account.passage(mention) if mention is not None else None)


def _names(account: Account) -> tuple[tuple[str, str], ...]:
    """Who may be a source: the first mention of each name in the document, with its words, by the alphabet."""
    found: dict[str, tuple[str, str]] = {}
    for one in account.of("mention"):
        if one.label not in ("time", "figure") and one.value is not None:
            found.setdefault(one.value, (one.id, account.passage(one).words))
    return tuple(sorted(found.values(), key=lambda one: one[1].casefold()))[:NAMES]


def _fellows(library: Library, row: Annotation) -> tuple[Cluster | None, tuple[Fellow, ...]]:
    kind = {"claim": "event", "mention": "entity"}.get(row.kind)
    clusters = library.clusters(kind, [row.document]) if kind else []
    cluster = next((one for one in clusters if row.id in one.members), None)
    if cluster is None:
        return None, ()
    found: list[Fellow] = []
    seen = {(row.document, row.value)}
    for member in cluster.members:
        other = load_row(library, member)
        document = library.document(other.document) if other is not None else None
        # Of an entity each name of each document is shown once: its other mentions go with it.
        if other is None or document is None or (row.kind == "mention" and (other.document, other.value) in seen):
            continue
        if other.id != row.id:
            seen.add((other.document, other.value))
            words = passage(document, other.start, other.end)
            found.append(Fellow(other, document, words, _sentence(document, other)))
    return cluster, tuple(found)
