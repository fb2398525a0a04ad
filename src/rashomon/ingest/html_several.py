"""The articles of a page that carries several, each as markup of its own: a blog's front page, a digest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from rashomon.ingest.bylines import find_byline
from rashomon.ingest.dates import find_dates, iso_date
from rashomon.ingest.html_blocks import Block, is_aside, plain
from rashomon.ingest.html_statements import one_line
from rashomon.ingest.lines import FULL_STOP, is_head_line
from rashomon.ingest.residue import rule_of

LEAST_WORDS = 80  # of prose that each article of several must have
LEAST_PARAGRAPH = 8  # words of a paragraph that counts as prose
SUREST = ("h1", "h2", "h3", "h4")  # the first three may open an article alone, the fourth beside others set alike
SIGNED = re.compile(r"(?:^|[\s_-])(?:author|by-?line|writer)", re.IGNORECASE)  # the class of a name without "By"
#: Set as a heading without being one: its class says so, or all its words are bold or in a larger face.
TITLED = re.compile(r"(?:^|[\s_-])(?:title|headline|heading)(?:[\s_-]|$)", re.IGNORECASE)
SHORTEST, LONGEST = 2, 30  # words of a headline
MOST_INSIDE = 12  # elements inside a block whose markup is looked at
BELOW, ABOVE = 4, 2  # blocks below and above a headline among which its byline and date are looked for
LONGEST_TEXT = 300  # characters of a headline
LONGEST_SIGN = 24  # words of a byline or a line with a date


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands beside a headline: a byline, a date, or both."""

    signed: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """A block that may open an article: where it stands, how it is set, and what of a head is beside it."""

    index: int
    block: Block
    signed: bool
    dated: bool
    doubtful: bool  # all its signs stand between another headline and this one, and may be the other's

    @property
    def is_headed(self) -> bool:
        return self.signed and self.dated

    @property
    def sort(self) -> tuple[str, str]:
        return self.block.tag, self.block.element.get("class") or ""


def split_page(tree: Any, blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Heading and markup of each article of a page that carries several; fewer than two where it carries one.

    Articles are `article` elements that stand in no other, each with a heading and LEAST_WORDS words of prose. Without
    such, they open at headings that are set alike and have a byline or a date beside them, and LEAST_WORDS words of
    prose before the next; a headline that is set otherwise needs both. Of the 155 pages of the sets, which carry one
    article each, none is split.
    """
    stated = _article_elements(tree)
    if len(stated) >= 2:
        return stated
    openings = _openings(blocks)
    return list(_pieces([one.block for one in openings])) if len(openings) >= 2 else []


def _article_elements(tree: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for element in tree.iter("article"):
        if any(one.tag == "article" for one in element.iterancestors()):
            continue
        heading = next((one for one in element.iter("h1", "h2", "h3") if "".join(one.itertext()).strip()), None)
        if heading is not None and _prose_words(element) >= LEAST_WORDS:
            found.append((one_line(" ".join(heading.itertext())), _markup([element])))
    return found


def _prose_words(element: Any) -> int:
    counts = (len(" ".join(one.itertext()).split()) for one in element.iter("p"))
    return sum(count for count in counts if count >= LEAST_PARAGRAPH)


def _openings(blocks: Sequence[Block]) -> list[Opening]:
    """The headlines that open the articles of a page, or none where it carries one."""
    found = [one for index, block in enumerate(blocks) if (one := _opening(blocks, index, block)) is not None]
    found = _with_text(blocks, found)
    sure = {one.sort for one in found if not one.doubtful}
    found = [one for one in found if one.sort in sure]
    alike = Counter(one.sort for one in found)
    found = [one for one in found if _is_sure(one, alike[one.sort])]
    names = Counter(plain(one.block.text) for one in found)
    repeated = any(count > 1 for count in names.values())  # "Our product", "Our product": modules of one page
    return [] if len(found) < 2 or repeated or _is_one_article(blocks, found) else found


def _is_sure(one: Opening, alike: int) -> bool:
    """Whether a headline with text below it opens an article, when so many are set like it."""
    if one.is_headed:
        return alike > 1 or one.block.tag in SUREST[:3]
    return alike > 1 and one.block.tag in SUREST


def _opening(blocks: Sequence[Block], index: int, block: Block) -> Opening | None:
    if block.aside or len(block.text) > LONGEST_TEXT:
        return None
    bold = block.tag in SUREST or block.strong >= 0.9 * block.letters
    if not bold and TITLED.search(block.element.get("class") or "") is None:
        return None
    below = list(_signs(blocks[index + 1 : index + 1 + BELOW]))
    above, doubtful = _signs_above(blocks, index)
    signs = below if below and doubtful else [*below, *above]
    if not signs or not _is_headline(block):
        return None
    signed, dated = any(one.signed for one in signs), any(one.dated for one in signs)
    return Opening(index, block, signed, dated, doubtful and not below)


def _is_headline(block: Block) -> bool:
    """Whether a block's words may be a headline: no sentence, name (over a reader's comment), date or residue."""
    if not SHORTEST <= block.words <= LONGEST or FULL_STOP.search(block.text[-24:]):
        return False
    text = block.text
    return not (find_byline(text, bare=True) or is_head_line(text) or rule_of(text) is not None)


def _signs(blocks: Sequence[Block]) -> Iterator[Sign]:
    """The bylines and dates below a headline, up to another headline; a standfirst may stand over them."""
    prose = 0
    for block in blocks:
        prose += _is_prose(block)
        if block.tag in SUREST or prose > 1:
            return
        if (sign := _sign(block)) is not None:
            yield sign


def _signs_above(blocks: Sequence[Block], index: int) -> tuple[list[Sign], bool]:
    """The bylines and dates right above a headline, and whether another headline stands over them."""
    found: list[Sign] = []
    for block in blocks[max(0, index - ABOVE - 1) : index][::-1]:
        if block.tag in SUREST:
            return found, True
        sign = _sign(block)
        if len(found) == ABOVE or sign is None:
            break
        found.append(sign)
    return found, False


def _sign(block: Block) -> Sign | None:
    """What a short block says of who wrote and when, by its words or by its markup."""
    if block.words > LONGEST_SIGN:
        return None
    inside = list(islice(block.element.iter(), MOST_INSIDE + 1))
    inside = inside if len(inside) <= MOST_INSIDE else []
    headed = is_head_line(block.text)
    signed = headed and find_byline(block.text) is not None
    signed = signed or (block.words <= 8 and any(SIGNED.search(one.get("class") or "") for one in inside))
    dated = headed and next(find_dates(block.text), None) is not None
    dated = dated or any(one.tag == "time" and iso_date(one.get("datetime") or "") for one in inside)
    return Sign(signed, dated) if signed or dated else None


def _with_text(blocks: Sequence[Block], found: Sequence[Opening]) -> list[Opening]:
    """The openings that have an article's words before the next."""
    ends = [*(one.index for one in found), len(blocks)][1:]
    return [
        one for one, end in zip(found, ends, strict=True)
        if sum(block.words for block in blocks[one.index + 1 : end] if _is_prose(block)) >= LEAST_WORDS
    ]  # fmt: skip


