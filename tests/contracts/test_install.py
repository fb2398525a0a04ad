"""The environment is made anew when its locks change, and not otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tools import install


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with locks and an environment whose packages were never installed."""
    for name in ("requirements.lock", "requirements-build.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="ascii")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": python}.items():
        monkeypatch.setattr(install, name, value)
    return tmp_path


def finish(level: str) -> None:
    install.marker(level).write_text(install.digest(level), encoding="ascii")


def test_an_interrupted_install_is_not_taken_for_a_ready_one(checkout: Path) -> None:
    assert not install.is_ready("run")


def test_a_finished_install_is_not_repeated(checkout: Path) -> None:
    finish("run")
    assert install.is_ready("run")
    assert not install.is_ready("dev")
    assert install.main(["run"]) == 0


def test_what_checks_need_serves_the_program_too(checkout: Path) -> None:
    finish("dev")
    assert install.is_ready("run")


def test_a_changed_lock_asks_for_a_new_install(checkout: Path) -> None:
    finish("run")
    (checkout / "requirements.lock").write_text("newer", encoding="ascii")
    assert not install.is_ready("run")


def test_a_wrong_word_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert install.main(["everything"]) == 2
    assert "usage" in capsys.readouterr().err


def test_an_old_python_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(install, "OLDEST", (sys.version_info[0], sys.version_info[1] + 1))
    assert install.main(["run"]) == 2
    assert "make PYTHON=" in capsys.readouterr().err
