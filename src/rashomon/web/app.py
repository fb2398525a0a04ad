"""The routes: an address in, a page out. What a page holds is made in `pages/`, how it looks is in the templates."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from rashomon.model import RashomonError
from rashomon.store import Library
from rashomon.store.catalogue import FACETS
from rashomon.store.rows import stories_of
from rashomon.web import adding, coding, reviewing, writing
from rashomon.web.answers import answer, csv_file, fault, problem, shown, table, wanted
from rashomon.web.csv_tables import event_csv, names_csv, to_csv, write_csv
from rashomon.web.guard import BODIES, Guard, Policy
from rashomon.web.links import Served
from rashomon.web.maker import Maker
from rashomon.web.openapi import describe
from rashomon.web.pages import copies, difference
from rashomon.web.pages.document import LIST_HEAD, make_document_page
from rashomon.web.pages.entity import EntityPage
from rashomon.web.pages.event import EventPage
from rashomon.web.pages.library import HEADS, Asked, list_lines
from rashomon.web.pages.plain import AddingPage, JobPage, SettingsPage
from rashomon.web.render import style
from rashomon.web.room import Room

STATIC = {"icon.svg": "image/svg+xml", "room.js": "text/javascript; charset=utf-8"}


def make_app(path: Path, policy: Policy | None = None, maker: Maker | None = None) -> Starlette:
    """The reading room of the library at `path` as an ASGI application. Raises RashomonError where it can't be read.

    With a `maker`, pages of stories are made in its process.
    """
    Library.open(path).close()
    room = Room(path, policy or Policy(), maker)
    routes = [
        *_reading(room),
        *([] if room.policy.read_only else _writing(room)),
    ]
    handlers: Any = {
        HTTPException: partial(problem, room), RashomonError: partial(fault, room), 500: partial(fault, room)
    }  # fmt: skip
    app = Starlette(
        routes=routes, middleware=[Middleware(Guard, policy=room.policy)], exception_handlers=handlers,
        lifespan=partial(_lifespan, room),
    )  # fmt: skip
    app.state.room = room
    return app


@asynccontextmanager
async def _lifespan(room: Room, _: Starlette) -> AsyncIterator[None]:
    """Let go of the file when the server ends: SQLite's log is then taken in, and the library is one file again."""
    try:
        yield
    finally:
        if room.maker is not None:
            room.maker.close()  # who waits for a story gives the file back
        room.held.close()


def _reading(room: Room) -> list[Route]:
    def get(path: str, handler: Callable[[Room, Request], Response]) -> Route:
        return Route(path, partial(_in_turn, handler, room), methods=["GET"])

    return [
        get("/", _library),
        get("/index.json", _library),
        Route("/openapi.json", lambda _: JSONResponse(describe())),
        get("/documents.csv", _documents),
        Route("/static/style.css", _style),
        Route("/static/{name}", _static),
        get("/stories/{story}/events/{event}", _event),
        get("/stories/{story}/entities/{entity:path}", _entity),
        get("/stories/{story}/differences/{difference}", _difference),
        get("/stories/{story}/codebook/{document:path}", coding.show_coding),
        get("/stories/{story}/codebook{form}", coding.show_codebook),
        get("/stories/{story}/codebook", coding.show_codebook),
        get("/stories/{story}/{table}.csv", _table),
        get("/stories/{story}", _story),
        get("/documents/{document:path}", _document),
        get("/copies{form}", _copies),
        get("/copies", _copies),
        get("/copies/{copy}", _copy),
        get("/rows/{row}", reviewing.show_row),
        get("/pairs/{left}/{right}", reviewing.show_pair),
        get("/review{form}", reviewing.show_queue),
        get("/review", reviewing.show_queue),
        get("/judgements{form}", reviewing.show_judgements),
        get("/judgements", reviewing.show_judgements),
    ]


def _writing(room: Room) -> list[Route]:
    def post(path: str, handler: writing.Handler) -> Route:
        return Route(path, writing.signed(room, handler), methods=["POST"])

    return [
        Route("/settings", partial(_settings, room), methods=["GET"]),
        Route("/adding", partial(_adding, room), methods=["GET"]),
        Route("/adding/{job}", partial(_job, room), methods=["GET"]),
        Route("/adding", partial(adding.receive_files, room), methods=["POST"]),
        Route("/judgements/import", partial(adding.receive_judgements, room), methods=["POST"]),
        post("/judgements", writing.save_verdict),
        post("/changes", writing.save_change),
        post("/merges", writing.save_merge),
        post("/splits", writing.save_split),
        post("/retractions", writing.save_retraction),
        post("/codings", coding.save_answers),
        post("/settings", writing.save_settings),
    ]


def _in_turn(handler: Callable[[Room, Request], Response], room: Room, request: Request) -> Response:
    with room.turn.taken():
        return handler(room, request)


def _library(room: Room, request: Request) -> Response:
    query = request.query_params.get("q", "")[:200]
    number = request.query_params.get("page", "1")
    chosen = tuple((one, request.query_params[one][:200]) for one in FACETS if request.query_params.get(one))
    asked = Asked(query, int(number) if number.isdecimal() and len(number) < 9 else 1, chosen)
    return answer(room, request, "library.html", room.library(asked))


