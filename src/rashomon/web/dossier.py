"""The dossier: a story as one HTML file with its texts in it, that opens from a mail attachment without a network."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from rashomon.annotate import annotation_version
from rashomon.compare import Column, Comparison, Passage
from rashomon.compare.passage import sentence_around
from rashomon.web.manifest import load_error_rates, make_manifest, seal
from rashomon.web.marked import Mark, Paragraph, marked
from rashomon.web.pages.story import StoryPage, make_story_page
from rashomon.web.render import environment, render, style


@dataclass(slots=True)
class Anchors:
    """Anchors within one file, numbered as templates ask for them: what was asked for is marked in the texts after."""

    places: dict[str, int]
    events: frozenset[str] = frozenset()
    wanted: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def document(self, document_id: str) -> str | None:
        return f"#text-{self.places[document_id]}" if document_id in self.places else None

    def passage(self, passage: Passage) -> str | None:
        if passage.part == "title" or passage.document not in self.places:
            return self.document(passage.document)
        key = (passage.document, passage.start, passage.end)
        return f"#p{self.wanted.setdefault(key, len(self.wanted))}"

    def event(self, event_id: str) -> str | None:
        return f"#event-{event_id}" if event_id in self.events else None

    def entity(self, key: str) -> None:  # noqa: ARG002  a dossier has no page for each entity
        return None

    def table(self, name: str) -> None:  # noqa: ARG002  nor files beside it
        return None

    def difference(self, difference_id: str) -> None:  # noqa: ARG002
        return None

    def copy(self, link_id: str) -> None:  # noqa: ARG002
        return None

    def row(self, row_id: str) -> None:  # noqa: ARG002
        return None

    def pair(self, left: str, right: str) -> None:  # noqa: ARG002
        return None

    def css(self) -> str:
        """The rule that lights up the words of the passage that an address names, and no others."""
        selectors = ",".join(f"#p{one}:target~.k{one}" for one in self.wanted.values())
        return selectors + "{background:var(--at);color:var(--at-ink)}" if selectors else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text in the dossier: its paragraphs, with a gap (None) where words were left out."""

    place: int
    column: Column
    paragraphs: tuple[Paragraph | None, ...]
    left_out: int  # characters


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A dossier: the story page, its texts, and what it was made with."""

    story: StoryPage
    texts: tuple[Text, ...]
    annotators: str
    quotes_only: bool
    rates: tuple[dict[str, str], ...]


def make_dossier(comparison: Comparison, story: str | None = None, *, quotes_only: bool = False) -> str:
    """A story as one HTML file. With `quotes_only` the texts are cut to the sentences that the tables show.

    The same comparison always gives the same file: it holds no date of its own making.
    """
    page = make_story_page(comparison, story)
    places = {one.document.id: number for number, one in enumerate(comparison.columns, 1)}
    links = Anchors(places, frozenset(one.id for one in comparison.shared[:68]))
    tables = Markup(environment().get_template("tables.html").render(page=page, url=links, hand=None))  # noqa: S704  a template's output, escaped there
    texts = tuple(_text(number, one, links, quotes_only) for number, one in enumerate(comparison.columns, 1))
    filled = DossierPage(page, texts, annotation_version(), quotes_only, load_error_rates())
    css = Markup(style() + links.css())  # noqa: S704  our own style sheet and numbers
    written = render("dossier.html", filled, links, tables=tables, css=css)
    return seal(written, make_manifest(comparison, links.wanted, {"story": story, "quotes_only": quotes_only}))


def _text(place: int, column: Column, links: Anchors, quotes_only: bool) -> Text:
    document = column.document
    wanted = [(start, end, number) for (key, start, end), number in links.wanted.items() if key == document.id]
    marks = [Mark(start, end, f"k{number}") for start, end, number in wanted]
    anchors = [(start, f"p{number}") for start, _, number in wanted]
    found = marked(document.text, marks, anchors)
    if not quotes_only:
        return Text(place, column, tuple(found), 0)
    kept = [sentence_around(document.text, start, end) for start, end, _ in wanted]
    shown: list[Paragraph | None] = []
    left_out = 0
    for one in found:
        if any(low < one.end and one.start < high for low, high in kept):
            shown.append(one)
        else:
            left_out += one.end - one.start
            if not shown or shown[-1] is not None:
                shown.append(None)
    return Text(place, column, tuple(shown), left_out)
