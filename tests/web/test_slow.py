"""Clients that send slowly, too much or nothing, against the server as it runs: let go, while others are served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from tests.web.conftest import copied

from rashomon.web import guard, patience
from rashomon.web.app import make_app
from rashomon.web.serving import configured

POST = (
    b"POST /judgements HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
WHOLE = b"GET /index.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def port(library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that has half a second of patience."""
    monkeypatch.setattr(patience, "HEADERS", 0.5)
    monkeypatch.setattr(guard, "PIECE", 0.5)
    monkeypatch.setattr(guard, "WHOLE", 1.0)
    server = uvicorn.Server(configured(make_app(copied(library_path, tmp_path))))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def heard(port: int, *pieces: bytes, pause: float = 0.0, longest: float = 20.0) -> bytes:
    """All that the server says to these pieces until it closes the connection. Raises TimeoutError."""
    told = b""
    with socket.create_connection(("127.0.0.1", port), longest) as client:
        until = time.monotonic() + longest
        try:
            for piece in pieces:
                client.sendall(piece)
                time.sleep(pause)
        except OSError:
            pass  # it was closed already
        while time.monotonic() < until:
            try:
                piece = client.recv(65_536)
            except ConnectionError:
                return told
            if not piece:
                return told
            told += piece
    raise TimeoutError


def test_who_says_nothing_is_let_go(port: int) -> None:
    assert heard(port) == b""


def test_headers_that_drip_are_let_go(port: int) -> None:
    assert heard(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", *[b"X-A: b\r\n"] * 40, pause=0.05) == b""


def test_a_second_request_that_drips_on_a_kept_connection_is_let_go(port: int) -> None:
    told = heard(port, WHOLE, *[b"G", b"E", b"T", b" "] * 20, pause=0.05)
    assert told.startswith(b"HTTP/1.1 200")
    assert told.count(b"HTTP/1.1") == 1


def test_a_form_that_stops_in_the_middle_is_answered_408(port: int) -> None:
    assert heard(port, POST + b"Content-Length: 100\r\n\r\nleft=").startswith(b"HTTP/1.1 408")


def test_a_form_that_drips_is_answered_408_while_it_drips(port: int) -> None:
    started = time.monotonic()
    told = heard(port, POST + b"Content-Length: 500\r\n\r\n", *[b"x"] * 400, pause=0.05)
    assert told.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - started < 15.0  # all of it would take 20


def test_a_form_that_was_refused_is_not_waited_for(port: int) -> None:
    refused = POST.replace(b"Origin: http://127.0.0.1", b"Origin: http://evil.example")
    told = heard(port, refused + b"Content-Length: 100\r\n\r\n", *[b"x"] * 60, pause=0.05)
    assert told.startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: " + b"b" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n Host: 127.0.0.1\r\n\r\n",
    ],
    ids=["header", "address", "tls", "two hosts", "folded"],
)
def test_a_request_that_is_too_large_or_none_is_answered_400(port: int, request_: bytes) -> None:
    assert heard(port, request_).startswith(b"HTTP/1.1 400")


def test_others_are_served_while_many_dawdle(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADERS", 20.0)
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
    try:
        started = time.monotonic()
        with socket.create_connection(("127.0.0.1", port), 10) as client:
            client.sendall(WHOLE)
            assert client.recv(12) == b"HTTP/1.1 200"
        assert time.monotonic() - started < 5.0
    finally:
        for one in idle:
            one.close()
