"""Pages of large stories that were made when they were linked are shown while they hold, and only if made here."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient
from tests.web.conftest import copied, save

from rashomon import pipeline, sample
from rashomon.cli import cli
from rashomon.model import Cluster, Judgement
from rashomon.store import Library, story_pages
from rashomon.store.story_pages import KeptPage, kept_pages, load_page, pages_wanted, save_pages
from rashomon.web import ready
from rashomon.web.app import make_app
from rashomon.web.maker import Maker
from rashomon.web.ready import make_ready
from rashomon.web.room import Room
from rashomon.web.seal import LENGTH, is_sealed, key_file, load_key, seal

NOW = "2024-01-01T00:00:00Z"


@pytest.fixture(autouse=True)
def _every_story_is_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(story_pages, "LEAST", 2)
    monkeypatch.setattr(story_pages, "FEW", 0)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def made(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A library whose pages were made once, and the data folder with the key they were sealed with."""
    folder = tmp_path_factory.mktemp("ready")
    path = copied(library_path, folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(story_pages, "LEAST", 2)
        patched.setattr(story_pages, "FEW", 0)
        patched.setenv("XDG_DATA_HOME", str(folder / "data"))
        assert make_ready(path) == 1
    return path, folder / "data"


@pytest.fixture
def kept(made: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be written to."""
    monkeypatch.setenv("XDG_DATA_HOME", str(made[1]))
    return copied(made[0], tmp_path)


def shown(path: Path, story: str) -> tuple[str, bool]:
    """What a reader of the story sees, and whether it was made just now."""
    front = Room(path).front(story)
    return str(front.body), front.packed is not None


def tampered(path: Path, story: str, **changes: object) -> None:
    with Library.open(path) as library, library.transaction():
        page = load_page(library, story)
        assert page is not None
        save_pages(library, [replace(page, **changes)])  # type: ignore[arg-type]


def test_a_page_made_ready_is_the_page_made_on_demand(kept: Path, library_path: Path, story_id: str) -> None:
    assert shown(kept, story_id) == (shown(library_path, story_id)[0], False)
    assert make_ready(kept) == 0, "it is there"


def test_what_lies_behind_a_page_made_ready_is_there_when_asked_for(kept: Path, story_id: str) -> None:
    with TestClient(make_app(kept), base_url="http://127.0.0.1:8765") as client:
        story = client.get(f"/stories/{story_id}")
        assert story.status_code == 200
        assert client.get(f"/stories/{story_id}.json").status_code == 200
        assert client.get(f"/review?story={story_id}").status_code == 200
        assert client.get(f"/stories/{story_id}").text == story.text


def test_what_lies_behind_a_page_is_made_while_it_is_read(
    kept: Path, story_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.web.room.STAYS", 0.1)
    maker = Maker(kept)
    app = make_app(kept, maker=maker)
    room = app.state.room
    try:
        with TestClient(app, base_url="http://127.0.0.1:8765") as client:
            page = client.get(f"/stories/{story_id}").text
            assert room.kept[story_id].front.is_alone, "shown before anything was compared"
            room.reading.join(60)
            front = room.kept[story_id].front
            assert not front.is_alone
            assert client.get(f"/stories/{story_id}.json").status_code == 200
            assert room.kept[story_id].front is front, "compared once"
            assert client.get(f"/stories/{story_id}").text == page
            room.expect(story_id)
            assert not room.reading.is_alive(), "it is there"
    finally:
        maker.close()


def test_a_judgement_of_a_row_of_the_story_makes_its_page_anew(kept: Path, story_id: str) -> None:
    with Library.open(kept) as library:
        members = pages_wanted(library)[story_id]
        row = next(row for one in members for row in library.annotations(one) if row.kind == "claim")
        library.judge(Judgement(row.id, None, "wrong", "Ena", NOW))
    body, is_new = shown(kept, story_id)
    assert is_new
    with Library.open(kept) as library:
        page = load_page(library, story_id)
        assert page is not None
    tampered(kept, story_id, basis="as of another program")
    assert make_ready(kept) == 1
    assert shown(kept, story_id) == (body, False)


def test_a_judgement_of_what_the_story_does_not_hold_leaves_its_page(kept: Path, story_id: str) -> None:
    with Library.open(kept) as library:
        members = pages_wanted(library)[story_id]
        others = [one.id for one in library.heads() if one.id not in members]
        row = next(row for one in others for row in library.annotations(one))
        library.judge(Judgement(row.id, None, "wrong", "Ena", NOW))
    assert not shown(kept, story_id)[1]


def test_a_story_that_grew_is_made_again_and_one_that_is_gone_forgotten(kept: Path, story_id: str) -> None:
    with Library.open(kept) as library:
        story = library.clusters("story")[0]
        less = Cluster("story", story.members[:2], story.name)
        links, others = library.links(), [*library.clusters("entity"), *library.clusters("event")]
        with library.transaction():
            library.save_links(links, [*others, less])
    assert shown(kept, story_id)[1], "another state"
    assert make_ready(kept) == 1
    assert not shown(kept, story_id)[1]
    with Library.open(kept) as library:
        other = Cluster("story", story.members[1:], story.name)
        with library.transaction():
            library.save_links(links, [*others, other])
    assert make_ready(kept) == 1
    with Library.open(kept) as library:
        assert kept_pages(library).keys() == {other.id}


def test_a_page_that_another_wrote_into_the_file_is_not_shown(kept: Path, story_id: str) -> None:
    script = zlib.compress(b"<script>steal()</script>")
    tampered(kept, story_id, body=script)
    assert "steal" not in shown(kept, story_id)[0]
    tampered(kept, story_id, body=script, seal=seal(b"x" * LENGTH, story_id, "", "", script))
    assert "steal" not in shown(kept, story_id)[0]


@pytest.mark.parametrize("part", ["state", "name"])
def test_every_part_of_a_page_is_sealed(kept: Path, story_id: str, part: str) -> None:
    tampered(kept, story_id, **{part: "<i>other</i>"})
    assert shown(kept, story_id)[1]


def test_a_page_of_one_story_does_not_pass_as_that_of_another(kept: Path, story_id: str) -> None:
    with Library.open(kept) as library:
        page = load_page(library, story_id)
        assert page is not None
        with library.transaction():
            save_pages(library, [replace(page, story="other")])
        assert ready.load_ready(library, "other", lambda: page.state) is None
        assert ready.load_ready(library, story_id, lambda: page.state) is not None


def test_with_another_key_or_none_pages_are_made_on_demand(
    kept: Path, story_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    assert shown(kept, story_id)[1]
    load_key(create=True)
    assert shown(kept, story_id)[1]
    assert make_ready(kept) == 1, "who was given the library has pages of their own with the next run"
    assert not shown(kept, story_id)[1]


def test_where_the_key_cannot_be_kept_nothing_is_made(
    library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    path = copied(library_path, tmp_path)
    assert make_ready(path) == 0
    with Library.open(path) as library:
        assert kept_pages(library) == {}


def test_what_was_stopped_goes_on_and_ends_with_the_same_pages(
    sample_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_pages, "LEAST", 1)
    monkeypatch.setattr(ready, "BATCH", 1)
    whole, stopped = copied(sample_library, tmp_path), tmp_path / "stopped.db"
    whole.rename(stopped)
    whole = copied(sample_library, tmp_path)

    def stop(_stage: str, done: int, _total: int | None) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_ready(stopped, jobs=2, report=stop)
    seen: list[tuple[str, int, int | None]] = []
    with Library.open(stopped) as library:
        total, before = len(pages_wanted(library)), kept_pages(library)
    assert 0 < len(before) < total
    assert make_ready(stopped, jobs=2, report=lambda *now: seen.append(now)) == total - len(before)
    assert seen[-1] == ("pages", total - len(before), total - len(before))
    assert make_ready(whole) == total
    with Library.open(stopped) as library, Library.open(whole) as other:
        for story in pages_wanted(library):
            assert load_page(library, story) == load_page(other, story)


#: Makes the pages one by one and says so after each.
MAKING = """
import sys
from pathlib import Path
from rashomon.store import story_pages
from rashomon.web import ready
story_pages.LEAST, story_pages.FEW, ready.BATCH = 1, 0, 1
if __name__ == "__main__":
    ready.make_ready(Path(sys.argv[1]), report=lambda *now: print(*now, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_run_leaves_whole_pages_and_the_next_makes_the_others(
    sample_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_pages, "LEAST", 1)
    path, script = copied(sample_library, tmp_path), tmp_path / "making.py"
    script.write_text(MAKING, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(path)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert [next(run.stdout).split()[:2] for _ in range(2)] == [["pages", "0"], ["pages", "1"]]
        run.kill()
    with Library.open(path) as library:
        assert list(library.faults()) == []
        done, stories = len(kept_pages(library)), pages_wanted(library)
    assert 1 <= done < len(stories)
    assert make_ready(path) == len(stories) - done
    assert not any(shown(path, story)[1] for story in stories)


def test_a_story_that_cannot_be_made_is_left_to_its_reader(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "pages_wanted", lambda _: {"gone": ("a", "b")})
    assert make_ready(kept) == 0


def test_few_or_small_stories_are_made_by_the_server(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(library_path) as library:
        assert len(pages_wanted(library)) == 1
        monkeypatch.setattr(story_pages, "LEAST", 60)
        assert pages_wanted(library) == {}
        monkeypatch.setattr(story_pages, "LEAST", 2)
        monkeypatch.setattr(story_pages, "FEW", 1)
        assert pages_wanted(library) == {}


@pytest.mark.parametrize(("option", "expected"), [("--pages", True), ("--no-pages", False)])
def test_adding_makes_pages_unless_told_not_to(
    option: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(ready, "make_ready", lambda path, _jobs, _report: asked.append(path))
    path = save(tmp_path / "velm.db")
    monkeypatch.setattr(pipeline, "add", lambda *_, **__: pipeline.Added())
    done = CliRunner().invoke(cli, ["add", str(sample.folder()), "--library", str(path), option])
    assert done.exit_code == 0, done.output
    assert (asked == [path]) is expected


def test_the_key_is_drawn_once_and_is_its_users_alone() -> None:
    assert load_key() is None
    key = load_key(create=True)
    assert key is not None
    assert len(key) == LENGTH
    assert load_key(create=True) == load_key() == key
    if os.name == "posix":
        assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert [one.name for one in key_file().parent.iterdir()] == [key_file().name], "nothing else stays there"
    key_file().write_bytes(b"short")
    assert load_key() is None


def test_a_seal_tells_its_parts_apart() -> None:
    key = b"k" * LENGTH
    assert is_sealed(key, seal(key, "ab", "c"), "ab", b"c")
    assert not is_sealed(key, seal(key, "ab", "c"), "a", "bc")
    assert not is_sealed(key, seal(b"l" * LENGTH, "ab", "c"), "ab", "c")


def test_a_page_kept_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    one = KeptPage("s", "b", "t", b"seal", "name", b"body")
    with Library.open(tmp_path / "new.db", create=True) as library:
        for page in (one, replace(one, body=b"other")):
            with library.transaction():
                save_pages(library, [page])
        assert load_page(library, "s") == replace(one, body=b"other")
        assert load_page(library, "t") is None
