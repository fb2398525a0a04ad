"""How many: numbers with what they count, as intervals ("more than 1,000 fighters" is `1001.. fighters`)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.figures.interval import Interval
from rashomon.annotate.figures.phrases import Scanner, loosened_after
from rashomon.annotate.figures.single import find_singles
from rashomon.annotate.figures.units import Units
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation, Document
from rashomon.vocab.persons import sort_of_person

__all__ = ["MAKES", "NAME", "NEEDS", "VERSION", "annotate", "sort_of_person"]

NAME = "figures"
VERSION = "5"
NEEDS: tuple[str, ...] = ("parse", "mention:time")
MAKES: tuple[str, ...] = ("mention:figure",)


def annotate(document: Document, found: Found) -> Iterator[Annotation]:
    """Mentions of figures: the number with its modifiers, and what it counts where that follows."""
    if not len(found.parse):
        return
    make = Maker(document, f"{NAME}@{VERSION}")
    units = Units(found.parse)
    for phrase in Scanner(document.text, units.is_place_word).find():
        if _is_time(found, phrase.first, phrase.last):
            continue
        unit = units.find(phrase)
        if unit is None or (phrase.rough and not unit.words):
            continue
        end = max(phrase.end, unit.end or 0)
        interval = loosened_after(document.text, phrase, end)
        yield make.mention(phrase.start, end, "figure", interval.value(unit.words))
    for single in find_singles(found.parse):
        yield make.mention(single.start, single.end, "figure", Interval(1, 1).value(single.unit.words))


def _is_time(found: Found, start: int, end: int) -> bool:
    """Whether a mention of a time takes in the number."""
    return any(row.label == "time" for row in found.overlapping("mention", start, end))
