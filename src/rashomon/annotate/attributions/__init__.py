"""Whose word: what somebody other than the writer is made to say, think or intend."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.annotate.attributions.agents import keep_spoken
from rashomon.annotate.attributions.cues import find_drafts
from rashomon.annotate.attributions.lines import find_lines
from rashomon.annotate.attributions.page import Page
from rashomon.annotate.attributions.rows import rows_of
from rashomon.annotate.attributions.scare import find_scare_quotes
from rashomon.annotate.attributions.speech import join_quotes
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation, Document

NAME = "attributions"
VERSION = "10"
NEEDS: tuple[str, ...] = ("parse", "mention")
MAKES: tuple[str, ...] = ("attribution", "role:cue", "mention")


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """Attributions with their cues, and mentions for sources that have none yet, in text order.

    Cues are found in the parse, quotations in the text; a quotation then takes the cue beside it. Quotations
    that nobody speaks are judged to be scare quotes or left alone (titles, emphasis, words as words).
    """
    page = Page(document.text, found.parse)
    drafts = keep_spoken(page, join_quotes(page, [*find_drafts(page), *find_lines(page)]), found)
    maker = Maker(document, f"{NAME}@{VERSION}")
    return rows_of(page, drafts, find_scare_quotes(page, drafts), found, maker)
