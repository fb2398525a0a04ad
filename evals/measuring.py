"""One eval measured in a process of its own (a worker process cannot find a function of `python -m evals` itself)."""

from __future__ import annotations

import time
from importlib import import_module

from evals.harness import GOLD, Figure


def measure(name: str) -> tuple[str, list[Figure], float]:
    """The figures of one eval and the seconds it took."""
    started = time.perf_counter()
    figures: list[Figure] = import_module(f"evals.{name}").measure(GOLD)
    return name, figures, time.perf_counter() - started
