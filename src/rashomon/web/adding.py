"""Files sent from the page: kept under harmless names in a folder of their own, then added behind the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.model import RashomonError
from rashomon.web.answers import fault, problem
from rashomon.web.room import Room
from rashomon.web.writing import check_token, load_judgements

#: Files of one form: a folder of a study dropped at once. More go through `rashomon add FOLDER`.
MOST_FILES = 500
LONGEST_NAME = 120
#: What may stand in a file's name here: nothing that leads out of its folder, hides, or turns text around.
_ODD = re.compile(r"[^\w .,()+-]")


async def receive_files(room: Room, request: Request) -> Response:
    """Keep the files of a form and start adding them; the next page shows how far that is."""
    try:
        async with request.form(max_files=MOST_FILES, max_fields=20) as form:
            check_token(room, request, _text(form, "csrf"))
            files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
            if not files:
                raise HTTPException(400, "Choose files first: HTML, text, PDF, Word, mail, feeds or web archives.")
            job = await run_in_threadpool(_start, room, files)
    except HTTPException as error:
        return await run_in_threadpool(problem, room, request, error)
    if request.headers.get("accept") == "application/json":
        return Response(status_code=204, headers={"Location": f"/adding/{job}"})
    return RedirectResponse(f"/adding/{job}", 303)


async def receive_judgements(room: Room, request: Request) -> Response:
    """Take in a file of judgements."""
    try:
        async with request.form(max_files=1, max_fields=20) as form:
            check_token(room, request, _text(form, "csrf"))
            given = form.get("file")
            if not isinstance(given, UploadFile) or not given.filename:
                raise HTTPException(400, "Choose a file of judgements (JSONL) first.")
            return await run_in_threadpool(load_judgements, room, given)
    except HTTPException as error:
        return await run_in_threadpool(problem, room, request, error)
    except RashomonError as error:
        return await run_in_threadpool(fault, room, request, error)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _start(room: Room, files: Sequence[UploadFile]) -> str:
    folder = room.jobs.new_folder()
    names: list[str] = []
    for one in files:
        name = _free_name(safe_name(one.filename or ""), names)
        names.append(name)
        with (folder / name).open("xb") as stream:
            while block := one.file.read(1 << 20):
                stream.write(block)
    return room.jobs.start(folder, tuple(names)).id


def safe_name(given: str) -> str:
    """The last part of a file's name, with what could lead elsewhere or hide replaced.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\news\\\\page.html"), safe_name("..")
    ('passwd', 'page.html', 'file')
    """
    last = re.split(r"[/\\]", given)[-1]
    kept = _ODD.sub("_", last).strip(" .-") or "file"
    stem, suffix = Path(kept).stem, Path(kept).suffix[:12]
    return stem[:LONGEST_NAME] + suffix


def _free_name(name: str, taken: Sequence[str]) -> str:
    path, number = Path(name), 1
    folded = {one.casefold() for one in taken}
    while name.casefold() in folded:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name
