"""The words that a judgement was made on, and the rows that stand on them now.

Ids follow content: a new version of an annotator may give the same words another id, and a new version of a page
is another document. An anchor keeps the words with a little of what stands around them (the text quote selector of
the W3C Web Annotation Data Model, 2017), so that a judgement finds its rows again, or says that they are gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rashomon.model import Row

if TYPE_CHECKING:
    from rashomon.store.library import Library

#: Characters kept on each side of the words: a repeated phrase is told apart by them.
AROUND = 32


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged row stood. `row` is annotation, document or link; a link has the anchors of its two `ends`."""

    row: str
    kind: str  # of the annotation or the link
    label: str
    document: str = ""
    start: int = 0
    end: int = 0
    words: str = ""  # the text of the span; a document's title
    before: str = ""
    after: str = ""
    predicate: tuple[int, int] | None = None  # of a claim: what stays when its clause is cut otherwise
    ends: tuple[Anchor | None, ...] = ()

    def to_row(self) -> Row:
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any] | None) -> Anchor | None:
        """The anchor of a JSON object; None for null."""
        if row is None:
            return None
        ends = tuple(cls.from_row(one) for one in row["ends"])
        predicate = tuple(row["predicate"]) if row["predicate"] else None
        return cls(**{**row, "ends": ends, "predicate": predicate})

    def is_sound(self) -> bool:
        """Whether every field is what it should be: of a file of somebody else's nothing is certain."""
        words = (self.row, self.kind, self.label, self.document, self.words, self.before, self.after)
        places = (self.start, self.end, *(self.predicate or ()))
        return (
            all(isinstance(one, str) for one in words)
            and all(type(one) is int and 0 <= one < 1 << 53 for one in places)
            and len(self.predicate or (0, 0)) == 2
            and (self.row != "link" or len(self.ends) == 2)
            and all(one is None or one.is_sound() for one in self.ends)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of the rows that stand on an anchor's words now, and why some do not."""

    ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def anchor_of(library: Library, identity: str) -> Anchor | None:
    """Where the row with this id stands; None for an id that the library does not know."""
    for row in library.mappings("SELECT * FROM annotation WHERE id = ?", (identity,)):
        text = _text(library, row["document"])
        start, end = row["start"], row["end"]
        return Anchor(
            "annotation", row["kind"], row["label"], row["document"], start, end, text[start:end],
            text[max(0, start - AROUND) : start], text[end : end + AROUND], _predicate(library, identity),
        )  # fmt: skip
    for row in library.mappings("SELECT id, title FROM document WHERE id = ?", (identity,)):
        return Anchor("document", "", "", row["id"], words=row["title"] or "")
    for row in library.mappings('SELECT kind, label, "left", "right" FROM link WHERE id = ?', (identity,)):
        ends = (anchor_of(library, row["left"]), anchor_of(library, row["right"]))
        return Anchor("link", row["kind"], row["label"], ends=ends)
    return None


def find_rows(library: Library, identity: str, anchor: Anchor | None, same_label: bool = False) -> Found:
    """The rows that `identity` stands for now: itself, what stands on its words, and the same words in later versions.

    A document is itself only. A link is not looked for here: its ends are. With `same_label` a row of another label is
    none: who judged that these words name no person did not judge that they name no organisation.
    """
    if anchor is None:
        return Found((identity,)) if anchor_of(library, identity) else Found((), (f"there is no row {identity}",))
    if not library.select("SELECT 1 FROM document WHERE id = ?", (anchor.document,)):
        return Found((), (f"the document {anchor.document} is not in the library",))
    if anchor.row == "document":
        return Found((identity,))
    own = _at(library, (anchor.document, 0), anchor, identity, same_label)
    missing = [] if own else [f"no {anchor.kind} stands on “{anchor.words[:60]}” in {anchor.document} any more"]
    ids = [own] if own else []
    for later in later_versions(library, anchor.document):
        place = _place_in(_text(library, later), anchor)
        found = None if place is None else _at(library, (later, place - anchor.start), anchor, identity, same_label)
        if found:
            ids.append(found)
        elif place is None:
            missing.append(f"“{anchor.words[:60]}” is gone from the later version {later}")
    return Found(tuple(ids), tuple(missing))


def still_standing(library: Library, anchored: Iterable[tuple[str, Anchor]]) -> frozenset[tuple[str, Anchor | None]]:
    """Of rows and their anchors those that stand on just these words, in documents without other versions.

    In two queries for all: for each of them `find_rows` gives its own id and nothing else, and asks three.
    """
    wanted = [(one, at) for one, at in anchored if at.row == "annotation"]
    if not wanted:
        return frozenset()
    sql = """SELECT a.id, a.document, a.kind, a.start, a."end", a.label FROM json_each(?) d
             CROSS JOIN annotation a ON a.id = d.value JOIN document ON document.id = a.document"""
    here = {tuple(row) for row in library.select(sql, (json.dumps(sorted({one for one, _ in wanted})),))}
    versions = {row[0] for row in library.select(_IN_VERSIONS)}
    return frozenset(
        (one, at)
        for one, at in wanted
        if at.document not in versions and (one, at.document, at.kind, at.start, at.end, at.label) in here
    )


#: The documents that are a version of another or have one.
_IN_VERSIONS = """SELECT "left" FROM link WHERE kind = 'version'
                  UNION SELECT "right" FROM link WHERE kind = 'version'"""


def later_versions(library: Library, document: str) -> list[str]:
    """The ids of the later versions of a document's page, the next first."""
    found: list[str] = []
    at: str | None = document
    while at is not None and len(found) < 1000:
        at = _next_version(library, at)
        if at in found or at == document:
            break
        if at is not None:
            found.append(at)
    return found


def _next_version(library: Library, document: str) -> str | None:
    sql = (
        'SELECT label, "left", "right", reasons FROM link WHERE kind = \'version\' AND ("left" = :id OR "right" = :id)'
    )
    for row in library.mappings(sql, {"id": document}):
        order = next((one["value"] for one in json.loads(row["reasons"]) if one["name"] == "order"), "")
        if order.startswith(f"{document} ("):
            return str(row["right"] if row["left"] == document else row["left"])
    return None


def _at(library: Library, place: tuple[str, int], anchor: Anchor, identity: str, same_label: bool) -> str | None:
    """The id of the row on the anchor's words; of several the same id, then the same label.

    `place` is a document and by how many characters the words stand further on there.
    """
    document, shift = place
    sql = """SELECT id, label FROM annotation WHERE document = :document AND kind = :kind AND start = :start
             AND "end" = :end AND (label = :label OR NOT :same)
             ORDER BY id = :id DESC, label = :label DESC, id LIMIT 1"""
    values = {
        "document": document, "kind": anchor.kind, "start": anchor.start + shift, "end": anchor.end + shift,
        "id": identity, "label": anchor.label, "same": same_label,
    }  # fmt: skip
    for row in library.mappings(sql, values):
        return str(row["id"])
    if anchor.predicate is None or same_label:
        return None
    sql = """SELECT about FROM annotation WHERE document = :document AND kind = 'role' AND label = 'predicate'
             AND start = :start AND "end" = :end AND about IS NOT NULL ORDER BY about LIMIT 1"""
    values |= {"start": anchor.predicate[0] + shift, "end": anchor.predicate[1] + shift}
    for row in library.mappings(sql, values):
        return str(row["about"])
    return None


def _place_in(text: str, anchor: Anchor) -> int | None:
    """Where the anchor's words start in another text: by both sides, else by one; None unless that is one place."""
    for before, after in ((anchor.before, anchor.after), (anchor.before, ""), ("", anchor.after), ("", "")):
        wanted = before + anchor.words + after
        first = text.find(wanted)
        if first >= 0 and text.find(wanted, first + 1) < 0:
            return first + len(before)
    return None


def _predicate(library: Library, claim: str) -> tuple[int, int] | None:
    sql = """SELECT start, "end" FROM annotation WHERE about = ? AND label = 'predicate' AND kind = 'role'
             AND document = (SELECT document FROM annotation WHERE id = ?) ORDER BY start LIMIT 1"""
    rows = library.select(sql, (claim, claim))
    return (rows[0][0], rows[0][1]) if rows else None


def _text(library: Library, document: str) -> str:
    rows = library.select("SELECT text FROM document WHERE id = ?", (document,))
    return str(rows[0][0]) if rows else ""
