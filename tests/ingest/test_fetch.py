from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from rashomon.ingest import Options, fetch, read_paths
from rashomon.model import Document, Problem

STORY = (
    b"Karsa bridge falls\n\nThe old bridge over the Velm fell on Monday after two weeks of shelling, witnesses said.\n"
)


class Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str | None]]
    lists: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["If-None-Match"]))
        if self.path == "/robots.txt":
            self.answer(b"User-agent: *\nDisallow: /private\n")
        elif self.path == "/loop":
            self.answer(b"", 302, Location="/loop")
        elif self.path in self.lists:
            self.answer(self.lists[self.path].encode())
        elif self.path == "/drip":
            self.drip()
        elif self.path == "/moved":
            self.answer(b"", 301, Location="/story")
        elif self.path == "/bomb":
            self.answer(gzip.compress(b"0" * 20_000_000), **{"Content-Encoding": "gzip"})
        elif self.path == "/story" and self.headers["If-None-Match"] == '"1"':
            self.answer(b"", 304)
        elif self.path in ("/story", "/private"):
            self.answer(gzip.compress(STORY), **{"Content-Encoding": "gzip", "ETag": '"1"'})
        else:
            self.answer(b"", 404)

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/plain", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """Headers and then a byte now and then, so that no single wait is long."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


LOCAL = Options(allow_private=True, delay=0.0)


def only(place: str, options: Options = LOCAL) -> Document | Problem:
    (found,) = read_paths([place], options)
    return found


def reason(place: str, options: Options = LOCAL) -> str:
    found = only(place, options)
    assert isinstance(found, Problem)
    return found.reason


def test_a_page_is_fetched_with_its_address_and_time(site: str) -> None:
    found = only(f"{site}/moved")
    assert isinstance(found, Document)
    assert found.title == "Karsa bridge falls"
    assert found.url == f"{site}/story"
    assert found.origin.retrieved is not None


def test_private_addresses_are_refused_unless_asked_for(site: str) -> None:
    assert "private or loopback" in reason(f"{site}/story", Options(delay=0.0))
    assert "private or loopback" in reason("http://[::1]/", Options(delay=0.0))
    assert "private or loopback" in reason("http://169.254.1.1/", Options(delay=0.0))


def test_robots_txt_is_obeyed(site: str) -> None:
    assert "robots.txt" in reason(f"{site}/private")
    assert ("/private", None) not in Site.asked


def test_redirects_are_bounded(site: str) -> None:
    assert "redirects" in reason(f"{site}/loop")


def test_a_decompression_bomb_is_refused(site: str) -> None:
    assert "expands too far" in reason(f"{site}/bomb")


def test_a_page_that_is_not_there_is_a_problem(site: str) -> None:
    assert "404" in reason(f"{site}/nothing")


def test_kept_bytes_are_asked_for_again_only_if_changed(site: str, tmp_path: Path) -> None:
    options = Options(allow_private=True, delay=0.0, keep=tmp_path)
    first, second = only(f"{site}/story", options), only(f"{site}/story", options)
    assert isinstance(first, Document)
    assert first == second
    assert Site.asked[-1] == ("/story", '"1"')
    assert (tmp_path / str(first.origin.sha256)).read_bytes() == STORY


def test_one_host_is_asked_at_most_once_in_the_delay(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    # For this module alone: other threads of the tests sleep too.
    monkeypatch.setattr(fetch, "time", SimpleNamespace(**{**vars(fetch.time), "sleep": waits.append}))
    only(f"{site}/story", Options(allow_private=True, delay=5.0))
    assert waits
    assert waits[-1] == pytest.approx(5.0, abs=0.5)


def test_a_server_that_drips_its_answer_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.5)
    started = time.monotonic()
    (problem,) = read_paths([f"{site}/drip"], Options(allow_private=True, delay=0.0))
    assert isinstance(problem, Problem)
    assert "took longer than 0.5 seconds" in problem.reason
    assert time.monotonic() - started < 5.0


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "224.0.0.1", "100.64.0.1", "::1", "fe80::1", "ff02::1",  # noqa: S104
     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_no_address_inside_a_network_is_asked_however_it_is_written(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = fetch.socket.AF_INET6 if ":" in address else fetch.socket.AF_INET
    answer = [(family, fetch.socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_, **__: answer)
    (problem,) = read_paths(["http://karsa.example/a"], Options(delay=0.0))
    assert isinstance(problem, Problem)
    assert "private or loopback" in problem.reason


def test_a_list_that_a_list_names_is_not_followed(site: str, tmp_path: Path) -> None:
    Site.lists = {"/list": f"{site}/list\n{site}/story\n"}
    (tmp_path / "urls.txt").write_text(f"{site}/list\n")
    found = list(read_paths([str(tmp_path)], Options(allow_private=True, delay=0.0)))
    assert all(isinstance(one, Problem) and "only a list that you name yourself" in one.reason for one in found)
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/list"]
