"""Who reads a library does not wait for what only adding needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: What parsing, linking and fetching import, 0.1 to 1 s each.
SLOW = ("spacy", "numpy", "duckdb", "splink", "pandas", "trafilatura", "wordllama", "rashomon.annotate.names")


@pytest.mark.parametrize(
    "modules", ["rashomon.cli", "rashomon.pipeline, rashomon.cli.show, rashomon.cli.compare_tables"]
)
def test_show_and_compare_import_nothing_that_only_adding_needs(modules: str) -> None:
    code = f"import sys, {modules}; print(*(one for one in {SLOW!r} if one in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