def _documents(room: Room, _: Request) -> Response:
    with room.open() as library:
        return table("documents", HEADS, list_lines(library))


def _story(room: Room, request: Request) -> Response:
    story, form = wanted(request.path_params["story"])
    if form == "json":
        return JSONResponse(room.story(story).to_row())
    front = room.front(story)
    room.expect(front.id)
    return shown(room, request, "story.html", front, Served(front.id))


def _event(room: Room, request: Request) -> Response:
    name, form = wanted(request.path_params["event"])
    story = room.story(request.path_params["story"])
    event = story.comparison.event(name)
    if event is None:
        # A judgement may have given the event another id: it is then asked for by one of its claims.
        held = (one for one in story.comparison.events if any(told.claim == name for told in one.versions))
        found = next(held, None)
        if found is not None:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(Served(story.id).event(found.id) + (f".{form}" if form else "") + query, 303)
        raise HTTPException(404, "No event with this address is told by two accounts of this story.")
    if form == "csv":
        return csv_file("event", event_csv(story.comparison, event.id))
    return answer(
        room, request, "event.html", EventPage(story.id, story.name, event, story.comparison), Served(story.id)
    )


def _entity(room: Room, request: Request) -> Response:
    name, form = wanted(request.path_params["entity"])
    story = room.story(request.path_params["story"])
    found = next((one for one in story.comparison.names if one.key == name), None)
    if found is None:
        raise HTTPException(404, "Nobody with this address is named in this story.")
    if form == "csv":
        return csv_file("names", names_csv(found))
    with room.open() as library:
        page = EntityPage(story.id, story.name, found, story.comparison, reviewing.mentions_of(library, story))
    return answer(room, request, "entity.html", page, Served(story.id))


def _difference(room: Room, request: Request) -> Response:
    name, form = wanted(request.path_params["difference"])
    story = room.story(request.path_params["story"])
    with room.open() as library:
        page = reviewing.difference_page(room, library, story, name)
    if page is None:
        raise HTTPException(404, "There is no such difference in this story; it may have been judged wrong.")
    if form == "csv":
        return table("difference", difference.HEAD, page.lines())
    return answer(room, request, "difference.html", page, Served(story.id))


def _document(room: Room, request: Request) -> Response:
    given = request.path_params["document"]
    with room.open() as library:
        document = library.document(given) or library.document(wanted(given)[0])
        if document is None:
            raise HTTPException(404, "There is no such document in this library.")
        rows = tuple(room.corrections(library).apply(library.annotations(document.id)))
        stories = stories_of(library, document.id)
    page = make_document_page(document, rows, request.query_params.get("at", ""), stories)
    if given != document.id:
        return (
            csv_file("document", write_csv(LIST_HEAD, page.lines()))
            if given.endswith(".csv")
            else JSONResponse(page.to_row())
        )
    if stories:
        room.expect(stories[0])
    # An id may end in ".json" itself: then the document is meant, and its JSON is one ".json" further on.
    return shown(room, request, "document.html", page, Served(stories[0] if stories else "all"))


def _copies(room: Room, request: Request) -> Response:
    form = request.path_params.get("form", "")
    _check_form(form)
    with room.open() as library:
        page = copies.make_copies_page(library) if form else room.copies(library)
    if form == ".csv":
        return table("copies", copies.LIST_HEAD, page.lines())
    return answer(room, request, "copies.html", page)


def _copy(room: Room, request: Request) -> Response:
    name, form = wanted(request.path_params["copy"])
    with room.open() as library:
        page = copies.make_copy_page(library, name, room.heard(library).log)
    if page is None:
        raise HTTPException(404, "There is no such copy in this library.")
    if form == "csv":
        return table("copy", copies.HEAD, page.lines())
    return answer(room, request, "copy.html", page)


def _table(room: Room, request: Request) -> Response:
    comparison = room.story(request.path_params["story"]).comparison
    name = request.path_params["table"]
    text = to_csv(comparison, name)
    if text is None:
        raise HTTPException(404, "There is no such table.")
    return csv_file(name, text)


def _settings(room: Room, request: Request) -> Response:
    return answer(room, request, "settings.html", SettingsPage())


def _adding(room: Room, request: Request) -> Response:
    return answer(room, request, "adding.html", AddingPage(room.path.name, BODIES["/adding"] // 1024 // 1024))


def _job(room: Room, request: Request) -> Response:
    job = room.jobs.jobs.get(wanted(request.path_params["job"])[0])
    if job is None:
        raise HTTPException(404, "There is no such run; what it added is in the library.")
    return answer(room, request, "job.html", JobPage(job))


def _check_form(form: str) -> None:
    if form not in ("", ".json", ".csv"):
        raise HTTPException(404)


def _style(_: Request) -> Response:
    return Response(style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    content = (files("rashomon.web") / "static" / name).read_bytes()
    return Response(content, media_type=STATIC[name], headers={"Cache-Control": "max-age=3600"})
