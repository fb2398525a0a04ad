"""Every page, its JSON and its CSV; and what an attacker would try."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.compare.karsa import velm
from tests.web.conftest import ODD

from rashomon.model import Document, RashomonError
from rashomon.store import Library
from rashomon.web.app import make_app
from rashomon.web.csv_tables import TABLES


def test_the_library_page_lists_stories_documents_and_problems(client: TestClient) -> None:
    page = client.get("/").text
    assert "Bridge at Velm destroyed" in page
    assert "6 accounts" in page
    assert "holds no text" in page


def test_search_finds_documents_by_their_words(client: TestClient) -> None:
    found = client.get("/", params={"q": "seventeen"}).text
    assert "1 document with" in found
    assert "No document holds all these words" in client.get("/", params={"q": "zzzz"}).text


def test_a_story_shows_every_table(client: TestClient, story_id: str) -> None:
    page = client.get(f"/stories/{story_id}").text
    for words in ("Where they differ", "side by side", "who is silent", "quoted or cited", "What it is called"):
        assert words in page
    assert "seventeen people" in page
    assert "unless the river rises" in page


def test_a_copy_is_named_under_its_original(client: TestClient, story_id: str) -> None:
    assert "also printed by" in client.get(f"/stories/{story_id}").text


def test_every_page_answers_json(client: TestClient, story_id: str) -> None:
    story = client.get(f"/stories/{story_id}.json").json()
    event, entity = story["events"][0]["id"], story["names"][0]["id"]
    assert client.get("/index.json").json()["total"] == 7
    assert client.get("/documents/voice.json").json()["document"]["title"] == "Regime jets destroy bridge"
    assert client.get(f"/stories/{story_id}/events/{event}.json").json()["event"]["id"] == event
    assert client.get(f"/stories/{story_id}/entities/{quote(entity, safe='')}.json").json()["entity"]["id"] == entity
    for path in (f"/stories/{story_id}/events/{event}", f"/stories/{story_id}/entities/{quote(entity, safe='')}"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_answers_csv(client: TestClient, story_id: str, table: str) -> None:
    answer = client.get(f"/stories/{story_id}/{table}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert rows or table in ("dates", "leanings")


def test_every_other_page_offers_its_tables_as_csv(client: TestClient, story_id: str) -> None:
    story = client.get(f"/stories/{story_id}.json").json()
    event, entity = story["events"][0], quote(story["names"][0]["id"], safe="")
    claims = [one["claim"] for one in event["versions"][:2]]
    addresses = {
        "/documents.csv": 7, "/documents/voice.csv": 10, f"/stories/{story_id}/events/{event['id']}.csv": 2,
        f"/stories/{story_id}/entities/{entity}.csv": 1, f"/pairs/{claims[0]}/{claims[1]}.csv": 0, "/review.csv": 2,
        "/copies.csv": 1, "/judgements.csv": 0,
    }  # fmt: skip
    for address, least in addresses.items():
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("text/csv"), address
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) >= least, address


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "html" in answer.headers["content-type"]:
            for link in re.findall(r'(?:href|src)="([^"]*)"', answer.text):
                target = link.replace("&amp;", "&").split("#")[0]
                assert target == "" or target.startswith("/"), link
                # One highlight of each document is enough to follow.
                key = target.split("?")[0]
                if target and key not in seen:
                    seen.add(key)
                    waiting.append(target)


def test_a_passage_opens_its_document_highlighted(client: TestClient) -> None:
    start = velm().tellings["voice"].text.index("seventeen people")
    page = client.get(f"/documents/voice?at={start}-{start + 16}").text
    assert re.search(r'class="[^"]*\bat\b[^"]*" id="at">seventeen people<', page)


def test_a_passage_of_the_title_is_highlighted_in_the_title(client: TestClient) -> None:
    assert '<mark class="at" id="at">Regime</mark>' in client.get("/documents/voice?at=title:0-6").text


@pytest.mark.parametrize("at", ["", "x", "5", "9-3", "0-99999999", "-1-4", "title:0-900", "1-2" * 40, "²-³"])
def test_a_place_that_is_none_highlights_nothing(client: TestClient, at: str) -> None:
    answer = client.get("/documents/voice", params={"at": at})
    assert answer.status_code == 200
    assert 'id="at"' not in answer.text


@pytest.mark.parametrize(
    "path", ["/nowhere", "/documents/none", "/stories/none", "/stories/none.json", "/stories/all/none.csv",
             "/stories/all/events/none", "/stories/all/entities/none", "/static/../app.py"],
)  # fmt: skip
def test_what_is_not_there_is_said_kindly(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no" in answer.text or "No event" in answer.text or "Nobody" in answer.text


def test_an_odd_document_id_has_an_address(client: TestClient) -> None:
    assert client.get(f"/documents/{quote(ODD, safe='')}").status_code == 200


def test_nothing_of_a_text_is_markup(client: TestClient, story_id: str) -> None:
    for path in ("/", f"/documents/{quote(ODD, safe='')}", "/stories/all", "/?q=%3Cscript%3E"):
        page = client.get(path).text
        assert "<script" not in page.replace('<script src="/static/room.js" defer></script>', "", 1), path
        assert "<img" not in page
        assert "<b onclick" not in page
        assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_marks_that_turn_text_around_are_made_visible(client: TestClient) -> None:
    for path in ("/", f"/documents/{quote(ODD, safe='')}", "/stories/all"):
        page = client.get(path).text
        assert "\u202e" not in page
        assert "\x07" not in page


def test_a_template_in_a_text_is_only_words(client: TestClient) -> None:
    page = client.get(f"/documents/{quote(ODD, safe='')}").text
    assert "{{ 7 * 7 }}" in page


def test_a_cell_that_looks_like_a_formula_is_text(client: TestClient) -> None:
    rows = csv.reader(io.StringIO(client.get("/stories/all/accounts.csv").text))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@" and cell]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::2]:80"]
)
def test_another_host_is_turned_away(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_every_answer_forbids_scripts_but_ours_and_frames(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/stories/all.json", "/static/style.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_a_missing_library_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(RashomonError):
        make_app(tmp_path / "none.db")


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db", create=True).close()
    client = TestClient(make_app(tmp_path / "empty.db"), base_url="http://127.0.0.1")
    assert "rashomon add" in client.get("/").text
    assert client.get("/stories/all").status_code == 200


def test_a_page_shows_what_was_added_since(tmp_path: Path) -> None:
    path = tmp_path / "grow.db"
    with Library.open(path, create=True) as library, library.transaction():
        library.add_document(Document("one", "One came.", title="First"))
    client = TestClient(make_app(path), base_url="http://127.0.0.1")
    assert "Second" not in client.get("/stories/all").text
    with Library.open(path) as library, library.transaction():
        library.add_document(Document("two", "Two came.", title="Second"))
    assert "Second" in client.get("/stories/all").text
