"""The page of a pair: two rows side by side, why they were linked, and whether people call them the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.compare import Passage
from rashomon.compare.passage import passage, sentence_around
from rashomon.model import Annotation, Document, Link, Row
from rashomon.store import Library
from rashomon.store.judgements import Entry
from rashomon.store.rows import cluster_of, load_links_between, load_row
from rashomon.web.pages.history import Said, history

HEAD = ("kind", "made_by", "score", "compared", "found", "bits")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the row in its document, with its sentence."""

    row: Annotation
    document: Document
    passage: Passage
    sentence: Passage

    @property
    def before(self) -> str:
        return self.sentence.words[: self.row.start - self.sentence.start]

    @property
    def after(self) -> str:
        return self.sentence.words[self.row.end - self.sentence.start :]

    def to_row(self) -> Row:
        return {"row": self.row.to_row(), "words": self.passage.words, "sentence": self.sentence.to_row()}


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two rows. `links` hold the reasons in bits where the program linked them; `together` whether they are now one."""

    left: Side
    right: Side
    links: tuple[Link, ...]
    together: bool
    history: tuple[Said, ...]

    @property
    def kind(self) -> str:
        """What the two are judged to be: one event, one entity, or rows of another kind."""
        kinds = {self.left.row.kind, self.right.row.kind}
        return {"claim": "event", "mention": "entity"}.get(kinds.pop(), "thing") if len(kinds) == 1 else "thing"

    def lines(self) -> Iterator[tuple[object, ...]]:
        """The reasons of each link as lines of a table."""
        for link in self.links:
            for one in link.reasons:
                yield (link.kind, link.made_by, round(link.score, 3), one.name, one.value, one.bits)

    def to_row(self) -> Row:
        return {
            "left": self.left.to_row(), "right": self.right.to_row(), "together": self.together,
            "links": [one.to_row() for one in self.links], "judgements": [one.to_row() for one in self.history],
        }  # fmt: skip


def make_pair_page(library: Library, left: str, right: str, log: Iterable[Entry]) -> PairPage | None:
    """The page of two rows with what the log says of them; None where the library lacks one or they are one row."""
    sides = [_side(library, one) for one in (left, right)]
    if left == right or sides[0] is None or sides[1] is None:
        return None
    links = tuple(load_links_between(library, left, right))
    clusters = [cluster_of(library, one) for one in (left, right)]
    together = clusters[0] is not None and clusters[0] == clusters[1]
    return PairPage(sides[0], sides[1], links, together, history(log, left, right))


def _side(library: Library, row_id: str) -> Side | None:
    row = load_row(library, row_id)
    document = library.document(row.document) if row is not None else None
    if row is None or document is None:
        return None
    sentence = passage(document, *sentence_around(document.text, row.start, row.end))
    return Side(row, document, passage(document, row.start, row.end), sentence)
