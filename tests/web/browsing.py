"""A served library and a real browser for the tests of the pages."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from rashomon.web.app import make_app

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NEEDS = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="needs playwright"),
]


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the reading room of a library, served for as long as the block lasts."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(path), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def launched(playwright: Any) -> Any:
    """Debian's Chromium, without a network of its own."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)


def rules_broken(page: Any) -> list[tuple[str, str]]:
    """The rules of axe-core that the page breaks, with the first element of each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in axe.run(page).response["violations"]]
