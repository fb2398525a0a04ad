"""Pages take turns, and nobody waits long for one that takes long."""

from __future__ import annotations

import threading
import time

import pytest

from rashomon.web.turn import Turn


def test_who_has_the_turn_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.web.turn.SECONDS", 10)
    turn, inside, most = Turn(), 0, 0

    def make() -> None:
        nonlocal inside, most
        with turn.taken():
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1

    threads = [threading.Thread(target=make) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == 1
    assert turn.holder is None


def test_a_page_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.web.turn.SECONDS", 0.01)
    turn, done = Turn(), threading.Event()

    def make() -> None:
        with turn.taken():
            done.set()

    with turn.taken():
        other = threading.Thread(target=make)
        other.start()
        assert done.wait(5), "made beside it"
        other.join()
        assert turn.holder == threading.get_ident(), "and the turn stays whose it was"


def test_who_waits_for_something_else_gives_the_turn_up_and_takes_it_again() -> None:
    turn = Turn()
    with turn.taken():
        with turn.given_up():
            assert not turn.lock.locked()
        assert turn.lock.locked()
    assert not turn.lock.locked()
    with turn.given_up():
        assert not turn.lock.locked(), "who had none has none"
    assert not turn.lock.locked()
