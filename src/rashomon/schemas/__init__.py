"""The shapes that leave the program, as JSON Schemas (draft 2020-12): one file a table."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def names() -> list[str]:
    """The tables that have a schema, in order.

    >>> "annotations" in names()
    True
    """
    return sorted(one.name.removesuffix(".schema.json") for one in HERE.glob("*.schema.json"))


@cache
def load(name: str) -> dict[str, Any]:
    """The JSON Schema of a table; FileNotFoundError where there is none.

    >>> load("stories")["$id"]
    'urn:rashomon:stories:1'
    """
    found: dict[str, Any] = json.loads((HERE / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found
