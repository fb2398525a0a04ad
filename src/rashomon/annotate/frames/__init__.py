"""How the telling leans: evaluative words, scare quotes, harm with nobody doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.annotate.found import Found, Maker
from rashomon.annotate.frames.coloured import find_evaluative
from rashomon.annotate.frames.harm import find_agentless
from rashomon.annotate.frames.targets import Targets
from rashomon.model import Annotation, Document

NAME = "frames"
VERSION = "1"
NEEDS: tuple[str, ...] = ("parse", "mention", "claim", "attribution")
MAKES: tuple[str, ...] = ("frame",)


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """Frames in three passes; each is about the mention or the claim that its words colour."""
    maker = Maker(document, f"{NAME}@{VERSION}")
    targets = Targets(found)
    yield from find_evaluative(found, targets, maker)
    yield from _scare_quotes(found, targets, maker)
    yield from find_agentless(found, maker)


def _scare_quotes(found: Found, targets: Targets, maker: Maker) -> Iterator[Annotation]:
    """A frame a scare attribution, about the mention inside or around it, else the claim."""
    for row in found.rows("attribution", "scare"):
        about = targets.around(row.start, row.end)
        if about is not None:
            yield maker.frame(row.start, row.end, "scare_quote", about)
