"""What a reader writes: judgements, corrections, merges, splits, what is taken back, and the name that signs them.

Every handler here is reached only through `signed`, which reads the form and checks that it is ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.compare.corrections import OUTCOMES, make_note, read_note
from rashomon.model import Annotation, Judgement, RashomonError
from rashomon.store import Library, judgements
from rashomon.store.anchors import anchor_of
from rashomon.store.judgements import VERDICTS, load_rows, retract
from rashomon.store.rows import load_row
from rashomon.web.answers import fault, problem
from rashomon.web.checks import check_change
from rashomon.web.hand import LONGEST_NAME, keep_settings
from rashomon.web.room import Room

#: Fields of a form: a split of an event of 100 claims has 110.
MOST_FIELDS = 1000
#: Pairs that one merge or split may judge; two people can say more by hand.
MOST_PAIRS = 200

Form = list[tuple[str, str]]
Handler = Callable[[Room, Request, Form], Response]


def signed(room: Room, handler: Handler) -> Callable[[Request], object]:
    """An endpoint that reads the form, refuses one that is not from our own page, and says what went wrong."""

    async def endpoint(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool  # noqa: PLC0415

        def answered(form: Form) -> Response:
            try:
                check_token(room, request, first(form, "csrf"))
                return handler(room, request, form)
            except HTTPException as error:
                return problem(room, request, error)
            except RashomonError as error:
                return fault(room, request, error)

        return await run_in_threadpool(answered, await read_form(request))

    return endpoint


async def read_form(request: Request) -> Form:
    """The fields of a form, sent as URL-encoded text; of another type there are none."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "A form of this page is sent as application/x-www-form-urlencoded.")
    body = await request.body()
    try:
        text = body.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(413, "This form has too many fields.") from error


def check_token(room: Room, request: Request, token: str) -> None:
    """Raises HTTPException 403 unless the token was made by this server for this browser."""
    if not room.hands.proves(request, token):
        raise HTTPException(
            403, "This form is not from this page as it runs now: go back, load the page again, and send it once more."
        )


def first(form: Form, name: str) -> str:
    """The first value of a field; "" where the form has none."""
    return next((value for key, value in form if key == name), "")


def save_verdict(room: Room, request: Request, form: Form) -> Response:
    """Append right, wrong, same, different or unsure on a row, a pair, a link or a difference."""
    verdict, left, right = first(form, "verdict"), first(form, "left"), first(form, "right") or None
    if verdict not in VERDICTS or not left:
        raise HTTPException(400, f"A judgement names a row and one of {', '.join(VERDICTS)}.")
    note: dict[str, str | None] = {"words": words} if (words := first(form, "words").strip()) else {}
    if aspect := first(form, "difference"):
        note["difference"] = aspect
    with room.open() as library:
        _check_known(library, [one for one in (left, right) if one])
        made = [(left, right, verdict, note)]
        return _saved(room, request, form, library, made)


def save_change(room: Room, request: Request, form: Form) -> Response:
    """Append what is set right in a row: its label, value or source, or what became of a forecast."""
    with room.open() as library:
        row = load_row(library, first(form, "row"))
        if row is None:
            raise HTTPException(404, "There is no such row in this library.")
        note = _kept_note(library, row)
        for key, value in form:
            if key in ("label", "value", "who") and value != _shown(row, note, key):
                note[key] = check_change(library, row, key, value.strip())
            elif key == "outcome" and value:
                if value not in OUTCOMES:
                    raise HTTPException(400, f"What became of a forecast is one of: {', '.join(OUTCOMES)}.")
                note[key] = value
            elif key == "words" and value.strip():
                note[key] = value.strip()
        if not note:
            raise HTTPException(400, "Nothing was changed in this form.")
        return _saved(room, request, form, library, [(row.id, None, "right", note)])


def save_merge(room: Room, request: Request, form: Form) -> Response:
    """Append that two clusters are one: one row of each is judged the same."""
    left, right = first(form, "left"), first(form, "right")
    if not left or not right or left == right:
        raise HTTPException(400, "Choose what it is the same as.")
    with room.open() as library:
        _check_known(library, [left, right])
        return _saved(room, request, form, library, [(left, right, "same", {})])


