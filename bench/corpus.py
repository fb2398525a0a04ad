"""Texts to time on: the sample's own pages, repeated with other names and numbers so that no two are alike."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rashomon import sample
from rashomon.ingest import read_paths
from rashomon.model import Document

NAMES = ("Karsa", "Velm", "Oria", "Tessin", "Dorn", "Marran", "Selk", "Ruvo", "Hadda", "Ilmen", "Brask", "Quill")


@cache
def articles() -> tuple[Document, ...]:
    """The sample's articles, as ingest reads them."""
    return tuple(one for one in read_paths([str(sample.folder())]) if isinstance(one, Document))


def documents(number: int, seed: int = 0) -> Iterator[Document]:
    """`number` documents of 200 to 500 words: sample articles with their sentences mixed and names and numbers changed.

    Deterministic for a seed; all ids differ.
    """
    chance = random.Random(seed)  # noqa: S311  a corpus, not a secret
    paragraphs = [one for article in articles() for one in article.text.split("\n\n") if len(one) > 60]
    for n in range(number):
        chosen = chance.sample(paragraphs, min(len(paragraphs), chance.randint(4, 9)))
        text = "\n\n".join(_varied(one, chance) for one in chosen)
        published = f"2019-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield Document(id=f"bench{seed}-{n}", text=text, title=chosen[0][:60], source="bench", published=published)


def _varied(text: str, chance: random.Random) -> str:
    text = re.sub(r"\b\d{1,4}\b", lambda _: str(chance.randint(2, 900)), text)
    old, new = chance.choice(NAMES), chance.choice(NAMES)
    return text.replace(old, new)


def save(folder: Path, number: int, seed: int = 0) -> Path:
    """The documents as one JSONL file in `folder`, for whole-program timings; its path."""
    from rashomon.export import jsonl  # noqa: PLC0415

    path = folder / f"bench-{number}-{seed}.jsonl"
    with path.open("wb") as out:
        jsonl.save_rows((one.to_row() for one in documents(number, seed)), out)
    return path
