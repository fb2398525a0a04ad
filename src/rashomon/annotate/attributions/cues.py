"""Cue words with their contents and sources, as the parse gives them: verbs, nouns, adjectives, adverbs, phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rashomon.annotate.attributions.beside import below_colon, find_beside, introduces, list_below
from rashomon.annotate.attributions.contents import find_contents
from rashomon.annotate.attributions.edges import clause_end, clean, is_infinitive
from rashomon.annotate.attributions.lexicon import Word
from rashomon.annotate.attributions.light import clear_cue
from rashomon.annotate.attributions.nouns import around, eyes_cue, noun_cue, view_cue
from rashomon.annotate.attributions.page import Draft, Page, Span
from rashomon.annotate.attributions.sources import (
    agent_below,
    behind_praise,
    find_agent,
    find_subject,
    is_passive,
    own_subject,
)

_GROUP = frozenset(("aux", "auxpass", "neg", "advmod", "prt"))


#: Prepositions that belong to the cue where they stand right after it: "called for", "accused of", "seen as".
_GOVERNED = frozenset(("of", "as", "for", "on", "to", "about", "against", "with", "at"))
#: "in a telephone interview": how far the setting of a report may reach.
_SETTING_WORDS = 6
#: "went on, late on Monday, to say": a carrier further away is a clause of its own.
_CARRIED = 4
#: "ended the week of strikes, promising": a happening's verb is found within so many steps.
_ABOVE = 5
#: "The foreign minister of Karsa, Anton Brandt": so many words into a sentence its first name or noun is found.
_TITLE = 6
_NOUNS = frozenset(("NOUN", "PROPN"))
_PARTICLES = frozenset(("prt", "advmod"))
_INNER = frozenset(("compound", "amod", "nmod", "poss", "npadvmod"))
#: A turn in a talk written down: "A: …", "KELLER: …".
_TURN = re.compile(r"(?:[QA]|Question|Answer|[A-Z][A-Z.\-’' ]{1,40}):[^\S\n]")
#: "Keller will back the plan" tells his stand; that she can, could, may or should back it tells none.
_ANNOUNCED = frozenset(("will", "wo", "'ll", "’ll", "would", "'d", "’d"))
_POINTING = frozenset(("this", "that"))
#: Outside quotation marks these are the writer: with "I think" he hedges what he says himself.
_WRITER = frozenset(("i", "we", "you"))


def find_drafts(page: Page) -> list[Draft]:
    """Every attribution whose content the parse shows, in the order of its cue."""
    drafts: list[Draft] = []
    for token in page.tokens:
        drafts += _drafts_of(page, token)
    return _one_each(drafts)


def _one_each(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that tell the same content again: "said in a statement that …" is told once."""
    best: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        key = (draft.pieces[0][0], draft.pieces[-1][1])
        other = best.get(key)
        if other is None or _weight(draft) > _weight(other):
            best[key] = draft
    kept = {id(draft) for draft in best.values()}
    return [draft for draft in drafts if id(draft) in kept]


def _weight(draft: Draft) -> tuple[bool, bool, int]:
    return (draft.source is not None, draft.named not in ("noun", "adverb"), -draft.anchor.i)


def _drafts_of(page: Page, token: Any) -> Iterator[Draft]:
    pos = token.pos_
    words = page.words
    if token.lower_ in words.phrases:
        yield from _phrase_cue(page, token)
    if pos in ("VERB", "AUX"):
        word = _verb_word(page, token)
        if word is not None:
            yield from _verb_cue(page, token, word)
        elif token.lemma_ == "make":
            yield from clear_cue(page, token)
    elif pos in ("PROPN", "PRON"):
        yield from eyes_cue(page, token)
    elif pos == "NOUN":
        yield from eyes_cue(page, token)
        yield from view_cue(page, token)
        word = words.nouns.get(page.lemma(token))
        if word is not None:
            yield from noun_cue(page, token, word)
    elif pos == "ADJ":
        word = words.adjectives.get(page.lemma(token))
        if word is not None:
            yield from _adjective_cue(page, token, word)
    elif pos == "ADV":
        word = words.adverbs.get(token.lower_)
        if word is not None:
            yield from _adverb_cue(page, token, word)


def _verb_word(page: Page, verb: Any) -> Word | None:
    """What the lexicon knows of a verb, with its particle where that makes another word of it: "point out"."""
    lemma = page.lemma(verb)
    particle = next((one.lower_ for one in verb.children if one.i == verb.i + 1 and one.dep_ in _PARTICLES), "")
    return page.words.verbs.get(f"{lemma} {particle}") or page.words.verbs.get(lemma)


