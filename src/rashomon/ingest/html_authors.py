"""Who wrote a page's article: by what the page states, by its byline, by the line below the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from rashomon import vocab
from rashomon.ingest.bylines import (
    ANDS,
    BEFORE_DATE,
    CALENDAR,
    cased,
    find_byline,
    is_outlet,
    is_person,
    is_role,
    strip_titles,
)
from rashomon.ingest.dates import DATE
from rashomon.ingest.html_blocks import Block, plain
from rashomon.ingest.html_statements import is_article, one_line

FIELD = re.compile(
    r"(?:^|[\s_-])(?:authors?|by-?line|writers?|contributors?|creator|post-author|fn)(?:[\s_-]+(?:name|names|link|links|line|text|url|list|"
    r"vcard|info|title|author))*(?=\s|$)",
    re.IGNORECASE,
)
NOT_FIELD = re.compile(
    r"comment|bio\b|avatar|image|photo|picture|box|desc|social|follow|role|job|date|count|related|teaser|card-|recommend|about"
    r"|widget|footer|sidebar",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:(?:view|see|read|more|all|other)\s+)*(?:posts?|articles?|stories)?\s*\b(?:(?:story|words|written|posted|published|reported|reporting|article"
    r"|text|review|photos?|photography)\s+)?by\b:?\s+|^By(?=[A-Z])|^(?:author|authors|writer|byline|text|words)\s*:?\s+",
    re.IGNORECASE,
)
#: How a standfirst ends that names the author: "The guard has waited long enough, writes Vera Holm".
WRITES = re.compile(r",? (?:writes|argues|asks|explains) (?P<name>[A-Z][\w'’.-]+(?: [\w'’.-]+){1,3})\.?$")
LATE = re.compile(r"^(?:posted|published|written|updated)\b.{4,60}?\bby:?\s+(?=\S)", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|disqus|related|sidebar|recommend\w*|recirc\w*|teasers?|trending|popular|most-?read"
    r"|newsletter|more-?(?:from|stories|articles|news))(?:[\s_-]|$)",
    re.IGNORECASE,
)
INVERTED = re.compile(r"(?P<last>[A-Z][\w'’-]+), (?P<first>[A-Z][\w'’-]+(?: [A-Z]\.?)?)")
TRAIL = re.compile(
    r"\s+(?:in|reporting from|reports from)\s+[A-Z].*$|\s+(?:says|writes|said)\b.*$"
    r"|\s+for\s+(?:the\s+)?[A-Z].*$|\s*[(\[].*$|\s+@\w+.*$",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*(?:[,;|•·/\n]|\s[-–—]\s)\s*")
NOBODY = frozenset(
    {
        "admin",
        "administrator",
        "no author",
        "unknown",
        "anonymous",
        "guest",
        "editor",
        "staff",
        "webmaster",
        "author",
        "user",
    }
)
UNMARKED = ("meta", "link", "script", "body", "html", "article", "li")
MOST_INSIDE = 60  # elements of an author's field that are looked through
LONGEST = 240  # characters of an author field: longer ones hold a biography


def names_of(words: str, site: str | None = None) -> list[str]:
    """The names in an author field, without titles, roles and affiliations; the site's own name is no author.

    >>> names_of("By Prof. Ada Novak and Tim O'Dell, Staff Writers")
    ['Ada Novak', "Tim O'Dell"]
    >>> names_of("Karsa Herald", "Karsa Herald")
    []
    """
    words = one_line(words)[:LONGEST]
    if (late := LATE.match(words)) is not None and DATE.search(words[: late.end()]) is not None:
        words = words[late.end() :]
    words = LEAD.sub("", words).strip(" -–—|,:")
    if site and plain(words) == plain(site) and not is_person(words):
        return []
    if (dated := DATE.search(words)) is not None:
        words = BEFORE_DATE.sub("", words[: dated.start()]).strip(" -–—|,:")
    names: list[str] = []
    for part in PARTS.split(words):
        for piece in ANDS.split(part):
            name = _without_role(TRAIL.sub("", strip_titles(LEAD.sub("", piece.strip()).strip(" .,"))).strip())
            if _is_name(name, site, alone=not names and part == words):
                names.append(cased(name) if is_person(name) else name)
    return list(dict.fromkeys(names))


def _without_role(name: str) -> str:
    """The name without what its bearer is: "Ada Novak Staff Writer" as "Ada Novak"."""
    tokens = name.split()
    for count in range(len(tokens) - 1, 1, -1):
        if is_role(" ".join(tokens[count:])) and is_person(" ".join(tokens[:count])):
            name = " ".join(tokens[:count])
    return name


def _is_name(name: str, site: str | None, *, alone: bool) -> bool:
    low = name.lower()
    if len(name) < 2 or low in NOBODY or low in CALENDAR or is_role(name) or re.search(r"https?:|www\.|\d{3}", name):
        return False
    if (
        site
        and not is_person(name)
        and (plain(name) == plain(site) or plain(name) == plain(re.sub(r"\.\w+$", "", site)))
    ):
        return False
    if is_person(name):
        return True
    if not alone:
        return False
    # A handle or one name ("Kay", "IWB") stands alone in its field; an outlet's name may sign as well.
    return (" " not in name and len(name) <= 30 and name[0].isalnum()) or (is_outlet(name) and len(name.split()) <= 4)


def find_authors(
    tree: Any,
    blocks: Sequence[Block],
    objects: Sequence[Mapping[str, Any]],
    meta: Mapping[str, list[str]],
    site: str | None,
) -> tuple[tuple[str, ...], str]:
    """The authors: stated ones, else those of the visible byline, else those of the `meta` elements; and the words
    that name them as printed, with titles and affiliations, where the page shows any."""
    stated = _stated(objects, site)
    shown, words = _shown(tree, site)
    if stated and (LEAD.match(words) is None or set(map(plain, shown)) <= set(map(plain, stated))):
        return tuple(stated), words
    if shown:
        return tuple(shown), words
    for name in vocab.load("pages")["meta"]["author"]:
        given = [content for content in meta.get(name, ()) if "://" not in content]
        found = [one for content in given for one in names_of(_in_order(content), site)]
        if found:
            return tuple(dict.fromkeys(found)), "; ".join(given)
    below, words = _below_title(blocks, tree, site)
    return (tuple(below), words) if below else (tuple(_signed_by_site(tree, site)), "")


def _in_order(name: str) -> str:
    """A name given as catalogues do, last name first, as it is said: "Novak, Ada" as "Ada Novak"."""
    match = INVERTED.fullmatch(name.strip())
    return (
        name
        if match is None or is_outlet(match["last"]) or is_outlet(match["first"])
        else f"{match['first']} {match['last']}"
    )


def _stated(objects: Sequence[Mapping[str, Any]], site: str | None) -> list[str]:
    """The authors of the first article object that has any, by name or by reference to another object."""
    known = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str) and one.get("name")}
    for wanted in (True, False):
        for one in objects:
            if is_article(one) is wanted and (wanted or one.get("datePublished")):
                names = list(_names(one.get("author") or one.get("creator"), known, site))
                if names:
                    return list(dict.fromkeys(names))
    return []


def _names(value: Any, known: Mapping[str, Mapping[str, Any]], site: str | None) -> Iterator[str]:
    if isinstance(value, list):
        for one in value[:30]:
            yield from _names(one, known, site)
    elif isinstance(value, dict):
        value = value if value.get("name") else known.get(str(value.get("@id")), {})
        organisation = "Organization" in str(value.get("@type"))
        names = value.get("name")
        for name in names if isinstance(names, list) else [names]:
            if not organisation or find_byline(f"By {name}"):
                yield from names_of(str(name or ""), site)
    elif isinstance(value, str) and "://" not in value:
        yield from names_of(value, site)


def _shown(tree: Any, site: str | None) -> tuple[list[str], str]:
    """The names of the first element that is marked as the author's, and its words."""
    for element in _marked(tree):
        text = one_line(" ".join(element.itertext()))
        names = names_of(text, site) if len(text) <= LONGEST else []
        inner = _inner_names(element, site)
        # What stands around the inner names may be another name ("and Tim O'Dell") or an affiliation.
        if inner and (not set(inner) <= set(names) or len(inner) >= 2):
            names = inner
        if names:
            return names, text
    return [], ""


