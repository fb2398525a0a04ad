"""The server around the pages: one socket, on the loopback address unless a token guards it."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.types import ASGIApp

from rashomon.collecting import collect_seldom
from rashomon.model import RashomonError
from rashomon.web.app import make_app
from rashomon.web.guard import SHORTEST_TOKEN, Policy, host_names
from rashomon.web.maker import Maker
from rashomon.web.patience import MOST_CONNECTIONS, Patient

LOOPBACK = "127.0.0.1"


def serve(
    library: Path, port: int, ready: Callable[[str], None], host: str = LOOPBACK, policy: Policy | None = None
) -> None:
    """Serve until stopped; `ready` is called with the address once it is held. Port 0 takes a free one.

    Raises RashomonError when the library can't be read, the port is taken, or another machine could reach the pages
    without a token.
    """
    policy = checked(host, policy or Policy())
    collect_seldom()
    maker = Maker(library)
    app = make_app(library, policy, maker)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends what it has at once: else head and body of each small page are sent 40 ms
    # apart, for the system waits with the body until the head is acknowledged.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise RashomonError(
                f"port {port} of {host} cannot be used ({error.strerror}): give another one with --port"
            ) from error
        listener.listen()  # so that whoever reads the address can connect at once
        shown = f"[{host}]" if ":" in host else host
        token = f"?token={quote(policy.token)}" if policy.token else ""
        ready(f"http://{shown}:{listener.getsockname()[1]}/{token}")
        threading.Thread(target=maker.start, daemon=True).start()
        # The server ends its answers first and then hands the interrupt on: for us it is the way to stop.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(configured(app)).run(sockets=[listener])
        maker.close()


def configured(app: ASGIApp) -> uvicorn.Config:
    """How uvicorn serves the pages: with an end to waiting and to connections, and without saying what it is."""
    return uvicorn.Config(
        app, http=Patient, limit_concurrency=MOST_CONNECTIONS, log_level="warning", server_header=False,
        access_log=False, ws="none", proxy_headers=False,
    )  # fmt: skip


def checked(host: str, policy: Policy) -> Policy:
    """The policy, with the host among its names. Raises RashomonError for what would let strangers in."""
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    if policy.token is not None and len(policy.token) < SHORTEST_TOKEN:
        raise RashomonError(f"a token has at least {SHORTEST_TOKEN} characters: draw one with 'openssl rand -hex 16'")
    if not is_here and policy.token is None:
        raise RashomonError(
            f"other machines can reach {host}: give a token with --token (or RASHOMON_TOKEN), or leave --host out"
        )
    return replace(policy, hosts=policy.hosts | host_names([f"[{host}]" if ":" in host else host]))
