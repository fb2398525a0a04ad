"""`rashomon verify`: every text, span, hash and reference of a library, or of a dossier."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from rashomon.cli.options import library_option, plural


@click.command()
@click.argument("dossier", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@library_option
@click.pass_context
def command(context: click.Context, dossier: Path | None, library_path: Path) -> None:
    """Check a library: exit status 0 only if every span lies in its text and every hash and reference holds.

    With a DOSSIER (an HTML file that 'rashomon dossier' wrote) check that instead: that nothing in it was changed
    since; with --library too, that its texts and passages are those of the library.
    """
    if dossier is None:
        faults, words = _check_library(library_path)
        _end(faults, str(library_path), words)
    else:
        given = context.get_parameter_source("library_path") is not ParameterSource.DEFAULT
        faults, words = _check_dossier(dossier, library_path if given else None)
        _end(faults, str(dossier), words)


def _check_library(path: Path) -> tuple[list[str], str]:
    from rashomon.store import Library  # noqa: PLC0415

    with Library.open(path) as library:
        faults = list(library.faults())
        return faults, f"{plural(library.count_documents(), 'document')}, every span, hash and reference holds."


def _check_dossier(path: Path, library_path: Path | None) -> tuple[list[str], str]:
    from rashomon.store import Library  # noqa: PLC0415
    from rashomon.web.manifest import against, check_dossier  # noqa: PLC0415

    checked = check_dossier(path.read_text(encoding="utf-8", errors="replace"))
    manifest, faults = checked.manifest, list(checked.faults)
    texts, passages = plural(len(manifest["documents"]), "text"), plural(len(manifest["passages"]), "passage")
    words = f"{texts}, {passages}, nothing was changed since Rashomon {manifest['version']} wrote it"
    if library_path is None:
        return faults, words + "."
    with Library.open(library_path) as library:
        found = (library.document(one["id"]) for one in manifest["documents"])
        faults += against(manifest, {one.id: one for one in found if one is not None})
    return faults, f"{words}, and {library_path} holds the same words."


def _end(faults: list[str], where: str, words: str) -> None:
    for one in faults:
        click.echo(one)
    if faults:
        click.echo(f"{plural(len(faults), 'fault')} in {where}", err=True)
        raise SystemExit(1)
    click.echo(f"{where}: {words}")
