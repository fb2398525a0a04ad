"""A library to read pages of: invented accounts with their rows (`bench/told`), half of the claims on somebody's word.

Nothing is parsed. Links and clusters are made by linking itself, so stories, events and parties have the size and the
shape that a reader meets; a few hundred judgements lie on top.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bench.told import tell
from rashomon import pipeline
from rashomon.annotate import annotation_version
from rashomon.model import Annotation, Document, Judgement
from rashomon.store import Library
from rashomon.web.ready import make_ready

SOURCES = 40
#: Judgements that lie in the library: what two people do in some sittings.
JUDGED = 300
BATCH = 500
STANCES = ("says", "claims", "denies", "reports", "warns")


def save(path: Path, number: int) -> Path:
    """A library of `number` documents at `path`; one that is there already stays as it is, its pages are of today."""
    if not path.exists():
        _make(path, number)
    make_ready(path, os.cpu_count() or 1)
    return path


def _make(path: Path, number: int) -> None:
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with Library.open(part, create=True) as library:
        version = annotation_version()
        accounts = _accounts(number)
        while batch := list(islice(accounts, BATCH)):
            with library.transaction():
                for document, rows in batch:
                    library.add_document(document)
                    library.save_annotations(document, rows, version)
        pipeline.relink(library)
        for one in _judgements(library):
            library.judge(one)
        pipeline.relink(library)
        library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    part.rename(path)


def _accounts(number: int) -> Iterator[tuple[Document, list[Annotation]]]:
    for document, rows in tell(number).accounts:
        chance = random.Random(document.id)  # noqa: S311  a corpus, not a secret
        shown = replace(document, source=f"Paper {chance.randrange(SOURCES)}", language="en", title=_headline(document))
        yield shown, _attributed(rows, chance)


def _headline(document: Document) -> str:
    return " ".join(document.text.split()[:9]).title()


def _attributed(rows: list[Annotation], chance: random.Random) -> list[Annotation]:
    """The rows with about half of the claims put in the mouth of somebody named in the document."""
    names = [row for row in rows if row.kind == "mention" and row.label in ("armed_group", "organisation")]
    changed: dict[str, str] = {}
    made: list[Annotation] = []
    for row in rows:
        if row.kind == "claim" and chance.random() < 0.5:
            source = chance.choice(names)
            said = Annotation(row.document, row.start, row.end, "attribution", "indirect", chance.choice(STANCES),
                              None, source.id, "bench@1")  # fmt: skip
            value = chance.choice(("asserted", "asserted", "denied", "forecast"))
            claim = replace(row, about=said.id, value=value, id="")
            changed[row.id] = claim.id
            made += (said, claim)
        elif row.about in changed:
            made.append(replace(row, about=changed[row.about], id=""))
        else:
            made.append(row)
    return made


def _judgements(library: Library) -> Iterator[Judgement]:
    chance = random.Random("judged")  # noqa: S311
    clusters = [one for one in library.clusters("event") if len(one.members) > 1]
    for at in range(JUDGED):
        members = chance.choice(clusters).members
        when = f"2026-01-{at % 28 + 1:02}T{at % 24:02}:{at % 60:02}:00Z"
        if at % 3:
            yield Judgement(members[0], None, "right" if at % 5 else "wrong", f"Reader {at % 2}", when)
        else:
            yield Judgement(members[0], members[1], "same", f"Reader {at % 2}", when)
