"""The language of a text as an ISO 639-1 code."""

from __future__ import annotations

LEAST = 60  # letters below which no language is named
READ = 1_500  # characters read


def language_of(text: str) -> str | None:
    """The language, or None for a text too short to tell."""
    import py3langid  # noqa: PLC0415  0.2 s to load its model

    sample = text[:READ]
    if sum(letter.isalpha() for letter in sample) < LEAST:
        return None
    return str(py3langid.classify(sample)[0])
