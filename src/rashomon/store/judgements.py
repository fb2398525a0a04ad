"""What people say of rows and pairs: an append-only log that finds its rows again, can be taken back and passed on.

A judgement counts until it is taken back; of several about one pair the latest counts (`link/judged.py`). It keeps
the words it was made on (`anchors`), so it holds when ids change with a new annotator or a new version of a page.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Any

from rashomon.ids import content_id
from rashomon.model import Judgement, RashomonError, Row
from rashomon.store.anchors import Anchor, Found, anchor_of, find_rows, still_standing

if TYPE_CHECKING:
    from rashomon.store.library import Library

SCHEMA = "rashomon.judgements/1"
VERDICTS: tuple[str, ...] = ("same", "different", "unsure", "right", "wrong")
#: What a verdict on a link says of its two rows. Copies and versions lie in the texts: only the link itself is judged.
_OF_LINK = {"right": "same", "wrong": "different"}
_PAIRED = ("entity", "event", "story")

Anchors = tuple[Anchor | None, Anchor | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: a judgement as it was made, the words it was made on, and whether it was taken back."""

    judgement: Judgement
    anchors: Anchors
    retracted: bool

    @property
    def id(self) -> str:
        return judgement_id(self.judgement)


@dataclass(frozen=True, slots=True)
class Adrift:
    """A judgement whose words are gone, with the reasons in words a person can act on."""

    entry: Entry
    reasons: tuple[str, ...]


def judgement_id(one: Judgement) -> str:
    """The content-derived id of a judgement: who said what of which rows, when; not the note."""
    return content_id("judgement", one.left, one.right, one.verdict, one.by, one.at)


def save_judgement(library: Library, judgement: Judgement) -> str:
    """Append a judgement with the words of its rows, and return its id; the same judgement again changes nothing.

    `left` and `right` are ids of annotations or of documents; `left` alone may also be a link's (right, wrong).
    Raises RashomonError for a verdict that is none, a row paired with itself and a time without a zone.
    """
    _check(judgement)
    right = judgement.right
    anchors = (anchor_of(library, judgement.left), anchor_of(library, right) if right is not None else None)
    with library.transaction():
        _append(library, judgement, anchors)
    return judgement_id(judgement)


def retract(library: Library, identity: str, by: str, at: str, note: str = "") -> None:
    """Take a judgement back, by its id: what was said before of the same rows counts again. Append-only.

    Raises RashomonError when the log has no such judgement, and for a time without a zone.
    """
    if identity not in {one.id for one in log(library)}:
        raise RashomonError(f"there is no judgement {identity!r}: 'rashomon judgements' lists them with their ids")
    _check_time(at)
    with library.transaction():
        _append_retraction(library, {"retracts": identity, "by": by, "at": at, "note": note})


def log(library: Library) -> list[Entry]:
    """All that was ever judged, in the order it was entered, what was taken back too."""
    gone = {row[0] for row in library.select("SELECT judgement FROM retraction")}
    sql = 'SELECT "left", "right", verdict, "by", at, note, anchors FROM judgement ORDER BY number'
    entries = []
    for row in library.mappings(sql):
        anchors = json.loads(row.pop("anchors"))
        one = Judgement(**row)
        both = (Anchor.from_row(anchors.get("left")), Anchor.from_row(anchors.get("right")))
        entries.append(Entry(one, both, bool(gone) and judgement_id(one) in gone))
    return entries


def judgements(library: Library) -> list[Judgement]:
    """The judgements that hold, in the order they were made, on the rows that stand on their words now.

    One judgement gives several where a page has later versions with the same words. A verdict on a link of entities,
    events or stories is given as one on its two rows. What is adrift is left as it was made: it meets no row.
    """
    entries = [one for one in log(library) if not one.retracted]
    still = still_standing(library, (pair for one in entries for pair in _anchored(one)))
    return [one for entry in entries for one in _standing(library, entry, still)]


def adrift(library: Library) -> list[Adrift]:
    """The judgements, not taken back, some of whose words are gone: from the library, the rows or a later version."""
    found = []
    for entry in log(library):
        reasons = () if entry.retracted else tuple(one for side in _sides(library, entry) for one in side.missing)
        if reasons:
            found.append(Adrift(entry, tuple(dict.fromkeys(reasons))))
    return found


def judgement_rows(library: Library) -> Iterator[Row]:
    """The whole log as JSON objects, retractions last; `load_rows` of another library takes them."""
    for one in log(library):
        left, right = (each.to_row() if each else None for each in one.anchors)
        yield {"schema": SCHEMA, "id": one.id, **asdict(one.judgement), "anchors": {"left": left, "right": right}}
    for row in library.mappings('SELECT judgement AS retracts, "by", at, note FROM retraction ORDER BY at, judgement'):
        yield {"schema": SCHEMA, **row}


