"""Contents that stand beside their cue in the text where the parse hangs them elsewhere or ends the sentence.

Reporting clauses are what a parser of running text gets wrong most: "…, said the officer who …" becomes a second
main clause, "said on Monday for the first time that …" hangs the clause on the time, and what follows a colon is
a sentence of its own. Position and commas say what the tree does not.
"""

from __future__ import annotations

import re
from typing import Any

from rashomon.annotate.attributions.edges import clause_end, clean
from rashomon.annotate.attributions.lexicon import Word
from rashomon.annotate.attributions.page import Page, Span
from rashomon.annotate.attributions.sources import own_subject

_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
#: The items of a list, or the lines of a quotation marked as in mail ("> We have seen no proof.").
_BULLET = re.compile(r"\s*\n[^\S\n]*[•*·▪‣–>-][^\S\n]+(?=\S)")
#: Tokens between a cue and its "that": "said in a statement late on Monday that".
_REACH = 12
#: A reporting clause after its content is short before the comma: its subject or nothing.
_FRONT = 14
#: "argued in an e-mail to his staff,": so many tokens from a cue to the comma that closes an inserted report.
_SETTING = 10
#: A block under a colon whose lines stand close, with a blank line above and below, has at most so many lines.
_BLOCK = 12
#: Outside quotation marks these are the writer.
_WRITER = frozenset(("i", "we", "you", "let", "us"))


def find_beside(page: Page, verb: Any, word: Word) -> list[Span]:
    """The content of a speech verb that has none in the tree: after "that", before its comma, or after its colon."""
    if word.reading().sort not in ("speech", "showing"):
        return []
    if "clause" not in word.takes or "quote" not in word.takes:
        return list_below(page, verb)
    return (
        _after_that(page, verb)
        or _before_comma(page, verb)
        or _after_colon(page, verb)
        or _between_commas(page, verb)
        or _rest(page, verb)
    )


def _between_commas(page: Page, verb: Any) -> list[Span]:
    """ "With each month, officials admit, it grows harder to win": what stands around an inserted report."""
    subject = own_subject(verb)
    start, end = page.bounds(verb)
    comma = _comma_behind(page, verb, end)
    if subject is None or subject.tag_ in ("WDT", "WP") or comma + 1 >= end:
        return []
    first = min(subject.left_edge.i, verb.i)
    if first <= start or page.tokens[first - 1].text != "," or verb.i - first > _FRONT:
        return []
    if any(child.dep_ == "advcl" and not _is_condition(child) for child in verb.children):
        return []  # "When the army left, the groups protested, saying so": the first clause is the writer's
    if not _begins_clause(page.tokens[comma + 1 : end], verb, adjoining=comma == verb.i + 1):
        return []
    return clean(page, start, first - 2) + clean(page, comma + 1, end - 1)


def _comma_behind(page: Page, verb: Any, end: int) -> int:
    """The comma that closes an inserted report, behind its setting or its subject too: "Keller argued in a letter,"."""
    for at in range(verb.i + 1, min(verb.i + _SETTING, end)):
        token = page.tokens[at]
        if token.text == ",":
            return at
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.is_punct or page.inside[at] != page.inside[verb.i]:
            return end
    return end


def _is_condition(clause: Any) -> bool:
    """ "If she wins, Keller said, …": a condition belongs to what is said."""
    return any(child.lower_ in ("if", "unless") and child.dep_ == "mark" for child in clause.children)


def _begins_clause(after: list[Any], verb: Any, adjoining: bool) -> bool:
    """Whether a finite verb follows; behind a setting with its subject, and not as a clause below the report."""
    if adjoining:
        return any(token.tag_ in _FINITE for token in after)
    if after[0].pos_ in ("CCONJ", "SCONJ") or after[0].tag_ in ("WDT", "WP", "WRB", "VBG", "VBN", "VBD"):
        return False
    heads = (token for token in after if token.tag_ in _FINITE and token.dep_ not in ("relcl", "acl", "advcl"))
    finite = next(heads, None)
    if finite is None:
        return False
    main = finite.head if finite.dep_ in ("aux", "auxpass") else finite
    subject = own_subject(main)
    return subject is not None and subject.i > verb.i and main.dep_ not in ("relcl", "acl", "advcl")


def _rest(page: Page, verb: Any) -> list[Span]:
    """ "Keller said closing the road would help": what follows to the sentence's end, where it has a finite verb."""
    subject = own_subject(verb)
    if page.lemma(verb) not in page.words.lists["clause_verbs"]:
        return []
    if subject is None and verb.tag_ != "VBG" and not _is_behind_speaker(page, verb):
        return []
    if subject is not None and (subject.i > verb.i or verb.i - subject.i > _FRONT):
        return []
    first, end = verb.i + 1, page.bounds(verb)[1] - 1
    if (
        first >= end
        or page.tokens[first].is_punct
        or page.tokens[first].pos_ in ("ADP", "CCONJ", "SCONJ", "ADV", "INTJ")
    ):
        return []
    finite = [at for at in range(first, end + 1) if page.tokens[at].tag_ in _FINITE]
    return clean(page, first, end) if finite else []


