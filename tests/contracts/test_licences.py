"""Every package that is installed with the program has a licence that may ship with it, on record."""

from __future__ import annotations

import pytest
from tools import licences


def test_every_locked_package_has_an_allowed_licence_that_the_package_itself_states() -> None:
    assert list(licences.faults()) == []


def test_a_package_under_a_licence_that_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    record = licences.recorded()
    changed = record | {"packages": record["packages"] | {"click": "AGPL-3.0-only"}}
    monkeypatch.setattr(licences, "recorded", lambda: changed)
    assert any("click is under AGPL-3.0-only" in one for one in licences.faults())
    assert any("click says BSD-3-Clause" in one for one in licences.faults())
