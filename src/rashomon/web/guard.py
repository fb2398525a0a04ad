"""What every request and answer must pass: known hosts and origins, a token, bounded bodies, pages that run nothing."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names under which a browser on this machine reaches a loopback server. A page elsewhere that points its own name
#: at 127.0.0.1 (DNS rebinding) sends its name as Host and is turned away.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
#: Shorter tokens could be guessed over a network: 16 letters and digits are 82 bits or more when drawn at random.
SHORTEST_TOKEN = 16
#: Bytes that a form may send; files to add and judgements to import have bounds of their own.
FORM = 256 * 1024
#: Seconds until the next piece of a body must come, and until all of a form must be there. Files take as long as they
#: need while they come: 200 MB over a slow network take an hour.
PIECE, WHOLE = 20.0, 60.0
BODIES = {"/adding": 200 * 1024 * 1024, "/judgements/import": 32 * 1024 * 1024}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not "no-referrer": a browser would then send "Origin: null" with our own forms, and forged ones would look alike.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """Who is let in and what they may do. `hosts` are names beyond loopback under which the pages are reached."""

    hosts: frozenset[str] = frozenset()
    token: str | None = None
    read_only: bool = False

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server. With a token a bare address does too: no foreign name can be one."""
        name = _name(host)
        return name is not None and (name in LOOPBACK or name in self.hosts or (bool(self.token) and _is_address(name)))


class Guard:
    """ASGI middleware: turns away what the policy forbids, bounds bodies, and sets the headers above."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self.app = app
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = _refusal(scope, self.policy)
        await (refusal or self.app)(scope, _bounded(scope, receive), send_guarded)


def _refusal(scope: Scope, policy: Policy) -> Response | None:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if not policy.knows(host):
        return PlainTextResponse("This page answers only on this machine: open http://127.0.0.1\n", 421)
    if policy.token is not None:
        answer = _asked_token(scope, headers, policy.token)
        if answer is not None:
            return answer
    if scope["method"] in ("GET", "HEAD"):
        return None
    if scope["method"] != "POST" or policy.read_only:
        return PlainTextResponse("These pages can only be read.\n", 405, {"Allow": "GET, HEAD"})
    if headers.get("origin", "").partition("://")[2].lower() != host.lower():
        return PlainTextResponse("Only this page's own forms can write here.\n", 403)
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > most_bytes(scope["path"]):
        return PlainTextResponse(_too_large(scope["path"]), 413)
    return None


def most_bytes(path: str) -> int:
    """How many bytes may be sent to an address."""
    return BODIES.get(path, FORM)


def _too_large(path: str) -> str:
    return f"More than {most_bytes(path) / 1024 / 1024:g} MB cannot be sent at once: use 'rashomon add' instead.\n"


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """`receive` that stops a body longer than its bound, also one that names no length, and one that comes too slowly.

    Raises HTTPException 413 or 408.
    """
    most, sent = most_bytes(scope["path"]), 0
    loop = asyncio.get_running_loop()
    until = None if scope["path"] in BODIES else loop.time() + WHOLE
    ended = scope["method"] in ("GET", "HEAD")

    async def receive_bounded() -> Message:
        nonlocal sent, ended
        if ended:  # what comes now is that the reader went away, however late
            return await receive()
        wait = PIECE if until is None else min(PIECE, until - loop.time())
        try:
            message = await asyncio.wait_for(receive(), max(0.0, wait))
        except TimeoutError as error:
            raise HTTPException(408, "This form came too slowly: send it again.") from error
        sent += len(message.get("body", b""))
        if sent > most:
            raise HTTPException(413, _too_large(scope["path"]).strip())
        ended = not message.get("more_body", False)
        return message

    return receive_bounded


def _asked_token(scope: Scope, headers: Headers, token: str) -> Response | None:
    """None for who has shown the token; else a redirect that keeps it as a cookie, or a refusal."""
    port = _port(headers.get("host", ""))
    cookies = cookie_parser(headers.get("cookie", ""))
    key = pass_key(token)
    given = headers.get("authorization", "")
    if is_equal(cookies.get(f"rashomon-pass-{port}", ""), key) or is_equal(given, f"Bearer {token}"):
        return None
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if scope["method"] == "GET" and any(name == "token" and is_equal(value, token) for name, value in query):
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # One slash only: two would make the path a host.
        path = "/" + scope["raw_path"].decode("latin-1").partition("?")[0].lstrip("/\\")
        answer = RedirectResponse(path + ("?" + rest if rest else ""), 303)
        answer.set_cookie(f"rashomon-pass-{port}", key, httponly=True, samesite="lax")
        return answer
    return PlainTextResponse("This library asks for a token: open the address that 'rashomon serve' printed.\n", 401)


def pass_key(token: str) -> str:
    """What the browser keeps in place of the token: it opens this server and tells nobody the token."""
    return hmac.new(token.encode(), b"rashomon pass", hashlib.sha256).hexdigest()


def is_equal(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode("utf-8", "surrogatepass"))


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine, with or without a port.

    >>> is_loopback("127.0.0.1:8000"), is_loopback("example.org"), is_loopback("127.0.0.1.example.org")
    (True, False, False)
    """
    return _name(host) in LOOPBACK


def host_names(names: Iterable[str]) -> frozenset[str]:
    """Names as a Host header gives them, lower-cased."""
    return frozenset(one.lower() for one in names)


def _split(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    if not colon or (name.startswith("[") and not name.endswith("]")) or host.endswith("]"):
        return host, ""
    return name, port


def _name(host: str) -> str | None:
    name, port = _split(host)
    return name.lower() if name and (not port or port.isdecimal()) else None


def _port(host: str) -> str:
    return _split(host)[1] or "80"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
