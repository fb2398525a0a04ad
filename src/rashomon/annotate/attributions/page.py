"""One document as the rules see it: its tokens, its quotations, and where they stand to each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from rashomon.annotate.attributions.lexicon import Lexicon, lexicon
from rashomon.annotate.attributions.quotes import Quote, find_quotes, paragraphs

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """An attribution in the making: character spans; `source` is the phrase's head token or None."""

    anchor: Any  # the cue's head token
    pieces: list[Span]
    cue: list[Span]
    source: Any | None
    value: str
    sort: str = "speech"
    quotes: list[Quote] = field(default_factory=list)
    named: str = ""  # how the cue was found: clause, to, object, as, prep, noun, phrase, adverb, quote, colon


class Page:
    """The text and parse of a document with its quotations located in the tokens."""

    def __init__(self, text: str, parse: Any) -> None:
        self.text = text
        self.doc = parse
        self.words: Lexicon = lexicon()
        self.tokens: list[Any] = list(parse)
        self.starts: list[int] = [token.idx for token in self.tokens]
        self.quotes: list[Quote] = find_quotes(text)
        self.speech: list[Quote] = [one for one in self.quotes if one.depth == 0]
        self.paragraph_spans: list[Span] = list(paragraphs(text))
        self.paragraph_starts: list[int] = [start for start, _ in self.paragraph_spans]
        self.sentence: list[int] = self._sentences()
        self._sentence_starts: list[int] = [
            at for at, number in enumerate(self.sentence) if not at or number != self.sentence[at - 1]
        ]
        self.inside: list[int] = self._quote_of_tokens()
        #: Second cues of a sentence, by token index, and the cue whose subject they share.
        self.donors: dict[int, Any] = {}

    def _sentences(self) -> list[int]:
        """For each token the number of its sentence."""
        numbers, number = [], -1
        for token in self.tokens:
            number += bool(token.is_sent_start) or number < 0
            numbers.append(number)
        return numbers

    def bounds(self, token: Any) -> Span:
        """The first token of the token's sentence and the one after its last; spaCy's `sent` walks there each time."""
        number = self.sentence[token.i]
        ends = self._sentence_starts
        return ends[number], ends[number + 1] if number + 1 < len(ends) else len(self.tokens)

    def _quote_of_tokens(self) -> list[int]:
        """For each token the index in `speech` of the quotation it stands in, or -1."""
        inside = [-1] * len(self.tokens)
        for index, quote in enumerate(self.speech):
            for at in range(self.token_at(quote.start), self.token_before(quote.end) + 1):
                inside[at] = index
        return inside

    def token_at(self, offset: int) -> int:
        """The index of the first token that starts at `offset` or after it."""
        return bisect_left(self.starts, offset)

    def token_before(self, offset: int) -> int:
        """The index of the last token that starts before `offset`; -1 where there is none."""
        return bisect_left(self.starts, offset) - 1

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph in which `offset` lies."""
        return bisect_right(self.paragraph_starts, offset) - 1

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a quotation stands in the characters `start:end`."""
        at = bisect_left(self.speech, start, key=lambda one: one.start)
        return at < len(self.speech) and self.speech[at].start < end

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens `first` to `last`, both included."""
        token = self.tokens[last]
        return self.starts[first], self.starts[last] + len(token)

    def lemma(self, token: Any) -> str:
        form = token.lemma_.lower()
        return self.words.lemmas.get(form, form)
