"""The text of a page's article: what trafilatura finds, completed and cleaned by how the page is built.

Trafilatura may stop at the first of several containers that an article is cut into by advertisements, and it keeps
links to other stories that stand between paragraphs. Blocks that are set like the paragraphs found are added; blocks
that are nothing but a link, and lines that the residue rules know, are taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rashomon.ingest.bylines import find_byline, is_office, is_person, strip_titles
from rashomon.ingest.dates import dated_line
from rashomon.ingest.html_blocks import Block, plain
from rashomon.ingest.lines import TERMINAL
from rashomon.ingest.outlets import original_of
from rashomon.ingest.residue import rule_of
from rashomon.model import Removed

LEAST_PROSE = 8  # words of a paragraph that may be added
INSIDE, OUTSIDE = 0.8, 0.3  # share of a paragraph's runs of three words in the stated text: of it, not of it
LONGEST_DROPPED = 60  # words of a paragraph that may be dropped for not being in the stated text
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NEAR = 4  # levels
LONGEST_RUN, MOST_PLACES = 60, 20  # blocks in one of trafilatura's lines; places where its first word is looked up
SIGNATURE = re.compile(r"^[—–-]{1,2}\s*(?=[A-Z])")
BARS = re.compile(r"\s*[|•·]\s*")
LED = re.compile(r"^(?:(?:posted|written|published|reported|words|text)\s+)?by\b", re.IGNORECASE)
LONGEST_HEAD = 200  # characters of a byline
LONGEST_SOURCE = 8  # words of a line such as "Source: Velm Wire"
LATE = 4  # extract_pages' F1 is 0.984 with the rule and without it
TAIL = 3  # blocks below the text that may hold its byline
MOST_ASIDE = 0.3  # of the words found: what is in asides beyond that is the article, whatever its elements are called
LEAST_ALONE = 150  # words of a stated text that may stand alone
LEAST_SHOWN = 5  # words of a passage outside the article that is kept among what was taken out
LEAST_STATED = 0.6  # of the words found, that a page's own `articleBody` must have to be believed


@dataclass(slots=True)
class Piece:
    """A paragraph of the result: its words, and the block it is, where it was found among the blocks."""

    text: str
    block: Block | None
    reason: str | None = None


def read_html_body(
    blocks: Sequence[Block], lines: Sequence[str], title: str | None, stated: str | None
) -> tuple[list[str], list[Removed], list[str]]:
    """The paragraphs of the article, what was left out with the reasons, and the lines right below the text.

    `lines` are trafilatura's; `stated` is the text that the page itself gives for its article, or None.
    """
    pieces = _aligned(blocks, lines)
    if stated is not None and _is_believable(stated, pieces):
        pieces = _completed_by_statement(blocks, pieces, plain(stated))
    pieces = _completed(blocks, pieces)
    _mark(pieces, plain(title or ""))
    _mark_asides(pieces)
    _mark_late(blocks, pieces)
    _mark_foot(pieces)
    kept = [piece.text for piece in pieces if piece.reason is None]
    if stated is not None and len(stated.split()) >= max(LEAST_ALONE, 2 * sum(len(text.split()) for text in kept)):
        # The page is made by a script: its text is only in what it states.
        return (
            [row for row in stated.split("\n") if row.strip()],
            [Removed(text, "not the article") for text in kept],
            [],
        )
    removed = [Removed(piece.text, piece.reason) for piece in pieces if piece.reason is not None]
    return kept, removed + _left_out(blocks, pieces), _below(blocks, pieces)


def _below(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[str]:
    """The lines right below the text, where its author may be named."""
    last = max((piece.block.number for piece in pieces if piece.block and piece.reason is None), default=None)
    return [] if last is None else [block.text for block in blocks[last + 1 : last + 1 + TAIL]]


def _left_out(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[Removed]:
    """The blocks of LEAST_SHOWN words or more that are in no piece, so that anybody can see what was not taken."""
    runs = {run for piece in pieces for run in _runs(plain(piece.text))}
    known = {piece.block.number for piece in pieces if piece.block is not None}
    found: list[Removed] = []
    for block in blocks:
        if block.number in known or block.words < LEAST_SHOWN or _share_in(block.text, runs) >= INSIDE:
            continue
        rule = rule_of(block.text)
        reason = "menu, sidebar, footer or form" if block.aside else "outside the article"
        found.append(Removed(block.text, rule.reason if rule is not None else reason))
    return found


def _aligned(blocks: Sequence[Block], lines: Sequence[str]) -> list[Piece]:
    """Trafilatura's lines with the blocks they come from, each block once and in order where possible."""
    places: dict[str, deque[Block]] = {}
    opens: dict[str, list[int]] = {}
    words_of = [plain(block.text) for block in blocks]
    for block, words in zip(blocks, words_of, strict=True):
        places.setdefault(words, deque()).append(block)
        opens.setdefault(words.partition(" ")[0], []).append(block.number)
    pieces: list[Piece] = []
    last = -1
    for line in lines:
        bare = line.removeprefix("- ").strip()
        same = places.get(plain(bare), deque())
        while same and same[0].number <= last:
            same.popleft()
        found = next((one for one in islice(same, 20) if not one.aside), same[0] if same else None)
        run = _run_of((blocks, words_of, opens), bare, last) if found is None else [found]
        last = run[-1].number if run else last
        pieces += [Piece(one.text, one) for one in run] or [Piece(bare, None)]
    return pieces