def save_split(room: Room, request: Request, form: Form) -> Response:
    """Append that the ticked rows of a cluster are about something else than the rest.

    The ticked are judged the same as each other, so are the rest, and the two are parted once: whatever chain of links
    would join them, none does.
    """
    ticked = list(dict.fromkeys(value for key, value in form if key == "row"))
    rest = [one for one in dict.fromkeys(value for key, value in form if key == "all") if one not in ticked]
    if not ticked or not rest:
        raise HTTPException(400, "Tick some of the lines, not none and not all: the ticked are split from the rest.")
    if len(ticked) + len(rest) > MOST_PAIRS:
        raise HTTPException(400, f"More than {MOST_PAIRS} rows cannot be split at once: judge pairs of them.")
    with room.open() as library:
        _check_known(library, [*ticked, *rest])
        made: list[Saying] = [(ticked[0], rest[0], "different", {})]
        made += [(group[0], one, "same", {}) for group in (ticked, rest) for one in group[1:]]
        return _saved(room, request, form, library, made)


def save_retraction(room: Room, request: Request, form: Form) -> Response:
    """Take judgements back; they stay in the log."""
    name = signer(room, request, form)
    with room.open() as library:
        for one in dict.fromkeys(value for key, value in form if key == "judgement"):
            retract(library, one, name, now())
    room.follow()
    return back(form, {"done": ",".join(value for key, value in form if key == "judgement")}, name)


def save_settings(_: Room, __: Request, form: Form) -> Response:
    """Keep the reader's name and keys in cookies; nothing goes into the library."""
    name = " ".join(first(form, "name").split())[:LONGEST_NAME]
    return keep_settings(back(form, {}), name, first(form, "keys") == "on")


def load_judgements(room: Room, given: UploadFile) -> Response:
    """Take in a file of judgements that another library wrote; all of it or nothing."""
    try:
        # By line feeds alone: a note may hold other marks that end a line (U+2028).
        rows = [json.loads(line) for line in given.file if line.strip()]
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"This file is no JSONL of judgements ({error}): nothing was taken in.") from error
    with room.open() as library:
        new = load_rows(library, rows)
    room.follow()
    return RedirectResponse(f"/judgements?taken={new}", 303)


Saying = tuple[str, str | None, str, dict[str, str | None]]


def _saved(room: Room, request: Request, form: Form, library: Library, made: Iterable[Saying]) -> Response:
    name, at = signer(room, request, form), now()
    ids = []
    for left, right, verdict, note in made:
        one = Judgement(left, right, verdict, name, at, make_note(note))  # type: ignore[arg-type]
        ids.append(library.judge(one))
    room.follow()
    return back(form, {"done": ",".join(ids)}, name)


def signer(room: Room, request: Request, form: Form) -> str:
    """The name that signs: what the form says, else what the browser keeps. Raises HTTPException 400 for none."""
    name = " ".join(first(form, "by").split())[:LONGEST_NAME] or room.hands.of(request).name
    if not name:
        raise HTTPException(400, "Write your name first: a judgement says who made it.")
    return name


def now() -> str:
    """This moment in UTC to the microsecond, so that of two judgements one is later."""
    return datetime.now(UTC).isoformat()


def back(form: Form, more: dict[str, str], name: str = "") -> Response:
    """A redirect to the page that the form names, with `more` in its query; only ever to a page of ours."""
    try:
        given = urlsplit(first(form, "back") or "/")
    except ValueError:  # "http://[" is no address
        given = urlsplit("/")
    path = "/" + given.path.lstrip("/\\")
    if any(ord(one) < 32 for one in path) or "\\" in path:
        path = "/"
    kept = [(key, value) for key, value in parse_qsl(given.query) if key not in ("done", "taken")]
    query = urlencode([*kept, *more.items()])
    place = first(form, "place")
    mark = f"#{place}" if place.replace("-", "").isalnum() and len(place) < 60 else ""
    answer = RedirectResponse(path + (f"?{query}" if query else "") + mark, 303)
    return keep_settings(answer, name, first(form, "keys") != "off") if first(form, "by") and name else answer


def _check_known(library: Library, ids: list[str]) -> None:
    for one in ids:
        if anchor_of(library, one) is None:
            raise HTTPException(404, f"There is no row {one[:60]} in this library any more: load the page again.")


def _kept_note(library: Library, row: Annotation) -> dict[str, str | None]:
    """What holds for a row already, so that setting one thing right leaves the others."""
    found: dict[str, str | None] = {}
    for one in judgements.judgements(library):
        if one.left == row.id and one.right is None:
            found = read_note(one.note) if one.verdict != "wrong" else {}
    found.pop("words", None)
    return found


def _shown(row: Annotation, note: dict[str, str | None], key: str) -> str:
    return note.get(key, getattr(row, key)) or ""
