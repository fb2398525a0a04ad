"""The words beside a quotation that say who speaks it: a verb after or before it, a label, a name after a dash."""

from __future__ import annotations

import re
from typing import Any

from rashomon.annotate.attributions.cues import cue_span, find_speaker
from rashomon.annotate.attributions.page import Draft, Page
from rashomon.annotate.attributions.quotes import Quote
from rashomon.annotate.attributions.sources import is_passive, own_subject

#: How many tokens away a quotation's verb may stand: "said Anna Keller, who …" is read to its first verb.
_REACH = 40
#: "Council spokeswoman Anna Keller said.": a sentence of so many words at most only says who spoke.
_REPORT = 8
_STOPS = frozenset((".", "?", "!", ";"))
_DASHES = frozenset(("-", "–", "—", "―"))
_NAMES = frozenset(("nsubj", "compound", "det", "punct", "amod", "poss", "case"))
#: A label before a colon ("Keller, of the ministry:") is at most so many words.
_LABEL_WORDS = 8
_CLOSING = frozenset(('"', "”", "’", "'", "»"))
_NOBODY = frozenset(("it", "there", "this", "that"))
_HUNG = frozenset(("relcl", "acl", "aux", "auxpass"))
#: A dash on the quotation's line, or a long one at the head of the next line of words.
_DASH = re.compile(r"[^\S\n]*[―—–-]+[^\S\n]*(?=\S)|[^\S\n]*\n{1,2}[^\S\n]*[―—–-]+[^\S\n]*(?=\S)")
_ITEM = re.compile(r"\s*\n[^\S\n]*-")
#: "“…” [Velm Times.]": the paper from which a digest quotes.
_CREDIT = re.compile(r"[^\S\n]?\[([^\[\]\n]{2,40}?)[.]?\](?=\s|$)")


def find_verb(page: Page, quote: Quote) -> Any | None:
    """The verb that speaks the quotation: after it, where it ends in a comma, else before it."""
    return _verb_after(page, quote) or _verb_before(page, quote)


def verb_draft(page: Page, verb: Any) -> Draft:
    """A draft for a verb that only a quotation follows; a verb that no list knows just "says"."""
    word = page.words.verbs.get(page.lemma(verb))
    source = find_speaker(page, verb, is_passive(verb)) if verb.pos_ != "NOUN" else _first_noun(page, verb)
    source = source or _behind(page, verb)
    value = word.reading("quote").value if word else "says"
    return Draft(verb, [], [cue_span(page, verb)], source, value, named="quote")


def _behind(page: Page, verb: Any) -> Any | None:
    """Who stands right behind a finite verb that follows a quotation: "“It will get ugly,” predicted an adviser"."""
    after_quote = verb.i > 0 and page.tokens[verb.i - 1].text in _CLOSING
    noun = next((one for one in verb.children if one.dep_ == "dobj" and one.left_edge.i == verb.i + 1), None)
    return noun if after_quote and verb.tag_ in ("VBD", "VBZ", "VBP") else None


def _first_noun(page: Page, verb: Any) -> Any | None:
    """The head of the phrase between a quotation and its verb."""
    at = verb.i
    while at > 0 and page.inside[at - 1] < 0 and not page.tokens[at - 1].is_space:
        at -= 1
    return next((token for token in page.tokens[at : verb.i] if token.pos_ in ("NOUN", "PROPN", "PRON")), None)


def find_label(page: Page, quote: Quote) -> Draft | None:
    """A name before a colon, after a dash or in brackets: "Keller: “…”", "“…” — Anna Keller", "“…” [Velm Times.]"."""
    return _colon_before(page, quote) or _dash_after(page, quote) or _credit_after(page, quote)


def find_byline(page: Page, quote: Quote) -> Draft | None:
    """ "The roads are open again - Anna Keller: “…”": the name between a dash and the colon speaks."""
    colon = page.token_at(quote.start) - 1
    while colon >= 0 and page.tokens[colon].is_space:
        colon -= 1
    if colon < 2 or page.tokens[colon].text != ":":
        return None
    for at in range(colon - 1, max(-1, colon - 1 - _LABEL_WORDS), -1):
        token = page.tokens[at]
        if token.pos_ in ("VERB", "AUX") or "\n" in token.text or page.inside[at] >= 0:
            return None
        if token.text in _DASHES and at and page.text[token.idx - 1].isspace():
            names = [one for one in page.tokens[at + 1 : colon] if one.pos_ == "PROPN"]
            return Draft(page.tokens[colon], [], [page.span(colon, colon)], _first_of(names), "says", named="colon")
    return None


