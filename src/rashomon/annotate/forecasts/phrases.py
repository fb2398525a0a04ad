"""Hedges, horizons and conditions of one forecast, as spans of the text; the words stand in vocab/forecast.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from rashomon.annotate.forecasts.region import Region
from rashomon.annotate.found import Found
from rashomon.vocab import load

Spans = list[tuple[int, int]]

_NUMBERED = 6  # tokens at most between a preposition of time and its unit: "within the next two or three days"


@cache
def _table(section: str, key: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of a list by first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("forecast")[section][key]:
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    for rows in table.values():
        rows.sort(key=len, reverse=True)
    return table


def _matches(region: Region, section: str, key: str) -> list[tuple[int, int]]:
    """First and last token of each phrase of a list that touches the region; longer phrases win, none overlap."""
    parse, table = region.parse, _table(section, key)
    found: list[tuple[int, int]] = []
    index = region.first
    while index < region.last:
        for parts in table.get(parse[index].lower_, ()):
            last = index + len(parts) - 1
            if last < region.last and all(parse[index + at].lower_ == part for at, part in enumerate(parts)):
                if any(one in region for one in range(index, last + 1)):
                    found.append((index, last))
                    index = last
                break
        index += 1
    return found


def find_hedges(region: Region) -> Spans:
    """Words that say how sure it is."""
    parse, words = region.parse, load("forecast")["hedges"]
    found: Spans = []
    for first, last in _matches(region, "hedges", "words"):
        token = parse[first]
        if token.pos_ == "PROPN" or token.dep_ in ("pobj", "compound"):
            continue
        if first == last and token.lower_ in words["only_before_to"] and not _is_before_to(token):
            continue
        if first == last and token.lower_ in words["only_passive"] and not _is_passive(token):
            continue
        if token.lower_ in words["only_verbs"] and token.pos_ != "VERB" and token.dep_ != "ccomp":
            continue
        if token.lower_ in ("may", "might", "could", "should") and token.tag_ != "MD":
            continue
        if token.lower_ == "should" and (token.is_sent_start or token.head.dep_ in ("advcl", "ccomp")):
            continue  # "should the dam break", "warned that they should leave"
        if found and parse[first].idx - found[-1][1] == 1:
            found[-1] = (found[-1][0], _span(parse, first, last)[1])  # "seems destined" is one hedge
            continue
        found.append(_span(parse, first, last))
    return found


def _is_before_to(token: Any) -> bool:
    """Whether a word stands before an infinitive, or is said of the subject ("set to fall", "is certain")."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in ("to", "that"):
        return True
    return token.head.lemma_ == "be" or (token.dep_ in ("ROOT", "amod", "ccomp", "acomp") and token.pos_ != "NOUN")


def _is_passive(token: Any) -> bool:
    """Whether a participle stands in the passive or before its noun: "is forecast to", "the feared attack"."""
    return token.tag_ in ("VBN", "JJ") and (
        token.dep_ in ("amod", "acl") or any(kid.dep_ in ("auxpass", "nsubjpass") for kid in token.children)
    )


def find_horizons(region: Region, found: Found) -> Spans:
    """Stretches of coming time: fixed phrases, a preposition with a time, "next month", a time mention."""
    parse = region.parse
    spans = [_span(parse, first, last) for first, last in _matches(region, "horizons", "words")]
    spans += _before_clauses(region) + _before_nouns(region)
    index = region.first
    while index < region.last:
        last = _time_phrase(region, index) if index in region else None
        if last is None:
            index += 1
            continue
        span = _span(parse, index, last)
        if not any(row.label == "person" for row in found.overlapping("mention", *span)):
            spans.append(span)
        index = last + 1
    spans += _mentioned(region, found)
    return _longest(spans)


def _time_phrase(region: Region, index: int) -> int | None:
    """The last token of a stretch of coming time that starts here, else None."""
    parse = region.parse
    words = load("forecast")["horizons"]
    low = parse[index].lower_
    opens = low in words["preps"] and parse[index].pos_ in ("ADP", "SCONJ")
    if not opens and low not in words["coming"] and not _counts(parse[index]):
        return None
    for at in range(index + (1 if opens else 0), min(index + 1 + _NUMBERED, region.last)):
        token = parse[at]
        if token.lower_ in ("last", "past", "previous", "ago"):
            return None
        if at > index + 1 and token.lower_ in ("this", "next") and parse[at - 1].lower_ not in ("the", *words["preps"]):
            return None  # "by a fifth this year"
        if at > index and token.lower_ in words["preps"] and token.pos_ == "ADP":
            return None  # a phrase of its own: "in full within the week"
        if token.lemma_.lower() in words["units"] and at + 1 <= region.last and _is_unit(token):
            if parse[min(at + 1, len(parse) - 1)].lower_ == "ago":
                return None
            if not opens and (token.lemma_.lower() in words["happenings"] or not _stands_for_time(parse, index, at)):
                return None
            return _second_unit(region, _year_after(region, at))
        if opens and token.like_num and len(token.text) == 4:
            return at
        if (
            at > index
            and token.pos_ in ("VERB", "AUX", "PUNCT", "PRON", "CCONJ")
            and token.lower_ not in ("or", "and", "coming")
        ):
            return None
    return None


