"""Where the program keeps what is a user's own and in no library: added gazetteers, the key of kept pages."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """XDG_DATA_HOME/rashomon, else ~/.local/share/rashomon (XDG Base Directory Specification); it may not be there.

    Raises RuntimeError where there is neither the variable nor a home.
    """
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "rashomon"
