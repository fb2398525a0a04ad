"""The routes: an address in, a page out. What a page holds is made in `pages/`, how it looks is in the templates."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from rashomon import pipeline
from rashomon.compare import Comparison
from rashomon.model import RashomonError, Row
from rashomon.store import Library
from rashomon.web.csv_tables import to_csv
from rashomon.web.guard import Guard
from rashomon.web.links import Served
from rashomon.web.pages.document import make_document_page
from rashomon.web.pages.entity import EntityPage
from rashomon.web.pages.event import EventPage
from rashomon.web.pages.library import LibraryPage, StoryCard, make_cards, make_library_page
from rashomon.web.pages.story import StoryPage, make_story_page
from rashomon.web.render import render, style

#: Documents that are compared all together; more would make a page that nobody reads.
TOGETHER = 200
#: Comparisons kept ready; one of eight real articles takes 0.2 s to make and about 5 MB to keep.
KEPT = 8


@dataclass(slots=True)
class Room:
    """A library being read: opens it for each request and keeps the latest comparisons while nothing changes."""

    path: Path
    kept: OrderedDict[tuple[object, ...], StoryPage] = field(default_factory=OrderedDict)
    cards: dict[tuple[object, ...], tuple[StoryCard, ...]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def story(self, story: str) -> StoryPage:
        """The page of a story, or of "all". Raises HTTPException 404 for one that isn't there."""
        with Library.open(self.path) as library:
            key = (story, *library.state(), library.setting("linked"))
            with self.lock:
                if key in self.kept:
                    self.kept.move_to_end(key)
                    return self.kept[key]
            page = self._make(library, story)
        with self.lock:
            self.kept[key] = page
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return page

    def library(self, query: str, number: int) -> LibraryPage:
        """The page of the library; its stories are read again only when something changed."""
        with Library.open(self.path) as library:
            key = (*library.state(), library.setting("linked"))
            with self.lock:
                cards = self.cards.get(key)
            if cards is None:
                cards = make_cards(library)
                with self.lock:
                    self.cards = {key: cards}
            return make_library_page(library, cards, query, number)

    def _make(self, library: Library, story: str) -> StoryPage:
        chosen = None if story == "all" else story
        if chosen is not None and all(one.id != chosen for one in library.clusters("story")):
            raise HTTPException(404, "There is no such story in this library.")
        if chosen is None and library.count_documents() > TOGETHER:
            raise HTTPException(404, f"There is no page of more than {TOGETHER} documents together: open a story.")
        return make_story_page(pipeline.comparison(library, chosen), chosen)


def make_app(path: Path) -> Starlette:
    """The reading room of the library at `path` as an ASGI application. Raises RashomonError where it can't be read."""
    Library.open(path).close()
    room = Room(path)

    def with_room(handler: Callable[[Room, Request], Response]) -> Callable[[Request], Response]:
        return lambda request: handler(room, request)

    routes = [
        Route("/", with_room(_library)),
        Route("/index.json", with_room(_library)),
        Route("/static/style.css", _style),
        Route("/static/icon.svg", _icon),
        Route("/stories/{story}/events/{event}", with_room(_event)),
        Route("/stories/{story}/entities/{entity:path}", with_room(_entity)),
        Route("/stories/{story}/{table}.csv", with_room(_table)),
        Route("/stories/{story}", with_room(_story)),
        Route("/documents/{document:path}", with_room(_document)),
    ]
    handlers: Any = {HTTPException: _problem, RashomonError: _fault, 500: _fault}
    return Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers=handlers)


def _library(room: Room, request: Request) -> Response:
    query = request.query_params.get("q", "")[:200]
    number = request.query_params.get("page", "1")
    page = room.library(query, int(number) if number.isdecimal() and len(number) < 9 else 1)
    if request.url.path.endswith(".json"):
        return JSONResponse(page.to_row())
    return HTMLResponse(render("library.html", page, Served()))


def _story(room: Room, request: Request) -> Response:
    name, as_json = _wanted(request.path_params["story"])
    page = room.story(name)
    return _answer("story.html", page, Served(page.id), as_json)


def _event(room: Room, request: Request) -> Response:
    name, as_json = _wanted(request.path_params["event"])
    story = room.story(request.path_params["story"])
    event = story.comparison.event(name)
    if event is None:
        raise HTTPException(404, "No event with this address is told by two accounts of this story.")
    return _answer("event.html", EventPage(story.id, story.name, event, story.comparison), Served(story.id), as_json)


def _entity(room: Room, request: Request) -> Response:
    name, as_json = _wanted(request.path_params["entity"])
    story = room.story(request.path_params["story"])
    found = next((one for one in story.comparison.names if one.key == name), None)
    if found is None:
        raise HTTPException(404, "Nobody with this address is named in this story.")
    return _answer("entity.html", EntityPage(story.id, story.name, found, story.comparison), Served(story.id), as_json)


def _document(room: Room, request: Request) -> Response:
    given = request.path_params["document"]
    with Library.open(room.path) as library:
        document, as_json = library.document(given), False
        if document is None:
            name, as_json = _wanted(given)
            document = library.document(name) if as_json else None
        if document is None:
            raise HTTPException(404, "There is no such document in this library.")
        rows = tuple(library.annotations(document.id))
        stories = tuple(one.id for one in library.clusters("story", [document.id]))
    page = make_document_page(document, rows, request.query_params.get("at", ""), stories)
    return _answer("document.html", page, Served(stories[0] if stories else "all"), as_json)


def _table(room: Room, request: Request) -> Response:
    comparison: Comparison = room.story(request.path_params["story"]).comparison
    text = to_csv(comparison, request.path_params["table"])
    if text is None:
        raise HTTPException(404, "There is no such table.")
    name = request.path_params["table"]
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)


def _style(_: Request) -> Response:
    return Response(style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _icon(_: Request) -> Response:
    icon = (files("rashomon.web") / "static" / "icon.svg").read_bytes()
    return Response(icon, media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


def _wanted(name: str) -> tuple[str, bool]:
    """A name of an address without ".json", and whether it had it."""
    return name.removesuffix(".json"), name.endswith(".json")


def _answer(template: str, page: Any, links: Served, as_json: bool) -> Response:
    if as_json:
        row: Row = page.to_row()
        return JSONResponse(row)
    return HTMLResponse(render(template, page, links))


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What went wrong, in words a reader can act on."""

    status: int
    reason: str


def _problem(request: Request, error: Exception) -> Response:
    status, reason = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, str(error))
    if status == 404 and reason == "Not Found":
        reason = "There is no page at this address."
    if request.url.path.endswith(".json"):
        return JSONResponse({"problem": reason}, status)
    return HTMLResponse(render("problem.html", ProblemPage(status, reason), Served()), status)


def _fault(request: Request, error: Exception) -> Response:
    reason = str(error) if isinstance(error, RashomonError) else f"This page could not be made: {type(error).__name__}."
    return _problem(request, HTTPException(500, reason))
