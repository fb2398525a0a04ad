"""The title of a page's article: the headline that a reader sees, checked by what the page states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rashomon.ingest.html_blocks import Block, plain
from rashomon.ingest.html_statements import one_line

SUFFIX = re.compile(r"\s+(?:[|•·»›–—]|::|--?)\s+")
FIRST = 80  # blocks among which the headline of a page without headings is looked for
ALIKE = 0.5  # share of the words of headline and statement that must be the same


def find_title(tree: Any, stated: Sequence[str], site: str | None) -> str | None:
    """The title. `stated` are titles that the page states, surest first; `site` is the site's name.

    A heading of the first level that says what a statement says is the title as readers see it; without
    one, the surest statement with the site's name taken off.
    """
    whole = set(map(plain, stated))
    told = [one for one in (without_site(one, site) for one in stated) if one]
    headings = [one for one in (one_line(_words(element)) for element in tree.iter("h1")) if plain(one)]
    headings = [one for one in dict.fromkeys(headings) if plain(one) != plain(site or "")]
    best, most = None, 0.0
    for heading in headings:
        # A logo set as a heading is in "Karsa Herald: Bridge falls", but not in what states the headline alone.
        if len(told) > 1 and _share(heading, told[0]) == 0.0:
            continue
        for statement in told:
            share = _share(heading, statement)
            if share > most:
                best, most = (heading, share)
    exact = next((one for one in headings if plain(one) in whole), None)
    if exact is not None:
        return exact
    if best is not None and most >= ALIKE:
        return _trimmed(best, told)
    if len(headings) == 1 and len(headings[0].split()) >= 3:
        return headings[0]
    return told[0] if told else (headings[0] if headings else None)


def shown_part(title: str, blocks: Sequence[Block]) -> str:
    """The part of a title "Site -- Headline" that stands alone among the page's first blocks; else the whole title."""
    parts = {plain(one): one for one in SUFFIX.split(title)}
    if len(parts) < 2:
        return title
    shown = [
        parts[words] for block in blocks[:FIRST] if len((words := plain(block.text)).split()) >= 3 and words in parts
    ]
    return max(shown, key=len) if shown else title


def _words(element: Any) -> str:
    return " ".join(element.itertext())


def _share(one: str, other: str) -> float:
    """The share of the smaller's words that are in the other; a single word must be the whole."""
    left, right = set(plain(one).split()), set(plain(other).split())
    if not left or not right:
        return 0.0
    if len(left) == 1 and left != right:
        return 0.45 if left <= right else 0.0
    return len(left & right) / min(len(left), len(right)) * (0.9 + 0.1 * len(left & right) / len(left | right))


def _trimmed(heading: str, told: Sequence[str]) -> str:
    """A heading without a kicker or a standfirst inside it, when a statement shows where the title is."""
    for statement in told:
        bare = plain(statement)
        if (
            len(bare.split()) >= 3
            and bare != plain(heading)
            and bare.replace(" ", "") in plain(heading).replace(" ", "")
        ):
            return statement
    return heading


def without_site(title: str, site: str | None) -> str:
    """A stated title without the site's name at its end or beginning.

    >>> without_site("Bridge falls | Karsa Herald", "Karsa Herald")
    'Bridge falls'
    >>> without_site("Karsa - a city waits", None)
    'Karsa - a city waits'
    """
    title = title.strip()
    parts = SUFFIX.split(title)
    if len(parts) < 2:
        return title
    if site and plain(parts[0]) == plain(site):
        return title[len(parts[0]) :].lstrip(" |•·»›–—:-")
    # The name of a site has one to five words and the title before it more; a part with the site's words is its name.
    named = {word for word in plain(site or "").split() if len(word) > 2}
    first = len(parts)
    for index in range(len(parts) - 1, 0, -1):
        words = plain(parts[index]).split()
        before = len(plain(" ".join(parts[:index])).split())
        if (named and named & set(words)) or (not site and len(words) <= 5 and before >= 4):
            first = index
        else:
            break
    if first == len(parts):
        return title
    end = _position(title, parts, first)
    return title[:end].strip() or title


def _position(title: str, parts: Sequence[str], count: int) -> int:
    """Where the `count`-th part's separator begins."""
    place = 0
    for part in parts[:count]:
        place = title.index(part, place) + len(part)
    return place
