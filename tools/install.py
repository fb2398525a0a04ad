"""A ready `.venv`: `python3 tools/install.py [run|dev]` makes it from the locks, with hashes; a second call is instant.

Uses the standard library only, so it runs on a machine with nothing but Python 3.11 to 3.13. `run` is what the
program needs, `dev` adds what its checks need. A killed install is taken up again by the next call.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ("requirements.lock", "requirements-build.lock"), "dev": ("requirements-dev.lock",)}
SIZES = {"run": "700 MB", "dev": "1.2 GB, most of the difference for Spark"}
OLDEST, NEWEST = (3, 11), (3, 13)


def digest(level: str) -> str:
    """What the environment is made of: a hash of its locks and of pyproject.toml."""
    made_of = hashlib.sha256(sys.version.encode())
    for name in (*LOCKS[level], "pyproject.toml"):
        made_of.update((ROOT / name).read_bytes())
    return made_of.hexdigest()


def marker(level: str) -> Path:
    return VENV / f".installed-{level}"


def is_ready(level: str) -> bool:
    """Whether the environment was made from the locks as they are now; `dev` serves for `run` too."""
    levels = ("dev",) if level == "dev" else ("run", "dev")
    return PYTHON.exists() and any(
        marker(one).exists() and marker(one).read_text(encoding="ascii") == digest(one) for one in levels
    )


def is_alive() -> bool:
    """Whether `.venv` has a Python that starts and is the same version as this one."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import sys, pip; print(sys.version)"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    return found.returncode == 0 and found.stdout.strip() == sys.version.strip()


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*command, *arguments], check=True, cwd=ROOT)


def install(level: str) -> None:
    """Make or mend `.venv`; raises CalledProcessError where venv or pip fails (their message is on the screen)."""
    if not is_alive():
        print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print(f"Installing the locked packages (about {SIZES[level]}, once; a minute or two) ...", flush=True)
    for lock in LOCKS[level]:
        pip("--require-hashes", "--requirement", lock)
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    marker(level).write_text(digest(level), encoding="ascii")


def main(arguments: list[str]) -> int:
    level = arguments[0] if arguments else "run"
    if level not in LOCKS or len(arguments) > 1:
        print("usage: python3 tools/install.py [run|dev]", file=sys.stderr)
        return 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = sys.version.split()[0]
        print(f"Rashomon needs Python 3.11 to 3.13; this is {found}. Try: make PYTHON=python3.11", file=sys.stderr)
        return 2
    if is_ready(level):
        return 0
    try:
        install(level)
    except subprocess.CalledProcessError as error:
        print(
            f"The environment could not be made: {' '.join(error.cmd)} ended with {error.returncode}. See its message "
            "above. On Debian and Ubuntu the `venv` module is in the package python3-venv.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
