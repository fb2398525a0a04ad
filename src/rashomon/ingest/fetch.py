"""Bytes from web addresses: the only module that opens a socket."""

from __future__ import annotations

from rashomon.ingest.raw import Options, Raw
from rashomon.model import RashomonError


def fetch(url: str, options: Options) -> Raw:  # noqa: ARG001
    """The bytes at an address. Raises RashomonError with the reason when they are not to be had."""
    raise RashomonError(f"fetching {url} is not possible yet; save the page and name the file")