def _verb_cue(page: Page, verb: Any, word: Word) -> Iterator[Draft]:
    if (verb.i and page.tokens[verb.i - 1].text == "-") or not _is_told(page, verb):
        return  # "so-called"
    passive = is_passive(verb)
    pieces, named = find_contents(page, verb, word, passive)
    items = list_below(page, verb) if named == "object" and not passive else []
    if items:
        pieces, named = items, "beside"
    if not pieces and page.inside[verb.i] < 0:
        pieces, named = find_beside(page, verb, word), "beside"
    if not pieces or _is_left_out(page, verb, word, named):
        return
    if passive and named in ("object", "as") and not _is_told_of(page, verb, word, named):
        return
    if passive and word.hearer and len(pieces) > 1:
        pieces = pieces[1:]  # "was told to leave": the subject is the hearer
    impersonal = page.lemma(verb) in page.words.lists["raising"]
    if impersonal and named == "to":
        pieces = _with_subject(page, verb, pieces)
    source = None if impersonal else find_speaker(page, verb, passive)
    if named == "beside" and not introduces(page, verb, source):
        return
    reading = word.reading("clause" if named == "beside" else named)
    if source is not None and reading.sort != "speech" and _is_writer(page, source):
        return  # "I think": the writer's own mind
    if source is None and not passive and _is_nobodys(verb):
        return
    if source is None and not (passive or impersonal) and (reading.sort != "speech" or named == "object"):
        return
    cue = cue_span(page, verb, governs=named not in ("clause", "beside"))
    yield Draft(verb, pieces, [cue], source, reading.value, reading.sort, named=named)


def _is_nobodys(verb: Any) -> bool:
    """ "Recall that the road was shut": the writer tells his reader to; "all this underlines that …": a happening."""
    if verb.dep_ == "ROOT" and verb.tag_ == "VB":
        return True
    return any(child.dep_ == "det" and child.lower_ in _POINTING for child in verb.children)


def _is_writer(page: Page, source: Any) -> bool:
    """Whether "I" is the writer: outside quotation marks, and not in a turn of a talk written down ("A: I think")."""
    if source.lower_ not in _WRITER or page.inside[source.i] >= 0:
        return False
    start = page.paragraph_starts[page.paragraph(source.idx)]
    return _TURN.match(page.text, start) is None


def _with_subject(page: Page, verb: Any, pieces: list[Span]) -> list[Span]:
    """ "The army appears to have left": the writer infers it, and the subject is part of what he infers."""
    subject = find_subject(verb)
    if subject is None or subject.lower_ in page.words.lists["empty_subjects"] or subject.i > verb.i:
        return pieces
    return clean(page, subject.left_edge.i, subject.right_edge.i) + pieces


def find_speaker(page: Page, verb: Any, passive: bool) -> Any | None:
    """Who does the saying: the agent of a passive, else the subject, shared with an earlier cue where it has none."""
    if passive:
        if page.lemma(verb) in page.words.lists["minded"] and find_agent(verb) is None:
            return find_subject(verb)  # "her doctors are convinced that she will walk"
        by = agent_below(verb)
        agent = find_agent(verb) if by is None else next(one for one in by.children if one.dep_ == "pobj")
        return behind_praise(agent) if agent is not None else None
    donor = page.donors.get(verb.i)
    source = find_subject(donor) if donor is not None else find_subject(verb)
    if source is not None and verb.tag_ == "VBG" and _is_mute(page, source):
        source = _doer_above(source) or source
    source = behind_praise(source) if source is not None else _name_before(page, verb)
    if source is None or source.lower_ not in page.words.lists["empty_subjects"]:
        return source
    # "It seems that", "there said to be": nobody. "It says" is a paper or an office that was named before.
    mute = page.lemma(verb) in page.words.lists["impersonal"] or source.lower_ == "there" or source.head.i != verb.i
    return None if mute else source


def _is_mute(page: Page, noun: Any) -> bool:
    """Whether a noun is a happening or a time, and no word for what is said ("a case alleging")."""
    lemma = page.lemma(noun)
    return noun.pos_ == "NOUN" and lemma in page.words.lists["mute"] and lemma not in page.words.nouns


def _doer_above(noun: Any) -> Any | None:
    """Whose verb governs a happening: in "Keller spent months pushing back" the parser lets the months push."""
    token = noun
    for _ in range(_ABOVE):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ == "VERB":
            above = find_subject(token)
            return above if above is not None and above.i != noun.i else None
    return None


def _name_before(page: Page, verb: Any) -> Any | None:
    """The name right before a finite cue to which the parser gave no subject: "Brandt, were calling it a crime"."""
    group = [child for child in verb.children if child.dep_ == "aux" and child.i < verb.i]
    if not any(one.tag_ in ("VBD", "VBZ", "VBP") for one in (*group, verb)):
        return None
    at = min([verb.i, *(one.i for one in group)]) - 1
    comma = at > 0 and page.tokens[at].text == ","
    at -= comma
    start = page.bounds(verb)[0]
    if at >= start and not comma and (page.tokens[at].pos_ == "PROPN" or _is_speaker(page, at)):
        return page.tokens[at]
    return _set_off_name(page, start, at) if comma else None


