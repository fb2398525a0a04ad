"""A dossier says what it was made of, and verify tells when it no longer is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.compare.karsa import velm
from tests.web.conftest import HOSTILE, save

from rashomon.cli import cli
from rashomon.compare import Account, Comparison, compare
from rashomon.model import Document, RashomonError
from rashomon.web import printing
from rashomon.web.dossier import make_dossier
from rashomon.web.manifest import MARK, check_dossier, load_error_rates


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    made = velm()
    return compare(made.accounts, made.clusters, made.copies)


@pytest.fixture(scope="module")
def page(comparison: Comparison) -> str:
    return make_dossier(comparison)


def test_version_settings_hashes_and_error_rates_are_inside(page: str, comparison: Comparison) -> None:
    found = check_dossier(page).manifest
    assert found["settings"] == {"quotes_only": False, "story": None}
    assert found["version"]
    assert {one["sha256"] for one in found["documents"]} == {one.document.sha256 for one in comparison.columns}
    assert len(found["passages"]) > 20
    assert found["error_rates"] == list(load_error_rates())
    assert "How often it is wrong" in page


@pytest.mark.parametrize("quotes_only", [False, True])
def test_an_untouched_dossier_has_no_fault(comparison: Comparison, quotes_only: bool) -> None:
    assert check_dossier(make_dossier(comparison, quotes_only=quotes_only)).faults == ()


def test_a_changed_word_is_told_with_its_place(page: str) -> None:
    faults = check_dossier(page.replace(">seventeen people</span>", ">seventy people</span>")).faults
    assert any("its hash differs" in one for one in faults)
    assert any("has other words: seventy people" in one for one in faults)


@pytest.mark.parametrize("change", [("Velm", "Karsa"), ("</h1>", "</h1> "), ("--paper: #fbf9f4", "--paper: #000000")])
def test_any_change_of_the_page_is_told(page: str, change: tuple[str, str]) -> None:
    changed = page.replace(*change, 1)
    assert changed != page
    assert check_dossier(changed).faults


def test_a_passage_that_was_taken_out_is_told(page: str) -> None:
    head, _, rest = page.partition('<section id="texts"')
    texts, _, tail = rest.partition('<section id="made"')
    faults = check_dossier(f'{head}<section id="texts"{texts[:200]}</section><section id="made"{tail}').faults
    assert any("is not in the file" in one for one in faults)


def test_an_article_cannot_bring_its_own_manifest() -> None:
    fake = "".join((MARK[0], json.dumps({"schema": "rashomon.dossier/1"}), MARK[1]))
    document = Document("x", f"{fake} {HOSTILE}", title=fake)
    page = make_dossier(compare([Account(document, ())]))
    assert page.count(MARK[0]) == 1
    assert check_dossier(page).faults == ()
    assert check_dossier(page).manifest["documents"][0]["id"] == "x"


@pytest.mark.parametrize("content", ["", "hello", MARK[0] + "{" + MARK[1], MARK[0] + "[]" + MARK[1],
                                     MARK[0] + '{"schema": "rashomon.dossier/1"}' + MARK[1]])  # fmt: skip
def test_what_is_no_dossier_is_said(content: str) -> None:
    with pytest.raises(RashomonError, match="manifest"):
        check_dossier(content)


def test_verify_checks_a_dossier_by_itself_and_against_its_library(tmp_path: Path) -> None:
    library, out = save(tmp_path / "velm.db"), tmp_path / "velm.html"
    run = CliRunner()
    assert (
        run.invoke(cli, ["dossier", str(out), "--library", str(library), "--all"], catch_exceptions=False).exit_code
        == 0
    )
    done = run.invoke(cli, ["verify", str(out)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "nothing was changed" in done.output
    done = run.invoke(cli, ["verify", str(out), "--library", str(library)], catch_exceptions=False)
    assert "holds the same words" in done.output
    empty = tmp_path / "empty"
    empty.mkdir()
    other = save(tmp_path / "other.db")
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(other) as connection:
        connection.execute("DROP TRIGGER document_text_never_changes")
        connection.execute("UPDATE document SET text = text || ' More.', sha256 = 'x' WHERE id = 'voice'")
    done = run.invoke(cli, ["verify", str(out), "--library", str(other)])
    assert done.exit_code == 1
    assert "document voice has another text" in done.output
    out.write_text(out.read_text(encoding="utf-8").replace("seventeen", "seventy"), encoding="utf-8")
    assert run.invoke(cli, ["verify", str(out)]).exit_code == 1


def test_without_a_browser_the_pdf_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_CHROMIUM", raising=False)
    monkeypatch.setattr(printing.shutil, "which", lambda _: None)
    with pytest.raises(RashomonError, match="install one"):
        printing.make_pdf(b"<p>x")
    monkeypatch.setenv("RASHOMON_CHROMIUM", "nowhere")
    with pytest.raises(RashomonError, match="is no program here"):
        printing.find_browser()


def test_a_browser_that_makes_no_pdf_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CHROMIUM", "true")
    with pytest.raises(RashomonError, match="made no PDF"):
        printing.make_pdf(b"<p>x")


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_the_pdf_holds_the_words_of_the_dossier(page: str) -> None:
    import pypdfium2  # noqa: PLC0415

    made = pypdfium2.PdfDocument(printing.make_pdf(page.encode()))
    words = " ".join(" ".join(one.get_textpage().get_text_range() for one in made).split())
    assert "seventeen people" in words
    assert "unless the river rises" in words
