"""Texts to time on: reports of FA-KES where the gold sets lie, else the sample's pages mixed and varied."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rashomon import sample
from rashomon.ingest import read_paths
from rashomon.model import Document

#: As the evals find it. 456 war reports of 15 outlets, of 300 words at the median: no two are copies.
REPORTS = Path(os.environ.get("RASHOMON_GOLD", "../shared/gold")) / "figures" / "dev.jsonl"
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


def texts(number: int) -> list[Document]:
    """`number` documents to time on: the reports where they are, else generated ones."""
    if not REPORTS.exists():
        return list(documents(number))
    with REPORTS.open("rb") as stream:
        rows = [json.loads(line) for _, line in zip(range(number), stream, strict=False)]
    kept = ("id", "text", "title", "source", "published")
    return [Document.from_row({key: row.get(key) for key in kept}) for row in rows]


def save(folder: Path, number: int) -> Path:
    """The documents of `texts` as one JSONL file in `folder`, for whole-program timings; its path."""
    from rashomon.export import jsonl  # noqa: PLC0415

    path = folder / f"bench-{number}.jsonl"
    with path.open("wb") as out:
        jsonl.save_rows((one.to_row() for one in texts(number)), out)
    return path
