"""What a page of HTML says of its article: title, authors, date, site, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from rashomon import vocab
from rashomon.ingest.bylines import find_byline
from rashomon.ingest.dates import dated_line, iso_date
from rashomon.ingest.fragments import plain_text
from rashomon.ingest.html_authors import find_authors
from rashomon.ingest.html_blocks import Block, plain
from rashomon.ingest.html_statements import is_article, one_line, read_meta, read_objects
from rashomon.ingest.html_title import find_title, shown_part

SIGNED = re.compile(r"(?:(?:posted|published|written|created)\b.{0,40}|by\s+\S)", re.IGNORECASE)
BARS = re.compile(r"\s*[|•·]\s*")
LONGEST_LINE = 14  # words of a line with byline and date
TOP = 40  # blocks of a page without a heading in which its date is looked for


@dataclass(slots=True)
class About:
    """What the page says of its article. `text` is the article's text as the page itself states it."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    url: str | None = None
    credit: str | None = None
    text: str | None = None
    notes: dict[str, Any] = field(default_factory=dict)


def _fields(sort: str) -> list[str]:
    names: list[str] = vocab.load("pages")["meta"][sort]
    return names


def read_metadata(tree: Any, blocks: Sequence[Block], url: str | None) -> About:
    """The metadata of a page's article; what the page does not say is None or empty."""
    objects, meta = read_objects(tree), read_meta(tree)
    articles = [one for one in objects if is_article(one)]
    about = About(site=_site(objects, articles, meta))
    stated = [one_line(one.get("headline")) for one in articles]
    stated += [content for name in _fields("title") for content in meta.get(name, ())]
    stated += [one_line(tree.findtext(".//title"))]
    about.title = find_title(tree, [one for one in stated if one], about.site)
    if about.title is not None:
        about.title = shown_part(about.title, blocks)
    about.authors, printed = find_authors(tree, blocks, objects, meta, about.site)
    if printed:
        about.notes["bylines"] = [printed]
    about.published, how = _published(tree, blocks, (objects, articles, meta))
    about.url = _address(tree, meta, url)
    about.text = max(
        (one["articleBody"] for one in articles if isinstance(one.get("articleBody"), str)), key=len, default=None
    )
    if about.text is not None:
        about.text = plain_text(unescape(about.text)).replace("\n\n", "\n")
    if how is not None:
        about.notes["published_from"] = how
    return about


def _site(
    objects: Sequence[Mapping[str, Any]], articles: Sequence[Mapping[str, Any]], meta: Mapping[str, list[str]]
) -> str | None:
    for name in ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher"):
        if name in meta and "://" not in meta[name][0] and len(meta[name][0]) <= 80:
            return meta[name][0]
    known = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str) and one.get("name")}
    for one in articles:
        publisher = one.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        if isinstance(publisher, dict):
            name = one_line(publisher.get("name") or known.get(str(publisher.get("@id")), {}).get("name"))
            if name:
                return name
    return None


def _published(
    tree: Any,
    blocks: Sequence[Block],
    stated: tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]], Mapping[str, list[str]]],
) -> tuple[str | None, str | None]:
    """The date of publication and where it was found."""
    for how, words in _dates(tree, blocks, stated):
        value = iso_date(words)
        if value is not None and len(value) >= 10 and "1995" <= value[:4] <= "2100":
            return value, how
    from htmldate import find_date  # noqa: PLC0415  0.2 s to load

    found = find_date(tree, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    return (found, "searched in the page") if found else (None, None)


def _dates(
    tree: Any,
    blocks: Sequence[Block],
    stated: tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]], Mapping[str, list[str]]],
) -> Iterator[tuple[str, str]]:
    objects, articles, meta = stated
    for one in (*articles, *objects):
        yield "datePublished", one_line(one.get("datePublished"))
    for name in _fields("date"):
        for content in meta.get(name, ())[:1]:
            yield name, content
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" if isinstance(element.tag, str) else False:
            yield (
                "datePublished",
                element.get("content") or element.get("datetime") or one_line(" ".join(element.itertext())),
            )
    yield from _shown_dates(tree, blocks)


def _shown_dates(tree: Any, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Dates beside the title: `time` elements and lines that are a date."""
    heading = next((plain(" ".join(one.itertext())) for one in tree.iter("h1")), None)
    start = next((block.number for block in blocks if heading and plain(block.text) == heading), None)
    times = [one for one in tree.iter("time") if one.get("datetime")]
    shown = [one for one in times if "pubdate" in one.attrib or "publish" in (one.get("class") or "").lower()]
    for one in shown[:1]:
        yield "time", one.get("datetime")
    near = (
        blocks[max(0, start - 3) : start + 10] if start is not None else [one for one in blocks[:TOP] if not one.aside]
    )
    for block in near:
        if block.words <= LONGEST_LINE and (value := _day_of(block.text)) is not None:
            yield "line beside the title", value
    for one in times[:1]:
        yield "time", one.get("datetime")


def _day_of(text: str) -> str | None:
    """The date of a line that is a date, or a byline with one: "Posted on 3 May 2031 by Ada Novak"."""
    for piece in (text, *BARS.split(text)):
        dated = dated_line(piece)
        if dated is not None:
            whole = iso_date(text) or ""  # the hour may stand behind a bar
            value = whole if whole.startswith(dated.value) else dated.value
            return None if dated.label in ("changed", "seen") else value
    return iso_date(text) if SIGNED.match(text) or find_byline(text) is not None else None


def _address(tree: Any, meta: Mapping[str, list[str]], url: str | None) -> str | None:
    """The canonical address that the page gives for itself."""
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            return _whole(element.get("href"), url)
    return _whole(meta["og:url"][0], url) if "og:url" in meta else None


def _whole(address: str, base: str | None) -> str | None:
    try:
        whole = urljoin(base, address.strip()) if base else address.strip()
        return whole if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname else None
    except ValueError:
        return None
