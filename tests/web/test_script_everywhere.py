"""Script, markup and formulas in every field that a library can hold: pages, dossiers and sheets show them as words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.compare.karsa import velm
from tests.web.test_guard import ORIGIN

from rashomon import pipeline
from rashomon.compare.corrections import make_note
from rashomon.model import Annotation, Cluster, Document, Judgement, Link, Origin, Problem, Reason, Removed
from rashomon.store import Library
from rashomon.web.app import make_app
from rashomon.web.dossier import make_dossier

EVIL = (
    "\"'></title></textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<a href='javascript:alert(3)' onclick=x>"
)
OURS = {"/static/room.js"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts of one event in which every free field of every row is an attack."""
    made, path = velm(), tmp_path_factory.mktemp("evil") / "evil.db"
    with Library.open(path, create=True) as library:
        with library.transaction():
            for number, account in enumerate(made.accounts):
                known = account.document
                document = Document(
                    known.id, known.text + f"\n\n{EVIL}", title=EVIL, source=f"{EVIL}{number}",
                    url=f"javascript:{EVIL}", authors=(EVIL,), published=known.published, language=EVIL, credit=EVIL,
                    origin=Origin(path=EVIL, media_type=EVIL, notes={EVIL: EVIL}, removed=(Removed(EVIL, EVIL),)),
                )  # fmt: skip
                rows = [_attacked(row) for row in account.rows]
                library.add_document(document)
                library.save_annotations(document, rows, EVIL)
            clusters = [Cluster(one.kind, one.members, EVIL, one.label) for one in made.clusters]
            story = Cluster("story", tuple(sorted(made.tellings)), EVIL)
            reasons = (Reason(EVIL, EVIL, 1.0),)
            copies = [Link(one.kind, one.left, one.right, one.label, EVIL, one.score, one.share, one.spans, reasons)
                      for one in made.copies]  # fmt: skip
            library.save_links(copies, [*clusters, story])
            library.save_problem(Problem(EVIL, EVIL, EVIL))
        claims = [one.id for one in library.all_annotations() if one.kind == "claim"]
        at = "2024-01-01T00:00:00Z"
        library.judge(Judgement(claims[0], None, "right", EVIL, at, make_note({"value": EVIL, "words": EVIL})))
        library.judge(Judgement(claims[0], claims[1], "different", EVIL, at, EVIL))
        library.judge(Judgement(EVIL, None, "unsure", EVIL, at, json.dumps({"words": EVIL, EVIL: EVIL})))
    return path


def _attacked(row: Annotation) -> Annotation:
    """The row with an attack as its value, where a value is free words."""
    free = row.kind == "mention" and row.label in ("person", "organization", "armed_group")
    return Annotation.from_row(row.to_row() | {"value": EVIL}) if free else row


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path), base_url=ORIGIN, raise_server_exceptions=False) as made:
        yield made


class Elements(HTMLParser):
    """What of a page a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "iframe", "object", "embed", "base", "img") and given.get("src") not in OURS:
            self.found.append(f"{tag} {given}")
        if tag == "meta" and "http-equiv" in given and "refresh" in str(given["http-equiv"]).lower():
            self.found.append(f"{tag} {given}")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                self.links.append(value or "")
                if re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                    self.found.append(f"{tag} {name}={value}")


def attacks(page: str) -> Elements:
    read = Elements()
    read.feed(page)
    read.close()
    return read


def test_no_field_is_run_on_any_page_that_can_be_reached(client: TestClient) -> None:
    waiting, seen = ["/", f"/?q={EVIL}", f"/?source={EVIL}", f"/nothing/{EVIL}", f"/review?story={EVIL}"], set[str]()
    while waiting:
        answer = client.get(waiting.pop(), headers={"referer": f"{ORIGIN}/{EVIL}"})
        if answer.headers["content-type"].startswith("text/html"):
            read = attacks(answer.text)
            assert read.found == [], f"{answer.url}: {read.found[:3]}"
            for link in read.links:
                # One page of each sort of query is enough to follow.
                key = re.sub(r"\?(\w+)=.*", r"?\1", link.split("#")[0])
                if link.startswith("/") and key not in seen:
                    seen.add(key)
                    waiting.append(link)
        elif "csv" in answer.headers["content-type"]:
            check_cells(answer.text)
        else:
            assert answer.headers["content-type"].split(";")[0] in (
                "application/json", "application/x-ndjson", "text/css", "text/javascript", "image/svg+xml",
            )  # fmt: skip
    assert len(seen) > 40


def check_cells(text: str) -> None:
    for line in csv.reader(io.StringIO(text)):
        assert not [cell for cell in line if cell[:1] in ("=", "+", "@", "\t", "\r")], line


def test_no_field_is_run_in_a_dossier(path: Path) -> None:
    with Library.open(path) as library:
        page = make_dossier(pipeline.comparison(library))
    assert attacks(page).found == []
