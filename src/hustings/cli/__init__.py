"""The command line: one file per command, loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

COMMANDS = {
    "count": "Count an election and say who is elected, or what is awaited.",
    "compare": "Say who is elected under each rule on the same papers, and why they disagree.",
    "ask": "Ask a question of an election: how close, who could still win, what if.",
    "plot": "Draw the answer to a question as SVG or PNG.",
    "explore": "Write a page on which anybody can try what would change the result.",
    "simulate": "Draw elections from a culture and say how often each candidate wins, and how.",
    "audit": "Plan an audit of a result by hand, and check what it found.",
    "check": "Check files without a result: what was read, and whether the figures agree.",
    "verify": "Count a record again from its papers and compare.",
    "diff": "Say what differs between two records, or two versions of a statement.",
    "init": "Write commented templates of contest, statements and decisions.",
    "show": "Show a record: result, page, table or one of its documents.",
    "law": "The instruments a count may be governed by.",
    "rules": "The methods of counting.",
    "demo": "Count one of the elections that come with hustings.",
}


class Shelf(click.Group):
    """A group that imports a command's file only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"hustings.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is no such command."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Shelf, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="hustings", message="hustings %(version)s")
def cli() -> None:
    """Count preferential elections by the book.

    Exit codes: 0 a result, 1 a fault of hustings, 2 usage, 3 input rejected, 4 a human decision is
    awaited, 5 a mismatch, 130 interrupted.
    """


def main(argv: list[str] | None = None) -> Any:
    """Run the command line and leave with its exit code; failures that we foresee print no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names are in every script, and the terminal's locale may not be.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(cli.main(argv, standalone_mode=False, prog_name="hustings") or 0)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        print("interrupted: nothing more was written", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe left early; what it read was right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        from hustings.errors import HustingsError

        if not isinstance(error, HustingsError):
            raise
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
