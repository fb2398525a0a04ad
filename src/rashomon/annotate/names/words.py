"""The words of one parse as plain lists: what every step over names reads, made once a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

#: spaCy's labels for numbers, dates and amounts: no names.
NO_NAMES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
#: A line with at least this share of capitalised words is a headline in title case, where capitals tell nothing.
TITLE_CASE = 0.85
#: The tokenizer leaves "Orna,[1" in one piece: what follows the word is a footnote mark.
_FOOTNOTE = re.compile(r"(?<=\w)[,;.:)]?\[[\w,]*\]?$")


@dataclass(slots=True)
class Words:
    """Token by token: text, offsets, tag, dependency, head; `sentence` numbers sentences, `entity` is spaCy's label."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    sentence: list[int]
    entities: list[tuple[int, int, str]]
    entity: list[str]
    plain: list[bool] = field(default_factory=list)  # False where capitals tell nothing (title case, all capitals)
    known: frozenset[str] = frozenset()  # words that stand with a capital where only names do
    loose: frozenset[str] = frozenset()  # capitalised words that stand without a hyphen
    first: list[bool] = field(default_factory=list)  # first word of a sentence, or after a quotation mark or bullet
    at_start: dict[int, int] = field(default_factory=dict)
    at_end: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def said(self, start: int, end: int) -> str:
        """The text of the tokens `start` to `end`."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def joined(self, index: int) -> bool:
        """Whether no space stands between this token and the one before."""
        return index > 0 and self.starts[index] == self.ends[index - 1]


def read_words(parse: Any, text: str) -> Words:
    """The `Words` of a spaCy Doc over exactly `text`."""
    from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, SENT_START, TAG  # noqa: PLC0415  spaCy loads in 0.5 s

    table = parse.to_array([ORTH, IDX, TAG, DEP, HEAD, LEMMA, SENT_START])
    known = {int(one): str(parse.vocab.strings[int(one)]) for one in np.unique(table[:, [0, 2, 3, 5]])}
    orths, idx, tags, deps, lemmas = (table[:, column].tolist() for column in (0, 1, 2, 3, 5))
    words = [known[one] if "[" not in known[one] else _FOOTNOTE.sub("", known[one]) for one in orths]
    starts = [int(one) for one in idx]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    entities = [(one.start, one.end, one.label_) for one in parse.ents]
    entity = [""] * len(words)
    for start, end, label in entities:
        entity[start:end] = [label] * (end - start)
    heads = (table[:, 4].astype(np.int64) + np.arange(len(words))).tolist()
    sentence = np.cumsum(table[:, 6] == 1).tolist()
    made = Words(
        text, words, starts, ends, [known[one] for one in tags], [known[one] for one in deps],
        heads, [known[one] for one in lemmas], sentence, entities, entity,
    )  # fmt: skip
    made.at_start = {start: index for index, start in enumerate(starts)}
    made.at_end = {end: index + 1 for index, end in enumerate(ends)}
    _mark_case(made)
    made.known = frozenset(
        word
        for index, word in enumerate(words)
        if word[0].isupper() and made.plain[index] and not made.first[index] and made.tags[index] == "NNP"
    )
    marks = [word in ("-", "–", "‑") for word in words] + [False]
    made.loose = frozenset(
        word for index, word in enumerate(words) if word[0].isupper() and not marks[index - 1] and not marks[index + 1]
    )
    return made


def _mark_case(made: Words) -> None:
    """Fill `plain` and `first`, sentence by sentence."""
    count = len(made.words)
    made.plain = [True] * count
    made.first = [False] * count
    begin = 0
    while begin < count:
        end = begin + 1
        while end < count and made.sentence[end] == made.sentence[begin]:
            end += 1
        letters = [word for word in made.words[begin:end] if word[0].isalpha()]
        long = [word for word in letters if len(word) > 3]
        capital = sum(word[0].isupper() for word in long)
        ended = made.words[end - 1] in (".", '"', "”") or (end > 1 and made.words[end - 2] == ".")
        if len(letters) >= 4 and len(long) >= 3 and capital >= TITLE_CASE * len(long) and not ended:
            made.plain[begin:end] = [False] * (end - begin)
        fresh = True
        for index in range(begin, end):
            word = made.words[index]
            made.first[index] = fresh and word[0].isalnum()
            fresh = (fresh and not word[0].isalnum()) or word in '"“‘:•«'
        begin = end
