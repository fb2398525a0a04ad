"""The codebook by forms: what was answered of a story's accounts, and an account's questions to answer."""

from __future__ import annotations

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rashomon.store.codings import save_codings
from rashomon.web.answers import answer, table, wanted
from rashomon.web.links import Served
from rashomon.web.pages.codebook import answers_of, make_codebook_page, make_coding_page
from rashomon.web.room import Room
from rashomon.web.writing import Form, back, first, now, signer


def show_codebook(room: Room, request: Request) -> Response:
    """What was answered of the accounts of a story, as a page, JSON or the spreadsheet."""
    form = request.path_params.get("form", "")
    if form not in ("", ".json", ".csv"):
        raise HTTPException(404)
    story = room.story(request.path_params["story"])
    with room.open() as library:
        page = make_codebook_page(library, story)
    if form == ".csv":
        return table("codebook", *page.lines())
    return answer(room, request, "codebook.html", page, Served(story.id))


def show_coding(room: Room, request: Request) -> Response:
    """The questions of the codebook for one account, with this reader's answers."""
    story = room.story(request.path_params["story"])
    coder = room.hands.of(request).name
    with room.open() as library:
        page = make_coding_page(library, story, wanted(request.path_params["document"])[0], coder)
    if page is None:
        raise HTTPException(404, "There is no such account in this story, or the library keeps no codebook.")
    kept = request.query_params.get("coded", "")
    if kept.isdecimal() and len(kept) < 5:
        page = replace(page, kept=int(kept))
    return answer(room, request, "coding.html", page, Served(story.id))


def save_answers(room: Room, request: Request, form: Form) -> Response:
    """Append what a form answers anew; nothing is changed in place."""
    story = room.story(first(form, "story") or "all")
    name = signer(room, request, form)
    with room.open() as library:
        page = make_coding_page(library, story, first(form, "document"), name)
        if page is None:
            raise HTTPException(404, "There is no such account in this story, or the library keeps no codebook.")
        number = save_codings(library, answers_of(form, page, name, now()))
    return back(form, {"coded": str(number)}, name)
