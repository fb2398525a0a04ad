"""`rashomon serve`: a library as pages on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option


@click.command()
@library_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
def command(library_path: Path, port: int) -> None:
    """Show the library in the browser, on this machine only. Stop it with Ctrl-C."""
    from rashomon.web.serving import serve  # noqa: PLC0415  0.3 s, only where pages are served

    serve(library_path, port, lambda address: click.echo(f"Open {address} (stop with Ctrl-C)"))
