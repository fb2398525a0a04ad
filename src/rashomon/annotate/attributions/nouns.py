"""Nouns as cue words: "the claim that", "his argument is that", "in their view"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.annotate.attributions.edges import clause_end, clean, is_infinitive
from rashomon.annotate.attributions.lexicon import Word
from rashomon.annotate.attributions.light import beside_noun
from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.sources import find_subject

#: "Her argument before the court is that": so many words from the noun to "is" belong to the cue.
_COPULA = 3
_PLACES = frozenset(("GPE", "LOC", "FAC"))


def noun_cue(page: Page, noun: Any, word: Word) -> Iterator[Draft]:
    pieces: list[Span] = []
    named, prep = "clause", ""
    cue = page.span(noun.i, noun.i)
    if noun.i and page.tokens[noun.i - 1].lower_ == "in" and noun.lower_ == "order":
        return
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "relcl", "ccomp") and _is_content_clause(child, word):
            pieces = clean(page, child.left_edge.i, clause_end(page, noun, child))
        elif child.dep_ == "prep" and child.lower_ in word.preps:
            pieces = clean(page, child.i + 1, clause_end(page, noun, child))
            cue = page.span(noun.i, child.i)
            named, prep = "prep", child.lower_
        if pieces:
            break
    if not pieces:
        pieces, prep, last = beside_noun(page, noun, word)
        named = "prep" if pieces else named
        cue = page.span(noun.i, last)
    if not pieces and noun.dep_ == "nsubj":
        pieces = _after_copula(page, noun, word)
        cue = page.span(noun.i, noun.head.i) if pieces and noun.head.i - noun.i < _COPULA else cue
    if not pieces:
        return
    party = _party_to(page, noun, pieces[0][0])
    source = party or _owner(page, noun)
    cue = page.span(noun.i, noun.i) if party is not None else cue
    value = word.reading(named).value
    if source is None and ((named == "prep" and prep != "about") or (value == "believes" and _is_taken_up(page, noun))):
        return
    yield Draft(noun, pieces, [cue], source, value, named="noun")


def _owner(page: Page, noun: Any) -> Any | None:
    """Whose claim it is: "her claim", or the subject of the verb that voices it ("issued a warning that")."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None and noun.dep_ == "dobj" and _is_voiced(page, noun.head):
        return find_subject(noun.head)
    return owner


def _party_to(page: Page, noun: Any, content: int) -> Any | None:
    """ "The deal between Karsa and Velm to share the water", "a call by Keller for calm": who stands behind it."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("between", "by") and page.starts[child.i] < content:
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def _is_taken_up(page: Page, noun: Any) -> bool:
    """ "Denied the notion that": whose notion it is nobody says, and who denies it has it as his content."""
    word = page.words.verbs.get(page.lemma(noun.head)) if noun.dep_ == "dobj" else None
    return word is not None and "object" in word.takes


def _is_voiced(page: Page, verb: Any) -> bool:
    """Whether who does this to a claim makes it: "issued a warning that"; who "denied reports that" did not report."""
    lemma = page.lemma(verb)
    lists = page.words.lists
    return lemma in lists["voicing"] or lemma in lists["carrying"] or lemma not in page.words.verbs


def _is_content_clause(clause: Any, word: Word) -> bool:
    """A clause that says what the claim is ("that …", "to …"), not one that says more of it ("that he made")."""
    if is_infinitive(clause):
        return "to" in word.takes
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return "clause" in word.takes and marked


def _after_copula(page: Page, noun: Any, word: Word) -> list[Span]:
    """ "Her argument is that …", "the plan was to …", "word came that …": what the noun is said to be."""
    verb = noun.head
    if verb.lemma_ != "be" and page.lemma(verb) not in page.words.lists["surfacing"]:
        return []
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "acl", "advcl") and _is_content_clause(child, word):
            return clean(page, child.left_edge.i, clause_end(page, verb, child))
    return []


def view_cue(page: Page, noun: Any) -> Iterator[Draft]:
    """ "In their view, …", "in a May poll, …": the sentence without the phrase is the content."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("in", "to", "by"):
        return
    lemma = page.lemma(noun)
    source = next((child for child in noun.children if child.dep_ == "poss"), None)
    lists = page.words.lists
    opens = preposition.i == page.bounds(preposition)[0]
    if preposition.lower_ == "by":
        behind = preposition.i > 0 and page.tokens[preposition.i - 1].text == ","
        pieces = around(page, preposition.i, noun) if opens or behind else []
        if lemma in lists["reckonings"] and source is not None and pieces:
            cue = page.span(preposition.i, noun.i)
            yield Draft(preposition, pieces, [cue], source, "says", named="phrase")
        return
    if not opens:
        return
    if lemma in lists["polls"] and preposition.lower_ == "in" and not _has_cue(page, preposition):
        source, value, cue = noun, "reports", page.span(preposition.i, preposition.i)
    elif lemma in lists["views"] and source is not None:
        value, cue = "believes", page.span(preposition.i, noun.i)
    else:
        return
    pieces = around(page, preposition.i, noun)
    if pieces:
        yield Draft(preposition, pieces, [cue], source, value, named="phrase")


def eyes_cue(page: Page, token: Any) -> Iterator[Draft]:
    """ "To Keller, the plan is a crime": what something is in the eyes of a person or of people."""
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ != "to" or preposition.i != page.bounds(preposition)[0]:
        return
    end = token.right_edge.i + 1
    if end >= len(page.tokens) or page.tokens[end].text != "," or token.ent_type_ in _PLACES:
        return
    labels = page.words.source_labels
    if token.pos_ == "NOUN" and not any(page.lemma(token) in labels[one] for one in ("person", "people")):
        return
    pieces = around(page, preposition.i, token)
    if token.lower_ not in page.words.lists["empty_subjects"] and token.tag_ not in ("WDT", "DT") and pieces:
        cue = page.span(preposition.i, preposition.i)
        yield Draft(preposition, pieces, [cue], token, "believes", sort="mind", named="eyes")


def _has_cue(page: Page, preposition: Any) -> bool:
    """Whether the clause of "in a poll" is told by somebody else, or only says that there was one."""
    verb = preposition.head
    if verb.pos_ not in ("VERB", "AUX"):
        return True
    return page.lemma(verb) in page.words.verbs and page.lemma(verb) not in ("support", "favor", "favour", "back")


def around(page: Page, first: int, source: Any) -> list[Span]:
    """The clause of a source phrase without it: what follows where it opens the sentence, else what precedes."""
    start, end = page.bounds(source)
    last = source.right_edge.i
    before = clean(page, start, first - 1)
    after = clean(page, last + 1, end - 1)
    opener = page.tokens[start:first]
    if before and sum(token.is_alpha for token in opener) > 2:
        rest = after if after and page.text[page.starts[last + 1]] == "," else []
        return before + rest
    return after
