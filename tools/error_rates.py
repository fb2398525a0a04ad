"""src/rashomon/web/error_rates.toml, written from docs/accuracy.md: the error rates that every dossier carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "src" / "rashomon" / "web" / "error_rates.toml"
ACCURACY = ROOT / "docs" / "accuracy.md"


def rates_file() -> str:
    """The figures of the accuracy page as TOML: set, measure, value, interval and n, in the page's order."""
    lines = ["# Written by `make references` from docs/accuracy.md: how often the program is wrong, set by set."]
    page = ACCURACY.read_text(encoding="utf-8") if ACCURACY.exists() else ""
    for one in _figures(page):
        lines += ["", "[[figure]]"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in one.items()]
    return "\n".join(lines) + "\n"


def _figures(page: str) -> Iterator[dict[str, str]]:
    name = ""
    for line in page.splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ").strip()
        cells = [one.strip() for one in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 6 and cells[0] != "measure":
            yield {"set": name, "measure": cells[0], "value": cells[1], "interval": cells[2], "n": cells[5]}
