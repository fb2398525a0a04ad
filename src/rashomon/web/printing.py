"""A dossier as PDF, by the Chromium that is on the machine: without a network, without a profile of anybody."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from rashomon.model import RashomonError

#: Names under which systems have Chromium and its kin, in the order they are tried.
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "brave-browser",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe", "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)  # fmt: skip
#: A dossier of five long articles is printed in 4 s; of 200 in a minute.
SECONDS = 300
SWITCHES = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


def find_browser() -> str:
    """The program that prints: RASHOMON_CHROMIUM, else the first Chromium found. Raises RashomonError for none."""
    named = os.environ.get("RASHOMON_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise RashomonError(f"RASHOMON_CHROMIUM names {named}, which is no program here")
        return found
    for one in (*NAMES, *PLACES):
        found = shutil.which(one)
        if found is not None:
            return found
    raise RashomonError(
        "a PDF needs Chromium, Chrome or Edge on this machine, and none was found: install one, name it in "
        "RASHOMON_CHROMIUM, or open the HTML file in any browser and print it"
    )


def make_pdf(page: bytes) -> bytes:
    """A page as PDF. Raises RashomonError where no browser is found or it makes none."""
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="rashomon-", ignore_cleanup_errors=True) as folder:
        source, out = Path(folder, "dossier.html"), Path(folder, "dossier.pdf")
        source.write_bytes(page)
        # Chromium's sandbox does not run as root, as in a container; the page is our own and holds no script.
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [browser, *SWITCHES, *root, f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={out}"]
        try:
            done = subprocess.run([*command, source.as_uri()], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RashomonError(f"{browser} could not print the dossier: {error}") from error
        if not out.exists():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise RashomonError(f"{browser} made no PDF (exit status {done.returncode}): {said[-1] if said else ''}")
        return out.read_bytes()
