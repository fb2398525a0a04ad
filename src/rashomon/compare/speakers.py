"""Speakers: on whose word something is told, as a chain from the outlet's own voice inward."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rashomon.compare.account import Account, flat, is_pronoun
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.ties import Ties
from rashomon.link import keys
from rashomon.model import Annotation, Row
from rashomon.vocab import load

OWN, HEADLINE, QUOTED, REPORTED, SCARE = "own", "headline", "quoted", "reported", "scare-quoted"
#: Single marks: an apostrophe within a word is none of them.
_SINGLE_OPENS = re.compile(r"(?<![\w])[‘'](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?])[’'](?!\w)")
VOICES = (HEADLINE, OWN, QUOTED, REPORTED, SCARE)
#: The stance of who says no to a deed; the other stances are the values of attributions.
REFUSES = "refuses"
_WORD = re.compile(r"[^\W\d_]+")


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a chain: who speaks, as the document calls them, and how the writer puts it.

    `name` is "" where the document names nobody ("reportedly"), and the word in quotation marks where all it has is a
    pronoun ("“they”"). `passage` is the words for the source, or the
    cue where there are none. `named` is False for sources without a proper name.
    """

    key: str
    name: str
    label: str
    stance: str
    manner: str  # direct, indirect, mixed or scare
    named: bool
    passage: Passage
    cue: Passage | None

    @property
    def is_known(self) -> bool:
        """Whether the document says who it is: by a name or a description, not by a bare pronoun or not at all."""
        return bool(self.name) and not is_pronoun(self.name.strip("“”"))

    @property
    def wording(self) -> str:
        """The cue as it stands, where it says more than the stance: "focused on" for says; "" for "said"."""
        words = self.cue.words if self.cue is not None else ""
        if words.casefold() in load("comparison")["wording"]["plain"]:
            return ""
        stance = keys.stem(self.stance)
        return "" if any(keys.stem(one) == stance for one in _WORD.findall(words.casefold())) else flat(words)

    def to_row(self) -> Row:
        return {
            "name": self.name or None, "label": self.label, "stance": self.stance, "manner": self.manner,
            "named": self.named, "passage": self.passage.to_row(),
            "cue": self.cue.to_row() if self.cue else None,
        }  # fmt: skip


def speaker(account: Account, attribution: Annotation, ties: Ties) -> Speaker:
    """Who an attribution puts its words in the mouth of; made once for the ties, though asked for four times."""
    found: Speaker | None = ties.speakers.get(attribution.id)
    if found is None:
        found = ties.speakers[attribution.id] = _speaker(account, attribution, ties)
    return found


def _speaker(account: Account, attribution: Annotation, ties: Ties) -> Speaker:
    mention = account.row(attribution.who)
    cues = account.about(attribution, "cue")
    cue = account.passage(cues[0]) if cues else None
    put = stance(account, attribution)
    if mention is None:
        shown = cue or account.passage(attribution)
        key = f"{attribution.document}:?"
        return Speaker(key, "", "unnamed", put, attribution.label, False, shown, cue)
    name = account.name(mention)
    if is_misread_name(account, mention, name):
        name = flat(account.words(mention))
    if _is_writer(account, attribution, name):
        # "I" outside of anybody else's words is whoever wrote the document.
        writer = account.document.authors[0] if len(account.document.authors) == 1 else "the author"
        key = f"{attribution.document}:author"
        return Speaker(key, writer, "person", put, attribution.label, True, account.passage(mention), cue)
    key = ties.entity_key(mention)
    if is_pronoun(name):
        # The text's word, which tells a reader here not who it is; two such words may stand for two people.
        name, key = f"“{name}”", f"{attribution.document}:{mention.id}"
    named = has_proper_name(account, mention)
    return Speaker(key, name, mention.label, put, attribution.label, named, account.passage(mention), cue)


def stance(account: Account, attribution: Annotation) -> str:
    """How the writer puts it; "refuses" where what an annotation has as a denial is somebody's no to a deed.

    Who refuses to leave denies nothing that anybody said, and who is not ready to leave promises nothing; the contract
    of annotations has no word for it.
    """
    value = attribution.value or "says"
    if value not in ("denies", "promises", "asks"):
        return value
    cues = account.about(attribution, "cue")
    words = {keys.stem(word) for cue in cues for word in _WORD.findall(account.words(cue).casefold())}
    refused, negated, wished = (_refusals(key) for key in ("words", "negated", "wishes"))
    if value == "denies":
        return REFUSES if words & refused else value
    return REFUSES if words & negated and (value == "promises" or words & wished) else value


@cache
def _refusals(key: str) -> frozenset[str]:
    return frozenset(keys.stem(one) for one in load("comparison")["refusals"][key])


def is_misread_name(account: Account, mention: Annotation, name: str) -> bool:
    """Whether a pronoun was taken for a word that only began a sentence ("Bread is short. … She expects"): one word,
    never a capital elsewhere than at the start of a sentence.
    """
    if not is_pronoun(flat(account.words(mention))) or len(name.split()) != 1:
        return False
    forms = [one for one in account.same_entity(mention) if not is_pronoun(flat(account.words(one)))]
    return bool(forms) and all(_begins_sentence(account, one) for one in forms)


