"""Rashomon: every account of one event, every claim with whose word it rests on, and no verdicts.

`rashomon.open_library("my.db")` gives a library's stories and comparisons as tidy tables (see `rashomon.api`).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["open_library"]
__version__ = "0.1.0"


def open_library(path: Any, *, create: bool = False) -> Any:
    """The library at `path` as `rashomon.api.OpenLibrary`; with `create`, a new one where there is no file yet.

    The rooms below ask this package for its version, so it names the pipeline only when a library is opened.
    """
    return import_module("rashomon.api").open_library(path, create=create)
