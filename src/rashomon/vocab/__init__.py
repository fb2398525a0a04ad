"""The word lists, lexicons and thresholds as data: one TOML file a theme, edited by people, read by annotators."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from rashomon.model import RashomonError


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed `vocab/NAME.toml`. Shared by all callers: read it, do not change it.

    Raises RashomonError when there is no such file or it is not TOML, with the place of the mistake.
    """
    path = files(__name__) / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RashomonError(f"no vocabulary is called {name!r}: expected the file vocab/{name}.toml") from error
    except tomllib.TOMLDecodeError as error:
        raise RashomonError(f"vocab/{name}.toml is not valid TOML: {error}") from error


@cache
def capitals() -> dict[str, str]:
    """The ISO code of its country for each capital, by the name that `countries.toml` gives."""
    return {name: code for code, name in load("countries")["capitals"].items() if name}
