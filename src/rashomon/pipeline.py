"""Where the parts meet: bytes → documents → annotations → links → comparison, and the tables that leave.

    read_paths ─▶ Document ─annotate_documents─▶ Annotation ─link─▶ Link ─compare─▶ Comparison

Every function here is a few lines of calls into the rooms; what they do is written there.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon import compare
from rashomon.annotate import Before, Made, Work, annotation_version, stale, versions
from rashomon.collecting import seldom_collecting
from rashomon.compare import coding, counts
from rashomon.compare.corrections import Corrections, predicates_of
from rashomon.compare.forecasts import resolved
from rashomon.ids import content_id
from rashomon.model import Annotation, Cluster, Document, Link, Problem, RashomonError, Row
from rashomon.store import Library
from rashomon.store.library import storable
from rashomon.store.rows import clusters_of, links_within, story_members, story_of_event

# What only `add` needs is imported there: readers, workers and linking cost 0.4 s, which who reads need not wait for.
if TYPE_CHECKING:
    from rashomon.ingest import Options

__all__ = [
    "Added", "Report", "accounts", "add", "comparison", "give_way", "relink", "story_of_event", "table", "titles",
]  # fmt: skip

#: Called with a stage's name, how much is done and how much there is (None: not known yet).
Report = Callable[[str, int, int | None], None]

#: Documents a transaction when storing: a killed run loses at most these, and each write lasts below 50 ms.
STORE_BATCH = 50
#: How far adding gives way, 0 to 19. Four readers of 10,000 documents who never pause waited 200 ms for a page (p95) on
#: two cores where it was 212 without, and adding got 0.3 of a core where it was 0.7.
NICE = 10
#: Annotated documents are stored together that come within this time: what a killed run loses. A write each costs
#: a wait for the disk each.
ANNOTATE_SECONDS = 1.0


@dataclass(slots=True)
class Added:
    """What `add` did: counts of documents, and the problems it met."""

    new: int = 0
    known: int = 0
    annotated: int = 0
    problems: list[Problem] = field(default_factory=list)
    relinked: bool = False


def add(
    library: Library,
    places: Sequence[str],
    options: Options | None = None,
    jobs: int = 1,
    report: Report = lambda _stage, _done, _total: None,
) -> Added:
    """Read `places` into the library, annotate what is new, and link it with the rest.

    Each stage writes batch by batch and marks what it has done, so a killed run goes on where it was.
    """
    from rashomon.ingest import Options, read_paths  # noqa: PLC0415

    return add_read(library, read_paths(places, options or Options()), jobs, report)


def give_way(by: int = NICE) -> None:
    """Let this process and those it starts take only what computing others leave: who reads pages meanwhile waits less.

    For programs that do nothing but add. It cannot be taken back.
    """
    with suppress(AttributeError, OSError):  # Windows has no such thing
        os.nice(max(0, by - os.nice(0)))


def add_read(
    library: Library,
    read: Iterable[Document | Problem],
    jobs: int = 1,
    report: Report = lambda _stage, _done, _total: None,
) -> Added:
    """The same as `add` of what was read already."""
    done = Added()
    _store(library, read, done, report)
    annotate_waiting(library, done, jobs, report)
    done.relinked = relink(library, report)
    return done


def _store(library: Library, read: Iterable[Document | Problem], done: Added, report: Report) -> None:
    stream = iter(read)
    while batch := list(islice(stream, STORE_BATCH)):
        with library.transaction():
            for one in batch:
                problem = one if isinstance(one, Problem) else _store_document(library, one, done)
                if problem is not None:
                    done.problems.append(problem)
                    library.save_problem(problem)
        report("reading", done.new + done.known, None)


def _store_document(library: Library, document: Document, done: Added) -> Problem | None:
    from rashomon.ingest.halves import half_character, place_of  # noqa: PLC0415

    where, half = place_of(document), half_character(document)
    if half is not None:
        return half
    try:
        is_new = library.add_document(document)
    except RashomonError as error:
        return Problem(where, str(error))
    library.forget_problems(where)
    done.new, done.known = done.new + is_new, done.known + (not is_new)
    return None


def annotate_waiting(library: Library, done: Added, jobs: int, report: Report) -> None:
    """Annotate what this version of the annotators has not worked on, and count it in `done`.

    What linking reads of a document is made of its rows while they are at hand, and stored with them.
    """
    from rashomon import relinking  # noqa: PLC0415
    from rashomon.engines.local import annotate_works  # noqa: PLC0415

    version, parser = annotation_version(), versions()["syntax"]
    waiting = library.waiting(version)
    works = (_work(library, document) for one in waiting if (document := library.document(one)) is not None)
    if waiting:
        report("annotating", 0, len(waiting))
        with library.transaction():
            library.set_setting(f"{_ANNOTATORS}{version}", json.dumps(versions()))
            relinking.forget_others(library)
    with seldom_collecting(), library.holding_pages():
        for batch in _by_time(annotate_works(works, min(jobs, max(1, len(waiting) // 4))), ANNOTATE_SECONDS):
            problems = [made.rows for _, made in batch if isinstance(made.rows, Problem)]
            rows = [[] if isinstance(made.rows, Problem) else storable(one.document, made.rows) for one, made in batch]
            readied = [relinking.Readied.of(one.document, held) for (one, _), held in zip(batch, rows, strict=True)]
            with library.transaction():
                for problem in problems:
                    library.save_problem(problem)
                for (work, made), held, account in zip(batch, rows, readied, strict=True):
                    library.save_annotations(work.document, held, version)
                    account.keep(library)
                    if made.parse is not None:
                        library.save_parse(work.document.sha256, parser, made.parse)
            done.problems += problems
            done.annotated += len(batch)
            report("annotating", done.annotated, len(waiting))


#: The setting that says which annotators a version was: this and the version.
_ANNOTATORS = "annotators "


def _work(library: Library, document: Document) -> Work:
    """A document to be annotated, with its parse where it is kept, and the rows that need not be made again."""
    parse = library.parse(document.sha256, versions()["syntax"])
    if parse is None:
        return Work(document, keeps=True)
    known = library.setting(f"{_ANNOTATORS}{library.annotated_by(document.id)}")
    rows: dict[str, list[Annotation]] = {}
    # One that gave no row may have been a problem: then all is made again.
    if known is not None and (held := library.annotations(document.id)):
        rows = {name: [] for name in versions().keys() - stale(json.loads(known))}
        for row in held:
            rows.get(row.made_by.partition("@")[0], []).append(row)
    return Work(document, Before(parse, rows), keeps=True)


def _by_time(outcomes: Iterable[tuple[Work, Made]], seconds: float) -> Iterator[list[tuple[Work, Made]]]:
    """Lists of what came in this time, of `STORE_BATCH` at most; nobody waits for a lock while it comes."""
    batch: list[tuple[Work, Made]] = []
    started = time.monotonic()
    for one in outcomes:
        batch.append(one)
        if len(batch) >= STORE_BATCH or time.monotonic() - started >= seconds:
            yield batch
            batch, started = [], time.monotonic()
    if batch:
        yield batch


def relink(library: Library, report: Report = lambda _stage, _done, _total: None) -> bool:
    """Remake links and clusters when documents, annotations or judgements changed; whether it did."""
    from rashomon import relinking  # noqa: PLC0415
    from rashomon.engines import linking  # noqa: PLC0415

    key = content_id("linked", linking.linking_version(), *library.state())
    if library.setting("linked") == key:
        return False
    total = library.count_documents()
    report("linking", 0, total)
    relinking.relink(library, key)
    report("linking", total, total)
    return True


def accounts(library: Library, ids: Iterable[str] | None = None) -> list[compare.Account]:
    """The documents (all, or these) with their rows as people corrected them, by publication, the undated last."""
    return _corrected(library, Corrections.of(library.judgements()), ids)


def titles(library: Library, stories: Iterable[Cluster]) -> list[str]:
    """What to call each story, after the places that its accounts name; only those rows are read."""
    given = Corrections.of(library.judgements())
    # A person may have called something else a place: then all rows are read.
    labels = () if given.changed else compare.PLACES
    return [compare.title(_corrected(library, given, one.members, labels)) or one.name for one in stories]


def _corrected(
    library: Library, given: Corrections, ids: Iterable[str] | None, labels: tuple[str, ...] = ()
) -> list[compare.Account]:
    chosen = [one for head in library.heads(ids) if (one := library.document(head.id)) is not None]
    return [compare.Account(one, tuple(given.apply(library.annotations(one.id, *labels)))) for one in chosen]


def comparison(
    library: Library,
    story: str | None = None,
    as_of: str | None = None,
    given: Corrections | None = None,
    only: Collection[str] | None = None,
) -> compare.Comparison:
    """The comparison of one story, or of all documents where no story is named; `as_of` a day, of what was out by it.

    What people judged wrong is left out; `given` is what they judged, where it is known already. `only` names the
    tables that will be shown (`compare.compare`). Raises RashomonError for a story that the library does not hold.
    """
    ids = None
    if story is not None:
        ids = story_members(library, story)
        if not ids:
            raise RashomonError(f"the library has no story {story!r}: 'rashomon show' lists them")
    given = Corrections.of(library.judgements()) if given is None else given
    found = _corrected(library, given, ids)
    chosen = found if as_of is None else compare.as_of(found, as_of)
    if ids is None:
        clusters = [*library.clusters("entity"), *library.clusters("event")]
        of_texts = _of_texts(library)
    else:
        rows = (row.id for account in found for row in account.rows if row.kind in ("mention", "claim"))
        clusters = clusters_of(library, rows)
        of_texts = [one for kind in ("copy", "version") for one in links_within(library, kind, ids)]
    made = compare.compare(chosen, clusters, of_texts, story, only)
    if given.outcomes:
        made = replace(made, expectations=resolved(made.expectations, given.outcomes))
    if not given.not_differing:
        return made
    predicates = predicates_of(chosen)
    return replace(made, differences=tuple(one for one in made.differences if given.holds(one, predicates)))


def table(library: Library, name: str) -> Iterator[Row]:
    """The rows of one table of the contract, by its name in `TABLES`."""
    return TABLES[name](library)


def _documents(library: Library) -> Iterator[Row]:
    return (one.to_row() for one in library.documents())


def _annotations(library: Library) -> Iterator[Row]:
    return (one.to_row() for one in library.all_annotations())


def _links(library: Library) -> Iterator[Row]:
    return (one.to_row() for one in library.links())


def _copies(library: Library) -> Iterator[Row]:
    for link in library.links("copy"):
        spans = [list(one) for one in link.spans]
        yield {"left": link.left, "right": link.right, "kind": link.label, "share": link.share, "spans": spans}


def _stories(library: Library) -> Iterator[Row]:
    return ({"id": one.id, "documents": list(one.members)} for one in library.clusters("story"))


def _entities(library: Library) -> Iterator[Row]:
    mentions = {row.id: row for row in library.all_annotations() if row.kind == "mention"}
    for one in library.clusters("entity"):
        members = [
            {"document": row.document, "mention": row.id, "start": row.start, "end": row.end}
            for member in one.members
            if (row := mentions.get(member)) is not None
        ]
        yield {"id": one.id, "name": one.name, "label": one.label, "members": members}


def _of_texts(library: Library) -> list[Link]:
    """The links between documents that share their words or their page."""
    return [*library.links("copy"), *library.links("version")]


def _events(library: Library) -> Iterator[Row]:
    groups = counts.text_groups(_of_texts(library))
    entities = counts.entity_of_mention(library.clusters("entity"))
    yield from counts.event_rows(library.clusters("event"), library.all_annotations(), entities, groups)


def _attributions(library: Library) -> Iterator[Row]:
    return coding.attribution_rows(accounts(library))


def _differences(library: Library) -> Iterator[Row]:
    for story in library.clusters("story"):
        yield from (one.to_row() for one in comparison(library, story.id).differences)


def _silences(library: Library) -> Iterator[Row]:
    for story in library.clusters("story"):
        yield from (one.to_row() for one in comparison(library, story.id).silences)


TABLES: dict[str, Callable[[Library], Iterator[Row]]] = {
    "events": _events, "entities": _entities, "links": _links, "copies": _copies, "documents": _documents,
    "annotations": _annotations, "stories": _stories, "differences": _differences, "silences": _silences,
    "attributions": _attributions,
}  # fmt: skip


def open_library(path: Path | str, *, create: bool = False) -> Library:
    """The library at `path` (see `Library.open`)."""
    return Library.open(path, create=create)
