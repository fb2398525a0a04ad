"""Which places a name of a document may mean: its candidates with their shares, for a reader who doubts the choice."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.found import Found
from rashomon.annotate.places import resolve
from rashomon.annotate.places.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, LISTED, Place
from rashomon.annotate.places.sureness import shares
from rashomon.model import Document, Row

#: Candidates shown of one name: "San José" has 300, of which no reader looks at more than the likeliest.
MOST = 8
#: What a place's coordinates stand for.
_PRECISION = {CITY: "city", ADMIN1: "region", ADMIN2: "region", LISTED: "region", COUNTRY: "country"}


def precision(place: Place) -> str:
    """`city`, `region` or `country`: how much ground the coordinates of a place stand for."""
    return _PRECISION[place.sort]


def candidates(document: Document, found: Found) -> Iterator[Row]:
    """One row a name of a place: where, what was chosen with its precision and score, and the candidates.

    `found` holds what the annotators before `places` made. Candidates have `value`, `precision`, `people` and `score`.
    """
    for one in resolve(document, found):
        chances = shares(one.candidates, one.score, is_chosen=one.chosen is not None)
        yield {
            "document": document.id, "start": one.start, "end": one.end, "words": document.text[one.start : one.end],
            "value": one.chosen.value if one.chosen else None,
            "precision": precision(one.chosen) if one.chosen else None,
            "score": one.score,
            "candidates": [
                {"value": ranked.place.value, "precision": precision(ranked.place), "people": ranked.place.people,
                 "score": share}
                for ranked, share in zip(one.candidates[:MOST], chances, strict=False)
            ],
        }  # fmt: skip