def _inner_names(element: Any, site: str | None) -> list[str]:
    """The names of the innermost marked elements inside one: of each author in a list of them."""
    inside = [one for one in islice(element.iterdescendants(), MOST_INSIDE) if _is_marked(one)]
    around = {each for one in inside for each in islice(one.iterancestors(), 10)}
    texts = (one_line(" ".join(one.itertext())) for one in inside if one not in around)
    return list(dict.fromkeys(name for text in texts if len(text) <= LONGEST for name in names_of(text, site)))


def _signed_by_site(tree: Any, site: str | None) -> list[str]:
    """The site's own name, where a byline gives it as the author's."""
    for element in _marked(tree):
        text = LEAD.sub("", one_line(" ".join(element.itertext())))
        if site and plain(text) == plain(site):
            return [text]
    return []


def _marked(tree: Any) -> Iterator[Any]:
    return (element for element in tree.iter() if _is_marked(element) and not _is_elsewhere(element))


def _is_marked(element: Any) -> bool:
    """Whether an element's class, rel or itemprop says that its words are an author's name."""
    if not isinstance(element.tag, str) or element.tag in UNMARKED:
        return False
    if "author" in (element.get("rel") or "").split() or element.get("itemprop") in ("author", "creator"):
        return True
    named = element.get("class") or ""
    return bool(named) and len(named) < 200 and FIELD.search(named) is not None and NOT_FIELD.search(named) is None


def _is_elsewhere(element: Any) -> bool:
    for depth, one in enumerate(element.iterancestors()):
        named = f"{one.get('class') or ''} {one.get('id') or ''}"
        if one.tag in ("aside", "footer", "nav") or (
            len(named) < 300 and ELSEWHERE.search(named) and one.tag not in ("body", "html", "main", "article")
        ):
            return True
        if depth > 30:
            break
    return False


def _below_title(blocks: Sequence[Block], tree: Any, site: str | None) -> tuple[list[str], str]:
    """The names of a byline in the fifteen blocks below the title, or else in those at the top; and its words."""
    heading = next((plain(" ".join(one.itertext())) for one in tree.iter("h1")), None)
    start = next((block.number for block in blocks if heading and plain(block.text) == heading), 0)
    for block in blocks[start : start + 5]:
        match = WRITES.search(block.text[-80:])
        if match is not None and is_person(match["name"]):
            return [match["name"]], block.text
    for block in blocks[start : start + 16]:
        led = LEAD.match(block.text) or (DATE.search(block.text) and LATE.match(block.text))
        if block.words > 24 or not (
            led or (DATE.search(block.text) and re.search(r"\bby\b", block.text, re.IGNORECASE))
        ):
            continue
        byline = find_byline(block.text)
        names = names_of(block.text, site) if led else list(byline.names if byline is not None else ())
        if names and (byline is not None or block.words <= 12):
            return names, block.text
    return [], ""
