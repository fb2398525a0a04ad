"""Documents that share wording: candidates by winnowed shingles, exact alignment for the truth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rashomon import vocab
from rashomon.link.accounts import Account
from rashomon.link.intervals import Interval
from rashomon.link.judged import Judged
from rashomon.link.keys import WORD, fold, name_words
from rashomon.link.quotations import short_quotations
from rashomon.model import Link, Reason

MADE_BY = "copies@1"

#: Texts held as words at a time, 0.1 MB each: memory stays flat, and those of a story are read once. Pairs are
#: compared in blocks of half as many texts by half as many: of 1,000 texts in one order each of 500,000 pairs read one.
_READ = 300

Sort = Literal["copy", "edited", "excerpt", "quotation"]
Hashes = NDArray[np.uint64]
Quoted = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as numbers of words with their offsets, and the shingles kept of it."""

    numbers: Hashes
    offsets: tuple[Interval, ...]
    kept: Hashes
    at: dict[int, dict[int, list[int]]] = field(default_factory=dict)

    def places(self, size: int) -> dict[int, list[int]]:
        """Where each run of `size` words starts, by its hash, in text order; worked out once for all fellows."""
        found = self.at.get(size)
        if found is None:
            found = self.at[size] = {}
            for index, shingle in enumerate(_shingles(self.numbers, size).tolist()):
                found.setdefault(shingle, []).append(index)
        return found


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
    here, places = left.places(least), right.places(least)
    both = sorted((at, shingle) for shingle in here.keys() & places.keys() for at in here[shingle])
    if not both:
        return []
    used = bytearray(len(right.numbers))
    runs: list[Run] = []
    one, other = left.numbers.tolist(), right.numbers.tolist()
    free = 0  # the first word of the left text that no run has used
    for at, shingle in both:
        if at < free:
            continue
        best = Run(at, 0, 0)
        for start in places[shingle][:16]:
            length = _run_length(one, other, at, start, used)
            if length > best.length:
                best = Run(at, start, length)
        if best.length >= least:
            runs.append(best)
            used[best.right : best.right + best.length] = b"\1" * best.length
            free = at + best.length
    return runs


def _run_length(one: list[int], other: list[int], at: int, start: int, used: bytearray) -> int:
    most = min(len(one) - at, len(other) - start)
    length = 0
    while length < most and one[at + length] == other[start + length] and not used[start + length]:
        length += 1
    return length


def sort_of(runs: Sequence[Run], left: Words, right: Words) -> Sort | None:
    """Which sort of copy these runs make, quotations aside; None for too little shared wording.

    An excerpt is one passage taken as it stands: on one side the shared words lie close together, and on both
    sides together they are a part only. An edited text shares words all over.
    """
    settings: dict[str, Any] = vocab.load("link_copies")
    shared = sum(run.length for run in runs)
    covers = (shared / len(left.numbers), shared / len(right.numbers))
    alone = shared >= settings["least_words"] and max(covers) >= settings["least_share"]
    if max(run.length for run in runs) < settings["least_longest"] and not alone:
        return None
    if min(covers) >= settings["copy_share"]:
        return "copy"
    if max(covers) < settings["excerpt_share"]:
        return "excerpt"
    # Stock phrases that both texts have elsewhere are no part of the passage.
    long = [run for run in runs if run.length >= settings["passage_run"]] or list(runs)
    taken = sum(run.length for run in long)
    close = max(taken / _extent(long, "left"), taken / _extent(long, "right"))
    return "excerpt" if close >= settings["close_share"] and min(covers) < settings["part_share"] else "edited"


def _extent(runs: Sequence[Run], side: str) -> int:
    """How many words lie between the first and the last shared word of one side."""
    starts: list[int] = [getattr(run, side) for run in runs]
    return max(start + run.length for start, run in zip(starts, runs, strict=True)) - min(starts)


def _quoted_runs(runs: Sequence[Run], words: tuple[Words, Words], quoted: tuple[Quoted, Quoted]) -> list[Run]:
    """The runs that stand in quotation marks in both texts."""
    least = vocab.load("link_copies")["quoted_share"]
    return [
        run
        for run in runs
        if _share_inside(words[0], run.left, run.length, quoted[0]) >= least
        and _share_inside(words[1], run.right, run.length, quoted[1]) >= least
    ]