def _is_speaker(page: Page, at: int) -> bool:
    return page.tokens[at].lower_ in page.words.lists["speakers"]


def _set_off_name(page: Page, start: int, end: int) -> Any | None:
    """ "Brandt, the mayor of Velm, said": the first name or noun of a sentence that has no verb of its own yet."""
    before = page.tokens[start : end + 1]
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.dep_ != "relcl" for token in before):
        return before[-1] if before and before[-1].pos_ == "PROPN" else None
    heads = (token for token in before[:_TITLE] if token.pos_ in ("PROPN", "NOUN") and token.dep_ not in _INNER)
    return next(heads, None)


def _is_told_of(page: Page, verb: Any, word: Word, named: str) -> bool:
    """Whether a passive without a clause reports: "was criticised", "is described as"; not "was announced"."""
    if named == "as":
        called = page.lemma(verb) in ("call", "name") and find_agent(verb) is None  # "a town called Velm"
        return not called and not _quoted_as_saying(page, verb)
    reading = word.reading(named)
    if reading.value == "denies":
        return find_agent(verb) is not None  # "was denied by the army"; "entry was denied" is a deed
    return reading.value == "accuses" or reading.sort == "stand"


def _quoted_as_saying(page: Page, verb: Any) -> bool:
    """ "Was quoted as saying that …": the second verb is the cue, and the first belongs to it."""
    saying = (inner for one in verb.children if one.lower_ == "as" for inner in one.children if inner.dep_ == "pcomp")
    return any(page.lemma(one) in page.words.verbs for one in saying)


def _is_told(page: Page, verb: Any) -> bool:
    """Whether an object that a verb takes can be words: not after "can", "could" and the like with a plain object."""
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    beside = page.tokens[min(verb.i + 1, len(page.tokens) - 1)].lower_ == particle
    apart = page.lemma(verb) == "show" and not beside  # "shows Keller up by ten points"
    if not apart and f"{page.lemma(verb)} {particle}" in page.words.lists["phrasal"]:
        return False
    return not (verb.dep_ == "xcomp" and verb.head.lemma_ == "let") and not _is_told_about(verb)


def _is_told_about(verb: Any) -> bool:
    """ "What they said was of little use": the rest is what the writer says of it, not what they said."""
    if not any(child.lower_ == "what" and child.dep_ == "dobj" and child.i < verb.i for child in verb.children):
        return False
    rest = (child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i)
    return verb.dep_ == "csubj" or (verb.dep_ == "ROOT" and any(own_subject(one) is None for one in rest))


def _is_left_out(page: Page, verb: Any, word: Word, named: str) -> bool:
    """Stands that are part of another cue's content: "refused to back the plan", and "I support it" in a speech."""
    ruled = named == "to" and word.reading(named).sort == "showing"  # "a law that would allow him to go" is none yet
    if named not in ("object", "prep") and not ruled:
        return False
    if page.inside[verb.i] >= 0 and word.reading(named).sort == "stand":
        return True
    if verb.dep_ == "xcomp" and is_infinitive(verb):
        host = page.words.verbs.get(page.lemma(verb.head))
        return host is not None and "to" in host.takes
    modals = [child.lower_ for child in verb.children if child.tag_ == "MD"]
    return any(modal not in _ANNOUNCED for modal in modals) or (ruled and bool(modals))


def cue_span(page: Page, verb: Any, governs: bool = False) -> Span:
    """The verb with its auxiliaries, negation and adverbs where they stand beside it, and the verbs that carry it.

    With `governs` the preposition right after it, else the setting: "said in a statement".
    """
    first = last = verb.i
    beside = {child.i for child in verb.children if child.dep_ in _GROUP and _is_in_group(page, child)}
    beside |= _carried(page, verb)
    while first - 1 in beside:
        first -= 1
    while last + 1 in beside:
        last += 1
    for child in verb.children:
        if child.i == last + 1 and child.dep_ in ("prep", "agent"):
            if governs and child.lower_ in _GOVERNED:
                last = child.i
            elif not governs and _is_setting(page, child):
                last = child.right_edge.i
            break
    if governs and last + 1 < len(page.tokens) and page.tokens[last + 1].lower_ == "for":
        last += page.tokens[last + 1].dep_ == "mark"  # "called for him to be freed"
    return page.span(first, last)


