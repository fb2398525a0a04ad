"""Questions that a worker answers, and those that it does not survive. The functions asked are Python's own."""

from __future__ import annotations

import threading
import time

import pytest

from rashomon.ingest.workers import Limits, WorkerError, ask_apart

LIMITS = Limits(seconds=60.0, memory=200_000_000)
HASTY = Limits(seconds=0.4, memory=200_000_000)


def test_answers_come_one_by_one_from_the_same_worker() -> None:
    assert [list(ask_apart("builtins:range", 3, LIMITS)) for _ in range(3)] == [[0, 1, 2]] * 3


@pytest.mark.parametrize(
    ("target", "question", "why"),
    [
        ("os:_exit", 3, "exit status 3"),
        ("signal:raise_signal", 9, "SIGKILL"),
        ("signal:raise_signal", 11, "SIGSEGV"),
        ("builtins:bytearray", 4_000_000_000, "0.2 GB of memory"),
        ("builtins:int", "ten", "invalid literal"),
    ],
)
def test_a_question_that_a_worker_does_not_survive_says_why_and_the_next_is_answered(
    target: str, question: object, why: str
) -> None:
    with pytest.raises(WorkerError, match=why):
        list(ask_apart(target, question, LIMITS))
    assert list(ask_apart("builtins:range", 2, LIMITS)) == [0, 1]


def test_a_question_without_end_is_given_up_by_the_clock_on_any_thread() -> None:
    said: list[str] = []

    def ask() -> None:
        with pytest.raises(WorkerError) as caught:
            list(ask_apart("time:sleep", 3600, HASTY))
        said.append(str(caught.value))

    thread = threading.Thread(target=ask)
    started = time.monotonic()
    thread.start()
    thread.join()
    assert said == ["took longer than 0.4 s by the clock"]
    assert time.monotonic() - started < 20.0


def test_whoever_stops_listening_gets_no_old_answers_later() -> None:
    for one in ask_apart("builtins:range", 100_000, LIMITS):
        assert one == 0
        break
    assert list(ask_apart("builtins:range", 2, LIMITS)) == [0, 1]
