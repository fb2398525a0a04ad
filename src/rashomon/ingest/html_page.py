"""Documents from a page of HTML: body, metadata, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rashomon.ingest.bylines import agencies, is_outlet
from rashomon.ingest.decode import clean_characters
from rashomon.ingest.html_blocks import Block, load_tree, read_blocks
from rashomon.ingest.html_body import read_html_body, signed_at_foot
from rashomon.ingest.html_metadata import About, read_metadata
from rashomon.ingest.html_several import mark_teasers, split_page
from rashomon.ingest.language import language_of
from rashomon.ingest.outlets import agency_of, domain_of, original_of
from rashomon.ingest.raw import Found, Raw, TooLargeError
from rashomon.model import Document

MEDIA_TYPE = "text/html"
#: Elements of a page: the 155 pages of the sets have 5,516 at most. Of 27 pages of nothing but one sort of element, the
#: slowest takes 12 s of computing at this bound (`<p>x y z.</p>`), and 500,000 `<br>` took 22 s.
MOST_ELEMENTS = 100_000
#: Sum of the elements' depths: the 155 pages have 70,000 at most; 1,000,000 take 12 s, and 40,000,000 (400,000 elements
#: 200 deep) kept the search for the article busy for 98 s.
MOST_MARKUP = 1_000_000
DEEPEST = 256  # levels that libxml2 gives an HTML tree
#: "<" in a page, ends of elements and scripts among them: the 155 pages have 11,000 at most. Above, no tree is made.
MOST_TAGS = 10 * MOST_ELEMENTS


def read_html_page(text: str, raw: Raw) -> Iterator[Found]:
    """The article of a page, or each of several, or nothing when it has none."""
    if (number := text.count("<")) > MOST_TAGS:
        raise TooLargeError(
            f"{number:,} tags of markup, more than the {MOST_TAGS:,} read; save it as text, or in parts"
        )
    tree = load_tree(text)
    if tree is None:
        return
    if (why := _too_much_markup(tree)) is not None:
        raise TooLargeError(why)
    blocks = read_blocks(tree)
    several = split_page(tree, blocks)
    if len(several) < 2:
        mark_teasers(blocks)
        yield from _read_article(tree, blocks, raw, 0, None)
        return
    whole = read_metadata(tree, [], raw.url)
    for part, (heading, markup) in enumerate(several):
        piece = load_tree(f"<html><body>{markup}</body></html>")
        if piece is not None:
            about = About(title=heading, site=whole.site, url=whole.url)
            yield from _read_article(piece, read_blocks(piece), raw, part, about)


def _too_much_markup(tree: Any) -> str | None:
    """Why a page is refused whose markup would hold up the search for its article; None for a page to be read."""
    from lxml import etree  # noqa: PLC0415

    number = int(tree.xpath("count(//*)"))
    if number > MOST_ELEMENTS:
        return f"{number:,} elements of markup, more than the {MOST_ELEMENTS:,} read; save it as text, or in parts"
    if number * DEEPEST <= MOST_MARKUP:
        return None
    depth = total = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        total += depth if event == "start" else 0
    if total > MOST_MARKUP:
        return f"elements {total // number} deep on average, {number:,} of them: more than are read; save it as text"
    return None


def _read_article(tree: Any, blocks: Sequence[Block], raw: Raw, part: int, known: About | None) -> Iterator[Document]:
    about = read_metadata(tree, blocks, raw.url)
    if known is not None:
        about = replace(about, title=known.title, site=known.site, url=known.url)
    rows, removed, below = read_html_body(blocks, _lines(tree), about.title, about.text)
    body = "\n\n".join(rows)
    if not body.strip():
        return
    if not about.authors and (signed_by := next(filter(None, map(signed_at_foot, below)), None)) is not None:
        about = replace(about, authors=(signed_by,))
    agency, dateline = agency_of(body)
    signed = next((agencies().get(name.lower(), name) for name in about.authors if is_outlet(name)), None)
    first = next((name for one in removed if (name := original_of(one.text))), None)
    notes = dict(raw.notes) | ({"dateline": dateline} if dateline else {}) | about.notes
    address = raw.url or about.url
    yield Document(
        id=raw.document_id(part), text=body, title=about.title,
        source=about.site or (domain_of(address) if address else None), url=address,
        authors=tuple(name for name in about.authors if name.lower() not in agencies()),
        published=about.published, language=language_of(body),
        credit=agency or (signed if signed != about.site else None) or first,
        origin=replace(raw.origin(MEDIA_TYPE, part), removed=tuple(removed), notes=notes),
    )  # fmt: skip


def _lines(tree: Any) -> list[str]:
    """The lines that trafilatura finds to be the article's. It takes the tree apart: nothing else may read it after."""
    import trafilatura  # noqa: PLC0415

    found: Any = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    if found is None:
        return []
    return [row.strip() for row in clean_characters(found.text or "").split("\n") if row.strip()]