def _first_of(names: list[Any]) -> Any | None:
    """The head of a row of names: of "Anna Keller and Jon Brandt" the first."""
    if not names:
        return None
    inside = {name.i for name in names}
    return next((name for name in names if name.head.i not in inside), names[-1])


def last_inside(page: Page, quote: Quote) -> str:
    inner = page.text[max(quote.inner_start, quote.inner_end - 3) : quote.inner_end].rstrip("\"'”’ \xa0")
    return inner[-1:]


def begins_sentence(page: Page, quote: Quote) -> bool:
    """Whether a quotation stands at the start of a sentence, a paragraph or after a colon or dash."""
    before = page.text[max(0, quote.start - 3) : quote.start].rstrip(" \xa0\t([")
    return not before or before[-1] in ".?!:;—–-\n”\"…'’|*>"


def _verb_after(page: Page, quote: Quote) -> Any | None:
    """The verb of "“…,” said Keller" or "“…,” Keller told reporters"."""
    follows = page.text[quote.end : quote.end + 1]
    last = last_inside(page, quote)
    cut_off = last in (",", "?", "!", "-", "—", "…") or follows == ","
    begins = begins_sentence(page, quote)
    first = page.token_at(quote.end)
    if not (cut_off or begins) or first >= len(page.tokens):
        return None
    if last in (".", "…") and not page.tokens[first].text[:1].islower():
        return _bare_report(page, first)  # the quotation's sentence is over, and what follows is the next
    for at in range(first, min(first + _REACH, len(page.tokens))):
        token = page.tokens[at]
        if page.inside[at] >= 0 or token.text in _STOPS or "\n" in token.text:
            return None
        if token.pos_ in ("VERB", "AUX") and (
            token.dep_ not in _HUNG or _is_torn_off(token, first, cut_off and begins)
        ):
            word = page.words.verbs.get(page.lemma(token))
            speaks = word is not None and ("quote" in word.takes or "clause" in word.takes)
            if speaks and (begins or _follows_closely(page, quote, token)):
                return token
            subject = own_subject(token)
            if subject is not None and subject.i >= first and cut_off and begins:
                return token
            if token.tag_ in ("VBD", "VBZ", "VBP"):
                return None
        elif cut_off and _is_verb_as_noun(page, token):
            return token
    return None


def _is_torn_off(verb: Any, first: int, cut_off: bool) -> bool:
    """ "“…a result that few wanted,” Keller wrote": the parser hangs the report on a noun inside the quotation."""
    subject = own_subject(verb)
    if not cut_off or verb.dep_ not in ("relcl", "acl") or subject is None or subject.tag_ in ("WDT", "WP"):
        return False
    return bool(subject.left_edge.i == first and subject.i < verb.i)


def _bare_report(page: Page, first: int) -> Any | None:
    """The verb of a sentence that only says who spoke: "“We left.” Anna Keller said."."""
    start, end = page.bounds(page.tokens[first])
    words = [token for token in page.tokens[max(first, start) : end] if not token.is_punct and not token.is_space]
    if not words or len(words) > _REPORT or start > first or page.inside[words[-1].i] >= 0:
        return None
    verb = words[-1]
    word = page.words.verbs.get(page.lemma(verb))
    speaks = word is not None and word.takes >= {"quote", "clause"} and own_subject(verb) is not None
    return verb if verb.pos_ == "VERB" and speaks and page.lemma(verb) not in page.words.lists["while"] else None


def _is_verb_as_noun(page: Page, token: Any) -> bool:
    """Whether the last word of "“…,” his letter states." is a reporting verb that was tagged as a plural."""
    word = page.words.verbs.get(token.lower_.removesuffix("s"))
    if token.i + 1 >= len(page.tokens) or page.tokens[token.i + 1].text != ".":
        return False
    past = token.tag_ == "NN" and token.lower_ == "read"  # "the letter read"
    return (token.tag_ == "NNS" or past) and word is not None and "quote" in word.takes


def _follows_closely(page: Page, quote: Quote, verb: Any) -> bool:
    """Whether a verb stands right after a quotation that begins inside a sentence, with only its subject between."""
    first = page.token_at(quote.end)
    return bool(verb.i - first <= 1 or all(token.dep_ in _NAMES for token in page.tokens[first + 1 : verb.i]))


