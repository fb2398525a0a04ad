"""What is said: the stretch of text that a cue word governs, by the shape of its complement."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.attributions.edges import clause_end, clean, is_infinitive, set_off
from rashomon.annotate.attributions.lexicon import Word
from rashomon.annotate.attributions.page import Page, Span
from rashomon.annotate.attributions.sources import agent_below, own_subject
from rashomon.annotate.attributions.tails import with_tail

_OBJECTS = frozenset(("dobj", "dative"))
_CLAUSES = frozenset(("ccomp", "xcomp", "advcl"))
#: What may follow an object and still belongs to what is said of it: "criticised the army for its silence".
_AFTER_OBJECT = frozenset(("prep", "pcomp", "acl", "dative"))
#: Where a new thought begins within a sentence: "the plan had failed – the road, he said, was shut".
_BREAKS = frozenset(("–", "—", "--", "-", ";", ":"))
#: Words that may stand between the halves of a clause that the parser broke: a comma and a conjunction.
_GAP = 3
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_AUXILIARIES = frozenset(("aux", "auxpass"))
#: What the parser makes of the subject of a clause that it did not see.
_LOST = frozenset(("dobj", "npadvmod", "nsubj", "dep", "advcl"))
#: Prepositions after an object that say where or when it was said, not what: "denounced him during a rally".
_SETTINGS = frozenset(("during", "through", "across", "before", "by", "via", "amid", "since", "until"))


def find_contents(page: Page, verb: Any, word: Word, passive: bool) -> tuple[list[Span], str]:
    """The pieces of a verb's content and the sort of complement, or nothing where it has none that it takes."""
    children = list(verb.children)
    if "clause" in word.takes and not passive:
        pieces = _relative(page, verb, children)
        if pieces:
            return pieces, "clause"
    finders = (("clause", _clause), ("to", _infinitive), ("as", _named), ("object", _object))
    for sort, finder in finders:
        if sort in word.takes:
            pieces = finder(page, verb, children, passive)
            if pieces:
                finding = sort == "object" and word.reading(sort).sort == "showing"
                return with_tail(page, verb, pieces, "finding" if finding else sort), sort
    if word.preps:
        pieces = _prepositional(page, children, word.preps) or _behind_vague(page, verb, children, word.preps)
        if pieces:
            return with_tail(page, verb, pieces, "prep"), "prep"
    if "clause" in word.takes or "around" in word.takes:
        pieces = _around_as(page, verb, children)
        if pieces:
            return pieces, "clause"
    if "clause" not in word.takes and not passive and _may_say(page, verb, word):
        pieces = _whole_clause(page, verb, children)
        if pieces:
            return with_tail(page, verb, pieces, "clause"), "clause"
    return [], ""


def _may_say(page: Page, verb: Any, word: Word) -> bool:
    """Not "wanted", whose clause is the parser's mistake, nor "it seems", which is the writer's own guess."""
    return word.reading().sort != "will" and page.lemma(verb) not in page.words.lists["raising"]


def _whole_clause(page: Page, verb: Any, children: list[Any]) -> list[Span]:
    """A clause with a subject and a finite verb of its own: what any word of speech or thought says."""
    for child in children:
        if child.dep_ != "ccomp" or child.i < verb.i or is_infinitive(child) or not _has_subject(child):
            continue
        finite = child.tag_ in _FINITE or any(one.tag_ in _FINITE for one in child.children if one.dep_ in _AUXILIARIES)
        if finite:
            return clean(page, max(child.left_edge.i, verb.i + 1), clause_end(page, verb, child))
    return []


def _has_subject(clause: Any) -> bool:
    """A subject of its own, or the "there" that stands for one."""
    return own_subject(clause) is not None or any(child.dep_ == "expl" for child in clause.children)


def _relative(page: Page, verb: Any, children: list[Any]) -> list[Span]:
    """ "The camp, which officials say was shut", "what she said is a need": the relative and what follows the cue."""
    relative = next((one for one in children if one.i < verb.i and one.tag_ in ("WDT", "WP")), None)
    subject = next((one for one in children if one.i < verb.i and one.dep_ == "nsubj" and one is not relative), None)
    if relative is None or subject is None or relative.i > subject.i:
        return []
    clause = next((one for one in children if one.i > verb.i and one.dep_ in ("ccomp", "xcomp")), None)
    if clause is None or own_subject(clause) is not None:
        return []
    return clean(page, relative.i, relative.i) + clean(page, verb.i + 1, clause_end(page, verb, clause))


