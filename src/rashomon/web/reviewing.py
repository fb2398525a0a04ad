"""The pages on which a reader judges: one row, one pair, the queue, and everything that was judged."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rashomon.compare import Account
from rashomon.compare.corrections import predicates_of
from rashomon.store import Library, judgements
from rashomon.web.answers import answer, table, wanted
from rashomon.web.links import Served
from rashomon.web.pages import judgements as judged_pages
from rashomon.web.pages import review
from rashomon.web.pages.difference import DifferencePage, make_difference_page
from rashomon.web.pages.pair import HEAD, make_pair_page
from rashomon.web.pages.row import make_row_page
from rashomon.web.pages.story import StoryPage
from rashomon.web.room import TOGETHER, Room


def show_row(room: Room, request: Request) -> Response:
    with room.open() as library:
        heard = room.heard(library)
        page = make_row_page(library, wanted(request.path_params["row"])[0], heard.corrections, heard.log)
    if page is None:
        raise HTTPException(404, "There is no such row in this library any more.")
    return answer(room, request, "row.html", page, Served(page.story or "all"))


def show_pair(room: Room, request: Request) -> Response:
    with room.open() as library:
        right, form = wanted(request.path_params["right"])
        page = make_pair_page(library, request.path_params["left"], right, room.heard(library).log)
    if page is None:
        raise HTTPException(404, "There are no two such rows in this library any more.")
    if form == "csv":
        return table("reasons", HEAD, page.lines())
    return answer(room, request, "pair.html", page)


def show_queue(room: Room, request: Request) -> Response:
    form = request.path_params.get("form", "")
    if form not in ("", ".json", ".csv"):
        raise HTTPException(404)
    name = room.hands.of(request).name
    with room.open() as library:
        stories = tuple((one.id, one.name or one.id) for one in room.stories(library))
        chosen = request.query_params.get("story") or (stories[0][0] if stories else "all")
        if not stories and library.count_documents() > TOGETHER:
            raise HTTPException(404, "This library has no story to review.")
        story, queue = room.queue(library, chosen)
        holding = room.heard(library).holding
    page = review.make_review_page(queue, story, stories, name, holding, review.PAGE if not form else None)
    if form == ".csv":
        return table("review", review.HEAD, page.lines())
    return answer(room, request, "review.html", page, Served(chosen))


def show_judgements(room: Room, request: Request) -> Response:
    form = request.path_params.get("form", "")
    with room.open() as library:
        if form == ".jsonl":
            return _lines(library)
        if form not in ("", ".json", ".csv"):
            raise HTTPException(404)
        page = judged_pages.make_judgements_page(library, None) if form else room.judgements(library)
    if form == ".csv":
        return table("judgements", judged_pages.HEAD, page.table())
    return answer(room, request, "judgements.html", page)


def _lines(library: Library) -> Response:
    rows = judgements.judgement_rows(library)
    text = "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in rows)
    headers = {"Content-Disposition": 'attachment; filename="judgements.jsonl"'}
    return Response(text.encode("utf-8", "replace"), media_type="application/x-ndjson", headers=headers)


def difference_page(room: Room, library: Library, story: StoryPage, wanted_id: str) -> DifferencePage | None:
    """The page of a difference of a story; None where there is none."""
    found = story.comparison
    heard = room.heard(library)
    given = heard.corrections
    rows = ((one.document, given.apply(library.annotations(one.document.id))) for one in found.columns)
    accounts = [Account(document, tuple(kept)) for document, kept in rows]
    return make_difference_page(found, (story.id, story.name), wanted_id, predicates_of(accounts), heard.log)


def mentions_of(library: Library, story: StoryPage) -> dict[tuple[str, str, str], str]:
    """For each party, account and form of a story the id of one mention: what a merge or a split judges."""
    names = story.comparison.names
    ids: dict[tuple[str, int], str] = {}
    for document in sorted({one for named in names for one in named.documents}):
        for row in library.annotations(document):
            if row.kind == "mention":
                ids.setdefault((document, row.start), row.id)
    found: dict[tuple[str, str, str], str] = {}
    for named in names:
        for form in named.forms:
            places = (use.passage for use in form.uses if use.passage.part == "text")
            mention = next((ids[key] for one in places if (key := (one.document, one.start)) in ids), None)
            if mention is not None:
                found.setdefault((named.key, form.document, form.words), mention)
    return found
