"""A key of this user's own, by which a page that a library keeps is known as made here.

A library comes from anywhere, and a page in it is shown as HTML: what another wrote into its file must not be. So the
bytes carry an HMAC (RFC 2104, SHA-256), and what does not bear out is made anew from the rows, escaped as ever.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from rashomon import user_data

LENGTH = 32  # bytes of the key: as many as SHA-256 gives


def key_file() -> Path:
    """Where the key lies: the user's data folder, beside the added gazetteers."""
    return user_data.folder() / "pages.key"


def load_key(*, create: bool = False) -> bytes | None:
    """The key; with `create` one is drawn where there is none. None where there is none, or it can't be kept."""
    try:
        path = key_file()
        if create and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid()}")
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:  # noqa: PTH123
                stream.write(secrets.token_bytes(LENGTH))
            # Of two programs that draw one at once, that of the first stays: what it sealed bears out.
            try:
                os.link(part, path)
            except FileExistsError:
                pass
            finally:
                part.unlink()
        found = path.read_bytes()
    except (OSError, RuntimeError):  # no such file, nothing may be written, or there is no home
        return None
    return found if len(found) == LENGTH else None


def seal(key: bytes, *parts: str | bytes) -> bytes:
    """The HMAC of these parts, each with its length, so that none runs into the next."""
    made = hmac.new(key, digestmod=hashlib.sha256)
    for one in parts:
        data = one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.digest()


def is_sealed(key: bytes, sealed: bytes, *parts: str | bytes) -> bool:
    """Whether this is the HMAC of these parts, compared in constant time."""
    return hmac.compare_digest(sealed, seal(key, *parts))