def _clause(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """A finite clause after the verb, before it ("…, he said") or around it ("The law, he said, will pass")."""
    del passive
    for child in children:
        if child.dep_ == "ccomp" and child.i > verb.i and not is_infinitive(child) and _is_finite(child):
            first = _with_lost_subject(page, verb, child, max(child.left_edge.i, verb.i + 1))
            last = _with_more(page, verb, clause_end(page, verb, child))
            return set_off(page, verb, first) + clean(page, first, last)
    for child in children:
        gerund = _is_gerund(child) and page.lemma(verb) not in page.words.lists["carriers"]  # "continue fighting"
        if child.i > verb.i and (gerund or _is_asked_whether(child)):
            return clean(page, child.left_edge.i, clause_end(page, verb, child))
    for child in children:
        if child.dep_ == "ccomp" and child.i < verb.i and _is_post_posed(page, verb, child):
            return _before(page, verb, child)
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        return _around(page, verb)
    for child in children:
        if child.dep_ == "pcomp" and child.i > verb.i:
            return clean(page, child.left_edge.i, child.right_edge.i)
    return []


def _with_lost_subject(page: Page, verb: Any, clause: Any, first: int) -> int:
    """ "Said the days when all agreed are gone": the subject of the clause that the parser hung on the cue."""
    word = page.words.verbs.get(page.lemma(verb))
    if own_subject(clause) is not None or word is None or word.hearer:
        return first
    if clause.tag_ not in _FINITE and not any(child.dep_ in ("aux", "auxpass") for child in clause.children):
        return first
    lost = [int(one.left_edge.i) for one in verb.children if verb.i < one.i < first and one.dep_ in _LOST]
    return min([first, *lost])


def _is_gerund(child: Any) -> bool:
    """ "Proposed closing the road", "reported having no power"."""
    return bool(child.dep_ == "xcomp" and child.tag_ == "VBG")


def _is_asked_whether(child: Any) -> bool:
    """ "Was asked by a caller if he would go": the parser often reads a condition."""
    if child.dep_ != "advcl" or child.head.lemma_ not in ("ask", "wonder"):
        return False
    return any(one.dep_ == "mark" and one.lower_ in ("if", "whether") for one in child.children)


def _with_more(page: Page, verb: Any, end: int) -> int:
    """The end of a clause that the parser broke in two: "say they don't | know enough of him"."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.left_edge.i > end and child.left_edge.i - end <= _GAP:
            between = page.tokens[end + 1 : child.left_edge.i]
            if all(token.dep_ == "cc" or token.text == "," for token in between):
                end = clause_end(page, verb, child)
    return end


def _is_finite(clause: Any) -> bool:
    """Whether a complement says something of another: "found him wanting", not "found myself looking"."""
    return not any(child.lower_.endswith(("self", "selves")) for child in clause.children if child.i < clause.i)


def _is_post_posed(page: Page, verb: Any, clause: Any) -> bool:
    """Whether a clause before the verb is what it reports: set off by a comma or a mark, not by a semicolon."""
    between = page.text[page.starts[clause.right_edge.i] : page.starts[verb.i]]
    word = page.words.verbs.get(page.lemma(verb))
    if word is None or "quote" not in word.takes or ";" in between:
        return False
    return any(one in between for one in ",”\"'’—–-?!")


def _around(page: Page, verb: Any) -> list[Span]:
    """The clause on which the cue's clause hangs, without the cue's clause."""
    host = verb.head
    first, last = verb.left_edge.i, verb.right_edge.i
    end = clause_end(page, verb, host)
    start = host.left_edge.i
    breaks = [at for at in range(start, min(first, end)) if page.tokens[at].text in _BREAKS]
    return clean(page, max([start - 1, *breaks]) + 1, min(first - 1, end)) + clean(page, last + 1, end)


def _around_as(page: Page, verb: Any, children: list[Any]) -> list[Span]:
    """ "As the ministry said, the road is open": the main clause is the content."""
    marked = any(child.dep_ in ("mark", "advmod", "prep") and child.lower_ == "as" for child in children)
    if not marked or verb.dep_ != "advcl" or verb.head.i == verb.i or verb.head.pos_ not in ("VERB", "AUX"):
        return []
    if page.lemma(verb) in page.words.lists["while"]:
        return []
    return _around(page, verb)


def _before(page: Page, verb: Any, clause: Any) -> list[Span]:
    """The clause that stands before its cue: from its first word to the comma before the cue's own words."""
    stop = min([verb.i, *(child.left_edge.i for child in verb.children if _stays_with_cue(child, clause))])
    return clean(page, clause.left_edge.i, min(stop - 1, max(clause.right_edge.i, clause.i)))


def _stays_with_cue(child: Any, clause: Any) -> bool:
    return bool(child.left_edge.i > clause.i and child.dep_ in ("nsubj", "nsubjpass", "advmod", "aux"))


def _infinitive(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """An infinitive with the person it is asked of ("asked them to leave"); in the passive the subject is a piece."""
    for child in children:
        if child.i < verb.i or child.dep_ not in _CLAUSES or not is_infinitive(child):
            continue
        opener = page.tokens[child.left_edge.i].lower_
        if child.dep_ == "advcl" and opener == "for" and _is_asked_for(page, verb):
            return clean(page, child.left_edge.i + 1, clause_end(page, verb, child))  # "called for him to be freed"
        if child.dep_ == "advcl" and not passive and not any(one.lower_ in ("on", "upon") for one in children):
            continue
        if child.left_edge.i > verb.i and any(one.dep_ == "mark" and one.lower_ == "that" for one in child.children):
            # "appears that Velm, after raids to take Karsa, understood": the parser lost the verb of the clause
            return clean(page, child.left_edge.i, page.bounds(verb)[1] - 1)
        objects = [one for one in children if verb.i < one.i < child.i and _is_asked(one)]
        first = objects[0].left_edge.i if objects else max(child.left_edge.i, verb.i + 1)
        if objects and objects[0].dep_ == "prep":
            first = objects[0].i + 1
        pieces = clean(page, first, clause_end(page, verb, child))
        if passive:
            pieces = _subject(page, children) + pieces
        return pieces
    return []


def _is_asked_for(page: Page, verb: Any) -> bool:
    word = page.words.verbs.get(page.lemma(verb))
    return word is not None and "for" in word.preps


def _is_asked(token: Any) -> bool:
    return token.dep_ in _OBJECTS or (token.dep_ == "prep" and token.lower_ in ("on", "upon", "for"))


def _named(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """An object with what it is called: "called him a liar", "described it as safe"."""
    names = [
        one for one in children if one.i > verb.i and (one.dep_ in ("oprd", "ccomp", "xcomp") or one.lower_ == "as")
    ]
    if not names:
        return [] if passive else _called_in_marks(page, verb, children) or _seen_as(page, verb, children)
    name = names[-1]
    end = clause_end(page, verb, name)
    if passive:
        by = agent_below(verb)
        return _subject(page, children) + clean(page, name.left_edge.i, end if by is None else by.i - 1)
    objects = [one for one in children if one.dep_ in _OBJECTS and one.i > verb.i]
    objects += [inner for one in children if one.lower_ == "to" and one.dep_ == "prep" for inner in one.children]
    first = min([name.left_edge.i, *(one.left_edge.i for one in objects)])
    return clean(page, max(first, verb.i + 1), end)


def _called_in_marks(page: Page, verb: Any, children: list[Any]) -> list[Span]:
    """ "Called the raid “a crime”": the parser takes what it is called for a part of the object."""
    named = next((one for one in children if one.dep_ in _OBJECTS and one.i > verb.i), None)
    if named is None:
        return []
    first = named.left_edge.i
    for at in range(named.i + 1, min(named.right_edge.i + 2, page.bounds(verb)[1])):
        if page.inside[at] >= 0 and page.inside[at] != page.inside[verb.i]:
            return [(page.starts[first], page.speech[page.inside[at]].end)]
    return []


def _seen_as(page: Page, verb: Any, children: list[Any]) -> list[Span]:
    """ "Sees the vote as a test": the parser hangs the "as" on the object."""
    seen = next((one for one in children if one.dep_ in _OBJECTS and one.i > verb.i), None)
    if seen is None or not any(one.lower_ == "as" and one.dep_ == "prep" for one in seen.children):
        return []
    return clean(page, seen.left_edge.i, clause_end(page, verb, seen))


def _object(page: Page, verb: Any, children: list[Any], passive: bool) -> list[Span]:
    """A noun phrase that is told of ("criticised the plan for …"), with what follows it."""
    if passive:
        rest = [one for one in children if one.dep_ == "prep" and one.i > verb.i] or _behind_agent(children)
        pieces = _subject(page, children)
        return pieces + (clean(page, rest[0].left_edge.i, rest[-1].right_edge.i) if rest and pieces else [])
    for child in children:
        if child.dep_ != "dobj" or (child.pos_ == "PRON" and child.i < verb.i and child.tag_ not in ("WDT", "WP")):
            continue
        if child.i < verb.i:
            return clean(page, child.left_edge.i, child.right_edge.i) + _behind(page, verb, children)
        last = clause_end(page, verb, child)
        if last == child.right_edge.i:
            for other in children:
                if other.i <= last or other.left_edge.i != last + 1:
                    continue
                if _goes_with_object(other):
                    last = clause_end(page, verb, other)
                elif other.dep_ == "advmod" and other.right_edge.i == other.i and _more_follows(children, other):
                    last = other.i
        return clean(page, child.left_edge.i, last)
    return []


def _behind(page: Page, verb: Any, children: list[Any]) -> list[Span]:
    """ "Whom he accused of lying": what is said of a relative that stands before its cue."""
    rest = next((one for one in children if one.left_edge.i == verb.i + 1 and _goes_with_object(one)), None)
    return clean(page, rest.left_edge.i, clause_end(page, verb, rest)) if rest is not None else []


def _behind_agent(children: list[Any]) -> list[Any]:
    """ "Was accused by the council of lying": the "of" that the parser hangs on the council."""
    agents = (inner for one in children if one.dep_ == "agent" for inner in one.children if inner.dep_ == "pobj")
    return [
        of
        for agent in agents
        for of in agent.children
        if of.lower_ == "of" and any(one.tag_ == "VBG" for one in of.children)
    ]


def _more_follows(children: list[Any], adverb: Any) -> bool:
    """ "Blamed them directly for the raid": what is said of the object goes on behind an adverb."""
    return any(one.left_edge.i == adverb.i + 1 and _goes_with_object(one) for one in children)


def _goes_with_object(token: Any) -> bool:
    if is_infinitive(token):
        return bool(token.dep_ in _CLAUSES or token.dep_ == "acl")
    return token.dep_ in _AFTER_OBJECT and token.lower_ not in _SETTINGS


def _prepositional(page: Page, children: list[Any], preps: frozenset[str]) -> list[Span]:
    for child in children:
        if child.dep_ in ("prep", "prt") and child.lower_ in preps:
            inner = [one for one in child.children if one.dep_ in ("pobj", "pcomp", "ccomp") and one.i > child.i]
            if inner:
                return clean(page, inner[0].left_edge.i, clause_end(page, child.head, inner[0], child.right_edge.i))
    return []


def _behind_vague(page: Page, verb: Any, children: list[Any], preps: frozenset[str]) -> list[Span]:
    """ "Said nothing about the plan", "told the story of a raid": what a word is about that says nothing itself."""
    for child in children:
        if child.dep_ == "dobj" and child.i > verb.i and page.lemma(child) in page.words.lists["vague"]:
            told = {"about", "of"} if page.lemma(child) in page.words.lists["told"] else {"about"}
            return _prepositional(page, list(child.children), (preps - {"of"}) | told)
    return []


def _subject(page: Page, children: list[Any]) -> list[Span]:
    for child in children:
        if child.dep_ == "nsubjpass":
            return clean(page, child.left_edge.i, child.right_edge.i)
    return []
