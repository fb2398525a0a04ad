"""What is said to happen or to be so, with who, whom, where, when and how many."""

from __future__ import annotations

from rashomon.annotate.claims.annotator import MAKES, NAME, NEEDS, VERSION, annotate

__all__ = ["MAKES", "NAME", "NEEDS", "VERSION", "annotate"]
