"""Bytes from web addresses that a person names: the only module that opens a socket.

Polite and bounded: robots.txt (RFC 9309), one request a second a host, at most MOST_REDIRECTS redirects, sizes
bounded before and after decompression, no private, loopback or link-local addresses unless asked for. The address
that was checked is the one connected to, so that a name that changes its answer gets nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from rashomon import __version__
from rashomon.ingest.kept import last_fetch, save_fetch
from rashomon.ingest.raw import Options, Raw, raw_from_bytes
from rashomon.model import RashomonError

AGENT = f"rashomon/{__version__} (+research; reads what a person names)"
MOST_REDIRECTS = 5
TIMEOUT = 30.0  # seconds for each step of a connection
LONGEST = 120.0  # seconds for a whole answer
MOST_EXPANSION = 200  # the 185 pages of the sets expand 2 to 15 times, a bomb a thousand times
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 addresses behind a translator (RFC 6052)
ROBOTS_SIZE = 512_000  # bytes of robots.txt that RFC 9309 asks to be read

_rules: dict[str, RobotFileParser] = {}  # site -> its robots.txt
_last: dict[str, float] = {}  # host -> when it was last asked, on the monotonic clock


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, headers, and the body as far as the bound."""

    status: int
    headers: Message
    body: bytes
    url: str


def fetch(url: str, options: Options) -> Raw:
    """The bytes at an address. Raises RashomonError with the reason when they are not to be had.

    With `options.keep`, bytes are kept by their hash, and an address that was fetched before is asked for only
    if it changed since; unchanged, the kept bytes are read.
    """
    known = last_fetch(url, options.keep) if options.keep is not None else None
    answer = _followed(url, options, known.ask if known else {}, robots=True)
    if answer.status == 304 and known is not None and options.keep is not None:
        try:
            return known.raw(url, options, options.keep)
        except OSError as error:
            raise RashomonError(f"the bytes kept of it cannot be read: {error.strerror or error}") from error
    if answer.status >= 300:
        raise RashomonError(f"the server answered {answer.status}")
    raw = replace(
        raw_from_bytes(answer.body, url, options), url=answer.url,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        media_type=answer.headers.get_content_type(), charset=answer.headers.get_content_charset(),
    )  # fmt: skip
    if options.keep is not None:
        names = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        ask = {asked: answer.headers[told] for told, asked in names if answer.headers[told]}
        save_fetch(url, raw, ask, options.keep)
    return raw


def _followed(url: str, options: Options, headers: Mapping[str, str], *, robots: bool = False) -> Answer:
    """The answer after at most MOST_REDIRECTS redirects, each of them checked like the first address."""
    for _ in range(MOST_REDIRECTS + 1):
        if robots and not _is_allowed(url, options):
            raise RashomonError("robots.txt of the site asks not to fetch this")
        answer = _ask(url, options, headers)
        if answer.status not in (301, 302, 303, 307, 308) or not answer.headers["Location"]:
            return answer
        url = urljoin(url, answer.headers["Location"])
    raise RashomonError(f"more than {MOST_REDIRECTS} redirects")


def _is_allowed(url: str, options: Options) -> bool:
    parts = urlsplit(url)
    return _robots(f"{parts.scheme}://{parts.netloc}", options).can_fetch(AGENT, url)


def _robots(site: str, options: Options) -> RobotFileParser:
    """The site's rules, asked once; none where it has no such file, all forbidden where its server fails (RFC 9309)."""
    if site in _rules:
        return _rules[site]
    rows: list[str] = []
    try:
        answer = _followed(f"{site}/robots.txt", options, {})
    except RashomonError:
        pass  # the page itself will tell what is wrong
    else:
        if answer.status >= 500:
            rows = ["User-agent: *", "Disallow: /"]
        elif answer.status < 400:
            rows = answer.body[:ROBOTS_SIZE].decode("utf-8", "replace").splitlines()
    _rules[site] = RobotFileParser()
    _rules[site].parse(rows)
    return _rules[site]


def _ask(url: str, options: Options, asked: Mapping[str, str]) -> Answer:
    """One request, after the host's pause, to an address that may be asked."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RashomonError("only http and https addresses can be fetched")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = _resolved(parts.hostname, port, options)
        _pause(parts.hostname, options.delay)
        connection = _connection(parts.scheme, parts.hostname, port, address)
        path = quote(parts.path or "/", safe="/%:=&?~#+!$,;'@()*[]-._") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*", **asked}
        with _ended_after(connection, LONGEST):
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = _body(response, options.max_bytes)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise RashomonError(f"could not be fetched: {error}") from error
    return Answer(response.status, response.headers, body, url)


def _resolved(host: str, port: int, options: Options) -> str:
    """An address of the host that may be asked."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for one in found:
        if options.allow_private or _is_public(one.partition("%")[0]):
            return one
    raise RashomonError(f"{host} is a private or loopback address; allow it with --allow-private if it is meant")


def _is_public(address: str) -> bool:
    """Whether an address is one of the public internet; one that wraps an IPv4 address is what it wraps.

    >>> _is_public("93.184.216.34"), _is_public("::ffff:127.0.0.1"), _is_public("224.0.0.1")
    (True, False, False)
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found in TRANSLATED:
            return _is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return _is_public(str(inner))
    return found.is_global and not found.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, whatever the name answers next."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._address, self._context = address, context
        self.wire: socket.socket | None = None  # `sock` is None once http.client has handed it to the answer

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), TIMEOUT)
        self.wire = self.sock
        if self._context is not None:
            self.sock = self.wire = self._context.wrap_socket(self.sock, server_hostname=self.host)


def _connection(scheme: str, host: str, port: int, address: str) -> _Pinned:
    return _Pinned(host, port, address, ssl.create_default_context() if scheme == "https" else None)


@contextmanager
def _ended_after(connection: _Pinned, seconds: float) -> Iterator[None]:
    """Closes the connection at the end, or after so many seconds, even of a server that drips its answer."""
    late = threading.Event()

    def end() -> None:
        late.set()
        if connection.wire is not None:
            with suppress(OSError):
                connection.wire.shutdown(socket.SHUT_RDWR)

    alarm = threading.Timer(seconds, end)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise RashomonError(f"took longer than {seconds:g} seconds") from error
        raise
    finally:
        alarm.cancel()
        connection.close()
    if late.is_set():
        raise RashomonError(f"took longer than {seconds:g} seconds")


def _pause(host: str, delay: float) -> None:
    wait = _last.get(host, float("-inf")) + delay - time.monotonic()
    if wait > 0:
        time.sleep(wait)
    _last[host] = time.monotonic()


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    """The body, decompressed, bounded in size, in time and in how far it expands."""
    encoding = (response.headers["Content-Encoding"] or "").strip().lower()
    inflater = zlib.decompressobj(wbits=47) if encoding in ("gzip", "x-gzip", "deflate") else None
    pieces: list[bytes] = []
    size = came = 0
    while piece := response.read1(65_536):
        came += len(piece)
        if inflater is not None:
            piece = inflater.decompress(piece, limit + 1 - size)
        pieces.append(piece)
        size += len(piece)
        if size > limit or (inflater is not None and size > max(1_000_000, came * MOST_EXPANSION)):
            raise RashomonError(f"larger than {limit // 1_000_000} MB, or expands too far: not read")
    return b"".join(pieces)
