"""The `interlock` command: verbs loaded when called, errors as one line, exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from interlock import __version__
from interlock.cli.codes import EPILOG, ERROR, INTERRUPTED, OK, USAGE
from interlock.cli.output import OutputClosed
from interlock.vocabulary import InterlockError

VERBS = {
    "read": "Read documents into the ledger.",
    "watch": "Read what is new from feeds, sitemaps and pages, and show what it changed.",
    "extract": "Print the claims of documents; no ledger is touched.",
    "claims": "List claims.",
    "facts": "List facts: what all documents say together, and from how many origins.",
    "deals": "List deals by size, with status and bound.",
    "stories": "List stories and the trees of their copies.",
    "disputes": "List what cannot all be right, side by side.",
    "audit": "Check whether the figures of the documents add up.",
    "search": "Find actors, facts and sentences by their words, in any language.",
    "actors": "List who the claims name.",
    "loops": "List loops of money, with the status of each leg.",
    "exposure": "Show who hangs on whom, and how far commitments are covered.",
    "stress": "Run a scenario: what it costs whom, in each year, with bounds.",
    "figures": "List what is known of firms' accounts, or import it from SEC EDGAR.",
    "talent": "List moves of people between organisations, and offers.",
    "policy": "List rules, easings and levies in time, with the deals they touch.",
    "game": "Play guess who over the people of the ledger.",
    "digest": "Write what the press tells of a period, every sentence with its sources.",
    "explain": "Show what stands behind a fact, a claim or a result, down to the sentences.",
    "diff": "Show what changed between two dates or runs.",
    "alerts": "Evaluate rules: new loops, statuses, facts, exposure above a bound.",
    "judge": "Decide whether two names, claims or documents are one.",
    "rebuild": "Make facts, stories and actors again from claims and judgements.",
    "export": "Write what is known as files: JSON Lines, FtM, GEXF, GraphML, CSV, XLSX, BibTeX, ...",
    "import": "Take records of other tools, or another ledger's export, into the ledger.",
    "serve": "Show the ledger as pages on this machine, with an HTTP API.",
    "mcp": "Serve the ledger to language models as read-only tools.",
    "report": "Write a self-contained HTML report of the ledger.",
    "bench": "Measure the reader against gold claims.",
    "demo": "Read the shipped articles and show what is found.",
    "languages": "List the language files, or check one.",
    "doctor": "Check the installation and the ledger.",
    "completion": "Print the set-up of shell completion.",
}

_MODULES = {"import": "import_"}
"""Where a verb is a word of Python."""


class Verbs(click.Group):
    """A group whose verbs are imported when they are called, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs in the order of the help text."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb."""
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(f"interlock.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of verbs, without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="interlock")
def cli() -> None:
    """Read the press on the AI economy into claims, each with its sentence.

    \b
    Examples:
      interlock demo                      see what it does
      interlock read articles/            read a folder into interlock.db
      interlock deals --from OpenAI       who OpenAI buys from, leases from, ...
      interlock explain 3f2a91bc          the sentence behind a claim
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = cli.main(None if arguments is None else list(arguments), prog_name="interlock", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except OutputClosed:
        # Whoever read the output has had enough; that is no error. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (KeyboardInterrupt, click.Abort):
        click.echo("interlock: interrupted; what was finished is kept", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except FileNotFoundError as error:
        told = str(error) if isinstance(error, InterlockError) else f"{error.filename or error} does not exist"
        click.echo(f"interlock: {told}", err=True)
        return USAGE
    except InterlockError as error:
        click.echo(f"interlock: {error}", err=True)
        return ERROR
    except OSError as error:
        click.echo(f"interlock: {error.filename + ': ' if error.filename else ''}{error.strerror or error}", err=True)
        return ERROR


if __name__ == "__main__":
    sys.exit(main())
