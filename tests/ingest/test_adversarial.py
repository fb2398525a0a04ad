"""Pages and files made to break a reader: each is a clear problem, or read, and none holds up the run."""

from __future__ import annotations

import gzip
import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.ingest import Options, apart, read_paths
from rashomon.ingest.apart import Question
from rashomon.ingest.deadline import TookTooLongError, each_within, limited
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes
from rashomon.ingest.workers import Limits, NoWorkerError, ask_apart
from rashomon.model import Document, Problem

WORDS = "The old bridge over the Velm fell on Monday after two weeks of shelling, three witnesses said."
HEAD = "<html><head><title>Karsa bridge falls</title></head><body>"
PROSE = f"<p>{WORDS}</p>" * 5
LEVELS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "boom"}">' for n in range(12))


def read(data: bytes | str, **options: object) -> list[Document | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    # In this process, so that its own clock of computing sees it.
    return list(read_raw(raw_from_bytes(raw, "here", Options(**{"apart": False} | options))))  # type: ignore[arg-type]


def reasons(found: list[Document | Problem]) -> str:
    return "; ".join(one.reason for one in found if isinstance(one, Problem))


@pytest.mark.parametrize(
    "page",
    [
        HEAD + "<div>" * 1_000_000 + PROSE,
        HEAD + PROSE + "<b>" * 1_600_000,
        HEAD + PROSE + "<table><tr><td>" * 300_000,
        HEAD + PROSE + "<ul><li>x" * 500_000,
        HEAD + PROSE + "<" * 1_000_000,
        HEAD + PROSE + "<div " + " ".join(f"a{n}=1" for n in range(500_000)) + ">",
        HEAD + PROSE + "<p>" + "w" * 5_000_000,
        HEAD + PROSE + "<p>x" + " " * 5_000_000 + "y",
        HEAD + '<script type="application/ld+json">' + "[" * 1_000_000 + "</script>" + PROSE,
        HEAD + PROSE + "<div></div>" * 500_000,
        HEAD + PROSE + "<p><i>x</i></p>" * 333_000,
        HEAD + PROSE + ("<div>" * 60 + "</div>" * 60) * 8_000,
    ],
    ids=[
        "div",
        "b",
        "tables",
        "lists",
        "brackets",
        "attributes",
        "one word",
        "blanks",
        "json",
        "empty",
        "short",
        "nested",
    ],
)
def test_a_page_of_megabytes_of_one_thing_is_read_or_refused_in_seconds(page: str) -> None:
    started = time.process_time()
    assert len(read(page)) == 1
    assert time.process_time() - started < 15.0


def test_a_page_with_far_more_markup_than_any_is_refused() -> None:
    page = HEAD + ("<div>" * 200 + f"<p>{WORDS}</p>" + "</div>" * 200) * 200
    assert "deep on average" in reasons(read(page))


def test_a_page_of_more_elements_than_are_read_says_how_many() -> None:
    assert "elements of markup" in reasons(read(HEAD + PROSE + "<br>" * 500_000))
    assert "tags of markup" in reasons(read(HEAD + PROSE + "<br>" * 1_500_000))


def test_a_page_of_200_megabytes_is_a_problem_and_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as stream:
        stream.write((HEAD + PROSE * 200).encode())  # the rest is zeros, so that the test need not write it
        stream.truncate(200_000_000)
    assert "larger than 50 MB" in reasons(list(read_paths([str(path)])))


@pytest.mark.parametrize(
    "data",
    [
        f"<!DOCTYPE html [{LEVELS}]><html><body>&a11;{PROSE}",
        f"<!DOCTYPE rss [{LEVELS}]><rss><channel><title>x</title><item><title>&a11;</title></item></channel></rss>",
        f'<!DOCTYPE opml [{LEVELS}]><opml><body><outline text="&a11;"/></body></opml>',
        f"<!DOCTYPE html [{LEVELS}]><html><body>" + "&a1;" * 300_000,
    ],
    ids=["HTML", "RSS", "OPML", "million"],
)
def test_entities_that_multiply_do_not(data: str) -> None:
    started = time.process_time()
    found = read(data)
    assert found
    assert all(len(one.text) < 5_000_000 for one in found if isinstance(one, Document))
    assert time.process_time() - started < 15.0


def encrypted_zip() -> bytes:
    """A ZIP whose member says that it is encrypted: bit 0 of its flags, in both places that hold them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.html", HEAD + PROSE)
    data = bytearray(out.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def encrypted_pdf() -> bytes:
    """A PDF with a standard security handler whose password is not the empty one."""
    key = "<" + "41" * 32 + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    ids = "/ID [<31> <31>]"
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R {ids} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


@pytest.mark.parametrize("data", [encrypted_zip(), encrypted_pdf()], ids=["ZIP", "PDF"])
def test_encrypted_files_ask_for_their_password(data: bytes) -> None:
    assert "encrypted: needs a password" in reasons(read(data))


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/etc/karsa.txt", "..\\up.txt", "C:/karsa.txt"])
def test_members_that_climb_out_of_a_zip_are_refused(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, WORDS)
    assert "climbs out" in reasons(read(out.getvalue()))


def test_a_gzip_that_is_cut_off_says_so_and_gives_what_can_be_read() -> None:
    data = gzip.compress(json.dumps({"text": WORDS}).encode() + b"\n" + (WORDS.encode() + b"\n") * 5_000)
    found = read(data[: len(data) // 2])
    assert "cut off" in reasons(found)
    assert isinstance(found[1], Document)


@pytest.mark.parametrize("declared", ["utf-8", "koi8-r", "utf-16", "x-none", "utf-7", "idna", "rot13"])
def test_a_charset_that_lies_spoils_no_word(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{WORDS} “It is Zoë’s,” he said.</p>' + PROSE
    for data in (page.encode("utf-8"), page.encode("cp1252")) if declared in ("utf-8", "x-none") else (page.encode(),):
        (document,) = read(data)
        assert isinstance(document, Document)
        assert "“It is Zoë’s,” he said." in document.text


@pytest.mark.parametrize(
    "day", ["yesterday", "Sat, 99 Foo 2031 99:99:99 +9999", "0000-00-00", "2031-13-45", "-1", "9" * 400, "2031-02-30"]
)
def test_a_feed_s_broken_date_is_no_date(day: str) -> None:
    item = f"<item><title>Bridge</title><pubDate>{day}</pubDate><description>{WORDS}</description></item>"
    (document,) = read(f"<rss version='2.0'><channel><title>Velm</title>{item}</channel></rss>")
    assert isinstance(document, Document)
    assert document.published is None


def test_a_document_that_takes_too_long_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HEAD + f"<p>{WORDS}</p>" * 60_000)
    (tmp_path / "b.html").write_text(HEAD + PROSE)
    # A worker's first document pays for the libraries that it loads: about a second, two and a half on a busy machine.
    slow, quick = read_paths([str(tmp_path)], Options(seconds=5.0))
    assert isinstance(slow, Problem)
    assert "took longer than 5 s" in slow.reason
    assert isinstance(quick, Document)


def test_the_time_counts_for_each_step_and_not_for_what_is_done_between() -> None:
    def busy(seconds: float) -> None:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    def steps() -> Iterator[int]:
        for number in range(4):
            busy(0.05)
            yield number
        busy(0.6)

    done = []
    limited_steps = each_within(steps(), 0.2)
    for number, _ in zip(range(4), limited_steps, strict=False):
        busy(0.15)
        done.append(number)
    assert done == [0, 1, 2, 3]
    with pytest.raises(TookTooLongError):
        next(limited_steps)


def off_the_main_thread(data: str, seconds: float) -> tuple[list[Document | Problem], float]:
    """What a thread reads, as a server would, and how long it took by the clock."""
    found: list[Document | Problem] = []
    thread = threading.Thread(target=lambda: found.extend(read(data, apart=True, seconds=seconds)))
    started = time.monotonic()
    thread.start()
    thread.join()
    return found, time.monotonic() - started


def test_the_limit_holds_off_the_main_thread() -> None:
    found, took = off_the_main_thread(HEAD + f"<p>{WORDS}</p>" * 40_000, 0.5)
    assert "took longer than 0.5 s" in reasons(found)
    assert took < 30.0


def test_off_the_main_thread_the_limit_of_this_process_is_without_effect_and_does_no_harm() -> None:
    done: list[bool] = []

    def inside() -> None:
        with limited(0.01):
            done.append(True)

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert done == [True]


def test_what_needs_too_much_memory_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[ " + "[]," * 12_000_000 + "[]]")
    (tmp_path / "b.html").write_text(HEAD + PROSE)
    greedy, modest = read_paths([str(tmp_path)], Options(memory=20_000_000))
    assert isinstance(greedy, Problem)
    assert "of memory" in greedy.reason
    assert isinstance(modest, Document)


def test_a_document_that_ends_its_worker_is_a_problem_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text(HEAD + PROSE)
    (tmp_path / "b.html").write_text(HEAD + PROSE + "Velm.")

    def deadly(target: str, question: Question, limits: Limits) -> Iterator[object]:
        ours = question.known["where"].endswith("b.html")
        return ask_apart(target, question, limits) if ours else ask_apart("os:_exit", 11, limits)

    monkeypatch.setattr(apart, "ask_apart", deadly)
    ended, whole = read_paths([str(tmp_path)])
    assert isinstance(ended, Problem)
    assert "ended the process that worked on it (exit status 11)" in ended.reason
    assert isinstance(whole, Document)


def test_read_apart_and_read_here_are_the_same_to_the_letter() -> None:
    page = HEAD + "<h1>Karsa bridge falls</h1><p class=byline>By Ada Novak</p>" + PROSE
    assert read(page, apart=True) == read(page, apart=False)


def test_without_processes_documents_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> Iterator[object]:
        raise NoWorkerError("no process can be started")
        yield

    monkeypatch.setattr(apart, "ask_apart", none)
    (document,) = read(HEAD + PROSE, apart=True)
    assert isinstance(document, Document)