def _share_inside(words: Words, first: int, length: int, quoted: Quoted) -> float:
    start, end = words.offsets[first][0], words.offsets[first + length - 1][1]
    near = quoted[max(0, bisect_right(quoted, (start, start)) - 1) : bisect_right(quoted, (end, end))]
    return sum(max(0, min(end, b) - max(start, a)) for a, b in near) / (end - start)


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found before: each document's kept shingles, and the copies among the documents that it covers.

    Texts never change and documents are only added, so a pair of covered documents that is a candidate now was one
    then: its link, or that there is none, holds.
    """

    kept: Mapping[str, Hashes] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    links: Mapping[tuple[str, str], Link] = field(default_factory=dict)


def find_copies(accounts: Sequence[Account], given: Judged, before: Compared | None = None) -> list[Link]:
    """A link for each pair of accounts that share wording, with the spans they share, in order of their ids.

    `share` is the part of the shorter text's words that both have; `spans` are left start, left end, right
    start, right end in characters. What lies between the spans is what an editor cut, added or reworded.
    """
    links, _ = compare_texts(accounts, before or Compared())
    return [one for one in with_quotations(accounts, links) if not given.parts(one.left, one.right)]


def with_quotations(accounts: Sequence[Account], links: Sequence[Link]) -> list[Link]:
    """These copies, and a quotation for each other pair of accounts that have the same short one, in order of ids."""
    linked = {(one.left, one.right) for one in links}
    by_id = {one.id: one for one in accounts}
    made = list(links)
    for (left, right), places in short_quotations(accounts).items():
        if (left, right) not in linked:
            made.append(quotation_of((left, right), places, (by_id[left].text, by_id[right].text)))
    return sorted(made, key=lambda one: (one.left, one.right))


def quotation_of(ids: tuple[str, str], places: Sequence[tuple[Interval, Interval]], texts: tuple[str, str]) -> Link:
    """The link between two accounts that have the same short quotations at these places, in text order."""
    words = [len(WORD.findall(texts[0], *here)) for here, _ in places]
    share = sum(words) / max(1, min(len(WORD.findall(one)) for one in texts))
    spans = tuple((*here, *there) for here, there in places)
    reasons = (Reason("same quotation", " … ".join(texts[0][a:b] for (a, b), _ in places)[:200], 0.0),)
    score = round(min(1.0, share), 4)
    return Link("copy", *ids, "quotation", MADE_BY, score, score, spans, reasons)


def compare_texts(accounts: Sequence[Account], before: Compared) -> tuple[list[Link], dict[str, Hashes]]:
    """All copies of these accounts, whatever people said of them, and each document's kept shingles."""
    settings = vocab.load("link_copies")
    numbers = Numbers()
    accounts = sorted(accounts, key=lambda one: one.id)

    @lru_cache(maxsize=_READ)
    def read(at: int) -> Words:
        return words_of(accounts[at].text, numbers)

    known = before.kept
    kept = {one.id: known[one.id] if one.id in known else read(at).kept for at, one in enumerate(accounts)}
    links: dict[tuple[int, int], Link] = {}
    half = _READ // 2
    found = candidates(list(kept.values()), settings["most_documents"])
    for first, second in sorted(found, key=lambda pair: (pair[0] // half, pair[1] // half)):
        one, other = accounts[first], accounts[second]
        if one.id in before.covered and other.id in before.covered:
            link = before.links.get((one.id, other.id))
        else:
            link = compare_two(one, other, (read(first), read(second)))
        if link is not None:
            links[first, second] = link
    return [links[pair] for pair in sorted(links)], kept


def compare_two(one: Account, other: Account, words: tuple[Words, Words]) -> Link | None:
    """The copy that two texts make, the account with the lesser id first; None for too little shared wording."""
    settings = vocab.load("link_copies")
    runs = align(*words, settings["least_run"])
    if not runs:
        return None
    said = _quoted_runs(runs, words, (one.quoted, other.quoted))
    sort = sort_of(runs, *words)
    if sum(run.length for run in said) >= settings["quoted_share"] * sum(run.length for run in runs):
        sort = "quotation" if sort else None
    if sort is None and max((run.length for run in said), default=0) >= settings["least_quotation"]:
        sort, runs = "quotation", said
    return _link(one, other, sort, runs, words) if sort else None


def _of_themselves(one: Account, other: Account) -> Iterator[Reason]:
    """The reason "self-quotation" where a passage is taken from the same author's or the same source's other piece.

    Of the sorts of copies only an excerpt can be one: a quotation stands between marks in both, so a third said it.
    """
    names = {name_words(name): name for name in one.authors}
    authors = sorted(names[words] for name in other.authors if (words := name_words(name)) in names)
    if authors:
        yield Reason("self-quotation", f"both by {', '.join(authors)}", 0.0)
    elif one.source and fold(one.source) == fold(other.source):
        yield Reason("self-quotation", f"both put out by {one.source}", 0.0)


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
        *(_of_themselves(one, other) if sort == "excerpt" else ()),
    )
    return Link("copy", one.id, other.id, sort, MADE_BY, round(min(1.0, share), 4), round(share, 4), spans, reasons)