def _is_unit(token: Any) -> bool:
    """Whether a word is a time here: a noun, no rank ("second largest"), no name ("Lena May"), no downfall."""
    if not token.tag_.startswith("NN"):
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.lemma_ == "quarter" and token.ent_type_ not in ("DATE", "TIME"):
        return False  # of a town
    if token.lower_ in ("may", "march") and after is not None and after.tag_ == "POS":
        return False  # "for May's cabinet"
    if token.lower_ in ("second", "fall", "may", "march"):
        return token.ent_type_ in ("DATE", "TIME")
    return token.ent_type_ not in ("PERSON", "ORG", "GPE")


def _year_after(region: Region, at: int) -> int:
    parse = region.parse
    if at + 1 < region.last and parse[at + 1].lower_ == "away":
        return at + 1
    if at + 1 < region.last and parse[at + 1].like_num and parse[at + 1].text.isdecimal():
        return at + 1
    return at


def _second_unit(region: Region, at: int) -> int:
    """ "In the coming weeks and months", "within days or weeks": the last unit, read as a verb or not."""
    parse, units = region.parse, load("forecast")["horizons"]["units"]
    if at + 2 >= region.last or parse[at + 1].lower_ not in ("and", "or"):
        return at
    return at + 2 if parse[at + 2].lower_.endswith("s") and parse[at + 2].lower_[:-1] in units else at


def _counts(token: Any) -> bool:
    return token.like_num or token.lower_ in ("decades", "years", "months", "weeks", "days", "centuries", "generations")


def _stands_for_time(parse: Any, first: int, last: int) -> bool:
    """Whether a bare stretch is how long or when: "another ten days", "next month", "will take decades"."""
    if parse[first].lower_ in ("next", "coming", "another", "this", "following"):
        return True
    head = parse[last]
    if last + 1 < len(parse) and parse[last + 1].lower_ == "away":
        return True
    return head.dep_ in ("npadvmod", "dobj", "attr") and head.head.lemma_ in load("forecast")["horizons"]["lasting"]


def _before_clauses(region: Region) -> Spans:
    """ "before the army arrives", "once the snow melts": an event to come as the horizon."""
    marks = load("forecast")["horizons"]["marks"]
    return [
        _span(region.parse, clause.left_edge.i, clause.right_edge.i)
        for clause in region.clauses
        if clause.right_edge.i - clause.left_edge.i < 14
        and any(kid.dep_ in ("mark", "advmod") and kid.lower_ in marks for kid in clause.children)
        and not _is_told_as_past(clause)
    ]


def _before_nouns(region: Region) -> Spans:
    """ "before the referendum": what is to come first, though it is no time."""
    wanted = load("forecast")["horizons"]["any_noun"]
    return [
        _span(region.parse, token.i, token.right_edge.i)
        for token in (region.parse[index] for index in region.mine)
        if token.pos_ == "ADP"
        and token.right_edge.i - token.i < (14 if token.lower_ == "by" else 8)
        and any(
            kid.dep_ == "pobj" and (token.lower_ in wanted or (token.lower_ == "by" and _is_the_time(kid)))
            for kid in token.children
        )
    ]


def _is_the_time(token: Any) -> bool:
    """ "by the time the inquiry reports"."""
    return token.lower_ == "time" and any(kid.dep_ in ("relcl", "acl") for kid in token.children)


def _is_told_as_past(clause: Any) -> bool:
    aux = {kid.lower_ for kid in clause.children if kid.dep_ in ("aux", "auxpass")}
    return bool(aux & {"had", "was", "were", "did"}) or (clause.tag_ == "VBD" and not aux)


def _mentioned(region: Region, found: Found) -> Spans:
    """Time mentions in the region, with the preposition of coming time before them; past ones are left out."""
    parse = region.parse
    preps = load("forecast")["horizons"]["preps"]
    low, high = parse[region.first].idx, _span(parse, region.last - 1, region.last - 1)[1]
    spans: Spans = []
    for row in found.overlapping("mention", low, high):
        if row.label != "time":
            continue
        token = parse.char_span(row.start, row.end, alignment_mode="expand")
        if token is None or token.root.i not in region or token[0].lower_ in ("last", "previous"):
            continue
        before = parse[token.start - 1] if token.start > 0 else None
        if token.end < len(parse) and parse[token.end].lower_ in ("ago", "old"):
            continue
        if token.text.lower() == "now":
            continue
        if before is not None and before.lower_ in ("since", "of", "after", "'s", "’s"):
            continue
        if token.root.dep_ in ("amod", "compound", "nummod", "poss"):
            continue
        start = before.idx if before is not None and before.lower_ in preps else row.start
        spans.append((start, row.end))
    return spans


