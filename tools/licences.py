"""docs/reference/licences.md and the bill of materials, from tools/licences.toml and the lock.

`python -m tools.licences` checks that every locked package has a licence we may ship with and that the installed
package says the same, and writes the page; `--check` writes nothing. `--sbom FILE` writes a CycloneDX bill of
materials with hashes and licences.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PAGE = ROOT / "docs" / "reference" / "licences.md"


def recorded() -> dict[str, Any]:
    with (ROOT / "tools" / "licences.toml").open("rb") as stream:
        return tomllib.load(stream)


def locked() -> dict[str, list[str]]:
    """Package → its locked versions (two where Python versions need different ones)."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def parts(expression: str) -> list[list[str]]:
    """An SPDX expression as alternatives of licences that hold together.

    >>> parts("MPL-2.0 AND MIT OR GPL-2.0-only")
    [['MPL-2.0', 'MIT'], ['GPL-2.0-only']]
    """
    return [side.split(" AND ") for side in expression.split(" OR ")]


def stated(name: str, spelled: dict[str, str]) -> str | None:
    """The SPDX expression in the installed package's metadata; None where it states none or is not installed."""
    try:
        metadata = distribution(name).metadata.json
    except PackageNotFoundError:
        return None
    if metadata.get("license_expression"):
        return str(metadata["license_expression"])
    words = str(metadata.get("license") or "")
    return spelled.get(words, words if re.fullmatch(r"[A-Z][\w.-]*\d(-Clause)?|MIT|ISC", words) else None)


def faults() -> Iterator[str]:
    """What is wrong with the record, one sentence each."""
    record = recorded()
    packages: dict[str, str] = record["packages"]
    for name in locked():
        if name not in packages:
            yield f"{name} is locked but has no licence in tools/licences.toml: read it in the package and add it"
            continue
        if not any(set(side) <= set(record["allowed"]) for side in parts(packages[name])):
            yield f"{name} is under {packages[name]}, which is not among the allowed licences: take another package"
        says = stated(name, record["spelled"])
        if says and not {one for side in parts(says) for one in side} & {o for s in parts(packages[name]) for o in s}:
            yield f"{name} says {says}, tools/licences.toml says {packages[name]}: correct the record"
    yield from (f"{name} is recorded but no longer locked: remove it" for name in packages if name not in locked())


def page() -> str:
    packages = recorded()["packages"]
    lines = ["# Licences", "", "<!-- Written by `make licences`. -->", ""]
    lines.append("What is installed beside the program (Apache-2.0), with its version in the lock and its licence.")
    lines += ["", "| package | version | licence |", "|---|---|---|"]
    lines += [
        f"| {name} | {', '.join(versions)} | {packages.get(name)} |" for name, versions in sorted(locked().items())
    ]
    return "\n".join(lines) + "\n"


def save_sbom(out: Path) -> None:
    """Write a CycloneDX 1.6 bill of materials of the locked packages. Raises CalledProcessError."""
    out.parent.mkdir(parents=True, exist_ok=True)
    maker = Path(sys.executable).with_name("cyclonedx-py")
    command = [str(maker), "requirements", str(LOCK), "--pyproject", str(ROOT / "pyproject.toml")]
    made = subprocess.run(
        [*command, "--output-reproducible", "--of", "JSON"], check=True, capture_output=True, text=True
    )
    bill = json.loads(made.stdout)
    packages = recorded()["packages"]
    for component in bill["components"]:
        component["licenses"] = [{"expression": packages[component["name"]]}]
    out.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {len(bill['components'])} components")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sbom", type=Path)
    arguments = parser.parse_args()
    wrong = list(faults())
    if arguments.check and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()):
        wrong.append(f"{PAGE.relative_to(ROOT)} is out of date: run 'make licences'")
    for one in wrong:
        print(one, file=sys.stderr)
    if not arguments.check:
        PAGE.write_text(page(), encoding="utf-8")
    if arguments.sbom:
        save_sbom(arguments.sbom)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
