"""The command line: one module a command, loaded only when it is called so that --help stays fast."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from rashomon import __version__
from rashomon.model import RashomonError

#: Command → what --help says of it. The module `rashomon.cli.<command>` has `command`.
COMMANDS = {
    "add": "Read files, folders or URLs into a library, annotate and link them.",
    "show": "Print a library, a document or a story in the terminal.",
    "compare": "Print where the accounts of a story agree, differ or are silent.",
    "dossier": "Write a story's comparison as one HTML file that opens anywhere.",
    "serve": "Show a library as pages on this machine.",
    "search": "Find documents by their words.",
    "extract": "Print the documents that pages, feeds and files hold, as JSON lines.",
    "annotate": "Print the annotations of texts, as JSON lines.",
    "export": "Print a table of a library as JSON lines, CSV or Parquet.",
    "judgements": "List what people judged same, different, right or wrong; pass it on or take it back.",
    "gazetteer": "Add the villages and quarters of a country to the places that are known.",
    "review": "Print what to judge first: what touches most accounts and is least sure.",
    "exchange": "Give rows to Label Studio, INCEpTION or brat, and take back what people changed there.",
    "codebook": "Code accounts by your own variables and take the answers as a spreadsheet.",
    "agreement": "Print how far people who judged the same things agree, and on what they do not.",
    "run": "Read many files, annotate and link them, and write tables as Parquet; on Spark too.",
    "load": "Bring a run, or a part of it, into a library.",
    "problems": "List what could not be read, and why.",
    "verify": "Check every text, span, hash and reference of a library, or a dossier.",
    "backup": "Copy a library to one new file, also while it is in use.",
    "restore": "Put a backup back as a library, after checking all of it.",
    "demo": "Run the whole program on the sample that ships with it, or on a folder.",
}


class LazyGroup(click.Group):
    """A click group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the signature is click's
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"rashomon.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  the signature is click's
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rashomon")
def cli() -> None:
    """Every account of one event side by side: who claims what, on whose word; where accounts agree, differ
    or are silent. No verdicts.

    Start with 'rashomon add FOLDER --library my.db', then 'rashomon show --library my.db'.
    """


def main() -> None:
    """Run the command line; exit status 0, 1 for problems, 2 for usage."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What is already stored is kept: run the same command again to go on.", err=True)
        code = 1
    except RashomonError as error:
        click.echo(f"Error: {error}", err=True)
        code = 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away (`| head`): nothing to report to
        code = 1
    except OSError as error:
        click.echo(f"Error: {error.strerror or error}: {error.filename or 'no file named'}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
