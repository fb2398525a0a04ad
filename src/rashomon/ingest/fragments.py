"""The words of a fragment of HTML, as feeds and mails carry them: paragraphs parted by a blank line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from rashomon import vocab
from rashomon.ingest.decode import clean_characters
from rashomon.ingest.residue import rule_of
from rashomon.model import Removed


def plain_text(fragment: str) -> str:
    """The words a reader sees, each block a paragraph. Broken markup is read as browsers do.

    >>> plain_text("<p>One &amp; two</p><script>x()</script><div>three<br>four</div>")
    'One & two\\n\\nthree\\n\\nfour'
    """
    if "<" not in fragment:
        return _paragraphs(unescape(fragment))
    from lxml import html  # noqa: PLC0415

    try:
        tree = html.fragment_fromstring(clean_characters(fragment), create_parent="div")
    except Exception:
        return _paragraphs(unescape(re.sub(r"<[^>]*>", " ", fragment)))
    return _paragraphs("".join(_pieces(tree)))


def without_residue(text: str) -> tuple[str, tuple[Removed, ...]]:
    """A text without the paragraphs that the residue rules know, and these: feeds close items with appeals and links.

    >>> without_residue("The old bridge fell.\\n\\nShare on Facebook")[0]
    'The old bridge fell.'
    """
    kept: list[str] = []
    removed: list[Removed] = []
    for row in text.split("\n\n"):
        rule = rule_of(row)
        if rule is None:
            kept.append(row)
        else:
            removed.append(Removed(row, rule.reason))
    return "\n\n".join(kept), tuple(removed)


def _pieces(tree: Any) -> Iterator[str]:
    """The words of a tree in order, with a line feed at each edge of a block."""
    from lxml import etree  # noqa: PLC0415

    table = vocab.load("pages")["html"]
    dropped = [one for one in tree.iter() if not isinstance(one.tag, str) or one.tag in table["dropped"]]
    for element in dropped:
        element.text = None
        del element[:]
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if isinstance(element.tag, str) and element.tag in table["block"]:
            yield "\n"
        yield (element.text if event == "start" else element.tail) or ""


def _paragraphs(text: str) -> str:
    rows = (row.strip() for row in clean_characters(text).split("\n"))
    return "\n\n".join(row for row in rows if row)
