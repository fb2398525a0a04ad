"""Which drafts are anybody's words: a source that can speak, and a stand that is taken in words."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.edges import is_infinitive
from rashomon.annotate.attributions.page import Draft, Page
from rashomon.annotate.attributions.sources import is_passive, noun_phrase, own_subject
from rashomon.annotate.found import Found

#: Ways of finding a speaker beside a quotation or at a line's head: position names him, whatever his noun.
_BY_PLACE = frozenset(("quote", "colon", "dash"))
_PARTIES = frozenset(("person", "organisation", "armed_group", "government", "military", "people", "country"))
_SPECIFIC = _PARTIES - {"people"}
_SILENT = frozenset(("place", "facility", "happening", "time", "figure"))
#: Who backs with deeds, and what is held or helped rather than spoken for.
_ARMED = frozenset(("military", "armed_group", "country", "place"))
_HELD = frozenset(("military", "armed_group", "country", "place", "facility"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_DEFINITE = frozenset(("the", "this", "these", "a", "an"))
_SWEEPING = frozenset(("all", "any", "every", "each"))
_COMMON = frozenset(("NOUN", "ADJ"))
_OMITTING = frozenset(("fail", "neglect", "omit", "forget", "refrain"))


def keep_spoken(page: Page, drafts: list[Draft], found: Found) -> list[Draft]:
    """The drafts without those whose source is nobody or no speaker, or whose stand is no matter of words."""
    return [draft for draft in drafts if draft.pieces and _is_spoken(page, draft, found)]


def _is_spoken(page: Page, draft: Draft, found: Found) -> bool:
    source = draft.source
    if source is None:
        return not _needs_source(page, draft)
    if _is_nobody(page, draft, source):
        return False
    if draft.named in _BY_PLACE or draft.named == "phrase":
        return True
    if _is_left_unsaid(draft) or _is_prospect(page, draft, source) or _is_matter(page, draft, source):
        return False
    antecedent = _antecedent(source)
    label = _label(page, antecedent, found)
    if not may_speak(page, antecedent, label) or (draft.named in ("line", "eyes") and label in _SILENT):
        return False
    if draft.sort == "mind" and draft.value == "believes" and _is_paper(page, antecedent):
        return False
    if draft.sort == "showing" and draft.named in ("object", "to") and not is_passive(draft.anchor):
        return page.lemma(antecedent) in page.words.source_labels["other"]
    if _is_attitude(draft) and not _is_specific(page, source, antecedent, label):
        return False
    return not _needs_source(page, draft) or (label in _PARTIES and _stands_for_words(page, draft, label, found))


def _needs_source(page: Page, draft: Draft) -> bool:
    """Whether the cue is a verb of backing with a plain object ("supports the plan")."""
    return draft.named == "object" and page.lemma(draft.anchor) in page.words.lists["backing"]


def _stands_for_words(page: Page, draft: Draft, label: str | None, found: Found) -> bool:
    """Whether what is backed can be said: "backed the plan", not "backed the army" nor "rebels backed by Velm"."""
    verb = draft.anchor
    passive = is_passive(verb)
    if is_infinitive(verb) or (passive and verb.dep_ in ("acl", "amod", "advcl")):
        return False
    objects = (child for child in verb.children if child.dep_ == "dobj")
    backed = own_subject(verb) if passive else next(objects, None)
    if backed is None:
        return False
    lemma = page.lemma(_counted(page, backed))
    if lemma in page.words.lists["sayable"] or lemma in page.words.source_labels["other"]:
        return True
    if page.lemma(verb) not in page.words.lists["stands"] or label in _ARMED:
        return False
    if lemma in page.words.lists["held"]:
        return False
    return _label(page, backed, found) not in _HELD and not _is_deed(page, verb, backed)


def _is_deed(page: Page, verb: Any, backed: Any) -> bool:
    """ "Defended the city", "dismissed five officers": what is done to things and to those under one's orders."""
    if backed.pos_ != "NOUN":
        return False
    if page.lemma(verb) == "dismiss":
        return backed.tag_ == "NNS" or page.lemma(backed) in page.words.source_labels["person"]
    return page.lemma(verb) == "defend" and not any(child.dep_ == "poss" for child in backed.children)


def _counted(page: Page, head: Any) -> Any:
    """ "some of the proposals", "a series of orders": the noun that is counted."""
    of = next((child for child in head.children if child.lower_ == "of"), None)
    inner = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    return inner if inner is not None and (head.pos_ != "NOUN" or head.lemma_ in page.words.lists["amounts"]) else head


