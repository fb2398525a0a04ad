"""Where a content ends: a clause without what the writer hangs on to its end."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.page import Page, Span

_TRIMMED = frozenset(".,;: \n\t\r\xa0—–-")
#: Conjunctions that set a second reporting clause beside the first: "said …, while Keller said …".
_CONTRASTS = frozenset(("while", "as", "although", "though", "whereas"))
#: Auxiliaries that a past cue turns "will" and "has" into: a clause with one goes on with the report.
_SHIFTED = frozenset(("would", "had"))
_CLOSING = frozenset(('"', "”", "''", "’", "'", "»"))
#: Relatives that go on with what is said more often than not, behind a comma too (PolNeAR train, 540 articles: "whose"
#: 4 of 5 characters, "where" 3 of 5; "which" 1 of 3, "who" 1 of 7).
_WITHIN = frozenset(("where", "whose"))
_CLAUSE_WORDS = frozenset(("that", "why", "how", "whether"))
#: How many steps are climbed from a content's last word to its head: deeper chains are lists, not asides.
_STEPS = 40


def clean(page: Page, first: int, last: int) -> list[Span]:
    """The characters of tokens `first` to `last` without the punctuation around them; none where nothing is left."""
    if last < first:
        return []
    start, end = page.span(first, last)
    text = page.text
    while end > start and (text[end - 1] in _TRIMMED or text[end - 1].isspace()):
        end -= 1
    while start < end and (text[start] in _TRIMMED or text[start].isspace()):
        start += 1
    return [(start, end)] if end > start else []


def is_infinitive(token: Any) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)


def clause_end(page: Page, cue: Any, clause: Any, last: int | None = None) -> int:
    """The last token of a content: before a second report, a participle or a "which" that the writer adds.

    "He said the road was open and denied …", "…, adding that …", "…, which is closed": the parser often hangs
    these below the content; where the cue's own tense or a comma says otherwise, they are left out, and the
    second cue is noted in `page.donors` so that it takes its subject from the first.
    """
    end = clause.right_edge.i if last is None else last
    at = end
    while at > clause.i and (page.tokens[at].is_punct or page.tokens[at].is_space):
        at -= 1
    token = page.tokens[at]
    for _ in range(_STEPS):
        if token.i == clause.i or token.i <= cue.i:
            break
        cut = _cut_before(page, cue, token)
        if cut is not None and cut > cue.i:
            end = cut
        token = token.head
        if token.head.i == token.i and token.i != clause.i:
            break
    return _with_second_clause(page, cue, end)


def _with_second_clause(page: Page, cue: Any, end: int) -> int:
    """The end of "…, and that …" after a clause that the parser closed too early."""
    at = end + 1
    tokens = page.tokens
    stop = min(page.bounds(cue)[1], end + 5)
    while at < stop and (tokens[at].text == "," or tokens[at].dep_ == "cc"):
        at += 1
    if at == end + 1 or at >= stop or tokens[at - 1].dep_ != "cc":
        return end
    if tokens[at].tag_ == "VBG" and tokens[at].dep_ == "conj" and cue.tag_ != "VBG":
        return max(end, int(tokens[at].right_edge.i))  # "accused them of theft and lacking the will to fight"
    if tokens[at].lower_ not in _CLAUSE_WORDS or tokens[at].dep_ not in ("mark", "advmod"):
        return _with_second_sentence(page, cue, end, at)
    return max(end, int(tokens[at].head.right_edge.i))


def _with_second_sentence(page: Page, cue: Any, end: int, at: int) -> int:
    """The end of "said he had left, but he would be back": a clause the parser set beside the cue, not below it."""
    for child in cue.children:
        if child.dep_ != "conj" or child.i < at or child.left_edge.i > at:
            continue
        subject = next((one for one in child.children if one.dep_ in ("nsubj", "nsubjpass")), None)
        shifted = any(one.lower_ in _SHIFTED for one in child.children if one.dep_ == "aux")
        if not shifted or (subject is not None and page.lemma(child) in page.words.verbs):
            return end
        return int(child.right_edge.i)
    return end


def set_off(page: Page, cue: Any, first: int) -> list[Span]:
    """What stands before a cue between commas: "After the vote, Keller said, the road was shut"."""
    left, right = _cue_bounds(page, cue)
    start = page.bounds(cue)[0]
    commas = page.tokens[left - 1].text == "," and page.tokens[right + 1].text == ","
    if left - start < 3 or not commas or first != right + 2:
        return []
    return clean(page, start, left - 1)


def _cue_bounds(page: Page, cue: Any) -> tuple[int, int]:
    """First and last token of a cue with its subject and the adverbs beside it."""
    left = right = int(cue.i)
    for child in cue.children:
        if child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "npadvmod"):
            left, right = min(left, child.left_edge.i), max(right, child.right_edge.i)
    while right > cue.i and page.tokens[right].text == ",":
        right -= 1
    return left, min(right, len(page.tokens) - 2)


def _cut_before(page: Page, cue: Any, token: Any) -> int | None:
    """The last token before `token`'s phrase where that is an afterthought of the writer, else None."""
    left = token.left_edge.i
    quoted = page.inside[left]
    if quoted >= 0 and quoted != page.inside[cue.i] and page.inside[left - 1] == quoted:
        return None  # in the middle of a quotation nothing is the writer's
    comma = _is_set_off(page, left)
    if token.dep_ == "conj" and _is_second_report(page, cue, token):
        page.donors[token.i] = cue
        return _before_conjunction(page, token)
    if token.dep_ == "conj" and _is_others_report(page, cue, token):
        return _before_conjunction(page, token)
    if token.dep_ == "relcl" and comma and page.tokens[left].lower_ not in _WITHIN:
        return int(left) - 2
    if token.dep_ == "appos" and comma and page.tokens[left].lower_ in ("a", "an", "the") and token.i > left:
        return int(left) - 2  # "…, a move that could split the party"
    if token.dep_ == "ccomp" and _runs_on(page, token):
        return int(left) - 1
    if token.dep_ in ("advcl", "acl") and comma and token.tag_ == "VBG" and _reports(page, token):
        page.donors[token.i] = cue
        return int(left) - 2
    if token.dep_ == "advcl" and comma and page.lemma(token) in page.words.verbs:
        marks = [child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")]
        if any(mark in _CONTRASTS for mark in marks) and _reports(page, token):
            return int(left) - 2
    return None


def _runs_on(page: Page, token: Any) -> bool:
    """ "Would happen if the terms were not kept | it is hard to see why": a sentence with no mark before it.

    The parser hangs it as a clause on the participle right before it, which takes none.
    """
    verb = token.head
    if verb.dep_ != "advcl" or token.left_edge.i != verb.i + 1 or page.lemma(verb) in page.words.verbs:
        return False
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children)
    return passive and own and not any(child.dep_ == "mark" for child in token.children)


