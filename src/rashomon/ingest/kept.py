"""A folder of raw bytes: what was fetched lies there by its hash, with its address, so that it can be read again.

`<SHA-256 of the bytes>` holds bytes as they came; `<SHA-256 of the address>.json` holds its fetches, oldest first. The
file MARK says that the folder is such a one: named as a place to read, it gives the documents of every fetch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rashomon.ingest.raw import Options, Raw, raw_from_file
from rashomon.model import Problem

MARK = "rashomon-raw.txt"
SAYS = "Bytes that rashomon fetched, by their SHA-256, and a list of fetches for each address.\n"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One time that an address was fetched: where it led, what came, and what asks for it only if it changed."""

    url: str
    sha256: str
    retrieved: str
    media_type: str | None
    charset: str | None
    ask: dict[str, str]

    def raw(self, asked: str, options: Options, folder: Path) -> Raw:
        """The kept bytes, as they were when they were fetched. Raises OSError when they are gone."""
        raw = raw_from_file(folder / self.sha256, options)
        return replace(
            raw, where=asked, path=None, url=self.url, retrieved=self.retrieved,
            media_type=self.media_type, charset=self.charset,
        )  # fmt: skip


def last_fetch(url: str, folder: Path) -> Fetch | None:
    """The latest fetch of an address whose bytes are still there."""
    rows = _rows(_entry(url, folder))
    found = [one for one in rows if (folder / one.sha256).is_file()]
    return found[-1] if found else None


def save_fetch(asked: str, raw: Raw, ask: dict[str, str], folder: Path) -> None:
    """Keeps the bytes and says when and from where they came; the same bytes of one address are said once."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(SAYS, encoding="utf-8")
    if not (folder / raw.digest).exists():
        (folder / raw.digest).write_bytes(raw.data)
    entry = _entry(asked, folder)
    fetch = Fetch(raw.url or asked, raw.digest, raw.retrieved or "", raw.media_type, raw.charset, ask)
    rows = [one for one in _rows(entry) if one.sha256 != fetch.sha256]
    listed = [{name: getattr(one, name) for name in Fetch.__slots__} for one in [*rows, fetch]]
    partial = entry.with_suffix(".partial")
    partial.write_text(json.dumps({"asked": asked, "fetches": listed}, indent=1), encoding="utf-8")
    partial.replace(entry)


def is_kept(folder: Path) -> bool:
    """Whether a folder is one that fetched bytes are kept in."""
    return (folder / MARK).is_file()


def kept_raws(folder: Path, options: Options) -> Iterator[Raw | Problem]:
    """The bytes of every fetch, addresses in the order of their hashes, each address's fetches oldest first."""
    for entry in sorted(folder.glob("*.json")):
        asked, rows = _asked(entry), _rows(entry)
        if asked is None or not rows:
            yield Problem(str(entry), "not a list of fetches; fetch the address again")
            continue
        for fetch in rows:
            try:
                raw = fetch.raw(asked, options, folder)
            except OSError as error:
                yield Problem(asked, f"the bytes kept of it cannot be read: {error.strerror or error}")
                continue
            yield raw


def _entry(url: str, folder: Path) -> Path:
    return folder / f"{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.json"


def _loaded(entry: Path) -> dict[str, Any]:
    try:
        row = json.loads(entry.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _asked(entry: Path) -> str | None:
    asked = _loaded(entry).get("asked")
    return asked if isinstance(asked, str) else None


def _rows(entry: Path) -> list[Fetch]:
    rows = _loaded(entry).get("fetches")
    try:
        return [_fetch(one) for one in rows or ()]
    except (TypeError, KeyError, ValueError):
        return []


def _fetch(row: dict[str, Any]) -> Fetch:
    digest = str(row["sha256"])
    int(digest, 16)  # a name of hexadecimal digits cannot climb out of the folder
    return Fetch(
        str(row["url"]), digest, str(row["retrieved"]), row.get("media_type"), row.get("charset"),
        {str(name): str(value) for name, value in dict(row.get("ask") or {}).items()},
    )  # fmt: skip
