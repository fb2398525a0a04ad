"""One event aspect by aspect: what each account says of it, and whether that agrees, differs or is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.account import is_pronoun
from rashomon.compare.columns import Column
from rashomon.compare.differences import Difference, is_later_word
from rashomon.compare.edtf import days
from rashomon.compare.events import ASPECTS, Event
from rashomon.compare.meets import is_other_amount, is_other_days, is_other_place, is_same, is_same_amount
from rashomon.compare.nearest import is_kin
from rashomon.compare.packing import packed_by_fields
from rashomon.compare.passage import Passage
from rashomon.compare.speakers import Speaker
from rashomon.compare.version import Part, Version
from rashomon.model import Row

#: The rows of an event: its aspects, then on whose word.
ROWS = (*ASPECTS, "by")


@packed_by_fields
@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says of one aspect of an event.

    `state` is agrees (an independent account says it too), repeats (only a copy of the same text does), differs (a
    typed difference holds it), updated (the same source or speaker gives another figure on another day: both stay),
    not comparable (others tell of it in another scope, so that both may be so), alone (nobody else tells of it), or
    silent (the account tells the event, and nothing of this).
    """

    event: str
    aspect: str
    document: str
    state: str
    passages: tuple[Passage, ...]
    values: tuple[str | None, ...]
    names: tuple[str, ...] = ()  # on the row "by": the chain from the outlet inward

    def to_row(self) -> Row:
        return {
            "event": self.event, "aspect": self.aspect, "document": self.document, "state": self.state,
            "values": list(self.values), "names": list(self.names), "passages": [one.to_row() for one in self.passages],
        }  # fmt: skip


def find_cells(
    events: Iterable[Event], differences: Sequence[Difference], columns: Iterable[Column]
) -> tuple[Cell, ...]:
    """The cells of each event, row by row, of the accounts that tell it, in their order."""
    heads = {one.document.id: one for one in columns}
    found: list[Cell] = []
    for event in events:
        mine = [one for one in differences if one.event == event.id]
        for aspect in ROWS:
            for document in event.documents:
                if aspect == "by":
                    found.append(_by(event, document, heads))
                else:
                    found.append(_cell((event, aspect, document), mine, heads))
    return tuple(found)


def _cell(place: tuple[Event, str, str], differences: Sequence[Difference], heads: Mapping[str, Column]) -> Cell:
    event, aspect, document = place
    own = [(told, part) for told in event.told_by(document) for part in told.of(aspect)]
    # Who "them" is the reader can't tell from a cell: a pronoun is no answer to who or whom.
    own = [one for one in own if aspect not in ("who", "whom") or not is_pronoun(one[1].passage.words)]
    parts = {flat_key(part): part for _, part in reversed(own)}
    shown = sorted(parts.values(), key=lambda one: one.passage)
    passages, values = tuple(one.passage for one in shown), tuple(one.value for one in shown)
    if not own:
        return Cell(event.id, aspect, document, "silent", (), ())
    if any(_holds(one, aspect, document, shown) for one in differences):
        return Cell(event.id, aspect, document, "differs", passages, values)
    others = [(told, part) for told in event.versions if told.document != document for part in told.of(aspect)]
    # First those of other texts: one that agrees is enough, and only where none does is it asked who repeats.
    apart = sorted(others, key=lambda other: heads[other[0].document].text == heads[document].text)
    agreeing = next((told for told, part in apart if any(_agree(aspect, one, (told, part)) for one in own)), None)
    if agreeing is not None:
        state = "repeats" if heads[agreeing.document].text == heads[document].text else "agrees"
    elif aspect == "how_many" and any(is_update(one, other, heads) for one in own for other in others):
        state = "updated"
    else:
        state = "not comparable" if others else "alone"
    return Cell(event.id, aspect, document, state, passages, values)


def is_update(one: tuple[Version, Part], other: tuple[Version, Part], heads: Mapping[str, Column]) -> bool:
    """Whether the same source or speaker gives another figure on another day."""
    return is_other_amount(one[1], other[1]) and is_later_word(
        one[0], other[0], (heads[one[0].document].document, heads[other[0].document].document)
    )


def flat_key(part: Part) -> str:
    """What makes two parts of one account the same to a reader: the words, white space and case aside."""
    return " ".join(part.passage.words.casefold().split())


def _holds(one: Difference, aspect: str, document: str, parts: Iterable[Part]) -> bool:
    """Whether a difference of this aspect stands on one of these words; whether it happened stands with what did."""
    if one.aspect not in (aspect, "name") and (one.aspect, aspect) != ("whether", "what"):
        return False
    sides = [side for side in (one.left, one.right) if side.document == document]
    return any(part.passage.start < side.end and side.start < part.passage.end for side in sides for part in parts)


def _agree(aspect: str, one: tuple[Version, Part], other: tuple[Version, Part]) -> bool:
    mine, theirs = one[1], other[1]
    if aspect == "what":
        return is_same(mine, theirs) or is_kin(one[0], other[0])
    if aspect == "how_many":
        return is_same_amount(mine, theirs)
    if aspect == "when" and days(mine.value) and days(theirs.value):
        return not is_other_days(mine, theirs)
    if aspect == "where" and mine.value and theirs.value:
        return not is_other_place(mine, theirs)
    return is_same(mine, theirs)


def _by(event: Event, document: str, heads: Mapping[str, Column]) -> Cell:
    """On whose word an account tells the event: those whom it names, the outlet itself where it names nobody."""
    chains: dict[tuple[str, ...], tuple[Speaker, ...]] = {}
    for told in event.told_by(document):
        chains.setdefault(tuple(one.key for one in told.chain), told.chain)
    keys = {one.key for chain in chains.values() for one in chain[-1:] if one.name}
    others = {
        told.chain[-1].key
        for told in event.versions
        if heads[told.document].text != heads[document].text and told.chain and told.chain[-1].name
    }
    passages = tuple(chain[-1].passage for chain in chains.values() if chain)
    names = tuple(" → ".join(one.name or "not named" for one in chain) or "itself" for chain in chains.values())
    return Cell(event.id, "by", document, "agrees" if keys & others else "alone", passages, (), names)
