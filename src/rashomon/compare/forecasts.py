"""The register of statements about the future: who foretells, plans, orders, promises or threatens what, by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.account import Account
from rashomon.compare.edtf import days, until
from rashomon.compare.hedges import Likelihood, brier, likelihood
from rashomon.compare.nearest import Near, Sentences
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.sorts import SORTS, governor, sort_of
from rashomon.compare.speakers import Speaker, infers
from rashomon.compare.ties import Ties
from rashomon.compare.version import Version, version
from rashomon.model import Annotation, Row

__all__ = ["SORTS", "Expectation", "find_expectations", "resolved"]

#: Passages shown as evidence for one statement, and the least likeness of those that linking did not join with it.
#: Read by hand on the sample: of the 9 passages that stand beside its 56 statements, 6 speak to them.
MOST = 5
LIKE = 0.15
#: What joins the halves of one statement.
_JOINS = frozenset(("", "and", "or", "but", "then", "and then", "nor"))
#: What a person may set as a statement's outcome that makes a stated probability right or wrong.
_CAME = {"came true": True, "did not": False}


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Expectation:
    """A statement about the future. `made` is when it was said, else published; `by_when` an EDTF value or None.

    `later` are passages of accounts published afterwards that speak to it: evidence for a person to weigh. `earlier`
    is what the same forecaster is told to have said of it before. `outcome` is what a person set, never the program.
    """

    claim: str
    sort: str
    passage: Passage
    sentence: Passage
    chain: tuple[Speaker, ...]
    hedges: tuple[Passage, ...]
    likelihood: Likelihood | None
    conditions: tuple[Passage, ...]
    horizons: tuple[Passage, ...]
    by_when: str | None
    made: str | None
    later: tuple[Passage, ...]
    earlier: tuple[Passage, ...] = ()
    outcome: str | None = None

    @property
    def document(self) -> str:
        return self.passage.document

    @property
    def brier(self) -> float | None:
        """The Brier score, where the forecaster stated a probability and a person said what came; else None."""
        if self.likelihood is None or not self.likelihood.is_stated or self.outcome not in _CAME:
            return None
        return brier(self.likelihood.low, _CAME[self.outcome])

    def to_row(self) -> Row:
        return {
            "claim": self.claim, "sort": self.sort, **self.passage.to_row(),
            "chain": [one.to_row() for one in self.chain], "hedges": _rows(self.hedges),
            "likelihood": self.likelihood.to_row() if self.likelihood else None,
            "conditions": _rows(self.conditions), "horizons": _rows(self.horizons), "by_when": self.by_when,
            "made": self.made, "later": _rows(self.later), "earlier": _rows(self.earlier), "outcome": self.outcome,
            "brier": self.brier,
        }  # fmt: skip


def _rows(passages: Iterable[Passage]) -> list[Row]:
    return [one.to_row() for one in passages]


def find_expectations(accounts: Sequence[Account], ties: Ties, sentences: Sentences) -> tuple[Expectation, ...]:
    """Every statement about the future, in the accounts' order; of claims in one sentence by one speaker, the first."""
    told: list[tuple[Account, list[Annotation], str, Version]] = []
    seen: dict[tuple[str, int, tuple[str, ...], str], list[Annotation]] = {}
    for account in accounts:
        for claim in account.of("claim"):
            sort = sort_of(account, claim)
            if sort is None:
                continue
            one = version(account, claim, ties)
            # A forecast is one statement though its sentence has several verbs ("will come and will stay").
            place = (one.document, one.sentence.start, tuple(by.key for by in one.chain), sort)
            if place not in seen:
                seen[place] = [claim]
                told.append((account, seen[place], sort, one))
            elif _goes_on(account, seen[place][-1], claim):
                seen[place].append(claim)
    published = {one.document.id: (one.document.published or "")[:10] for one in accounts}
    register = {claims[0].id: one for _, claims, _, one in told}
    by_document = {one.document.id: one for one in accounts}
    found = []
    for account, claims, sort, one in told:
        claim = claims[0]
        made = _expectation(account, claims, sort, one)
        near = sentences.nearest([one], LIKE)
        spoken = [each for document in published for each in sentences.speaking_to(one, near.get(document, []))]
        spoken.sort(key=lambda each: (-each[0], each[1].passage))
        later = (*_joined(accounts, claim, ties), *(each for _, each in spoken))
        after = _evidence(later, published, made.made)
        said = [each for document in published for each in near.get(document, ())]
        found.append(replace(made, later=after, earlier=_said_before(one, said, register, by_document)))
    return tuple(found)


def resolved(expectations: Iterable[Expectation], outcomes: Mapping[str, str]) -> tuple[Expectation, ...]:
    """The statements with the outcomes that people set, by the id of the claim."""
    return tuple(replace(one, outcome=outcomes.get(one.claim)) for one in expectations)


def _goes_on(account: Account, claim: Annotation, other: Annotation) -> bool:
    """Whether a claim is the second half of a statement: "will come | and stay"."""
    return account.document.text[claim.end : other.start].strip(" ,;").casefold() in _JOINS and claim.end < other.start


