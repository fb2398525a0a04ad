"""A page of HTML as the blocks of words that a reader sees, in order, each with how much of it is links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rashomon import vocab
from rashomon.ingest.decode import clean_characters

WORDS = re.compile(r"\w+")
BOLD = ("b", "strong", "font", "big")
#: A tag with its attributes, in time that grows with its length only; it ends at the next "<" at the latest.
TAG = re.compile(r"""<([A-Za-z][\w:-]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)""")
QUOTED = re.compile(r""""[^"<]*+"|'[^'<]*+'""")
FAR_APART = re.compile(r"<[A-Za-z][^<]{20000}")
#: Characters of a tag outside quotation marks. The parser takes 0.01 s for 4,000 attributes and 2.4 s for 40,000, its
#: time growing with the square. Of the 155 pages of the sets, only scripts hold so long a run.
LONGEST_TAG = 16_000
STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
#: Of a page's words. What is named like a sidebar and holds more is around the article (33 of 155 pages of the sets);
#: with this exception extract_pages F1 is 0.984, without it 0.983.
LARGEST_ASIDE = 0.4


@dataclass(slots=True)
class Block:
    """Words between two block edges. `key` is what tells alike blocks: its element, parent and their classes."""

    text: str
    tag: str
    linked: int  # characters inside links
    key: tuple[str, ...]
    asides: tuple[int, ...]  # the elements around it that are menus, sidebars, forms, footers or readers' comments
    path: tuple[int, ...]  # the numbers of the block elements it stands in, outermost first
    element: Any  # the block element itself, as long as the tree is whole
    strong: int = 0  # characters in bold or in a larger face
    number: int = 0
    aside: bool = False  # in one of `asides` that does not hold the article itself

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def letters(self) -> int:
        return len(self.text.replace(" ", ""))

    @property
    def is_link(self) -> bool:
        """Whether the whole block is a link or several: 0.8 of its characters."""
        return self.linked >= 0.8 * self.letters


def plain(text: str) -> str:
    """The words of a text in lower case, to find the same words elsewhere."""
    return " ".join(WORDS.findall(text.lower()))


def load_tree(text: str) -> Any:
    """The element tree of a page, or None when there is none to be made. Raises nothing for broken markup."""
    from lxml import etree  # noqa: PLC0415
    from trafilatura import load_html  # noqa: PLC0415  0.4 s to load

    try:
        tree = load_html(_without_endless_tags(STRANGE.sub(" ", text)))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if tree is not None and len(tree) else None


def _without_endless_tags(text: str) -> str:
    """The page with a tag of more than LONGEST_TAG characters outside quotation marks cut to its name."""
    if FAR_APART.search(text) is None:
        return text

    def cut(match: re.Match[str]) -> str:
        long = len(match[2]) > LONGEST_TAG and len(QUOTED.sub('"', match[2])) > LONGEST_TAG
        return f"<{match[1]}" if long else match[0]

    return TAG.sub(cut, text)


def read_blocks(tree: Any) -> list[Block]:
    """The blocks of the page's body in document order."""
    blocks = list(_walk(tree))
    words: Counter[int] = Counter()
    for number, block in enumerate(blocks):
        block.number = number
        words.update(dict.fromkeys(block.asides, block.words))
    # Some pages call the element around everything "has-sidebar" or "modal": what holds so much is no aside.
    total = sum(block.words for block in blocks)
    wide = {one for one, count in words.items() if count > LARGEST_ASIDE * total}
    for block in blocks:
        block.aside = any(one not in wide for one in block.asides)
    return blocks


def _walk(tree: Any) -> Iterator[Block]:
    from lxml import etree  # noqa: PLC0415

    table = vocab.load("pages")["html"]
    block_tags, dropped = (
        frozenset(table["block"]),
        frozenset([*table["dropped"], "button", "select", "option", "textarea"]),
    )
    body = tree.find("body")
    state = _State(body if body is not None else tree)
    walker = etree.iterwalk(state.body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in dropped or not tag or _is_hidden(element):
                walker.skip_subtree()
                state.skipped = element
                continue
            if tag in block_tags:
                yield from state.flush()
                state.enter(element, tag)
            state.links += tag == "a"
            state.bolds += tag in BOLD
            state.add(element.text)
        else:
            if element is not state.skipped:
                state.links -= tag == "a"
                state.bolds -= tag in BOLD
                if tag in block_tags:
                    yield from state.flush()
                    state.leave()
            state.add(element.tail)
    yield from state.flush()


class _State:
    """The block being read and the elements it stands in."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.stack: list[tuple[Any, str, tuple[int, ...], int]] = []
        self.count = 0
        self.pieces: list[str] = []
        self.linked = self.links = self.strong = self.bolds = 0
        self.skipped: Any = None

    def enter(self, element: Any, tag: str) -> None:
        outer = self.stack[-1][2] if self.stack else ()
        self.count += 1
        asides = (*outer, self.count) if is_aside(element, tag) else outer
        self.stack.append((element, tag, asides, self.count))

    def leave(self) -> None:
        if self.stack:
            self.stack.pop()

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.links > 0 or self.bolds > 0:
                size = len("".join(text.split()))
                self.linked += size if self.links > 0 else 0
                self.strong += size if self.bolds > 0 else 0

    def flush(self) -> Iterator[Block]:
        text = " ".join("".join(self.pieces).split())
        linked, strong = self.linked, self.strong
        self.pieces, self.linked, self.strong = [], 0, 0
        if text:
            text = clean_characters(text).strip()
        if not text or not any(letter.isalnum() for letter in text):
            return
        element, tag, asides = self.stack[-1][:3] if self.stack else (self.body, "body", ())
        key = tuple(f"{row[1]}.{row[0].get('class') or ''}" for row in self.stack[-2:])
        yield Block(text, tag, linked, key, asides, tuple(row[3] for row in self.stack), element, strong)


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None or element.get("aria-hidden") == "true"


ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-list|disqus|respond|sidebar|related|recirc\w*|recommend\w*|newsletter|share|sharing|social"
    r"|promo|breadcrumbs?|footer|menu|nav|navbar|navigation|cookie\w*|consent|popup|modal|advert\w*|taboola|outbrain|most-?read"
    r"|trending|popular|tags|author-?bio|about-the-author|signup|subscribe)(?:[\s_-]|$)",
    re.IGNORECASE,
)  # fmt: skip


def is_aside(element: Any, tag: str) -> bool:
    """Whether an element is a menu, a sidebar, a form, a footer or the like, by its tag or by its name."""
    if tag in ("nav", "aside", "footer", "form"):
        return True
    if tag in ("body", "html", "main", "article"):
        return False
    return _is_named_aside(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=4096)
def _is_named_aside(named: str) -> bool:
    return len(named) < 400 and ASIDE.search(named) is not None