def _is_nobody(page: Page, draft: Draft, source: Any) -> bool:
    """ "No one can claim", "no official said", "one might have thought": a subject that stands for nobody."""
    if source.lower_ in page.words.lists["nobody"]:
        return True
    children = list(source.children)
    if source.lower_ in ("this", "that") and source.dep_ in ("nsubj", "nsubjpass") and source.head.dep_ != "relcl":
        bare = all(child.dep_ == "predet" or child.lower_ == "all" for child in children)
        return bare and draft.named not in _BY_PLACE  # "(all) this called for calm": a plan, a day, an event
    if any(child.dep_ == "det" and child.lower_ == "no" for child in children):
        return source.i + 1 >= len(page.tokens) or page.tokens[source.left_edge.i + 1].lower_ not in ("less", "other")
    if source.lower_ != "one" or any(child.dep_ in ("det", "amod", "prep", "nummod", "relcl") for child in children):
        return False
    return any(child.tag_ == "MD" for child in draft.anchor.children)


def _is_paper(page: Page, noun: Any) -> bool:
    """Whether a noun is a paper, a figure or a finding: "the result", "the report" has no mind to see or think with."""
    return noun.pos_ == "NOUN" and page.lemma(noun) in page.words.source_labels["other"]


def _is_left_unsaid(draft: Draft) -> bool:
    """ "By failing to criticise them", "if they give up and agree to go": what nobody did says nothing."""
    verb = draft.anchor
    clause = verb.head if verb.dep_ == "conj" else verb
    if draft.sort == "will" and clause.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children)
    return verb.dep_ == "xcomp" and is_infinitive(verb) and verb.head.lemma_ in _OMITTING


def _is_prospect(page: Page, draft: Draft, source: Any) -> bool:
    """ "The possibility of them claiming victory": what they may come to say nobody said."""
    verb = draft.anchor
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or source.tag_ != "PRP" or source.i > verb.i:
        return False
    return page.lemma(verb.head.head) in page.words.lists["prospects"]


def _is_matter(page: Page, draft: Draft, source: Any) -> bool:
    """ "The key point to remember", "the question to ask": what is to be said or thought of, not who does it."""
    verb = draft.anchor
    if verb.dep_ not in ("acl", "relcl") or not is_infinitive(verb) or verb.head.i != source.i:
        return False
    return source.pos_ == "NOUN" and page.lemma(source) not in page.words.source_labels["person"]


def _antecedent(source: Any) -> Any:
    """The noun for which a relative pronoun stands, else the word itself."""
    if source.lower_ in _RELATIVE and source.head.dep_ == "relcl" and source.dep_ in ("nsubj", "nsubjpass"):
        return source.head.head
    return source


def _label(page: Page, head: Any, found: Found) -> str | None:
    """The sort of the mention that names know for a source, or of the list of its noun; None where unknown."""
    first, last = noun_phrase(head)
    known = found.mention_for(*page.span(first, last), head.idx)
    if known is not None:
        return known.label
    if head.pos_ in ("PROPN", "PRON"):
        return "person"
    lemma = page.lemma(head)
    for label, words in page.words.source_labels.items():
        if lemma in words:
            return label
    return "people" if head.tag_ == "NNS" else None


def may_speak(page: Page, head: Any, label: str | None) -> bool:
    """Whether a noun is a person, a body, a document or a word for one ("poll"), not a happening or a quality.

    A noun that no list knows may speak unless its ending is that of a quality or a happening ("-ness", "-tion").
    """
    if head.pos_ not in _COMMON:
        return True
    lemma = page.lemma(head)
    lists = page.words.lists
    if head.text[:1].isupper() and not head.is_sent_start and head.i and not page.tokens[head.i - 1].is_punct:
        return True  # "the Times": a name that was tagged as a noun
    if lemma in lists["mute"] or head.lower_ in lists["mute"]:
        return False
    if label in _PARTIES and (label != "people" or head.tag_ != "NNS" or _is_listed(page, lemma)):
        return True
    if _is_listed(page, lemma):
        return True
    return not any(lemma.endswith(ending) for ending in lists["mute_endings"])


def _is_listed(page: Page, lemma: str) -> bool:
    return lemma in page.words.lists["speaking"] or any(lemma in words for words in page.words.source_labels.values())


def _is_attitude(draft: Draft) -> bool:
    return draft.sort in ("will", "mind", "stand") or draft.value == "claims" or draft.named == "object"


def _is_specific(page: Page, source: Any, antecedent: Any, label: str | None) -> bool:
    """Whether an attitude in a relative clause is a party's: "the rebels who want to go", not "all who want peace"."""
    if antecedent.i == source.i:
        return True
    if antecedent.pos_ == "PROPN" or page.tokens[source.i - 1].text == ",":
        return True  # "doctors, who fear that …": a clause behind a comma is told of them all
    words = [page.tokens[at].lower_ for at in range(antecedent.left_edge.i, antecedent.i + 1)]
    if any(word in _SWEEPING for word in words) or antecedent.pos_ not in ("NOUN", "ADJ"):
        return False
    return label in _SPECIFIC or antecedent.tag_ == "NN" or any(word in _DEFINITE for word in words)
