"""The locks hold what pyproject asks for, agree with each other, and name a hash for every package."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, str]:
    """Package and version for each line of a lock."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.MULTILINE))


def plain(requirement: str) -> str:
    """The normalised name of a requirement (PEP 503)."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_what_the_program_needs_is_locked() -> None:
    assert {plain(one) for one in PROJECT["project"]["dependencies"]} <= set(locked("requirements.lock"))


@pytest.mark.parametrize(("group", "lock"), [("build", "requirements-build.lock"), ("dev", "requirements-dev.lock")])
def test_what_building_and_checking_need_is_locked(group: str, lock: str) -> None:
    wanted = {plain(one) for one in PROJECT["dependency-groups"][group] if isinstance(one, str)}
    assert wanted <= set(locked(lock))


def test_tests_run_on_the_versions_that_ship() -> None:
    tested = locked("requirements-dev.lock")
    for lock in LOCKS[:2]:
        for name, version in locked(lock).items():
            assert tested.get(name) == version, f"{name} in {lock} and requirements-dev.lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_every_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if re.match(r'\s+"[A-Za-z0-9_-]+[><=~]', line):
            assert re.search(r"# .+\([^)]+\)", line), f"say in one line what it is for, and its licence: {line.strip()}"


#: What another package imports for us, and the call of ours that needs it.
THROUGH = {"python-multipart": r"request\.form\("}


def test_every_dependency_is_used() -> None:
    """What the program asks to be installed is imported somewhere in it."""
    modules: dict[str, set[str]] = {}
    for module, owners in packages_distributions().items():
        for owner in owners:
            modules.setdefault(plain(owner), set()).add(module)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for one in PROJECT["project"]["dependencies"]:
        names = "|".join(re.escape(name) for name in modules[plain(one)])
        imported = rf"\b(?:import|from) (?:{names})\b|import_module\(.{{0,4}}(?:{names})"
        assert re.search(THROUGH.get(plain(one), imported), code), f"{one} is unused"