def _longest(spans: Spans) -> Spans:
    """Spans in text order, those inside or across a longer one left out."""
    kept: Spans = []
    for start, end in sorted(spans, key=lambda one: (one[0] - one[1], one[0])):
        if all(end <= low or start >= high for low, high in kept):
            kept.append((start, end))
    return sorted(kept)


def find_conditions(region: Region) -> Spans:
    """Clauses and phrases on which the forecast depends."""
    parse, words = region.parse, load("forecast")["conditions"]
    surprises = frozenset(load("forecast")["bygone"]["surprises"])
    spans: Spans = []
    for clause in region.clauses:
        if clause.head.lower_ in surprises or any(kid.lower_ in surprises for kid in clause.head.children):
            continue  # "it would be astonishing if the bill passed" foretells the clause itself
        first, last = clause.left_edge, clause.right_edge
        marks = {kid.lower_ for kid in clause.children if kid.dep_ in ("mark", "advmod", "aux")}
        opening = parse[first.i : min(first.i + 4, last.i)].text.lower()
        inverted = first.lower_ in ("should", "were", "had") and first.dep_ in ("aux", "auxpass", "advcl")
        long = _before_as(region, first.i)
        if marks & set(words["marks"]) or inverted or opening.startswith(tuple(words["phrases"])):
            spans.append(_span(parse, first.i, _end_of(clause)))
        elif long is not None:
            spans.append(_span(parse, long, last.i))
    spans += _above_relative(region)
    for index in region.mine:
        token = parse[index]
        if token.dep_ != "prep" or token.lower_ not in words["preps"]:
            continue
        after = token.head.lemma_ in words["outcomes"] and token.i > token.head.i
        if token.head.pos_ in ("VERB", "AUX") and token.head.i in region and not after:
            spans.append(_span(parse, token.left_edge.i, token.right_edge.i))
    return _longest(spans)


def _end_of(clause: Any) -> int:
    """The last token of a condition, without another way of it: "peacefully if they give up, or by force"."""
    passive = any(kid.dep_ == "auxpass" for kid in clause.children)
    for kid in clause.children if passive else ():
        unmarked = not any(one.dep_ == "mark" for one in kid.children)
        if kid.dep_ == "ccomp" and kid.left_edge.i == clause.i + 1 and unmarked:
            return int(clause.i)  # "if the terms are not kept | it is hard to see": a sentence with no mark before it
    others = [kid for kid in clause.children if kid.dep_ == "conj" and kid.pos_ == "ADP" and kid.i > clause.i]
    if not others:
        return int(clause.right_edge.i)
    joins = [kid.i for kid in clause.children if kid.dep_ == "cc" and kid.i < others[0].i]
    return int(min([others[0].left_edge.i, *joins[-1:]])) - 1


def _before_as(region: Region, at: int) -> int | None:
    """Where "so long as the bridge holds" begins, whose clause the parser begins at the second "as"; else None."""
    parse = region.parse
    if at - region.first < 2 or parse[at].lower_ != "as" or parse[at - 1].lower_ != "long":
        return None
    if parse[at - 2].lower_ not in ("so", "as"):
        return None
    return at - 3 if at - region.first > 2 and parse[at - 3].lower_ == "only" else at - 2


def _above_relative(region: Region) -> Spans:
    """ "If that were to include mortars, which could turn the war": the condition in which a relative clause stands."""
    marks = load("forecast")["conditions"]["marks"]
    token, relative = region.token, None
    while token.head.i != token.i and token.head.i >= region.first:
        if token.dep_ == "relcl" and relative is None:
            relative = token
        if relative is not None and token.dep_ == "advcl":
            marked = any(kid.dep_ == "mark" and kid.lower_ in marks for kid in token.children)
            last = relative.left_edge.i - 1
            return [_span(region.parse, token.left_edge.i, last)] if marked and last > token.left_edge.i else []
        token = token.head
    return []


def _span(parse: Any, first: int, last: int) -> tuple[int, int]:
    """Offsets of tokens `first` to `last`, without marks and spaces at the end."""
    while last > first and (parse[last].is_punct or parse[last].is_space):
        last -= 1
    return parse[first].idx, parse[last].idx + len(parse[last].text)
