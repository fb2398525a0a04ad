"""The judgements page: what people said, how far they agree, and what no longer finds its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.agreement import (
    Agreement,
    Disagreement,
    alpha_of_all,
    find_agreements,
    find_disagreements,
)
from rashomon.model import Row
from rashomon.store import Library, judgements
from rashomon.store.anchors import Anchor
from rashomon.store.judgements import Adrift
from rashomon.web.pages.history import Said, said

#: Judgements on one page, the latest first: more are in the files.
PAGE = 50
HEAD = ("id", "left", "right", "verdict", "by", "at", "note", "left_words", "right_words", "taken_back")


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement with the words it was made on; `pages` are the rows that have a page of their own."""

    said: Said
    words: tuple[str, ...]
    pages: tuple[str, ...]

    def to_row(self) -> Row:
        return self.said.to_row() | {"words": list(self.words)}


@dataclass(frozen=True, slots=True)
class JudgementsPage:
    """The log, the latest first (`lines` a page of it), with agreement and what is adrift."""

    lines: tuple[Line, ...]
    total: int
    holding: int
    agreements: tuple[Agreement, ...]
    alpha: float | None
    disagreements: tuple[tuple[Disagreement, tuple[str, ...]], ...]
    adrift: tuple[tuple[Line, Adrift], ...]

    def to_row(self) -> Row:
        return {
            "total": self.total, "holding": self.holding, "judgements": [one.to_row() for one in self.lines],
            "alpha": None if self.alpha is None else round(self.alpha, 3),
            "agreements": [one.to_row() for one in self.agreements],
            "disagreements": [one.to_row() | {"words": list(words)} for one, words in self.disagreements],
            "adrift": [line.to_row() | {"reasons": list(one.reasons)} for line, one in self.adrift],
        }  # fmt: skip

    def table(self) -> Iterator[tuple[object, ...]]:
        for one in self.lines:
            row = one.said.to_row()
            words = (*one.words, "", "")[:2]
            taken = "true" if row["taken_back"] else "false"
            yield (*(row[key] for key in ("id", "left", "right", "verdict", "by", "at", "note")), *words, taken)


def make_judgements_page(library: Library, most: int | None = PAGE) -> JudgementsPage:
    """The page of everything that people judged in a library."""
    log = judgements.log(library)
    lines = [_line(one) for one in log]
    holding = library.judgements()
    words = {one.said.entry.judgement.left: one.words for one in lines}
    found = tuple((one, words.get(one.thing[0], words.get(one.thing[1] or "", ()))) for one in
                  find_disagreements(holding))  # fmt: skip
    adrift = tuple((_line(one.entry), one) for one in judgements.adrift(library))
    return JudgementsPage(
        tuple(reversed(lines))[:most], len(lines), sum(not one.retracted for one in log),
        tuple(find_agreements(holding)), alpha_of_all(holding), found, adrift,
    )  # fmt: skip


def _line(entry: judgements.Entry) -> Line:
    anchors = [one for one in entry.anchors if one is not None]
    words = tuple(_words(one) for one in anchors)
    is_rows = bool(anchors) and all(one.row == "annotation" for one in anchors)
    pages = tuple(one for one in (entry.judgement.left, entry.judgement.right) if one) if is_rows else ()
    return Line(said(entry), words, pages)


def _words(anchor: Anchor) -> str:
    return anchor.words or " · ".join(one.words for one in anchor.ends if one is not None)
