"""Documents from a page of text: its articles, each with head, body and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.ingest.articles import split_articles
from rashomon.ingest.bodies import Body, read_body
from rashomon.ingest.bylines import Byline, find_byline
from rashomon.ingest.dates import DatedLine
from rashomon.ingest.heads import SAYS, Head, author_of_note, read_head, squashed
from rashomon.ingest.language import language_of
from rashomon.ingest.lines import Line, read_page
from rashomon.ingest.outlets import PREFIX, WEB, agency_of, find_source, original_of
from rashomon.ingest.raw import Raw
from rashomon.model import Document, Removed


def read_text_page(text: str, raw: Raw, media_type: str) -> Iterator[Document]:
    """The documents of one page whose characters are clean already; none for an empty page."""
    lines = read_page(text)
    if not lines:
        return
    articles = list(split_articles(lines))
    source = _page_source(lines, articles)
    part = 0
    for article in articles:
        head = read_head(article, source)
        body = read_body(article, head)
        if not body.text.strip():
            continue
        yield _document(raw, media_type, part, (article, head, body, source, len(articles)))
        part += 1
    if part == 0 and (rest := [line.text for line in lines if not line.is_residue]):
        # No article to be told from what is around it: a note or a list is kept as it is.
        text = "\n\n".join(rest)
        gone = tuple(
            Removed(line.text, line.rule.reason if line.rule else "related links") for line in lines if line.is_residue
        )
        origin = replace(raw.origin(media_type), removed=gone)
        yield Document(raw.document_id(), text, language=language_of(text), origin=origin)


def _page_source(lines: Sequence[Line], articles: Sequence[Sequence[Line]]) -> str | None:
    residue = [line.text for line in lines if line.rule is not None]
    heads = [read_head(article, None) for article in articles]
    return find_source(residue, [name for head in heads for name in head.outlets])


def _document(
    raw: Raw, media_type: str, part: int, found: tuple[Sequence[Line], Head, Body, str | None, int]
) -> Document:
    lines, head, body, source, count = found
    bylines = head.bylines or _tail_bylines(body)
    agency, dateline = agency_of(body.text)
    authors, copied = _signed(bylines, body.text, source)
    credit = head.credit or agency or copied
    if not authors and copied is None:
        authors = _named_elsewhere(lines, bylines, head)
    credit = credit or next((name for line in body.tail if (name := original_of(line))), None)
    published, others = publication_date(head.dates)
    notes = dict(raw.notes)
    notes |= {"bylines": [one.printed for one in bylines]} if bylines else {}
    notes |= {"dateline": dateline} if dateline else {}
    notes |= {"other_dates": others} if others else {}
    origin = replace(raw.origin(media_type, part), removed=body.removed, notes=notes)
    return Document(
        id=raw.document_id(part), text=body.text, title=head.words, source=source,
        url=raw.url or (_address(lines) if count == 1 else None), authors=tuple(dict.fromkeys(authors)),
        published=published, language=language_of(body.text), credit=credit, origin=origin,
    )  # fmt: skip


def _signed(bylines: Sequence[Byline], text: str, source: str | None) -> tuple[list[str], str | None]:
    """The authors that bylines name, and the outlet whose copy this is when it signs itself.

    "By Al Waght" over "Alwaght- …" is the outlet whose copy this is; so is an outlet that is not the page's own
    ("By Velm News"), which stays named as the author, too, for nobody else is.
    """
    prefix = PREFIX.match(text)
    own = squashed(prefix["name"]) if prefix is not None else None
    names = [name for one in bylines for name in one.names]
    outlets = [one.outlet for one in bylines if one.outlet and not one.names and one.outlet != source]
    copied = next((name for name in (*names, *outlets) if squashed(name) == own), None)
    authors = [name for name in names if squashed(name) != own]
    if copied is None and outlets:
        return authors or outlets[:1], outlets[0]
    return authors, copied


def _tail_bylines(body: Body) -> list[Byline]:
    """Bylines that stand under the text instead of over it."""
    return [one for line in body.tail[:6] if (one := find_byline(line)) is not None][:1]


def _named_elsewhere(lines: Sequence[Line], bylines: Sequence[Byline], head: Head) -> list[str]:
    """The author by the note on the author, by the standfirst, or by a byline that is the outlet itself."""
    if bylines:
        return [one.outlet for one in bylines if one.outlet and not one.names and not one.credit][:1]
    notes = [name for line in lines if line.rule is not None and line.rule.reason == "author note"
             if (name := author_of_note(line.text))]  # fmt: skip
    first = next((line.text for line in lines[head.body :] if line.is_prose), "")
    says = SAYS.match(first)
    if says is not None and (not notes or says["name"] in notes):
        return [says["name"]] if notes else []
    top = {line.text for line in lines[: head.body + 6]}
    return [name for name in notes if any(name in text for text in top)][:1]


def _address(lines: Sequence[Line]) -> str | None:
    """The page's own address, when one stands alone on a line."""
    alone = {match.group() for line in lines if line.words == 1 and (match := WEB.fullmatch(line.text)) is not None}
    paths = sorted(one for one in alone if "://" in one and one.split("://", 1)[1].strip("/").count("/") >= 1)
    return paths[0] if len(paths) == 1 else None


def publication_date(dates: Sequence[DatedLine]) -> tuple[str | None, list[str]]:
    """The date of publication among those shown over an article, and the others.

    A date called published wins, then dates without a label; of several days the earliest, for a page can
    be printed or changed only after it came out. A date of retrieval is never taken.
    """
    shown = [one for one in dates if one.label == "shown"] or [one for one in dates if one.label == ""]
    if not shown:
        return None, [one.value for one in dates]
    day = min(one.value[:10] for one in shown)
    value = max((one.value for one in shown if one.value[:10] == day), key=len)
    return value, sorted({one.value for one in dates if one.value[:10] != day})
