"""`rashomon serve`: a library as pages on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.options import library_option


@click.command()
@library_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--read-only", is_flag=True, help="Nothing can be judged or added from the pages.")
@click.option(
    "--token",
    envvar="RASHOMON_TOKEN",
    metavar="SECRET",
    show_envvar=True,
    help="Ask every reader for this secret of 16 characters or more.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; beyond this machine only "
    "with --token, and then unencrypted: put a proxy with TLS before it.",
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name under which others reach it; again for more."
)
def command(
    library_path: Path, port: int, read_only: bool, token: str | None, host: str, names: tuple[str, ...]
) -> None:  # fmt: skip
    """Show the library in the browser, to this machine only unless --host says otherwise. Stop it with Ctrl-C."""
    from rashomon.web.guard import Policy, host_names  # noqa: PLC0415
    from rashomon.web.serving import serve  # noqa: PLC0415  0.3 s, only where pages are served

    policy = Policy(host_names(names), token or None, read_only)
    serve(library_path, port, lambda address: click.echo(f"Open {address} (stop with Ctrl-C)"), host, policy)
