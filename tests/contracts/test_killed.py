"""SIGKILL at random moments: nothing that was acknowledged is lost, and running again ends as an unbroken run does."""

from __future__ import annotations

import subprocess
import sys

KILLS = 30  # about 25 s of one core; `python -m tools.soak --kills 1000` makes longer runs


def test_writers_killed_at_random_moments_lose_nothing_and_end_as_an_unbroken_run() -> None:
    # A process of its own: children are forked, and this one may have threads.
    command = [sys.executable, "-m", "tools.soak", "--kills", str(KILLS), "--seed", "3", "--documents", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} kills" in done.stdout
    for stage in ("storing", "annotating", "linking", "judging", "migrating"):
        assert stage in done.stdout
