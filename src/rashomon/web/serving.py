"""The server around the pages: one socket on the loopback address, and nothing else listens."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from rashomon.model import RashomonError
from rashomon.web.app import make_app


def serve(library: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve until stopped; `ready` is called with the address once it is held. Port 0 takes a free one.

    Raises RashomonError when the library can't be read or the port is taken.
    """
    app = make_app(library)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise RashomonError(
                f"port {port} cannot be used ({error.strerror}): give another one with --port"
            ) from error
        listener.listen()  # so that whoever reads the address can connect at once
        ready(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        # The server ends its answers first and then hands the interrupt on: for us it is the way to stop.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
