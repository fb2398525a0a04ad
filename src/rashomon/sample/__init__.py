"""The invented corpus that ships with the program: fifteen accounts by nine sources, and their truth as data.

Two happenings of an invented war, the destruction of the bridge at Velm and the end of the siege of Karsa,
are told by sources of all sides. Tests, docs, the demo and the screenshots use it. `truth.toml` says for each
account what a careful reader finds in it; it does not say what "really" happened, since nothing did.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def folder() -> Path:
    """The folder of the pages, as a person would save them: HTML, text, Markdown and a feed.

    >>> sorted({page.suffix for page in folder().iterdir()})
    ['.html', '.md', '.txt', '.xml']
    """
    return HERE / "pages"


@cache
def load_truth() -> dict[str, Any]:
    """What a careful reader finds in the pages: the tables of `truth.toml` (its head explains each key).

    >>> load_truth()["schema"]
    'rashomon.sample/1'
    """
    return tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))
