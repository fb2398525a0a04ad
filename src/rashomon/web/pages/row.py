"""The page of one row: its words in their place, what they were read as, and the forms to judge or set it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.compare import Account, Passage, Speaker
from rashomon.compare.corrections import OUTCOMES, Corrections
from rashomon.compare.passage import passage, sentence_around
from rashomon.compare.speakers import chain, steps_to
from rashomon.compare.ties import tie
from rashomon.model import LABELS, STANCES, STATUSES, Annotation, Cluster, Document, Row
from rashomon.store import Library
from rashomon.store.judgements import Entry
from rashomon.store.rows import load_row, load_rows, members_of, stories_of
from rashomon.web.pages.history import Said, history
from rashomon.web.precision import precision_of

#: Names offered as the source of what somebody says: a longer list is no choice. The longest real text has 61 names.
NAMES = 80
#: Rows of a cluster that are read: a party that a whole library names has tens of thousands.
MOST = 60


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
    total: int  # rows of the cluster, of which a long list shows the first
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
    def precision(self) -> str:
        """Of a place, how much ground its coordinates stand for."""
        now = self.now or self.row
        return precision_of(now.label, now.value) if now.kind == "mention" else ""

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
            "precision": self.precision or None,
            "same": [one.row.to_row() | {"words": one.passage.words} for one in self.fellows],
            "judgements": [one.to_row() for one in self.history],
        }  # fmt: skip


def make_row_page(library: Library, row_id: str, given: Corrections, log: Sequence[Entry]) -> RowPage | None:
    """The page of a row; None where the library has no row with this id. `given` and `log` are what people judged."""
    row = load_row(library, row_id)
    document = library.document(row.document) if row is not None else None
    if row is None or document is None:
        return None
    account = Account(document, tuple(library.annotations(document.id)))
    now = next((one for one in given.apply(account.rows) if one.id == row.id), None)
    ties = tie([account], (), ())
    steps = steps_to(account, row, ties) if row.kind == "attribution" else chain(account, row, ties)
    pieces = tuple(_piece(account, one) for one in account.about(row) if one.kind in ("role", "frame"))
    cluster, fellows, total = _fellows(library, row)
    stories = stories_of(library, document.id)
    return RowPage(
        row, now, document, account.passage(row), _sentence(document, row), steps, pieces,
        _names(account) if row.kind == "attribution" else (), cluster, fellows, total,
        history(log, row.id), stories[0] if stories else None,
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


def _fellows(library: Library, row: Annotation) -> tuple[Cluster | None, tuple[Fellow, ...], int]:
    """The cluster of a row, its other rows, and how many rows it has in all."""
    cluster, total = members_of(library, row.id, MOST) if row.kind in ("claim", "mention") else (None, 0)
    if cluster is None:
        return None, (), 0
    found: list[Fellow] = []
    seen = {(row.document, row.value)}
    documents: dict[str, Document | None] = {}
    for other in load_rows(library, cluster.members):
        # Of an entity each name of each document is shown once: its other mentions go with it.
        if other.id == row.id or (row.kind == "mention" and (other.document, other.value) in seen):
            continue
        if other.document not in documents:
            documents[other.document] = library.document(other.document)
        document = documents[other.document]
        if document is not None:
            seen.add((other.document, other.value))
            words = passage(document, other.start, other.end)
            found.append(Fellow(other, document, words, _sentence(document, other)))
    return cluster, tuple(found), total
