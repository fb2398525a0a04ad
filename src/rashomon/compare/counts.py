"""How many independent texts and voices stand behind an event: never plain article counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import Annotation, Cluster, Link, Row, clusters


def is_same_text(link: Link) -> bool:
    """Whether two documents are one text told twice: a copy, an edited copy, a later version of the same page.

    An excerpt or a quotation inside an otherwise independent text does not make it a copy.
    """
    return link.kind == "version" or (link.kind == "copy" and link.label in ("copy", "edited"))


def text_groups(links: Iterable[Link]) -> dict[str, str]:
    """For each document that repeats another or rewrites its page, the least id of its group."""
    pairs = [(link.left, link.right) for link in links if is_same_text(link)]
    return {member: group.members[0] for group in clusters("story", pairs) for member in group.members}


def entity_of_mention(entities: Iterable[Cluster]) -> dict[str, str]:
    """For each mention, the id of the entity that it is judged to refer to."""
    identified = ((entity.id, entity.members) for entity in entities)  # an id looks through all members
    return {member: identity for identity, members in identified for member in members}


def asserter(claim: Annotation, rows: Mapping[str, Annotation], entities: Mapping[str, str]) -> str | None:
    """On whose word a claim rests: the entity of its innermost named source, or None for the document's own voice.

    A source that nobody names ("reportedly") is a voice of its document only: "unnamed DOCUMENT".
    """
    inside = rows.get(claim.about) if claim.about else None
    if inside is None:
        return None
    if inside.who is None:
        return f"unnamed {claim.document}"
    if inside.who in entities:
        return entities[inside.who]
    who = rows.get(inside.who)
    return f"{who.label} {who.value}" if who is not None and who.value else f"mention {inside.who}"


def count_texts(documents: Iterable[str], groups: Mapping[str, str]) -> int:
    """Independent texts among the documents: a text and its copies count once."""
    return len({groups.get(one, one) for one in documents})


def count_voices(
    claims: Sequence[Annotation],
    rows: Mapping[str, Annotation],
    entities: Mapping[str, str],
    groups: Mapping[str, str],
) -> int:
    """Independent asserters among the claims: named sources once each, a text's own voice once a text."""
    voices = set()
    for claim in claims:
        who = asserter(claim, rows, entities)
        voices.add(f"text {groups.get(claim.document, claim.document)}" if who is None else who)
    return len(voices)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The annotations that an event's row is told by: all but frames by id, and each claim's predicate."""

    by_id: Mapping[str, Annotation]
    predicates: Mapping[str, Annotation]

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> _Rows:
        by_id = {row.id: row for row in annotations if row.kind != "frame"}
        return cls(by_id, {row.about: row for row in by_id.values() if row.label == "predicate" and row.about})


def event_rows(
    events: Iterable[Cluster],
    annotations: Iterable[Annotation],
    entities: Mapping[str, str],
    groups: Mapping[str, str],
) -> Iterator[Row]:
    """The rows of events as the contract has them; `annotations` are all those of the documents that tell of them."""
    rows = _Rows.of(annotations)
    for one in events:
        yield _event_row(one, rows, entities, groups)


def _event_row(event: Cluster, rows: _Rows, entities: Mapping[str, str], groups: Mapping[str, str]) -> Row:
    """An event as the contract has it: its claims with their words; how many documents, texts and voices tell it."""
    claims = [rows.by_id[member] for member in event.members if member in rows.by_id]
    documents = {claim.document for claim in claims}
    members = []
    for claim in claims:
        predicate = rows.predicates.get(claim.id, claim)
        member = {"document": claim.document, "claim": claim.id, "start": claim.start, "end": claim.end}
        members.append(member | {"predicate_start": predicate.start, "predicate_end": predicate.end})
    return {
        "id": event.id, "label": event.label, "members": members, "documents": len(documents),
        "texts": count_texts(documents, groups),
        "voices": count_voices(claims, rows.by_id, entities, groups),
    }  # fmt: skip
