"""Pages of stories come from a process of their own as they would be made here."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon import pipeline
from rashomon.model import RashomonError
from rashomon.store import Library
from rashomon.store.rows import story_members
from rashomon.web.app import make_app
from rashomon.web.maker import Maker
from rashomon.web.pages.story import make_story_page
from rashomon.web.room import Room


@pytest.fixture(scope="module")
def maker(library_path: Path) -> Iterator[Maker]:
    made = Maker(library_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def story(library_path: Path) -> str:
    with Library.open(library_path) as library:
        return library.clusters("story")[0].id


def test_a_page_made_apart_is_the_page_made_here(maker: Maker, library_path: Path, story: str) -> None:
    with Library.open(library_path) as library:
        here = make_story_page(pipeline.comparison(library, story), story)
    front = maker.make(story)
    assert front.body == here.body
    assert front.packed is None, "packed after the front was sent"
    apart = front.page()
    assert apart is not None
    assert apart.comparison == here.comparison
    assert {"body", "plots", "map"} <= vars(apart).keys(), "drawn there, not here"


def test_a_story_that_is_not_there_is_told_and_the_next_is_made(maker: Maker, story: str) -> None:
    with pytest.raises(RashomonError, match="no story 'none'"):
        maker.make("none")
    assert maker.make(story).id == story


def test_a_process_that_was_killed_is_started_again(maker: Maker, story: str) -> None:
    maker.make(story)
    assert maker.process is not None
    os.kill(int(maker.process.pid or 0), signal.SIGKILL)
    assert maker.make(story).id == story


def test_a_page_comes_before_the_next_is_made_where_nobody_asked_for_it(maker: Maker, story: str) -> None:
    first, second = maker.make(story), maker.make(story)
    assert first.packed is not None
    assert (page := second.page()) is not None
    assert page == first.page()
    assert page.body == first.body


def test_a_page_that_was_lost_with_its_process_is_made_again(library_path: Path, story: str) -> None:
    maker = Maker(library_path)
    room = make_app(library_path, maker=maker).state.room
    try:
        front = room.front(story)
        assert maker.pipe is not None
        maker.pipe.close()  # as when the process died before it had packed the page
        assert front.page() is None
        page = room.story(story)
        assert page.body == front.body
        assert room.story(story) is page
    finally:
        maker.close()


def test_a_page_that_never_came_is_told_when_no_more_are_made(library_path: Path, story: str) -> None:
    maker = Maker(library_path)
    room = make_app(library_path, maker=maker).state.room
    room.front(story)
    maker.close()
    with pytest.raises(RashomonError, match="stopping"):
        room.story(story)


def test_the_largest_stories_are_made_ready_behind_the_library(library_path: Path, tmp_path: Path, story: str) -> None:
    path = Path(shutil.copy(library_path, tmp_path / "copy.db"))
    maker = Maker(path)
    app = make_app(path, maker=maker)
    try:
        assert TestClient(app, base_url="http://127.0.0.1").get("/").status_code == 200
        room = app.state.room
        room.warming.join(60)
        assert story in room.kept
        kept = room.kept[story]
        assert kept.page is None, "nobody asked for its parts yet"
        assert room.front(story) is kept.front
        assert room.story(story) is room.story(story) is kept.page
    finally:
        maker.close()


def test_the_story_of_a_document_is_made_ready_behind_it(
    library_path: Path, tmp_path: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.web.room.STAYS", 0.05)
    path = Path(shutil.copy(library_path, tmp_path / "copy.db"))
    maker = Maker(path)
    app = make_app(path, maker=maker)
    room = app.state.room
    try:
        with room.open() as library:
            document = story_members(library, story)[0]
        assert TestClient(app, base_url="http://127.0.0.1").get(f"/documents/{document}").status_code == 200
        room.reading.join(60)
        assert list(room.kept) == [story]
        room.expect(story)
        assert not room.reading.is_alive(), "it is there"
    finally:
        maker.close()


def test_of_documents_leafed_through_only_the_last_ones_story_is_made(
    library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.web.room.STAYS", 0.2)
    made: list[str] = []
    monkeypatch.setattr(Room, "_make_ready", lambda _, stories: made.extend(stories))
    maker = Maker(library_path)
    room = make_app(library_path, maker=maker).state.room
    for one in ("first", "second", "third"):
        room.expect(one)
    room.reading.join(60)
    assert made == ["third"]
    maker.close()


def test_a_maker_that_was_ended_starts_no_process_again(library_path: Path) -> None:
    maker = Maker(library_path)
    maker.close()
    with pytest.raises(RashomonError, match="stopping"):
        maker.make("none")
    assert maker.process is None


def test_of_many_stories_only_those_asked_for_last_stay_unpacked(
    library_path: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.web.room.UNPACKED", 1)
    room = make_app(library_path).state.room
    room.story(story)
    assert room.kept[story].page is not None
    room.story("all")
    assert room.kept[story].page is None
    assert room.kept["all"].page is not None
    assert room.story(story).id == story


def test_the_process_is_there_before_anybody_asks_and_ends_with_its_maker(library_path: Path, story: str) -> None:
    maker = Maker(library_path)
    maker.start()
    process = maker.process
    assert process is not None
    assert process.is_alive()
    assert maker.make(story).id == story
    assert maker.process is process
    maker.close()
    assert not process.is_alive()
    maker.start()
    assert maker.process is None, "what has ended is not started again"
