"""Pages of stories made when they were linked, as their maker sealed them (what one is: `web/ready.py`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from rashomon.store.library import Library

#: Accounts from which a story's page is kept: on demand one of 7 takes 120 CPU ms, one of 10 175 (of eight each).
LEAST = 8
#: Accounts up to which it is: a page of more is of no use to anybody.
MOST = 200
#: Stories up to which none is kept: the server makes so many ready itself, behind the library's page.
FEW = 12


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is kept, in the order of its table: of which story, made of what, with its seal."""

    story: str
    basis: str
    state: str
    seal: bytes
    name: str
    body: bytes


def load_page(library: Library, story: str) -> KeptPage | None:
    """The page that is kept of a story; None where there is none."""
    rows = library.select("SELECT story, basis, state, seal, name, body FROM story_page WHERE story = ?", (story,))
    return KeptPage(*rows[0]) if rows else None


def save_pages(library: Library, pages: Iterable[KeptPage]) -> None:
    """Keep these pages, in place of earlier ones of the same stories. To be called in a transaction."""
    library.connection.executemany("INSERT OR REPLACE INTO story_page VALUES (?, ?, ?, ?, ?, ?)", map(astuple, pages))


def forget_pages(library: Library, stories: Iterable[str]) -> None:
    """Drop the pages of all stories but these. To be called in a transaction."""
    sql = "DELETE FROM story_page WHERE story NOT IN (SELECT value FROM json_each(?))"
    library.connection.execute(sql, (json.dumps(list(stories)),))


def kept_pages(library: Library) -> dict[str, str]:
    """The stories of which a page is kept, each with its basis."""
    return {row["story"]: row["basis"] for row in library.select("SELECT story, basis FROM story_page")}


def pages_wanted(library: Library) -> dict[str, tuple[str, ...]]:
    """The stories whose pages are kept, each with its documents, those that have most first."""
    sql = """SELECT c.id, json_group_array(m.member) AS members FROM cluster c
             JOIN cluster_member m ON m.cluster = c.id WHERE c.kind = 'story'
             GROUP BY c.id HAVING count(*) BETWEEN ? AND ? ORDER BY count(*) DESC, c.id"""
    found = {row["id"]: tuple(sorted(json.loads(row["members"]))) for row in library.select(sql, (LEAST, MOST))}
    return found if len(found) > FEW else {}
