"""What is expected: horizon, hedge and condition of claims about the future."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rashomon.annotate.forecasts.phrases import find_conditions, find_hedges, find_horizons
from rashomon.annotate.forecasts.region import Region
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation, Document

NAME = "forecasts"
VERSION = "6"
NEEDS: tuple[str, ...] = ("parse", "claim", "attribution")
MAKES: tuple[str, ...] = ("role:horizon", "role:hedge", "role:condition")

#: Longer "sentences" are tables or one word repeated; no hedge is looked for in them. The longest sentence of
#: 54,360 tokens of news had 98.
LONGEST_SENTENCE = 500


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """Roles of every claim of status `forecast`; a horizon's `who` is the time mention in it, where there is one."""
    maker = Maker(document, f"{NAME}@{VERSION}")
    for claim in found.rows("claim"):
        if claim.value == "forecast":
            yield from _roles(claim, found, maker)


def _roles(claim: Annotation, found: Found, maker: Maker) -> Iterator[Annotation]:
    predicate = next(iter(found.about(claim.id, "predicate")), None)
    token = _token_at(found.parse, predicate.start) if predicate is not None else None
    if predicate is None or token is None:
        return
    if len(token.sent) > LONGEST_SENTENCE:
        return
    region = Region(found.parse, token)
    for start, end in find_hedges(region):
        yield maker.role(start, end, "hedge", claim.id)
    conditions = find_conditions(region)
    for start, end in conditions:
        yield maker.role(start, end, "condition", claim.id)
    for start, end in find_horizons(region, found):
        if any(low <= start and end <= high for low, high in conditions):
            continue
        times = [row for row in found.overlapping("mention", start, end) if row.label == "time"]
        yield maker.role(start, end, "horizon", claim.id, times[0].id if times else None)


def _token_at(parse: Any, offset: int) -> Any:
    """The token that begins at or covers an offset, else None."""
    low, high = 0, len(parse)
    while low < high:
        middle = (low + high) // 2
        token = parse[middle]
        if token.idx + len(token.text) <= offset:
            low = middle + 1
        else:
            high = middle
    return parse[low] if low < len(parse) else None