def _expectation(account: Account, claims: Sequence[Annotation], sort: str, told: Version) -> Expectation:
    claim = claims[0]
    hedges, conditions, horizons = (
        [role for one in claims for role in account.about(one, label)] for label in ("hedge", "condition", "horizon")
    )
    made = _made(account, claim, told.sentence)
    hedged = _passages(account, hedges)
    likely = likelihood(tuple(one.words for one in hedged), told.sentence.words) if sort == "forecast" else None
    return Expectation(
        claim.id, sort, account.stretch(claim.start, claims[-1].end), told.sentence,
        _foretellers(told.chain) or _unnamed(account, claim), hedged, likely, _passages(account, conditions),
        _passages(account, horizons), _when(account, horizons, made), made, (),
    )  # fmt: skip


def _passages(account: Account, roles: Iterable[Annotation]) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys(account.passage(one) for one in roles))


def _unnamed(account: Account, claim: Annotation) -> tuple[Speaker, ...]:
    """Whoever asks for or plans what the document tells in its own voice without saying who: "this called for calm"."""
    word = governor(account, claim) if claim.value in ("ordered", "planned") and claim.about is None else None
    if word is None:
        return ()
    return (Speaker(f"{claim.document}:?", "", "unnamed", "asks", "indirect", False, word, word),)


def _foretellers(chain: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """The chain without the nobody who only stands for the writer's own inference: "can be expected", "seems"."""
    return tuple(one for one in chain if one.name or one.cue is None or not infers(one.cue.words))


def _made(account: Account, claim: Annotation, sentence: Passage) -> str | None:
    """When it was said, where the words that put it in somebody's mouth tell of an earlier time, else published.

    "Said in August that …", "repeated it on 3 May: “…”"; in a document without a date such a time is all there is.
    """
    published = account.document.published
    for time in _times_of_saying(account, claim, sentence):
        stretch = days(time.value)
        if stretch is not None and (published is None or stretch[1] < published[:10]):
            return time.value
    return published


def _times_of_saying(account: Account, claim: Annotation, sentence: Passage) -> Iterator[Annotation]:
    """Times before a claim in its sentence and in that of the cue before it, where somebody is told to have said it."""
    holder = account.row(claim.about)
    if holder is None:
        return
    # Without a date to count from, a time within what is said may well be the one that is foretold.
    end = claim.start if account.document.published else min(claim.start, holder.start)
    yield from account.mentions_within(sentence.start, end, "time")
    for cue in account.about(holder, "cue"):
        if cue.end <= holder.start:
            yield from account.mentions_within(account.sentence(cue).start, holder.start, "time")


def _when(account: Account, horizons: Sequence[Annotation], made: str | None) -> str | None:
    """The EDTF value of the first horizon that has one; a length of time counts from the day it was said."""
    for role in horizons:
        mention = account.row(role.who)
        inside = account.mentions_within(role.start, role.end, "time")
        values = [one.value for one in (mention, *inside) if one is not None and one.value]
        for value in [*values, *([role.value] if role.value else [])]:
            return until(made or "", value) or value
    return None


def _joined(accounts: Sequence[Account], claim: Annotation, ties: Ties) -> list[Version]:
    """The claims that linking joined with this one."""
    event = ties.events.get(claim.id)
    members = set(event.members) - {claim.id} if event is not None else set()
    found = []
    for account in accounts if members else ():
        found += [version(account, row, ties) for row in account.of("claim") if row.id in members]
    return found


def _evidence(told: Iterable[Version], published: Mapping[str, str], made: str | None) -> tuple[Passage, ...]:
    """Of the claims that speak to a statement those told as so or not so in accounts published after it."""
    found: dict[tuple[str, int], Passage] = {}
    for one in told if made else ():
        is_told = one.status in ("asserted", "denied", "doubted")
        if is_told and published[one.document] > (made or "")[:10]:
            found.setdefault((one.document, one.sentence.start), one.passage)
    return tuple(found.values())[:MOST]


def _said_before(
    one: Version, near: Iterable[Near], register: Mapping[str, Version], accounts: Mapping[str, Account]
) -> tuple[Passage, ...]:
    """What the same forecaster foretold in like words in accounts published before."""
    own = (accounts[one.document].document.published or "")[:10]
    found = [
        register[row.id].passage
        for each in near
        if own and "" < (each.account.document.published or "")[:10] < own
        for row in each.claims
        if row.id in register and is_same_forecaster(one, register[row.id], each.account)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def is_same_forecaster(one: Version, earlier: Version, account: Account) -> bool:
    """Whether somebody is told to have foretold what he, or a text that he signed, foretold in `account`."""
    if not one.chain:
        return False
    by = one.chain[-1]
    if earlier.chain:
        return earlier.chain[-1].key == by.key
    return bool(by.name) and by.name.casefold() in {author.casefold() for author in account.document.authors}
