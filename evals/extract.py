"""Extraction: article text from HTML, metadata of English pages, and text pages of several articles in residue."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.harness import Counts, Figure, f1_figure, summed
from rashomon.ingest import read_paths
from rashomon.ingest.bylines import strip_titles
from rashomon.model import Document

TOKEN = re.compile(r"\w+", re.UNICODE)


def measure(gold: Path) -> list[Figure]:
    """The figures of the three sets; a set that is not there is left out."""
    figures: list[Figure] = []
    for name, function in (("extract_pages", pages), ("extract_metadata", metadata), ("extract_text", text_pages)):
        if (gold / name / "gold.json").exists():
            figures += function(gold / name)
    return figures


def _gold(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return read


def documents(path: Path) -> list[Document]:
    return [one for one in read_paths([str(path)]) if isinstance(one, Document)]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of `size` tokens with their counts, as the article-extraction benchmark takes them."""
    tokens = TOKEN.findall(text)
    runs = (tuple(tokens[index : index + size]) for index in range(max(1, len(tokens) - size + 1)))
    return Counter(run for run in runs if run)


def shingle_rates(predicted: str, gold: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, as shares of their sum."""
    ours, theirs = shingles(predicted), shingles(gold)
    right = sum((ours & theirs).values())
    wrong, missed = sum(ours.values()) - right, sum(theirs.values()) - right
    total = right + wrong + missed
    return (right / total, wrong / total, missed / total) if total else (0.0, 0.0, 0.0)


def pages(folder: Path) -> list[Figure]:
    """F1 of precision and recall averaged over pages (article-extraction-benchmark, evaluate.py)."""
    precisions: list[float] = []
    recalls: list[float] = []
    by_page: dict[str, float] = {}
    for key, row in sorted(_gold(folder).items()):
        text = "\n\n".join(one.text for one in documents(folder / "pages" / f"{key}.html"))
        right, wrong, missed = shingle_rates(text, row["text"])
        if right + wrong > 0:
            precisions.append(right / (right + wrong))
        if right + missed > 0:
            recalls.append(right / (right + missed))
        by_page[key] = 2 * right / (2 * right + wrong + missed) if right else 0.0
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    f1 = 2 * precision * recall / (precision + recall)
    return [
        Figure("extract_pages", "article text F1", f1, len(by_page), 0.970, by_page),
        Figure("extract_pages", "article text precision", precision, len(by_page)),
        Figure("extract_pages", "article text recall", recall, len(by_page)),
    ]


def _plain(words: str | None) -> str:
    return " ".join(TOKEN.findall((words or "").lower()))


def metadata(folder: Path) -> list[Figure]:
    """Title (letters and figures alone), authors one by one without titles and degrees, day of publication."""
    titles: dict[str, float] = {}
    dates: dict[str, float] = {}
    authors: dict[str, Counts] = {}
    for key, row in sorted(_gold(folder).items()):
        found = documents(folder / "pages" / f"{key}.html")
        one = found[0] if found else Document("", "")
        if row.get("title"):
            titles[key] = float(_plain(one.title) == _plain(row["title"]))
        if row.get("published"):
            dates[key] = float((one.published or "")[:10] == row["published"][:10])
        ours = {_plain(strip_titles(name)) for name in one.authors}
        theirs = {_plain(strip_titles(name)) for name in row.get("authors") or ()}
        authors[key] = Counts(len(ours & theirs), len(ours), len(theirs))
    return [
        _share("extract_metadata", "title", titles, 0.88),
        f1_figure("extract_metadata", "authors F1", authors, 0.85),
        _share("extract_metadata", "date", dates, 0.93),
    ]


def _share(set_name: str, name: str, values: dict[str, float], asked: float | None = None) -> Figure:
    return Figure(set_name, name, float(np.mean(list(values.values()))), len(values), asked, values)


def words_f1(one: str, other: str) -> float:
    ours, theirs = Counter(TOKEN.findall(one)), Counter(TOKEN.findall(other))
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * sum((ours & theirs).values()) / total if total else 1.0


def matched(found: Sequence[Document], bodies: Sequence[str]) -> dict[int, int]:
    """Gold article -> document, one to one, by the greatest sum of word F1."""
    if not found or not bodies:
        return {}
    scores = np.array([[words_f1(one.text, body) for one in found] for body in bodies])
    rows, columns = linear_sum_assignment(-scores)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if scores[row, column] > 0}


def text_pages(folder: Path) -> list[Figure]:
    """Number of articles, text of each, residue that stayed, titles, authors and dates."""
    number: dict[str, float] = {}
    bodies_f1: dict[str, float] = {}
    leaked: dict[str, Counts] = {}
    titles: dict[str, float] = {}
    dates: dict[str, float] = {}
    authors: dict[str, Counts] = {}
    for key, row in sorted(_gold(folder).items()):
        path = folder / "pages" / f"{key}.txt"
        page = path.read_bytes().decode("utf-8")
        found = documents(path)
        bodies = ["\n".join(page[start:end] for start, end in one["body"]) for one in row["articles"]]
        pairs = matched(found, bodies)
        number[key] = float(len(found) == len(bodies))
        scores = [words_f1(found[pairs[index]].text, body) for index, body in enumerate(bodies) if index in pairs]
        bodies_f1[key] = sum(scores) / len(bodies)
        leaked[key] = _leaked([one.text for one in found], [page[one["start"] : one["end"]] for one in row["residue"]])
        for index, one in enumerate(row["articles"]):
            ours = found[pairs[index]] if index in pairs else Document("", "")
            titles[f"{key}/{index}"] = float(_plain(ours.title) == _plain(one["title"]))
            dates[f"{key}/{index}"] = float((ours.published or "")[:10] == (one["published"] or ""))
            names, theirs = {_plain(name) for name in ours.authors}, {_plain(name) for name in one["byline"] or ()}
            authors[f"{key}/{index}"] = Counts(len(names & theirs), len(names), len(theirs))
    total = summed(leaked)
    leak = {key: one.right / one.gold if one.gold else 0.0 for key, one in leaked.items()}
    return [
        _share("extract_text", "right number of articles", number, 0.95),
        _share("extract_text", "article F1", bodies_f1, 0.96),
        Figure("extract_text", "residue leakage", total.right / max(total.gold, 1), len(leak), 0.02, leak, None, True),
        _share("extract_text", "title", titles),
        f1_figure("extract_text", "authors F1", authors),
        _share("extract_text", "date", dates),
    ]


def _leaked(texts: Iterable[str], residue: Iterable[str]) -> Counts:
    """Words of residue that are in the texts (`right`) of all words of residue (`gold`), piece by piece."""
    counts = Counts()
    padded = [f" {_plain(text)} " for text in texts]
    for piece in residue:
        for row in piece.split("\n"):
            plain = _plain(row)
            size = len(plain.split())
            counts.gold += size
            # One word such as "News" may well be in the article: only runs of three words or more are looked up.
            if size >= 3 and any(f" {plain} " in text for text in padded):
                counts.right += size
    return counts
