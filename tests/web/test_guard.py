"""What an attacker would try: other hosts and origins, forged forms, no token, huge bodies, odd paths and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE, save

from rashomon.model import Document, Judgement, RashomonError
from rashomon.store import Library
from rashomon.web import guard
from rashomon.web.adding import safe_name
from rashomon.web.app import make_app
from rashomon.web.guard import Policy, is_equal, pass_key
from rashomon.web.serving import checked

ORIGIN = "http://127.0.0.1:8765"
TOKEN = "a-token-of-some-length-1"  # noqa: S105  a test's own
#: Every address that writes, with a form it would take.
WRITES = {
    "/judgements": {"left": "row", "verdict": "right", "by": "Ena"}, "/changes": {"row": "row", "by": "Ena"},
    "/merges": {"left": "a", "right": "b", "by": "Ena"}, "/splits": {"row": "a", "all": "b", "by": "Ena"},
    "/retractions": {"judgement": "x", "by": "Ena"}, "/settings": {"name": "Ena"},
    "/codings": {"story": "all", "document": "state", "value-tone": "x", "by": "Ena"},
}  # fmt: skip
FILES = ("/adding", "/judgements/import")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return save(tmp_path / "velm.db")


@pytest.fixture
def claim(path: Path) -> str:
    with Library.open(path) as library:
        return next(one.id for one in library.all_annotations() if one.kind == "claim")


def open_room(path: Path, policy: Policy | None = None, base: str = ORIGIN) -> TestClient:
    return TestClient(make_app(path, policy), base_url=base, raise_server_exceptions=False)


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with open_room(path) as made:
        yield made


def token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/adding").text)
    assert found is not None
    return found[1]


def log_of(path: Path) -> list[Judgement]:
    with Library.open(path) as library:
        return library.judgements()


def test_the_addresses_that_write_are_all_attacked_here(path: Path) -> None:
    routes = [one for one in make_app(path).routes if "POST" in (getattr(one, "methods", None) or ())]
    assert {one.path for one in routes} == {*WRITES, *FILES}  # type: ignore[attr-defined]


def test_our_own_form_is_taken(client: TestClient, path: Path, claim: str) -> None:
    fields = {"left": claim, "verdict": "right", "by": "Ena", "csrf": token(client)}
    assert client.post("/judgements", data=fields, headers={"origin": ORIGIN}).status_code == 200
    assert len(log_of(path)) == 1


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", "http://127.0.0.1:8765.evil.example", "https://"],
)  # fmt: skip
@pytest.mark.parametrize("address", [*WRITES, *FILES])
def test_a_form_of_another_page_is_turned_away(
    client: TestClient, path: Path, claim: str, address: str, origin: str | None
) -> None:
    fields = {**WRITES.get(address, {}), "left": claim, "csrf": token(client)}
    headers = {"origin": origin} if origin is not None else {}
    assert client.post(address, data=fields, headers=headers).status_code == 403
    assert log_of(path) == []


@pytest.mark.parametrize("address", [*WRITES, *FILES])
@pytest.mark.parametrize("forged", ["", "0" * 64, "ä"])
def test_a_form_without_our_token_is_turned_away(
    client: TestClient, path: Path, claim: str, address: str, forged: str
) -> None:
    token(client)
    fields = {**WRITES.get(address, {}), "left": claim, "csrf": forged}
    sent: dict[str, Any] = {
        "/adding": {"files": ("a.txt", b"One came.")},
        "/judgements/import": {"file": ("a.jsonl", b"{}")},
    }
    files = sent.get(address)
    answer = client.post(address, data=fields, files=files, headers={"origin": ORIGIN})
    assert answer.status_code == 403
    assert "load the page again" in answer.text
    assert log_of(path) == []


def test_a_token_of_another_session_or_server_is_turned_away(path: Path, claim: str) -> None:
    mine, other = open_room(path), open_room(path)
    token(mine)
    fields = {"left": claim, "verdict": "right", "by": "Ena", "csrf": token(other)}
    assert mine.post("/judgements", data=fields, headers={"origin": ORIGIN}).status_code == 403
    stolen = TestClient(mine.app, base_url=ORIGIN)
    fields["csrf"] = token(mine)
    assert stolen.post("/judgements", data=fields, headers={"origin": ORIGIN}).status_code == 403
    assert log_of(path) == []


def make_app_token(client: TestClient, session: str) -> str:
    """The token that the server would make for a session."""
    made: str = client.app.state.room.hands._token(session)  # type: ignore[attr-defined]
    return made


def test_a_short_session_that_somebody_set_is_not_used(client: TestClient) -> None:
    fields = {"name": "Ena", "csrf": make_app_token(client, "x")}
    client.cookies.clear()
    client.cookies.set("rashomon-session", "x")
    assert client.post("/settings", data=fields, headers={"origin": ORIGIN}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method_does_anything(client: TestClient, method: str) -> None:
    assert client.request(method, "/", headers={"origin": ORIGIN}).status_code == 405


def test_a_read_only_room_offers_no_form_and_takes_none(path: Path, claim: str) -> None:
    reading = open_room(path, Policy(read_only=True))
    pages = ["/", "/stories/all", "/documents/voice", f"/rows/{claim}", "/review", "/judgements", "/copies"]
    for page in pages:
        text = reading.get(page).text
        assert 'method="post"' not in text, page
        assert "<script" not in text
    for address in (*WRITES, *FILES):
        fields = {**WRITES.get(address, {}), "left": claim}
        assert reading.post(address, data=fields, headers={"origin": ORIGIN}).status_code == 405
    assert reading.get("/settings").status_code == 404
    assert reading.get("/adding").status_code == 404
    assert log_of(path) == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "192.168.0.7"])
def test_another_host_cannot_write_either(client: TestClient, path: Path, claim: str, host: str) -> None:
    fields = {"left": claim, "verdict": "right", "by": "Ena", "csrf": token(client)}
    headers = {"host": host, "origin": f"http://{host}"}
    assert client.post("/judgements", data=fields, headers=headers).status_code == 421
    assert log_of(path) == []


def test_without_the_token_nothing_is_shown(path: Path) -> None:
    asked = open_room(path, Policy(token=TOKEN))
    for address in ("/", "/stories/all", "/index.json", "/documents/voice", "/static/style.css", "/judgements.jsonl"):
        assert asked.get(address).status_code == 401
        assert asked.get(address, params={"token": TOKEN[:-1]}).status_code == 401
        assert asked.get(address, params={"token": TOKEN + "x"}).status_code == 401
        assert asked.get(address, headers={"authorization": f"Bearer {TOKEN[:-1]}"}).status_code == 401
    asked.cookies.set("rashomon-pass-8765", TOKEN)
    assert asked.get("/").status_code == 401


def test_the_token_opens_the_room_once_and_leaves_the_address(path: Path) -> None:
    asked = open_room(path, Policy(token=TOKEN))
    answer = asked.get("/documents/voice", params={"token": TOKEN, "at": "0-4"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/documents/voice?at=0-4"
    assert TOKEN not in answer.headers["set-cookie"]
    assert asked.get("/").status_code == 200
    assert (
        open_room(path, Policy(token=TOKEN)).get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    )


@pytest.mark.parametrize("address", ["//evil.example/", "/\\evil.example/", "///evil.example"])
def test_the_token_leads_to_no_other_host(path: Path, address: str) -> None:
    asked = open_room(path, Policy(token=TOKEN))
    answer = asked.get(ORIGIN + address + f"?token={TOKEN}", follow_redirects=False)
    assert not answer.headers.get("location", "/").startswith(("//", "/\\", "http"))


def test_a_token_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    seen: list[tuple[bytes, bytes]] = []
    true = guard.hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        seen.append((one, other))
        return true(one, other)

    monkeypatch.setattr(guard.hmac, "compare_digest", compare)
    open_room(path, Policy(token=TOKEN)).get("/", params={"token": "guess"})
    assert (b"guess", TOKEN.encode()) in seen
    assert is_equal("ä\ud800", "ä\ud800")
    assert pass_key(TOKEN) != pass_key(TOKEN + "x")


def test_beyond_this_machine_a_token_is_asked_for() -> None:
    for host in ("0.0.0.0", "::", "192.168.0.7", "reading.example"):  # noqa: S104  refused
        with pytest.raises(RashomonError, match="give a token"):
            checked(host, Policy())
        assert checked(host, Policy(token=TOKEN)).token == TOKEN
    assert checked("127.0.0.1", Policy()).token is None
    with pytest.raises(RashomonError, match="at least 16"):
        checked("127.0.0.1", Policy(token="short"))  # noqa: S106  refused


def test_beyond_this_machine_only_known_names_and_addresses_are_answered(path: Path) -> None:
    shared = checked("0.0.0.0", Policy(frozenset({"reading.example"}), TOKEN))  # noqa: S104  with a token
    for host, status in (("reading.example:8765", 200), ("192.168.0.7:8765", 200), ("[fe80::1]:8765", 200),
                         ("evil.example", 421), ("192.168.0.7.evil.example", 421)):  # fmt: skip
        asked = open_room(path, shared, f"http://{host}" if not host.startswith("[") else ORIGIN)
        answer = asked.get("/", headers={"host": host, "authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == status, host


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: TestClient, path: Path) -> None:
    for address in (*WRITES, *FILES):
        most = guard.most_bytes(address)
        headers = {
            "origin": ORIGIN,
            "content-length": str(most + 1),
            "content-type": "application/x-www-form-urlencoded",
        }
        assert client.post(address, content=b"x", headers=headers).status_code == 413, address
    assert log_of(path) == []


def test_a_large_body_without_a_length_is_stopped(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 10_000

    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/judgements", content=endless(), headers=headers).status_code == 413


def test_a_form_of_a_thousand_and_one_fields_is_refused(client: TestClient) -> None:
    body = "&".join(f"row={number}" for number in range(1_001))
    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/splits", content=body, headers=headers).status_code == 413


def test_a_form_of_another_sort_is_refused(client: TestClient) -> None:
    headers = {"origin": ORIGIN, "content-type": "text/plain"}
    assert client.post("/judgements", content="left=x", headers=headers).status_code == 415


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "http://[",
             "/a\r\nSet-Cookie: x=y", "////evil.example"],
)  # fmt: skip
def test_after_a_judgement_nobody_is_sent_elsewhere(client: TestClient, claim: str, back: str) -> None:
    fields = {"left": claim, "verdict": "right", "by": "Ena", "csrf": token(client), "back": back}
    answer = client.post("/judgements", data=fields, headers={"origin": ORIGIN}, follow_redirects=False)
    assert answer.status_code == 303
    assert re.match(r"/(?![/\\])", answer.headers["location"])
    assert "x" not in answer.cookies


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("/etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("..", "file"),
        (".hidden", "hidden"), ("a\x00b.txt", "a_b.txt"), ("\u202egpj.html", "_gpj.html"), ("", "file"),
        ("x" * 5000 + ".html", "x" * 120 + ".html"), ("-rf", "rf"), ("CON ", "CON"), ("<script>.txt", "_script_.txt"),
    ],
)  # fmt: skip
def test_a_files_name_leads_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize(
    "address", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/room.js%00.css",
                "/documents/..%2F..%2Fetc%2Fpasswd", "/copies/../../etc", "/adding/..%2f..%2f", "/rows/../../x"],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_names_and_notes_of_judges_are_inert(path: Path, claim: str) -> None:
    client = open_room(path)
    evil = '<script>alert("1")</script>\u202e' + "x" * 60
    fields = {
        "left": claim,
        "verdict": "right",
        "by": evil,
        "words": evil,
        "csrf": token(client),
        "back": f"/rows/{claim}",
    }
    page = client.post("/judgements", data=fields, headers={"origin": ORIGIN})
    assert page.status_code == 200
    for address in (f"/rows/{claim}", "/judgements", "/settings", "/review"):
        text = client.get(address).text.replace('<script src="/static/room.js" defer></script>', "", 1)
        assert "<script" not in text
        assert "\u202e" not in text
    assert max(len(one.by) for one in log_of(path)) <= 80


def test_what_other_peoples_files_say_is_inert(path: Path) -> None:
    client = open_room(path)
    with Library.open(path) as library:
        evil = "<img src=x onerror=alert(1)>\u202e"
        library.judge(Judgement("gone", None, "right", evil, "2019-03-04T10:00:00+00:00", evil))
        library.judge(Judgement("gone", None, "wrong", "Oro", "2019-03-04T10:00:00+00:00", '{"value": "<b>"}'))
    page = client.get("/judgements").text
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;b&gt;" in page


def test_a_word_of_a_megabyte_and_marks_that_turn_text_are_shown_whole_and_inert(tmp_path: Path) -> None:
    path = tmp_path / "big.db"
    with Library.open(path, create=True) as library, library.transaction():
        library.add_document(
            Document("big", "y" * 1_000_000 + " " + HOSTILE, title="z" * 1_000_000, source="\u202e" * 999)
        )
    client = open_room(path)
    for address in ("/", "/documents/big", "/stories/all", "/review?story=all"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "\u202e" not in answer.text
        assert "<img" not in answer.text
    assert "y" * 1_000_000 in client.get("/documents/big").text


def test_every_answer_to_a_form_carries_the_policy_too(client: TestClient) -> None:
    for answer in (client.post("/judgements", headers={"origin": ORIGIN}), client.post("/judgements")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_cookies_are_out_of_reach_of_scripts_and_other_pages(client: TestClient) -> None:
    made = client.get("/").headers["set-cookie"]
    fields = {"name": "Ena", "csrf": token(client)}
    kept = client.post("/settings", data=fields, headers={"origin": ORIGIN}, follow_redirects=False)
    for cookie in (made, *kept.headers.get_list("set-cookie")):
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
