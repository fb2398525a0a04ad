"""Whose hand a request is: the name judgements are signed with, and the proof that a form came from our own page."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from rashomon.web.guard import is_equal

SESSION, NAME, KEYS = "rashomon-session", "rashomon-name", "rashomon-keys"
YEAR = 365 * 24 * 3600
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Hand:
    """What a template needs to offer forms: the token that proves them ours, who signs, whether anything is written."""

    token: str
    name: str
    writes: bool
    keys: bool
    here: str  # the address of the page, to come back to


@dataclass(frozen=True, slots=True)
class Hands:
    """Tells hands of requests; the secret lives as long as the server, so that no token outlives it."""

    writes: bool
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def of(self, request: Request) -> Hand:
        """The hand of a request, with a new session where the browser has none yet (see `keep`)."""
        session = request.cookies.get(SESSION, "")
        if len(session) < 20:
            session = request.scope.setdefault("rashomon.session", secrets.token_urlsafe(24))
        name = unquote(request.cookies.get(NAME, ""))[:LONGEST_NAME]
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Hand(self._token(session), name, self.writes, request.cookies.get(KEYS, "on") != "off", here)

    def proves(self, request: Request, token: str) -> bool:
        """Whether a form's token was made for this browser's session by this server."""
        session = request.cookies.get(SESSION, "")
        return len(session) >= 20 and is_equal(token, self._token(session))

    def _token(self, session: str) -> str:
        return hmac.new(self.secret, session.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def keep(request: Request, answer: Response) -> Response:
    """The answer with the session's cookie where `Hands.of` made a new one."""
    made = request.scope.get("rashomon.session")
    if made:
        answer.set_cookie(SESSION, made, httponly=True, samesite="lax")
    return answer


def keep_settings(answer: Response, name: str, keys: bool) -> Response:
    """The answer with the name that judgements are signed with, and whether single keys judge."""
    answer.set_cookie(NAME, quote(name[:LONGEST_NAME]), max_age=YEAR, httponly=True, samesite="lax")
    answer.set_cookie(KEYS, "on" if keys else "off", max_age=YEAR, httponly=True, samesite="lax")
    return answer