def load_rows(library: Library, rows: Iterable[Mapping[str, Any]]) -> int:
    """Append the rows of `judgement_rows` that the log does not have; how many. All of them or none.

    Raises RashomonError, naming the line, for a row that is no judgement and no retraction.
    """
    new = 0
    with library.transaction():
        for number, row in enumerate(rows, 1):
            try:
                if row.get("schema") != SCHEMA:
                    raise RashomonError(f"its schema is {row.get('schema')!r}, not {SCHEMA!r}")
                new += _append_retraction(library, row) if "retracts" in row else _append_row(library, row)
            except (RashomonError, KeyError, TypeError, ValueError, AttributeError) as error:
                raise RashomonError(f"line {number} is no judgement ({error}): nothing was taken in") from error
    return new


def _append_row(library: Library, row: Mapping[str, Any]) -> bool:
    judgement = Judgement(**{key: row[key] for key in ("left", "right", "verdict", "by", "at", "note")})
    _check(judgement)
    held = row.get("anchors") or {}
    anchors = (Anchor.from_row(held.get("left")), Anchor.from_row(held.get("right")))
    if not all(one is None or one.is_sound() for one in anchors):
        raise RashomonError("its anchors are not as they are written")
    return _append(library, judgement, anchors)


def _append(library: Library, judgement: Judgement, anchors: Anchors) -> bool:
    values = asdict(judgement)
    same = '"left" = :left AND "right" IS :right AND verdict = :verdict AND "by" = :by AND at = :at'
    if library.select(f"SELECT 1 FROM judgement WHERE {same}", values):  # noqa: S608  a constant
        return False
    kept = {side: each.to_row() for side, each in zip(("left", "right"), anchors, strict=True) if each is not None}
    library.connection.execute(
        'INSERT INTO judgement ("left", "right", verdict, "by", at, note, anchors) '
        "VALUES (:left, :right, :verdict, :by, :at, :note, :anchors)",
        values | {"anchors": json.dumps(kept, ensure_ascii=False, sort_keys=True)},
    )
    return True


def _append_retraction(library: Library, row: Mapping[str, Any]) -> bool:
    values = {key: row[key] for key in ("retracts", "by", "at", "note")}
    _check_words(*values.values())
    _check_time(values["at"])
    made = library.connection.execute("INSERT OR IGNORE INTO retraction VALUES (:retracts, :by, :at, :note)", values)
    return made.rowcount > 0


def _check(one: Judgement) -> None:
    _check_words(one.left, one.verdict, one.by, one.at, one.note, *([] if one.right is None else [one.right]))
    if one.verdict not in VERDICTS:
        raise RashomonError(f"a verdict is one of {', '.join(VERDICTS)}, not {one.verdict!r}")
    if one.left == one.right:
        raise RashomonError(f"a pair needs two rows, and {one.left} was given twice")
    _check_time(one.at)


def _check_words(*values: object) -> None:
    """What comes from a file may be anything; what is kept is text."""
    wrong = next((one for one in values if not isinstance(one, str)), None)
    if wrong is not None or None in values:
        raise RashomonError(f"all that it says must be text, not {wrong!r}")


def _check_time(at: str) -> None:
    try:
        zoned = datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        zoned = False
    if not zoned:
        raise RashomonError(f"a judgement needs an ISO 8601 time with a zone (2024-05-06T07:08:09Z), not {at!r}")


def _anchored(entry: Entry) -> Iterator[tuple[str, Anchor]]:
    """The rows that a judgement was made on, by id, with their anchors; of a link none."""
    one, (left, right) = entry.judgement, entry.anchors
    if left is not None and left.row != "link":
        yield one.left, left
    if right is not None and one.right is not None:
        yield one.right, right


def _standing(library: Library, entry: Entry, still: Container[tuple[str, Anchor | None]]) -> Iterator[Judgement]:
    one, sides = entry.judgement, _sides(library, entry, still)
    verdict = one.verdict
    if _is_paired_link(entry):
        verdict = _OF_LINK.get(verdict, verdict)  # type: ignore[assignment]
    if len(sides) == 1:
        yield from (replace(one, left=left) for left in sides[0].ids or (one.left,))
        return
    lefts, rights = (side.ids for side in sides)
    if lefts and rights:
        yield from (
            replace(one, left=left, right=right, verdict=verdict)
            for left, right in product(lefts, rights)
            if left != right
        )
    else:
        yield one


def _sides(library: Library, entry: Entry, still: Container[tuple[str, Anchor | None]] = ()) -> list[Found]:
    """What stands on the words of each side; of a judged link, on those of its two rows.

    `still` are rows with their anchors that are known to stand where they stood, and nowhere else.
    """
    one, (left, right) = entry.judgement, entry.anchors
    if left is not None and left.row == "link":
        ends = [
            find_rows(library, each.document if each and each.row == "document" else "", each) for each in left.ends
        ]
        if _is_paired_link(entry):
            return ends
        return [Found((one.left,), tuple(reason for each in ends for reason in each.missing))]
    sides = [(one.left, left, one.right is None), *([] if one.right is None else [(one.right, right, False)])]
    return [Found((row,)) if (row, at) in still else find_rows(library, row, at, same) for row, at, same in sides]


def _is_paired_link(entry: Entry) -> bool:
    left = entry.anchors[0]
    return left is not None and left.row == "link" and left.kind in _PAIRED