def _begins_sentence(account: Account, mention: Annotation) -> bool:
    before = account.document.text[max(0, mention.start - 3) : mention.start].rstrip(" \"'“‘")
    return not before or before[-1] in ".!?:\n”’\"'"


def _is_writer(account: Account, attribution: Annotation, name: str) -> bool:
    mine = is_pronoun(name) and name.casefold() in load("comparison")["pronouns"]["first_person"]  # not "US"
    return mine and not account.chain(attribution)


def chain(account: Account, row: Annotation, ties: Ties) -> tuple[Speaker, ...]:
    """Whose word a claim or attribution rests on, the outermost first; empty in the document's own voice."""
    return _told(account, account.chain(row), ties)


def _told(account: Account, steps: Iterable[Annotation], ties: Ties) -> tuple[Speaker, ...]:
    """The speakers of nested attributions; who only goes on speaking ("denied reports that …") is one step."""
    found: list[Speaker] = []
    for one in steps:
        if one.label != "scare":
            made = speaker(account, one, ties)
            if found and made.name and found[-1].key == made.key:
                found.pop()
            found.append(made)
    return tuple(found)


def within(account: Account, row: Annotation, ties: Ties) -> tuple[Speaker, ...]:
    """Whose words the span of a row stands among, by place in the text: the chain of the innermost attribution."""
    holder = _holder(account, row)
    return steps_to(account, holder, ties) if holder is not None else ()


def _holder(account: Account, row: Annotation) -> Annotation | None:
    """The innermost attribution around a row in which somebody else than the writer has words.

    The writer's are what he infers ("it appears that"), what he says that he said ("I wrote that") and what somebody
    would not do ("refused to leave the rebels"), for who refuses need not have said it so.
    """
    holder = account.inside.get(row.id)
    if holder is None:
        return None
    if holder.id not in account.holders:
        steps = (holder, *reversed(account.chain(holder)))
        account.holders[holder.id] = next((one for one in steps if not _is_writers(account, one)), None)
    return account.holders[holder.id]


def _is_writers(account: Account, holder: Annotation) -> bool:
    """Whether the words of an attribution are the writer's own, quotations and scare quotes aside."""
    if holder.label == "scare":
        return False
    if holder.who is None:
        return any(infers(account.words(cue)) for cue in account.about(holder, "cue"))
    if holder.label != "indirect":
        return False
    mention = account.row(holder.who)
    name = account.name(mention) if mention is not None else ""
    return stance(account, holder) == REFUSES or _is_writer(account, holder, name)


def infers(cue: str) -> bool:
    """Whether a cue with no source is the writer's own inference: "can be expected", "seems"; not "is expected"."""
    words = _WORD.findall(cue.casefold())
    may_be = load("forecast")["register"]["may_be"]
    return words[:1] != [] and (words[0] in may_be or any(keys.stem(one) in _inferring() for one in words))


@cache
def _inferring() -> frozenset[str]:
    return frozenset(keys.stem(one) for one in load("speech")["lists"]["raising"])


def steps_to(account: Account, attribution: Annotation, ties: Ties) -> tuple[Speaker, ...]:
    """The chain of speakers that ends in an attribution's own."""
    return _told(account, (*account.chain(attribution), attribution), ties)


def voice(account: Account, row: Annotation) -> str:
    """In which voice words stand: by the innermost attribution around them, else the document's own.

    Of what is told partly in a speaker's own words, only what stands between the marks is quoted.
    """
    holder = _holder(account, row)
    if holder is None:
        return SCARE if _ends_in_scare(account, row) else OWN
    if holder.label == "scare":
        return SCARE
    if holder.label == "mixed":
        return QUOTED if _is_marked(account.document.text, holder.start, row) else REPORTED
    return QUOTED if holder.label == "direct" else REPORTED


def _ends_in_scare(account: Account, row: Annotation) -> bool:
    """Whether the noun that a name turns on stands in scare quotes: "the so-called ‘defenders’"."""
    scares = account.scares
    at = bisect_left(scares, (row.start, 0))
    return at < len(scares) and scares[at][0] < row.end and scares[at][1] >= row.end


def _is_marked(text: str, start: int, row: Annotation) -> bool:
    """Whether a quotation mark stands open at a row, counted from `start`; single straight marks open after a space."""
    before = text[max(start - 1, 0) : row.start + 1]
    if before.count('"') % 2 or before.count("“") + before.count("«") > before.count("”") + before.count("»"):
        return True
    return len(_SINGLE_OPENS.findall(before)) > len(_SINGLE_CLOSES.findall(before))


def has_proper_name(account: Account, mention: Annotation) -> bool:
    """Whether the entity is called by a name somewhere in the document: a capital that no sentence start explains."""
    if mention.label in ("person", "country", "place"):
        return any(_has_capital(account, one) for one in account.same_entity(mention))
    return any(_has_capital(account, one) for one in account.same_entity(mention)[:20])


def _has_capital(account: Account, mention: Annotation) -> bool:
    words = flat(account.words(mention)).split()
    if not words or is_pronoun(" ".join(words)):
        return False
    starts = _begins_sentence(account, mention)
    if mention.label == "person" and len(words) > 1:
        starts = False
    return any(word[0].isupper() for word in (words[1:] if starts else words))
