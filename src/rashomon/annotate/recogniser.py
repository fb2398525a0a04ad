"""Entities of a parse: what spaCy's entity recogniser gives with its own weights, decided for all tokens at once.

It walks a text token by token with the moves begin, in, last, unit and out (Ratinov and Roth 2009; Lample et al. 2016,
section 3). Outside an entity a step looks at nothing but its token, so all those steps are scored together; only inside
one it looks at where that began too. spaCy asks each of 74 moves at every token whether it may be made and takes
Python's lock for each (spaCy 3.8.18: 1.3 of the 5.4 CPU s that 60 war reports take to parse); this takes 0.1 s.
`tests/annotate/test_recogniser.py` holds every entity to spaCy's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.intp]
Truths: TypeAlias = NDArray[np.bool_]

_NEVER = np.float32(-np.inf)


class Recogniser:
    """A pipe of spaCy in the place of its entity recogniser; ValueError for one of another shape."""

    def __init__(self, theirs: Any) -> None:
        model = theirs.model
        self._vectors, self._lower, self._upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        if self._lower.get_dim("nF") != 3 or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            raise ValueError(f"an entity recogniser of another shape: {model.attrs}, {self._lower.get_dim('nF')}")
        names = [theirs.moves.get_class_name(number) for number in range(theirs.moves.n_moves)]
        moves = np.array([name.partition("-")[0] for name in names])
        kinds = [name.partition("-")[2] for name in names]
        #: Of each move the label of what it begins: a number of the vocabulary.
        self._kinds = [theirs.vocab.strings.add(kind) for kind in kinds]
        self._begins = moves == "B"
        self._units = (moves == "U") & np.array([kind != "" for kind in kinds])
        #: Moves that need an open entity or what a person set, which no document here has.
        self._closed = ~(self._begins | self._units | (moves == "O"))
        #: Of each move that begins an entity those that may follow it: in and last, of the same kind.
        self._goes_on, self._ends = (
            np.array(
                [names.index(f"{one}-{kind}") if move == "B" else -1 for move, kind in zip(moves, kinds, strict=True)]
            )
            for one in "IL"
        )

    def __call__(self, doc: Any) -> Any:
        """The same Doc, with entities."""
        self._recognise([doc])
        return doc

    def pipe(self, docs: Iterable[Any], *, batch_size: int = 32) -> Iterator[Any]:
        """The same Docs in order, with entities; a quarter of a batch at a time, as spaCy's parser takes them."""
        waiting = iter(docs)
        while batch := list(islice(waiting, max(batch_size // 4, 2))):
            self._recognise(batch)
            yield from batch

    def _recognise(self, docs: Sequence[Any]) -> None:
        if not any(len(doc) for doc in docs):
            return
        facts = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]).reshape(len(doc), 2) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        # An entity ends with its document and with its sentence.
        is_last = np.append(facts[1:, 1] == 1, True)
        is_last[ends[ends > 0] - 1] = True
        features = self._lower.predict(self._vectors.predict(docs))
        best = self._outside_of_entities(features, facts[:, 0] == 1, is_last)
        last = self._ends_of_entities(features, best, is_last)
        starts = np.flatnonzero(last >= 0)
        found: list[list[tuple[int, int, int]]] = [[] for _ in docs]
        free = 0  # the first token that no entity found so far takes
        for start, owner in zip(starts.tolist(), np.searchsorted(ends, starts, side="right").tolist(), strict=True):
            if start >= free:
                free = int(last[start]) + 1
                found[owner].append((start, free, self._kinds[best[start]]))
        for doc, end, spans in zip(docs, ends.tolist(), found, strict=True):
            _set_entities(doc, end - len(doc), spans)

    def _outside_of_entities(self, features: Floats, is_space: Truths, is_last: Truths) -> Numbers:
        """The move of each token if no entity is open there."""
        scores = self._scores(features[1:, 0] + features[0, 1] + features[0, 2])
        scores[:, self._closed] = _NEVER
        scores[np.ix_(is_space, self._begins | self._units)] = _NEVER
        scores[np.ix_(is_last, self._begins)] = _NEVER
        best: Numbers = scores.argmax(axis=1)
        return best

    def _ends_of_entities(self, features: Floats, best: Numbers, is_last: Truths) -> Numbers:
        """The last token of the entity that would begin at each token; -1 where none would."""
        last = np.where(self._begins[best] | self._units[best], np.arange(len(best)), -1)
        starts = np.flatnonzero(self._begins[best])
        at = starts + 1
        while len(starts):
            scores = self._scores(features[1 + at, 0] + features[1 + starts, 1] + features[at, 2])
            rows = np.arange(len(starts))
            goes_on = scores[rows, self._goes_on[best[starts]]] >= scores[rows, self._ends[best[starts]]]
            goes_on &= ~is_last[at]
            last[starts[~goes_on]] = at[~goes_on]
            starts, at = starts[goes_on], at[goes_on] + 1
        return last

    def _scores(self, summed: Floats) -> Floats:
        """Scores of all moves, (n, moves), from the summed features of n steps, (n, hidden, pieces)."""
        scores: Floats = self._upper.predict((summed + self._lower.get_param("b")).max(axis=2))
        return scores


def _set_entities(doc: Any, offset: int, spans: Sequence[tuple[int, int, int]]) -> None:
    from spacy.tokens import Span  # noqa: PLC0415  0.5 s, needed only where text is parsed

    doc.set_ents([Span(doc, start - offset, end - offset, label=kind) for start, end, kind in spans], default="outside")
