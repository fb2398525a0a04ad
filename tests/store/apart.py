"""Work done in forked processes: with fewer rights, on a small disk, or several at the same moment."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

NOBODY = 65534
#: From linux/sched.h and sys/mount.h.
_NEW_USER, _NEW_MOUNTS, _PRIVATE = 0x10000000, 0x00020000, 0x44000  # MS_REC | MS_PRIVATE


def forked(work: Callable[[], object]) -> int:
    """The id of a child that does the work and exits with 0, or says on standard error what went wrong and exits 1."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def all_end_well(children: Sequence[int]) -> bool:
    return [os.waitpid(one, 0)[1] for one in children] == [0] * len(children)


def said(work: Callable[[], object], reply: Path) -> str:
    """The text of what `work` gives, or of the error that it raises, when done in a child."""

    def answer() -> None:
        try:
            text = str(work())
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
        os.write(out, text.encode())

    out = os.open(reply, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        assert all_end_well([forked(answer)])
    finally:
        os.close(out)
    return reply.read_text(encoding="utf-8")


def as_nobody(work: Callable[[], object]) -> Callable[[], object]:
    """`work` done without the rights of a superuser, who may write everywhere."""

    def limited() -> object:
        if os.geteuid() == 0:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        return work()

    return limited


def mount_small_disk(folder: Path, size: str) -> None:
    """Put a tmpfs of so many bytes on a folder, seen by this process alone. Raises PermissionError."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = _NEW_MOUNTS if os.geteuid() == 0 else _NEW_MOUNTS | _NEW_USER
    if libc.unshare(flags) or libc.mount(None, b"/", None, _PRIVATE, None):
        raise PermissionError
    if libc.mount(b"tmpfs", str(folder).encode(), b"tmpfs", 0, f"size={size}".encode()):
        raise PermissionError


def needs_small_disk(folder: Path) -> None:
    """Skips the test where no tmpfs may be mounted."""
    folder.mkdir(exist_ok=True)
    probe = os.fork()
    if probe == 0:
        try:
            mount_small_disk(folder, "64k")
            os._exit(0)
        except BaseException:
            os._exit(1)
    if os.waitpid(probe, 0)[1]:
        pytest.skip("mounting a tmpfs is not allowed here")