def _carried(page: Page, verb: Any) -> set[int]:
    """The tokens from the verb that carries a cue to the cue: "went on to say", "was quoted as saying"."""
    carrier = verb.head
    if verb.dep_ == "pcomp" and carrier.lower_ == "as" and _quoted_as_saying(page, carrier.head):
        carrier = carrier.head
    elif verb.dep_ != "xcomp" or page.lemma(carrier) not in page.words.lists["carriers"]:
        return set()
    if not 0 < verb.i - carrier.i <= _CARRIED:
        return set()
    return set(range(carrier.i, verb.i)) | {child.i for child in carrier.children if child.dep_ in _GROUP}


def _is_setting(page: Page, preposition: Any) -> bool:
    """ "in a statement", "on Twitter": where the words were said, which is part of the cue."""
    if preposition.lower_ not in ("in", "on", "during") or preposition.right_edge.i - preposition.i > _SETTING_WORDS:
        return False
    return any(page.lemma(child) in page.words.lists["settings"] for child in preposition.children)


def _is_in_group(page: Page, child: Any) -> bool:
    """Not "why" in "explain why", which opens the content; not "reportedly", which is a cue of its own."""
    return child.tag_ != "WRB" and child.lower_ not in page.words.adverbs


def _adjective_cue(page: Page, adjective: Any, word: Word) -> Iterator[Draft]:
    for child in adjective.children:
        if child.dep_ == "prep" and child.lower_ in word.preps and (adjective.dep_ == "acomp" or _is_behind(adjective)):
            pieces = clean(page, child.i + 1, child.right_edge.i)
            source = find_subject(adjective.head) if adjective.dep_ == "acomp" else adjective.head
            if pieces and source is not None:
                cue = page.span(adjective.i if _is_behind(adjective) else adjective.head.i, child.i)
                yield Draft(adjective, pieces, [cue], source, word.reading("prep").value, "stand", named="adjective")
            return
        fits = (child.dep_ == "ccomp" and "clause" in word.takes) or (
            child.dep_ == "xcomp" and is_infinitive(child) and "to" in word.takes
        )
        if child.i > adjective.i and fits:
            pieces = clean(page, child.left_edge.i, child.right_edge.i)
            source = find_subject(adjective.head) if adjective.dep_ == "acomp" else None
            if pieces and source is not None:
                cue = page.span(min(adjective.head.i, adjective.i), adjective.i)
                yield Draft(adjective, pieces, [cue], source, word.reading().value, "mind", named="adjective")
            return


def _is_behind(adjective: Any) -> bool:
    """ "Residents worried about the dam": an adjective behind the noun whose mind it is."""
    noun = adjective.head
    return adjective.dep_ in ("acl", "amod", "relcl") and noun.i < adjective.i and noun.pos_ in _NOUNS


def _adverb_cue(page: Page, adverb: Any, word: Word) -> Iterator[Draft]:
    """ "The town was reportedly taken": its clause, from the subject on, is the content, and nobody the source."""
    host = adverb.head
    if host.pos_ not in ("VERB", "AUX", "ADJ") or host.i == adverb.i:
        return
    first, last = host.left_edge.i, clause_end(page, adverb, host)
    for child in host.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            first = child.left_edge.i
        elif child.i > host.i and child.dep_ in ("advcl", "conj", "parataxis") and own_subject(child) is not None:
            last = min(last, child.left_edge.i - 1)
            while last > host.i and page.tokens[last].dep_ in ("cc", "punct"):
                last -= 1
    if host.dep_ in ("acl", "amod"):
        first = min(host.i, adverb.i)
    pieces = clean(page, min(first, adverb.i), adverb.i - 1) + clean(page, adverb.i + 1, last)
    if pieces:
        yield Draft(adverb, pieces, [page.span(adverb.i, adverb.i)], None, word.reading().value, named="adverb")


def _phrase_cue(page: Page, token: Any) -> Iterator[Draft]:
    """ "According to the ministry, …": the sentence without the phrase is the content."""
    for parts, word in page.words.phrases[token.lower_]:
        last = token.i + len(parts) - 1
        if last >= len(page.tokens) or any(page.tokens[token.i + at].lower_ != part for at, part in enumerate(parts)):
            continue
        preposition = page.tokens[last]
        source = next((one for one in preposition.children if one.dep_ == "pobj" and one.i > last), None)
        if source is None:
            return
        if parts == ("per",) and not _is_named(source):
            return  # "200 grams per person"
        pieces = below_colon(page, source) or around(page, token.i, source)
        if pieces:
            yield Draft(preposition, pieces, [page.span(token.i, last)], source, word.reading().value, named="phrase")
        return


def _is_named(source: Any) -> bool:
    """Whether a source is a name or has an article: "per the ministry", not "per person"."""
    return source.pos_ == "PROPN" or any(child.dep_ in ("det", "poss") for child in source.children)
