"""How many independent texts and voices stand behind an event: never plain article counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.model import Annotation, Cluster, Link, clusters


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
    return {member: entity.id for entity in entities for member in entity.members}


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
