"""How well chains of attribution are read: a graded set of invented sentences, whole cases right by grade."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.harness import Figure, annotated
from rashomon.model import Annotation, Document

CASES = Path(__file__).parent / "cases.toml"
ASKED = {"STRONG": 0.8}


def load_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return cases


def measure(gold: Path) -> list[Figure]:
    """The share of cases read whole, for each grade; the cases are the project's own, so `gold` is not read."""
    del gold
    cases = load_cases()
    right: dict[str, list[bool]] = {}
    documents = [Document(id=f"nested-{at}", text=case["text"]) for at, case in enumerate(cases)]
    for case, (document, rows) in zip(cases, annotated(documents), strict=True):
        right.setdefault(case["grade"], []).append(is_whole(document.text, rows, case["chain"]))
    return [
        Figure("nested", f"{grade} cases whole", sum(found) / len(found), len(found), ASKED.get(grade))
        for grade, found in right.items()
    ]


def is_whole(text: str, rows: Sequence[Annotation], chain: Sequence[Sequence[str]]) -> bool:
    """Whether every attribution of a chain is found with its source, each inside the one before it."""
    outer: Annotation | None = None
    for source, content in chain:
        row = find_row(text, rows, (source, content), outer)
        if row is None:
            return False
        outer = row
    return True


def find_row(
    text: str, rows: Sequence[Annotation], link: tuple[str, str], outer: Annotation | None
) -> Annotation | None:
    """The attribution with this source and content inside `outer`; in the document's own voice where it is None."""
    source, content = link
    by_id = {row.id: row for row in rows}
    wanted = {word.strip("“”\".,'’") for word in content.lower().split()}
    for row in rows:
        if row.kind != "attribution" or (row.about or "") != (outer.id if outer else ""):
            continue
        words = {word.strip("“”\".,'’") for word in text[row.start : row.end].lower().split()}
        who = by_id[row.who] if row.who else None
        named = text[who.start : who.end].lower() if who else ""
        same_source = not source if who is None else _shares_a_word(named, source.lower())
        # Half of the words in common, as contents match everywhere else by half of their characters.
        if same_source and 2 * len(words & wanted) >= len(words | wanted):
            return row
    return None


def _shares_a_word(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()) - {"the", "a", "of"})


if __name__ == "__main__":
    for case in load_cases():
        ((read, found),) = annotated([Document(id="case", text=case["text"])])
        if not is_whole(read.text, found, case["chain"]):
            print(case["grade"], read.text)