def _is_behind_speaker(page: Page, verb: Any) -> bool:
    """ "He implied migrants were to blame": a finite verb right behind "he" that the parser took for an adjective."""
    return bool(verb.tag_ == "VBD" and verb.i and page.tokens[verb.i - 1].lower_ in page.words.lists["speakers"])


def _after_that(page: Page, verb: Any) -> list[Span]:
    for at in range(verb.i + 1, min(verb.i + _REACH, page.bounds(verb)[1])):
        token = page.tokens[at]
        if token.pos_ in ("VERB", "AUX") or token.text in (";", ":"):
            return []
        if token.lower_ == "that" and token.head.i > at and token.head.i != verb.i:
            return clean(page, at, clause_end(page, verb, token.head))
    return []


def _before_comma(page: Page, verb: Any) -> list[Span]:
    """ "The road was open, said an officer who had come from there.": the sentence up to the comma."""
    subject = own_subject(verb)
    if subject is None or verb.dep_ not in ("ROOT", "conj", "parataxis", "advcl", "ccomp"):
        return []
    first = min(verb.i, subject.left_edge.i)
    start = page.bounds(verb)[0]
    comma = page.tokens[first - 1] if first > start else None
    if comma is None or comma.text != "," or first - start < 4 or verb.i - first > _FRONT:
        return []
    if any(child.i < first and child.dep_ in ("advcl", "prep") for child in verb.children) and not _ends(page, verb):
        return []  # "While the army moved on, the rebels said so."
    body = page.tokens[start : first - 1]
    if not any(token.pos_ in ("VERB", "AUX") and own_subject(token) is not None for token in body):
        return []
    end = page.bounds(verb)[1] - 1
    tail = page.tokens[max(verb.i, subject.right_edge.i) + 1 : end + 1]
    if sum(token.is_alpha for token in tail) > _FRONT:
        return []
    return clean(page, start, first - 2)


def _ends(page: Page, verb: Any) -> bool:
    """Whether nothing stands behind a cue: "When the army left, the town burned, the mayor said."."""
    return not any(token.is_alpha for token in page.tokens[verb.i + 1 : page.bounds(verb)[1]])


def _after_colon(page: Page, verb: Any) -> list[Span]:
    """ "The agency reports:" and then a paragraph without marks: the paragraph is the content."""
    return list_below(page, verb) or below_colon(page, verb)


def below_colon(page: Page, verb: Any) -> list[Span]:
    """The paragraph below the line of a cue or source that ends in a colon, where it is no quotation."""
    end = _sentence_end(page, verb)
    if page.tokens[end].text != ":" or end - verb.i > _REACH:
        return []
    number = page.paragraph(page.starts[end])
    if number + 1 >= len(page.paragraph_spans):
        return []
    if page.paragraph_spans[number][1] > page.starts[end] + 3:
        return []
    block: list[Span] = []
    for at in range(number + 1, min(number + 1 + _BLOCK, len(page.paragraph_spans))):
        start, stop = page.paragraph_spans[at]
        if block and page.text[block[-1][1] : start].count("\n") != 1:
            break  # a blank line ends a block whose lines stand close
        while stop > start and page.text[stop - 1].isspace():
            stop -= 1
        if stop <= start or page.is_quoted(start, start + 1):
            break
        block.append((start, stop))
    close = page.text[page.starts[end] : block[0][0]].count("\n") > 1 if block else False
    return block if close else block[:1]


def list_below(page: Page, verb: Any) -> list[Span]:
    """The items of a list under the cue's line: "as outlined by the agency" and then bullets."""
    end = _sentence_end(page, verb)
    if end - verb.i > _REACH or page.tokens[end].text in (".", "?", "!"):
        return []
    gap = _BULLET.match(page.text, page.starts[end] + len(page.tokens[end]))
    if gap is None or _BULLET.match("\n" + page.text[page.text.rfind("\n", 0, verb.idx) + 1 : verb.idx]):
        return []  # no list, or the cue stands in an item of one
    items: list[Span] = []
    while gap is not None:
        stop = page.text.find("\n", gap.end())
        stop = len(page.text) if stop < 0 else stop
        if stop > gap.end():
            items.append((gap.end(), stop))
        gap = _BULLET.match(page.text, stop)
    return items


def introduces(page: Page, verb: Any, source: Any | None) -> bool:
    """Whether a cue gives somebody what stands beside it: a source that is not the writer, or a plan or paper.

    "The agency recommends:" and "Recommended steps:" do; "facts related to the siege:", "we recall:" do not.
    """
    if source is not None:
        past = verb.tag_ == "VBD" and "quote" in getattr(page.words.verbs.get(page.lemma(verb)), "takes", ())
        return source.lower_ not in _WRITER or page.inside[verb.i] >= 0 or past  # "In March I wrote:"
    if verb.dep_ in ("acl", "amod", "relcl"):
        return page.lemma(verb.head) in page.words.lists["list_nouns"]
    subject = own_subject(verb)
    return subject is not None and page.lemma(subject) in page.words.lists["list_nouns"]


def _sentence_end(page: Page, verb: Any) -> int:
    """The last token of the cue's sentence that is no space."""
    end = page.bounds(verb)[1] - 1
    while end > verb.i and page.tokens[end].is_space:
        end -= 1
    return end
