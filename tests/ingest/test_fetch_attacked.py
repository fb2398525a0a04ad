"""Servers and names that attack who fetches: none leads into this machine's network, and none is read without end.

127.0.0.1 plays the public internet here and 127.0.0.2 a machine inside: which is which is all that is made up.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from rashomon.ingest import Options, fetch, read_paths
from rashomon.model import Problem

OUTSIDE, INSIDE = "127.0.0.1", "127.0.0.2"
OPTIONS = Options(delay=0.0, max_bytes=1_000_000)
MOST_SENT = 30_000_000  # what a socket's buffers take before a server notices that nobody reads


class Server(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str]]] = []
    sent = 0
    target: ClassVar[str] = ""

    def do_GET(self) -> None:
        Server.asked.append((str(self.server.server_address[0]), self.path))
        if self.path == "/robots.txt":
            self.send_error(404)
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", Server.target)
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            self.pour(b"word " * 13_000)
        elif self.path == "/headers":
            self.wfile.write(b"HTTP/1.0 200 OK\r\n")
            self.pour(b"X-More: " + b"x" * 60_000 + b"\r\n")
        elif self.path == "/line":
            self.pour(b"x" * 65_000)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"The council of Karsa met on Monday and heard the millers.\n" * 5)

    def pour(self, piece: bytes) -> None:
        with suppress(OSError):
            while Server.sent < MOST_SENT:
                self.wfile.write(piece)
                Server.sent += len(piece)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of two servers, one outside and one inside."""
    Server.asked.clear()
    Server.sent = 0
    monkeypatch.setattr(fetch, "_is_public", lambda address: address == OUTSIDE)
    monkeypatch.setattr(fetch, "_rules", {})
    outside = ThreadingHTTPServer((OUTSIDE, 0), Server)
    inside = ThreadingHTTPServer((INSIDE, outside.server_address[1]), Server)
    for one in (outside, inside):
        threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
    yield outside.server_address[1]
    for one in (outside, inside):
        one.shutdown()
        one.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`names(karsa=[OUTSIDE, INSIDE])`: what a name answers, time after time; the last answer stays."""

    def answers(**known: list[str]) -> None:
        def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
            given = known.get(host.partition(".")[0], [host])
            address = given.pop(0) if len(given) > 1 else given[0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        monkeypatch.setattr(fetch.socket, "getaddrinfo", look_up)

    return answers


def reason(url: str, options: Options = OPTIONS) -> str:
    (found,) = read_paths([url], options)
    assert isinstance(found, Problem), found
    return found.reason


def asked_inside() -> list[tuple[str, str]]:
    return [one for one in Server.asked if one[0] == INSIDE]


def test_a_machine_inside_is_reached_by_who_allows_it(port: int) -> None:
    (found,) = read_paths([f"http://{INSIDE}:{port}/page"], Options(delay=0.0, allow_private=True))
    assert not isinstance(found, Problem)
    assert asked_inside()


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:{port}/secret", "//127.0.0.2:{port}/secret", "http://169.254.169.254/latest/meta-data/",
     "http://[::1]:{port}/secret", "http://[fe80::1]/secret", "http://0.0.0.0:{port}/secret",
     "http://user@127.0.0.2:{port}/secret"],
)  # fmt: skip
def test_a_redirect_into_the_network_is_not_followed(port: int, target: str) -> None:
    Server.target = target.format(port=port)
    assert "private or loopback" in reason(f"http://{OUTSIDE}:{port}/away")
    assert not asked_inside()
    assert not any(path == "/secret" for _, path in Server.asked)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "data:text/html,x"]
)
def test_a_redirect_to_what_is_no_web_address_is_not_followed(port: int, target: str) -> None:
    Server.target = target
    assert "only http and https" in reason(f"http://{OUTSIDE}:{port}/away")


def test_a_name_that_turns_inward_between_two_requests_is_refused(port: int, names: Callable[..., None]) -> None:
    names(karsa=[OUTSIDE, INSIDE])
    assert "private or loopback" in reason(f"http://karsa.example:{port}/page")
    assert Server.asked == [(OUTSIDE, "/robots.txt")]


def test_a_redirect_to_a_name_that_lies_inside_is_refused(port: int, names: Callable[..., None]) -> None:
    names(karsa=[OUTSIDE], velm=[INSIDE])
    Server.target = f"http://velm.example:{port}/secret"
    assert "private or loopback" in reason(f"http://karsa.example:{port}/away")
    assert not asked_inside()


def test_the_address_that_was_checked_is_the_one_connected_to(
    port: int, names: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    names(karsa=[OUTSIDE, OUTSIDE, INSIDE])
    connected: list[str] = []
    connect = socket.create_connection

    def noted(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        connected.append(address[0])
        return connect(address, *rest, **more)

    monkeypatch.setattr(fetch.socket, "create_connection", noted)
    (found,) = read_paths([f"http://karsa.example:{port}/page"], OPTIONS)
    assert not isinstance(found, Problem)
    assert connected == [OUTSIDE, OUTSIDE]
    assert not asked_inside()


def test_a_body_without_end_is_given_up_at_the_bound(port: int) -> None:
    assert "larger than 1 MB" in reason(f"http://{OUTSIDE}:{port}/endless")
    assert Server.sent < MOST_SENT


@pytest.mark.parametrize("path", ["/headers", "/line"])
def test_headers_without_end_are_given_up(port: int, path: str) -> None:
    assert "could not be fetched" in reason(f"http://{OUTSIDE}:{port}{path}")
    assert Server.sent < MOST_SENT