def _verb_before(page: Page, quote: Quote) -> Any | None:
    """The verb of "Keller said: “…”", "Keller told reporters, “…”"."""
    lead = _lead(page, quote)
    at = page.token_at(quote.start) - 1
    stop = max(-1, at - _REACH)
    first = at
    while at > stop:
        token = page.tokens[at]
        if page.inside[at] >= 0 or token.text in _STOPS or (token.is_space and "\n" in token.text and lead != ":"):
            return None
        if token.pos_ in ("VERB", "AUX"):
            word = page.words.verbs.get(page.lemma(token))
            if word is not None and "quote" in word.takes and (first - at <= 1 or lead in (",", ":")):
                return token
            if token.lemma_ == "put" and page.tokens[at + 1].lower_ == "it" and lead in (",", ":"):
                return token  # "as Keller put it, “…”"
            if token.pos_ == "VERB" and lead != ":":
                return None
        at -= 1
    return None


def _lead(page: Page, quote: Quote) -> str:
    """The last character before a quotation that is no space: a colon may stand at the end of the line before."""
    at = page.token_at(quote.start) - 1
    while at >= 0 and page.tokens[at].is_space:
        at -= 1
    return str(page.tokens[at].text) if at >= 0 and page.inside[at] < 0 else ""


def _colon_before(page: Page, quote: Quote) -> Draft | None:
    """ "Keller: “…”": the name before the colon speaks; before a sentence's colon its subject does."""
    at = page.token_at(quote.start) - 1
    while at >= 0 and page.tokens[at].is_space:
        at -= 1
    if at < 1 or page.tokens[at].text != ":":
        return None
    start = page.bounds(page.tokens[at])[0]
    words = [token for token in page.tokens[start:at] if not token.is_space]
    verbs = [token for token in words if token.pos_ in ("VERB", "AUX") and own_subject(token) is not None]
    if verbs:
        subject = own_subject(verbs[0])
        if subject is None or subject.pos_ not in ("PROPN", "PRON") or subject.lower_ in _NOBODY:
            return None
        return Draft(verbs[0], [], [cue_span(page, verbs[0])], subject, "says", named="colon")
    heads = [token for token in words if token.pos_ in ("PROPN", "NOUN", "PRON")]
    if not heads or len(words) > _LABEL_WORDS:
        return None
    head = heads[-1]
    while head.dep_ == "conj" and head.head in heads:
        head = head.head
    return Draft(page.tokens[at], [], [page.span(at, at)], head, "says", named="colon")


def _dash_after(page: Page, quote: Quote) -> Draft | None:
    """ "“…” — Anna Keller" at the end of a line: the name speaks."""
    dash = _DASH.match(page.text, quote.end)
    if dash is None:
        return None
    line_end = page.text.find("\n", dash.end())
    line_end = len(page.text) if line_end < 0 else line_end
    first, last = page.token_at(dash.end()), page.token_before(line_end)
    names = [token for token in page.tokens[first : last + 1] if token.pos_ == "PROPN"]
    if "\n" in dash.group() and "-" in dash.group() and _is_item(page, line_end):
        return None
    if "\n" in dash.group() and (any(token.pos_ == "VERB" for token in page.tokens[first : last + 1])):
        return None  # the next line is a paragraph or an item of a list
    if not names or last - first >= _LABEL_WORDS or first == 0 or any(page.inside[at] >= 0 for at in (first, last)):
        return None
    cue = (dash.start(), dash.end())
    while page.text[cue[0]].isspace():
        cue = (cue[0] + 1, cue[1])
    while page.text[cue[1] - 1].isspace():
        cue = (cue[0], cue[1] - 1)
    return Draft(page.tokens[first - 1], [], [cue], names[0], "says", named="dash")


def _is_item(page: Page, line_end: int) -> bool:
    """Whether a line that a hyphen opens is one of a list: another follows it."""
    return _ITEM.match(page.text, line_end) is not None


def _credit_after(page: Page, quote: Quote) -> Draft | None:
    """ "“…” [Velm Times.]" at the end of a quotation: the paper or the writer named in the brackets speaks."""
    credit = _CREDIT.match(page.text, quote.end)
    if credit is None:
        return None
    first, last = page.token_at(credit.start(1)), page.token_before(credit.end(1))
    words = [token for token in page.tokens[first : last + 1] if token.is_alpha]
    names = [token for token in words if token.pos_ == "PROPN"]
    small = any(token.text.islower() and token.lower_ not in ("of", "and", "the") for token in words)
    if not names or small or first == 0 or words[0].lower_ in page.words.lists["asides"]:
        return None
    bracket = credit.start(1) - 1
    return Draft(page.tokens[first - 1], [], [(bracket, bracket + 1)], names[-1], "says", named="dash")
