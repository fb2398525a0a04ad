"""Answers: a page as HTML with the reader's hand on it, as JSON or as CSV, and what went wrong in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from rashomon.compare.corrections import read_note
from rashomon.model import RashomonError, Row
from rashomon.web.csv_tables import write_csv
from rashomon.web.hand import keep
from rashomon.web.links import Links, Served
from rashomon.web.render import render
from rashomon.web.room import Room


class Page(Protocol):
    """What every page can do besides being shown."""

    def to_row(self) -> Row: ...


@dataclass(frozen=True, slots=True)
class Done:
    """What was judged just now: shown once on the next page, with a way back."""

    ids: tuple[str, ...]
    words: str


def answer(room: Room, request: Request, template: str, page: Page, links: Links | None = None) -> Response:
    """The page in the form its address asks for: JSON where it ends in ".json", else HTML."""
    if request.url.path.endswith(".json"):
        return JSONResponse(page.to_row())
    return shown(room, request, template, page, links or Served())


def shown(room: Room, request: Request, template: str, page: object, links: Links) -> Response:
    """The page as HTML whatever its address ends in."""
    return keep(request, HTMLResponse(filled(room, request, template, page, links)))


def filled(room: Room, request: Request, template: str, page: object, links: Links) -> str:
    """The page as HTML, with forms where something may be written."""
    hand = room.hands.of(request)
    return render(
        template, page, links, hand=hand, done=_done(room, request), linking=room.is_linking, fault=room.fault
    )


def table(name: str, head: tuple[str, ...], lines: Any) -> Response:
    """A table as a CSV file of this name."""
    return csv_file(name, write_csv(head, lines))


def csv_file(name: str, text: str) -> Response:
    """CSV as a file of this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)


def wanted(name: str) -> tuple[str, str]:
    """A name of an address without ".json" or ".csv", and which of them it had.

    >>> wanted("a.json"), wanted("a")
    (('a', 'json'), ('a', ''))
    """
    for form in ("json", "csv"):
        if name.endswith(f".{form}"):
            return name.removesuffix(f".{form}"), form
    return name, ""


def _done(room: Room, request: Request) -> Done | None:
    ids = request.query_params.get("done", "").split(",")[:200]
    if not ids[0] or room.policy.read_only:
        return None
    with room.open() as library:
        entries = [one for one in room.heard(library).log if one.id in ids]
    if not entries:
        return None
    last = entries[-1].judgement
    said = read_note(last.note)
    words = f"Set right by {last.by}" if set(said) - {"words", "difference", "batch"} else f"Judged {last.verdict}"
    if len(entries) > 1:
        words = f"{len(entries)} pairs judged by {last.by}"
    undone = all(one.retracted for one in entries)
    return Done(() if undone else tuple(one.id for one in entries), "Taken back" if undone else words)


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What went wrong, in words a reader can act on."""

    status: int
    reason: str

    def to_row(self) -> Row:
        return {"problem": self.reason}


def problem(room: Room, request: Request, error: Exception) -> Response:
    """The page of an error, with the status it has."""
    status, reason = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, str(error))
    if status == 404 and reason == "Not Found":
        reason = "There is no page at this address."
    if status == 405:
        reason = "This address can only be read."
    if request.url.path.endswith(".json"):
        return JSONResponse({"problem": reason}, status)
    return HTMLResponse(filled(room, request, "problem.html", ProblemPage(status, reason), Served()), status)


def fault(room: Room, request: Request, error: Exception) -> Response:
    """The page of an error of ours; what a person can mend is said in full, of the rest only the sort."""
    if isinstance(error, RashomonError):
        status = 400 if request.method == "POST" else 500
        return problem(room, request, HTTPException(status, str(error)))
    return problem(room, request, HTTPException(500, f"This page could not be made: {type(error).__name__}."))