def _is_prose(block: Block) -> bool:
    return block.words >= LEAST_PARAGRAPH and not block.aside and block.linked < 0.5 * block.letters


def _is_one_article(blocks: Sequence[Block], found: Sequence[Opening]) -> bool:
    """Whether what opens are the sections of one article: its own headline is signed, theirs are only dated."""
    if any(one.signed for one in found):
        return False
    above = blocks[: found[0].index]
    head = next((index for index, block in enumerate(above) if block.tag == "h1"), None)
    return head is not None and any(one.signed for one in _signs(above[head + 1 : head + 1 + BELOW]))


def mark_teasers(blocks: Sequence[Block]) -> None:
    """Marks as beside the article what two or more linked headlines of one sort, signed or dated, have below them.

    They lead to other articles: below each stand fewer words than an article has.
    """
    found = [one for index, block in enumerate(blocks)
             if block.tag in SUREST and block.is_link and (one := _opening(blocks, index, block))]  # fmt: skip
    alike = Counter(one.sort for one in found)
    found = [one for one in found if alike[one.sort] >= 2]
    whole = {one.index for one in _with_text(blocks, found)}
    for one, after in pairwise(found):
        if one.index in whole:
            continue
        level = next((at for at, pair in enumerate(zip(one.block.path, after.block.path, strict=False))
                      if pair[0] != pair[1]), None)  # fmt: skip
        # Cards: each headline has an element of its own around it and its words.
        if level is not None and level < len(one.block.path) - 1:
            _set_aside(blocks, one, level)
            if after is found[-1] and after.index not in whole:
                _set_aside(blocks, after, level)


def _set_aside(blocks: Sequence[Block], one: Opening, level: int) -> None:
    around = one.block.path[: level + 1]
    for block in blocks[max(0, one.index - BELOW) : one.index + 2 * BELOW]:
        block.aside = block.aside or block.path[: level + 1] == around


def _pieces(headlines: Sequence[Block]) -> Iterator[tuple[str, str]]:
    elements = [block.element for block in headlines]
    words = {id(block.element): block.text for block in headlines}
    for heading, piece in _slices(_shared(elements), elements):
        yield words[id(heading)], _markup(piece)


def _shared(elements: Sequence[Any]) -> Any:
    """The innermost element around all of them."""
    common = list(elements[0].iterancestors())
    for one in elements[1:]:
        around = set(one.iterancestors())
        common = [each for each in common if each in around]
    return common[0] if common else elements[0].getroottree().getroot()


def _slices(root: Any, headings: Sequence[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Each heading with its elements below `root`: its own container, or all that stands before the next heading."""
    children = list(root)
    holders: dict[int, list[Any]] = {}
    places = {child: index for index, child in enumerate(children)}
    for heading in headings:
        holder = next(one for one in (heading, *heading.iterancestors()) if one.getparent() is root)
        holders.setdefault(places[holder], []).append(heading)
    starts = sorted(holders)
    for start, after in zip(starts, [*starts[1:], len(children)], strict=True):
        inside = holders[start]
        if len(inside) > 1:
            yield from _slices(_shared(inside), inside)
        elif _prose_words(children[start]) >= LEAST_WORDS:
            yield inside[0], [children[start]]
        else:
            first, end = start - _led(children, start), after
            end -= _led(children, after) if after < len(children) else 0
            yield inside[0], [*children[first : start + 1], *_followers(children[start + 1 : end])]


def _led(children: Sequence[Any], start: int) -> int:
    """How many elements right above a headline are its date or byline."""
    count = 0
    while count < ABOVE and start - count > 0:
        text = one_line(" ".join(children[start - count - 1].itertext()))
        if len(text.split()) > LONGEST_SIGN or not is_head_line(text):
            break
        count += 1
    return count


def _followers(elements: Sequence[Any]) -> Iterator[Any]:
    """The elements below a headline up to a menu, a sidebar or a footer."""
    for one in elements:
        if isinstance(one.tag, str) and is_aside(one, one.tag):
            return
        yield one


def _markup(elements: Sequence[Any]) -> str:
    from lxml import html  # noqa: PLC0415

    return "".join(html.tostring(one, encoding="unicode", with_tail=len(elements) > 1) for one in elements)
