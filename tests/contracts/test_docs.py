"""Docs hold: their commands run, their examples run, their links lead somewhere, what is generated is fresh."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tools import references

from rashomon.cli import COMMANDS, cli
from rashomon.model import LABELS, STANCES, STATUSES

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Pages that `make accuracy` and `make bench` write; a fresh checkout may not have them yet.
WRITTEN_LATER = {"accuracy.md", "performance.md"}


def blocks(language: str) -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for found, code in BLOCK.findall(page.read_text(encoding="utf-8")):
            if found == language:
                yield page, code


def run_line(line: str) -> None:
    """Run one `rashomon …` line of a bash block in this process, with `> file` where it has one."""
    words = shlex.split(line, comments=True)
    out = None
    if ">" in words:
        words, out = words[: words.index(">")], Path(words[words.index(">") + 1])
    assert words[0] == "rashomon", f"a block holds only rashomon commands, so that it can be run: {line}"
    result = CliRunner().invoke(cli, words[1:], catch_exceptions=False)
    assert result.exit_code == 0, f"{line}\n{result.output}"
    if out is not None:
        out.write_bytes(result.stdout_bytes)


@pytest.mark.parametrize("page", sorted({page for page, _ in blocks("bash")}), ids=lambda page: page.name)
def test_the_commands_of_a_page_run_in_order(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    for owner, code in blocks("bash"):
        if owner == page:
            for line in code.replace("\\\n", " ").splitlines():
                if line.strip() and not line.startswith("#"):
                    run_line(line)


@pytest.mark.parametrize(("page", "code"), list(blocks("python")), ids=lambda one: getattr(one, "name", "code"))
def test_the_examples_of_a_page_run(page: Path, code: str) -> None:
    exec(compile(code, str(page), "exec"), {"__name__": "example"})  # noqa: S102  our own docs


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target and Path(target).name not in WRITTEN_LATER:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## rashomon {name}\n" in text


def test_every_label_is_documented() -> None:
    text = (ROOT / "docs/reference/schema.md").read_text(encoding="utf-8")
    for label in [one for labels in LABELS.values() for one in labels] + [*STANCES, *STATUSES]:
        assert f"`{label}`" in text


def test_generated_references_are_fresh() -> None:
    assert references.outdated() == [], "run `make references`"


def test_the_glossary_gives_each_word_once() -> None:
    rows = re.findall(r"^\| (\w[\w ]*) \| ", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    words = [row for row in rows if row != "word"]
    assert len(words) == len(set(words))
    assert {"source", "document", "account", "claim", "event", "silence"} <= set(words)


def test_every_decision_says_what_why_what_else_and_what_would_change_it() -> None:
    parts = (r"what|choice|decision", r"why|measured", r"what else", r"would change our mind|weak places")
    for page in sorted((ROOT / "docs/decisions").glob("*.md")):
        text = page.read_text(encoding="utf-8").lower()
        for part in parts:
            assert re.search(rf"\*\*[^*]*\b(?:{part})\b[^*]*\*\*", text), f"{page.name} lacks: {part}"


def test_no_page_names_a_folder_of_this_machine() -> None:
    for page in [*PAGES, ROOT / "CHANGELOG.md", ROOT / "NOTICE", ROOT / "Makefile"]:
        assert not re.search(r"/(home|work|root|tmp|Users)/", page.read_text(encoding="utf-8")), page.name