def _reports(page: Page, verb: Any) -> bool:
    """Whether a verb can have a clause or quotation of its own: "adding that", not "highlighting the need"."""
    word = page.words.verbs.get(page.lemma(verb))
    return word is not None and not word.takes.isdisjoint(("clause", "quote"))


def _is_set_off(page: Page, left: int) -> bool:
    """Whether a comma or dash stands before a token, inside a closing quotation mark too: "a “distortion,” adding"."""
    at = left - 1
    while at > 0 and page.tokens[at].text in _CLOSING:
        at -= 1
    return at >= 0 and page.tokens[at].text in (",", "–", "—", "--", "-")


def _is_second_report(page: Page, cue: Any, token: Any) -> bool:
    """Whether a coordinated verb is a second cue of the same speaker: a cue word in the first cue's tense."""
    word = page.words.verbs.get(page.lemma(token))
    if word is None or word.reading().sort not in ("speech", "will") or token.tag_ != cue.tag_:
        return False
    if word.reading().sort == "will" and not _reports(page, token):
        return False  # "said he was alarmed and wanted to see it": the second verb is part of what he said
    return token.tag_ in ("VBD", "VBZ", "VBG", "VBN") and not any(
        child.dep_ in ("nsubj", "nsubjpass") for child in token.children
    )


def _is_others_report(page: Page, cue: Any, token: Any) -> bool:
    """ "Keller says it is shut and Brandt denies both": a named speaker, in the cue's tense, ends the first report."""
    word = page.words.verbs.get(page.lemma(token))
    if word is None or word.reading().sort != "speech" or token.tag_ != cue.tag_ or not _reports(page, token):
        return False
    return any(child.dep_ == "nsubj" and child.pos_ == "PROPN" for child in token.children)


def _before_conjunction(page: Page, token: Any) -> int:
    left = int(token.left_edge.i) - 1
    while left > 0 and (page.tokens[left].dep_ == "cc" or page.tokens[left].is_punct):
        left -= 1
    return left
