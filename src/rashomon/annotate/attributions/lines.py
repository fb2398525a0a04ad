"""Lines that begin with who speaks: headlines ("Keller: road is open") and transcripts ("KELLER: We left.")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rashomon.annotate.attributions.page import Draft, Page, Span

_LABEL = re.compile(r"[\"“”‘'’\s]*([^\W\d_][^:\n“”\"]{0,50}):[^\S\n]+(?=\S)")
_CAPITALS = re.compile(r"[A-Z][A-Z.\-’' ]+$")
#: A label of one to three words that all begin with a capital ("Keller", "Q").
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,2}[A-Z][\w.’'-]*$")
#: A line of a table ("Date: Monday.") is shorter than a turn in a talk.
_SPOKEN_WORDS = 4
_PLACES = frozenset(("GPE", "LOC", "DATE", "TIME", "FAC", "WORK_OF_ART"))
#: A turn in a talk goes on for so many paragraphs at most.
_TURN_PARAGRAPHS = 4
#: "Velm council spokesman": a speaker's title is at most so many words.
_TITLE_WORDS = 3
#: A headline is at most so many words.
_HEADLINE_WORDS = 30


def find_lines(page: Page) -> Iterator[Draft]:
    """A draft for every line whose label speaks the rest of it, in text order."""
    speakers = _transcript_speakers(page)
    drafts: list[Draft] = []
    turn: Draft | None = None
    at = 0
    for number, (start, end) in enumerate(page.paragraph_spans):
        label = _LABEL.match(page.text, start, end)
        if label is None or label.end() >= end:
            continue
        line_end = page.text.find("\n", label.end(), end)
        line_end = end if line_end < 0 else line_end
        first, last = page.token_at(label.start(1)), page.token_before(label.end(1))
        tokens = page.tokens[first : last + 1]
        if not tokens or last + 1 >= len(page.tokens):
            continue
        spoken = len(tokens) <= 4 and (bool(_CAPITALS.match(label.group(1))) or label.group(1) in speakers)
        if not (spoken or (_is_headline(page, number, label.end(), line_end) and _is_speaker(page, tokens))):
            continue
        if page.is_quoted(label.end(), label.end() + 1):
            continue  # the colon before the quotation says as much
        stop = line_end
        while stop > label.end() and page.text[stop - 1] in " .\xa0\t\r":
            stop -= 1
        colon = last + 1
        if stop > label.end() and page.tokens[colon].text == ":":
            pieces, cue = [(label.end(), stop)], [page.span(colon, colon)]
            draft = Draft(page.tokens[colon], pieces, cue, _head(tokens), "says", named="line")
            if turn is not None and spoken:
                turn.pieces += _goes_on(page, at + 1, number)
            turn, at = (draft if spoken else None), number
            drafts.append(draft)
    yield from drafts


def _goes_on(page: Page, first: int, stop: int) -> list[Span]:
    """The paragraphs between two turns of a talk, which go on with the first; what stands in brackets is no speech."""
    if stop - first > _TURN_PARAGRAPHS:
        return []
    pieces = []
    for start, stop_at in page.paragraph_spans[first:stop]:
        end = start + len(page.text[start:stop_at].rstrip())
        if end > start and page.text[start] not in "([<*":
            pieces.append((start, end))
    return pieces


def _transcript_speakers(page: Page) -> set[str]:
    """The labels of a talk written down ("Keller: …", "Brandt: …"): two speakers at least, and one who speaks again."""
    found: Counter[str] = Counter()
    for start, end in page.paragraph_spans:
        label = _LABEL.match(page.text, start, end)
        if label is None or not _NAME.match(label.group(1)):
            continue
        if len(page.text[label.end() : end].split()) >= _SPOKEN_WORDS:
            found[label.group(1)] += 1
    return set(found) if len(found) > 1 and max(found.values()) > 1 else set()


def _is_headline(page: Page, number: int, start: int, end: int) -> bool:
    """The first line of a document, or a short line that does not end like a sentence."""
    rest = page.text[start:end].rstrip()
    words = len(rest.split())
    return 2 < words <= _HEADLINE_WORDS and (number == 0 or rest[-1:] not in ".!?:;,")


def _is_speaker(page: Page, tokens: list[Any]) -> bool:
    """Whether a label is a name, or a word for papers and people that say things ("Poll: …", "Officials: …")."""
    words = [token for token in tokens if not token.is_punct and not token.is_space]
    if len(words) == 1 and words[0].lower_ in page.words.lists["headline_sources"]:
        return True
    if words and len(words) <= _TITLE_WORDS and (_is_named_below(page, words) or _is_office(page, words[-1])):
        return True
    if not words or len(words) > 5 or words[-1].pos_ != "PROPN" or all(token.ent_type_ in _PLACES for token in words):
        return False
    return all(token.pos_ in ("PROPN", "ADP", "CCONJ", "PART") or token.text[:1].isupper() for token in words)


def _is_named_below(page: Page, words: list[Any]) -> bool:
    """Whether a label of one word, whatever the tagger takes it for, is a name in the text below: "Keller: We left"."""
    word = words[0]
    if len(words) > 1 or not word.text[:1].isupper() or word.ent_type_ in _PLACES:
        return False
    return any(other.text == word.text and other.pos_ == "PROPN" for other in page.tokens[word.i + 1 :])


def _is_office(page: Page, word: Any) -> bool:
    """Whether a label ends in a word for people or bodies that say things: "Keller camp", "Karsa newspaper"."""
    labels = page.words.source_labels
    return any(page.lemma(word) in labels[one] for one in ("person", "people", "government", "organisation"))


def _head(tokens: list[Any]) -> Any:
    names = [token for token in tokens if token.pos_ in ("PROPN", "NOUN")]
    return names[-1] if names else tokens[-1]
