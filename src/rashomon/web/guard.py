"""What every request and answer must pass: only this machine's own names, and pages that can run nothing."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names under which a browser on this machine reaches a loopback server. A page elsewhere that points its own name
#: at 127.0.0.1 (DNS rebinding) sends its name as Host and is turned away.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-cache",
}


class Guard:
    """ASGI middleware: turns away foreign hosts and anything but reading, and sets the headers above."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = _refusal(scope)
        await (refusal or self.app)(scope, receive, send_guarded)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    host = Headers(scope=scope).get("host", "")
    if not is_loopback(host):
        return PlainTextResponse("This page answers only on this machine: open http://127.0.0.1\n", 421)
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse("These pages can only be read.\n", 405, {"Allow": "GET, HEAD"})
    return None


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine, with or without a port.

    >>> is_loopback("127.0.0.1:8000"), is_loopback("example.org"), is_loopback("127.0.0.1.example.org")
    (True, False, False)
    """
    name, colon, port = host.rpartition(":")
    if not colon or (name.startswith("[") and not name.endswith("]")) or host.endswith("]"):
        name, port = host, ""
    return name.lower() in LOOPBACK and (not port or port.isdecimal())
