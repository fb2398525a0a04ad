"""Documents that share wording: candidates by winnowed shingles, exact alignment for the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rashomon import vocab
from rashomon.link.accounts import Account, Interval
from rashomon.link.judged import Judged
from rashomon.link.keys import WORD, fold
from rashomon.model import Link, Reason

MADE_BY = "copies@1"

Sort = Literal["copy", "edited", "excerpt", "quotation"]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as numbers of words with their offsets, and the shingles kept of it."""

    numbers: Hashes
    offsets: tuple[Interval, ...]
    kept: Hashes


@dataclass(frozen=True, slots=True)
class Run:
    """Words that two texts share without a break: first word in each, and how many."""

    left: int
    right: int
    length: int


class Numbers:
    """Each word's number: the first 8 bytes of its BLAKE2b hash, so it is the same in every run."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, word: str) -> int:
        number = self._known.get(word)
        if number is None:
            digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            number = self._known[word] = int.from_bytes(digest, "big")
        return number


def words_of(text: str, numbers: Numbers) -> Words:
    """The words of a text and its winnowed shingles."""
    settings = vocab.load("link_copies")
    found = [(fold(one.group()), one.start(), one.end()) for one in WORD.finditer(text)]
    values = np.array([numbers.of(word) for word, _, _ in found], dtype=np.uint64)
    return Words(values, tuple((a, b) for _, a, b in found), _winnow(values, settings["shingle"], settings["window"]))


def _shingles(values: Hashes, size: int) -> Hashes:
    count = len(values) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for index in range(size):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + values[index : index + count]
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _winnow(values: Hashes, size: int, window: int) -> Hashes:
    mixed = _shingles(values, size)
    if len(mixed) > window:
        mixed = np.lib.stride_tricks.sliding_window_view(mixed, window).min(axis=1)
    return np.unique(mixed)


def candidates(kept: Sequence[Hashes], most: int) -> Iterator[tuple[int, int]]:
    """Pairs of indexes that share a kept shingle standing in at most `most` texts, in order, each once."""
    if not kept:
        return
    hashes = np.concatenate(kept)
    owners = np.repeat(np.arange(len(kept)), [len(one) for one in kept])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    edges = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    sizes = np.diff(edges)
    pairs: set[tuple[int, int]] = set()
    for start, size in zip(edges[:-1][sizes > 1], sizes[sizes > 1], strict=True):
        if size <= most:
            group = owners[start : start + size].tolist()
            pairs.update((a, b) for index, a in enumerate(group) for b in group[index + 1 :])
    yield from sorted(pairs)


def align(left: Words, right: Words, least: int) -> list[Run]:
    """The runs of at least `least` words that two texts share, each word used once, in order of the left text.

    Greedy string tiling with the longest run at each place of the left text (Wise 1993), so passages that an
    editor moved are found too. A shingle that stands more than 16 times in the right text is tried 16 times.
    """
    places: dict[int, list[int]] = {}
    for index, value in enumerate(_shingles(right.numbers, least).tolist()):
        places.setdefault(value, []).append(index)
    used = bytearray(len(right.numbers))
    runs: list[Run] = []
    shingles = _shingles(left.numbers, least).tolist()
    one, other = left.numbers.tolist(), right.numbers.tolist()
    at = 0
    while at < len(shingles):
        best = Run(at, 0, 0)
        for start in places.get(shingles[at], ())[:16]:
            length = _run_length(one, other, at, start, used)
            if length > best.length:
                best = Run(at, start, length)
        if best.length >= least:
            runs.append(best)
            used[best.right : best.right + best.length] = b"\1" * best.length
            at += best.length
        else:
            at += 1
    return runs


def _run_length(one: list[int], other: list[int], at: int, start: int, used: bytearray) -> int:
    most = min(len(one) - at, len(other) - start)
    length = 0
    while length < most and one[at + length] == other[start + length] and not used[start + length]:
        length += 1
    return length


def sort_of(runs: Sequence[Run], left: Words, right: Words, quoted: tuple[float, float]) -> Sort | None:
    """Which sort of copy these runs make, or None for too little; `quoted` is the share in quotation marks."""
    settings: dict[str, Any] = vocab.load("link_copies")
    shared = sum(run.length for run in runs)
    if shared < settings["least_words"] or max(run.length for run in runs) < settings["least_longest"]:
        return None
    if min(quoted) >= settings["quoted_share"]:
        return "quotation"
    of_left, of_right = shared / len(left.numbers), shared / len(right.numbers)
    if min(of_left, of_right) >= settings["copy_share"]:
        return "copy"
    return "edited" if min(of_left, of_right) >= settings["edited_share"] else "excerpt"


def _in_quotes(runs: Iterable[Run], words: Words, quoted: Sequence[Interval], side: str) -> float:
    total = inside = 0
    for run in runs:
        first = getattr(run, side)
        start, end = words.offsets[first][0], words.offsets[first + run.length - 1][1]
        total += end - start
        inside += sum(max(0, min(end, b) - max(start, a)) for a, b in quoted)
    return inside / total if total else 0.0


def find_copies(accounts: Sequence[Account], given: Judged) -> list[Link]:
    """A link for each pair of accounts that share wording, with the spans they share, in order of their ids.

    `share` is the part of the shorter text's words that both have; `spans` are left start, left end, right
    start, right end in characters. What lies between the spans is what an editor cut, added or reworded.
    """
    settings = vocab.load("link_copies")
    numbers = Numbers()
    accounts = sorted(accounts, key=lambda one: one.id)
    words = [words_of(one.text, numbers) for one in accounts]
    links: list[Link] = []
    for first, second in candidates([one.kept for one in words], settings["most_documents"]):
        one, other = accounts[first], accounts[second]
        if given.parts(one.id, other.id):
            continue
        runs = align(words[first], words[second], settings["least_run"])
        if not runs:
            continue
        quoted = (
            _in_quotes(runs, words[first], one.quoted, "left"),
            _in_quotes(runs, words[second], other.quoted, "right"),
        )
        sort = sort_of(runs, words[first], words[second], quoted)
        if sort:
            links.append(_link(one, other, sort, runs, (words[first], words[second])))
    return links


def _link(one: Account, other: Account, sort: Sort, runs: Sequence[Run], words: tuple[Words, Words]) -> Link:
    left, right = words
    shared = sum(run.length for run in runs)
    share = shared / min(len(left.numbers), len(right.numbers))
    spans = tuple(
        (
            left.offsets[run.left][0],
            left.offsets[run.left + run.length - 1][1],
            right.offsets[run.right][0],
            right.offsets[run.right + run.length - 1][1],
        )
        for run in runs
    )
    longest = max(run.length for run in runs)
    reasons = (
        Reason("words shared", f"{shared} of {len(left.numbers)} and {len(right.numbers)}", 0.0),
        Reason("longest run", f"{longest} words", 0.0),
    )
    return Link("copy", one.id, other.id, sort, MADE_BY, round(min(1.0, share), 4), round(share, 4), spans, reasons)
