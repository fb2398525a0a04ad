"""docs/reference/cli.md and schema.md, written from the commands and schemas, and the error rates that dossiers carry.

`python -m tools.references` writes them; with `--check` it says which are out of date and ends with status 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from rashomon import schemas
from rashomon.cli import cli
from rashomon.store import library as store_library
from tools import error_rates

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
GENERATED = "<!-- Written by `make references`; edit the code that it is made from. -->"


def cli_page() -> str:
    """Every command with its arguments and options, as Markdown."""
    lines = [
        "# Commands",
        "",
        GENERATED,
        "",
        _paragraphs(cli.help or ""),
        "",
        "Exit status: 0 done, 1 problems, 2 usage.",
    ]
    context = click.Context(cli, info_name="rashomon")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            lines += _command_lines(name, command, context)
    return "\n".join(lines).rstrip() + "\n"


def _command_lines(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(["rashomon", name, *command.collect_usage_pieces(context)])
    yield from ("", f"## rashomon {name}", "", f"    {usage}", "", _paragraphs(command.help or ""))
    named = [one for one in command.params if isinstance(one, click.Option)]
    records = [found for one in named if (found := one.get_help_record(context)) is not None]
    if records:
        yield from ("", "| option | |", "|---|---|")
        yield from (f"| `{_cell(option)}` | {_cell(says)} |" for option, says in records)
    if isinstance(command, click.Group):
        for part, below in sorted(command.commands.items()):
            yield from _command_lines(f"{name} {part}", below, parent)


def _paragraphs(help_text: str) -> str:
    """A docstring as Markdown paragraphs, each on one line."""
    paragraphs = help_text.replace("\b\n", "").strip().split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def schema_page() -> str:
    """Every shape that leaves the program and every table of the library, as Markdown."""
    lines = ["# Shapes", "", GENERATED, ""]
    lines.append(
        "Offsets are code points of the document's text, half-open. The JSON Schemas (draft 2020-12) lie in "
        "`src/rashomon/schemas/`; `rashomon.schemas.load(name)` gives one."
    )
    for name in schemas.names():
        schema = schemas.load(name)
        lines += ["", f"## {name}", "", schema["title"] + "."]
        shapes = [schema, *schema.get("$defs", {}).values()]
        titles = ["", *schema.get("$defs", {})]
        for title, shape in zip(titles, shapes, strict=True):
            if "properties" in shape:
                lines += _table(title, shape)
    sql = Path(store_library.__file__).with_name("schema.sql").read_text(encoding="utf-8").strip()
    lines += ["", "## The library", "", "`rashomon add` keeps everything in one SQLite file with these tables.", ""]
    return "\n".join([*lines, "```sql", sql, "```"]) + "\n"


def _table(title: str, shape: dict[str, Any]) -> list[str]:
    lines = ["", f"### {title}"] if title else []
    lines += ["", "| key | type | |", "|---|---|---|"]
    needed = shape.get("required", [])
    for key, one in shape["properties"].items():
        optional = "" if key in needed else "optional; "
        lines.append(f"| `{key}` | {_type(one)} | {optional}{_cell(one.get('description', ''))} |")
    return [*lines, *_labels(shape)]


def _labels(shape: dict[str, Any]) -> list[str]:
    """The lists that hang on another key's value, such as the labels of each kind."""
    lines = []
    for rule in shape.get("allOf", []):
        which = rule["if"]["properties"]
        for key, one in rule["then"]["properties"].items():
            if "enum" in one and set(which) == {"kind"}:
                lines.append(f"- `{key}` where `kind` is `{which['kind']['const']}`: {_type(one)}")
    return ["", *lines] if lines else lines


def _type(one: dict[str, Any]) -> str:
    if "$ref" in one:
        return str(one["$ref"]).rpartition("/")[2]
    if "const" in one:
        return f"`{one['const']}`"
    if "enum" in one:
        return ", ".join("null" if value is None else f"`{value}`" for value in one["enum"])
    kind = one.get("type", "any")
    if kind == "array":
        inside = one.get("items", {})
        keys = ", ".join(f"`{key}`" for key in inside.get("properties", {}))
        return f"list of {{{keys}}}" if keys else f"list of {_type(inside)}"
    if kind == "object" and one.get("properties"):
        return "{" + ", ".join(f"`{key}`" for key in one["properties"]) + "}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


PAGES = {FOLDER / "cli.md": cli_page, FOLDER / "schema.md": schema_page, error_rates.PATH: error_rates.rates_file}


def outdated() -> list[str]:
    """The names of the pages that are not as the code would write them now."""
    stale = []
    for path, page in PAGES.items():
        if not path.exists() or path.read_text(encoding="utf-8") != page():
            stale.append(str(path.relative_to(ROOT)))
    return stale


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        stale = outdated()
        for name in stale:
            print(f"{name} is out of date: run `make references`", file=sys.stderr)
        return 1 if stale else 0
    if arguments:
        print("usage: python -m tools.references [--check]", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
