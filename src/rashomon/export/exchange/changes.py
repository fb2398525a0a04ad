"""What a person changed in a tool: rows deleted, relabelled, added; by the row's id, else by the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rashomon.export.exchange.sheets import Mark, Returned, parts_of


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a document: `row` is the row concerned, "" for what was added; `label` the new label."""

    sort: Literal["deleted", "relabelled", "added"]
    document: str
    row: str
    start: int
    end: int
    label: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Marks that went out beside those that came back; what has no partner stands alone."""

    kept: tuple[tuple[Mark, Mark], ...]
    gone: tuple[Mark, ...]
    new: tuple[Mark, ...]


def find_changes(returned: Returned) -> tuple[list[Change], int, list[str]]:
    """The changes in text order, how many rows stayed as they were, and what cannot be taken, with its line."""
    if returned.marks is None:
        return [], 0, []
    sheet = returned.sheet
    usable = [one for one in returned.marks if 0 <= one.start < one.end <= len(sheet.text) and parts_of(one.label)]
    refused = [f"{one.where}: {_fault(one, sheet.text)}" for one in returned.marks if one not in usable]
    pairs = pair([_trimmed(one, sheet.text) for one in sheet.marks], [_trimmed(one, sheet.text) for one in usable])
    # A mark whose label the program does not have is no deletion: the row it stood on stays as it was.
    spared = {(one.start, one.end) for one in returned.marks if one not in usable}
    changes = [
        Change("deleted", sheet.document, one.row, one.start, one.end, one.label)
        for one in pairs.gone
        if (one.start, one.end) not in spared
    ]
    changes += [Change("added", sheet.document, "", one.start, one.end, one.label, one.where) for one in pairs.new]
    same = 0
    for out, back in pairs.kept:
        if out.label == back.label:
            same += 1
        else:
            changes.append(Change("relabelled", sheet.document, out.row, out.start, out.end, back.label, back.where))
    return sorted(changes, key=lambda one: (one.start, one.end, one.sort, one.label)), same, refused


def _trimmed(one: Mark, text: str) -> Mark:
    """A mark without white space at its ends, which some tools leave out and some take in."""
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip())
    return replace(one, start=start, end=start + len(words.strip())) if words.strip() else one


def _fault(one: Mark, text: str) -> str:
    if parts_of(one.label) is None:
        return f"there is no label {one.label!r}"
    return f"{one.start} to {one.end} lies outside of the text of {len(text)} characters"


def pair(out: Sequence[Mark], back: Sequence[Mark]) -> Pairs:
    """Each mark that came back with the one that went out: the same row, else the same words and label, else the words.

    A row is the same only on the same words and of the same kind: moved or turned into another kind, it is one deleted
    and one added.
    """
    gone, new = list(out), list(back)
    kept: list[tuple[Mark, Mark]] = []
    for key in (_by_row, _by_label, _by_kind):
        waiting: dict[object, list[Mark]] = {}
        for one in gone:
            waiting.setdefault(key(one), []).append(one)
        left = []
        for one in new:
            found = waiting.get(key(one)) if key(one) is not None else None
            if found:
                kept.append((found.pop(0), one))
            else:
                left.append(one)
        taken = {id(first) for first, _ in kept}
        gone, new = [one for one in gone if id(one) not in taken], left
    return Pairs(tuple(kept), tuple(gone), tuple(new))


def _by_row(one: Mark) -> object:
    return (one.row, one.start, one.end, one.label.partition("-")[0]) if one.row else None


def _by_label(one: Mark) -> object:
    return (one.start, one.end, one.label)


def _by_kind(one: Mark) -> object:
    return (one.start, one.end, one.label.partition("-")[0])