def _run_of(page: tuple[Sequence[Block], Sequence[str], Mapping[str, list[int]]], line: str, last: int) -> list[Block]:
    """The blocks, one after another, that a line is made of: trafilatura sets what stands between `<br>` in one."""
    blocks, words_of, opens = page
    words = plain(line)
    places = opens.get(words.partition(" ")[0], [])
    after = bisect_right(places, last)
    for place in places[after : after + MOST_PLACES]:
        rest = words
        for number in range(place, min(place + LONGEST_RUN, len(blocks))):
            if not rest.startswith(words_of[number]):
                break
            rest = rest[len(words_of[number]) :].lstrip()
            if not rest:
                run = list(blocks[place : number + 1])
                return run if any(map(_is_prose, run)) else []  # the cells of a table of figures stay one line
    return []


def _is_believable(stated: str, pieces: Sequence[Piece]) -> bool:
    found = sum(len(piece.text.split()) for piece in pieces)
    return len(stated.split()) >= max(50, LEAST_STATED * found)


def _completed_by_statement(blocks: Sequence[Block], pieces: Sequence[Piece], stated: str) -> list[Piece]:
    """What the page's own statement of its text holds: pieces outside it go, blocks inside it come."""
    runs = _runs(stated)
    shares = [_share_in(piece.text, runs) for piece in pieces]
    if sum(1 for share in shares if share >= INSIDE) < 0.5 * len(pieces):
        return list(pieces)
    for piece, share in zip(pieces, shares, strict=True):
        if share < OUTSIDE and len(piece.text.split()) < LONGEST_DROPPED:
            piece.reason = "not in the page's own text of the article"
    known = {piece.block.number for piece in pieces if piece.block is not None}
    seen = {plain(piece.text) for piece in pieces}
    added: list[Piece] = []
    for block in blocks:
        if block.number in known or block.aside or block.words < 4 or plain(block.text) in seen:
            continue
        if _share_in(block.text, runs) >= INSIDE:
            seen.add(plain(block.text))
            added.append(Piece(block.text, block))
    return _merged(pieces, added)


def _runs(words: str) -> set[tuple[str, ...]]:
    """Runs of three words."""
    tokens = words.split()
    return {tuple(tokens[index : index + 3]) for index in range(max(1, len(tokens) - 2))}


def _share_in(text: str, runs: set[tuple[str, ...]]) -> float:
    """The share of a text's runs of three words that are among `runs`; 1 for a text of fewer than three words."""
    own = _runs(plain(text))
    return len(own & runs) / len(own) if all(len(run) == 3 for run in own) else 1.0


def _completed(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the paragraphs that are set like them but were left out.

    A paragraph is set alike when it has the same parent element, or when its parent has the same element and
    class and stands beside it: both below one element that is at most NEAR levels up.
    """
    core = [piece.block for piece in pieces if piece.block is not None and _is_prose(piece.block)]
    if len(core) < 2:
        return list(pieces)
    parents = {block.path[-2:-1] for block in core}
    counts = Counter(block.key for block in core)
    keys = {key for key, count in counts.items() if count >= 2 and key[0].split(".", 1)[1]}
    above = {number for block in core for number in block.path[-2 - NEAR : -2]}
    known = {piece.block.number for piece in pieces if piece.block is not None}
    seen = {plain(piece.text) for piece in pieces}
    added: list[Piece] = []
    for block in blocks:
        if block.number < core[0].number or block.number in known or block.aside or not _is_prose(block):
            continue
        beside = block.key in keys and not above.isdisjoint(block.path[-2 - NEAR : -2])
        if (block.path[-2:-1] in parents or beside) and plain(block.text) not in seen and rule_of(block.text) is None:
            seen.add(plain(block.text))
            added.append(Piece(block.text, block))
    return _merged(pieces, added)


def _is_prose(block: Block) -> bool:
    return (
        block.words >= LEAST_PROSE and TERMINAL.search(block.text) is not None
        and block.linked < 0.5 * len(block.text) and block.tag in ("p", "div", "li", "blockquote", "td", "section")
    )  # fmt: skip


def _merged(pieces: Sequence[Piece], added: Sequence[Piece]) -> list[Piece]:
    """Both in the order of the page; pieces without a block stay behind the one before them."""
    ordered: list[tuple[int, int, Piece]] = []
    last = -1
    for index, piece in enumerate(pieces):
        last = piece.block.number if piece.block is not None else last
        ordered.append((last, index, piece))
    ordered += [(piece.block.number, -1, piece) for piece in added if piece.block is not None]
    return [piece for _, _, piece in sorted(ordered, key=lambda one: one[:2])]


def _mark(pieces: Sequence[Piece], title: str) -> None:
    """Sets why a piece is no part of the text."""
    body = 0
    top = next((index for index, piece in enumerate(pieces) if title and plain(piece.text) == title), 0)
    for index, piece in enumerate(pieces):
        if piece.reason is not None:
            continue
        words = plain(piece.text)
        if title and words == title:
            piece.reason = "title repeated"
        elif index < top and body == 0 and len(words.split()) < LEAST_PROSE:
            piece.reason = "above the article"
        elif body < 60 and _is_head(piece.text):
            piece.reason = "byline or date"
        elif (rule := rule_of(piece.text)) is not None:
            piece.reason = rule.reason
        elif piece.block is not None and piece.block.is_link and piece.block.tag not in ("h2", "h3"):
            piece.reason = "related link"
        if piece.reason is None:
            body += len(piece.text.split())


def _mark_late(blocks: Sequence[Block], pieces: Sequence[Piece]) -> None:
    """Takes out what stands below a late heading such as "Recent comments" or "Written by Ada Novak".

    Late is a heading that has at least LATE times as many of the words above it as below.
    """
    kept = [piece for piece in pieces if piece.reason is None and piece.block is not None]
    total = sum(len(piece.text.split()) for piece in kept)
    numbers = [piece.block.number for piece in kept if piece.block is not None]
    for block in blocks[numbers[len(numbers) // 2] :] if numbers else ():
        if block.tag not in HEADINGS or not _closes(block.text):
            continue
        below = [piece for piece in kept if piece.block is not None and piece.block.number >= block.number]
        words = sum(len(piece.text.split()) for piece in below)
        if words * (LATE + 1) <= total:
            for piece in below:
                piece.reason = "below the article"
            return


def _closes(heading: str) -> bool:
    rule = rule_of(heading)
    return LED.match(heading) is not None or (rule is not None and rule.reach != "line") or (
        rule is not None and rule.reason == "comments")  # fmt: skip


def _mark_foot(pieces: Sequence[Piece]) -> None:
    """Takes out what stands below the last paragraph: a signature, a date, a heading, a link."""
    for piece in reversed(pieces):
        if piece.reason is None:
            if signed_at_foot(piece.text) or _is_head(piece.text):
                piece.reason = "byline or date"
            elif len(piece.text.split()) <= LONGEST_SOURCE and original_of(piece.text) is not None:
                piece.reason = "original source"
            elif piece.block is not None and (piece.block.tag in HEADINGS or piece.block.is_link):
                piece.reason = "below the article"
            else:
                break


def _is_head(text: str) -> bool:
    """Whether a line is a byline or a date, or several such and residue between bars."""
    if len(text) > LONGEST_HEAD:
        return False
    if find_byline(text) or dated_line(text) or is_office(text):
        return True
    parts = [one for one in BARS.split(text) if one]
    heads = [one for one in parts if find_byline(one) or dated_line(one)]
    return bool(heads) and all(one in heads or rule_of(one) is not None for one in parts)


def signed_at_foot(text: str) -> str | None:
    """The author that a line below an article names: "Posted by Ada Novak at 10:00", "— Ada Novak, Karsa".

    >>> signed_at_foot("— Ada Novak, Karsa"), signed_at_foot("— a long way from home")
    ('Ada Novak', None)
    """
    if len(text) > LONGEST_HEAD:
        return None
    mark = SIGNATURE.match(text)
    name = strip_titles(text[mark.end() :].partition(",")[0].strip()) if mark is not None else ""
    if is_person(name):
        return name
    byline = find_byline(text)
    return byline.names[0] if byline is not None and byline.names and LED.match(text) else None


def _mark_asides(pieces: Sequence[Piece]) -> None:
    """Takes out pieces in menus, sidebars, footers and forms, unless much of what was found stands there."""
    kept = [piece for piece in pieces if piece.reason is None]
    asides = [piece for piece in kept if piece.block is not None and piece.block.aside]
    words = sum(len(piece.text.split()) for piece in kept)
    if sum(len(piece.text.split()) for piece in asides) <= MOST_ASIDE * words:
        for piece in asides:
            piece.reason = "menu, sidebar, footer or form"
