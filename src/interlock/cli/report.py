"""`interlock report`: the ledger as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, QUIET, settings_of
from interlock.pipeline.engine import now
from interlock.pipeline.reports import write_report


@click.command("report")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="interlock-report.html",
    show_default=True,
    metavar="FILE",
    help="Where the report goes.",
)
@click.option("--title", default="What the press says about the AI economy", metavar="TEXT", help="Its heading.")
@LEDGER
@QUIET
def command(output: Path, title: str, ledger: Path | None, quiet: bool) -> None:
    """Write a self-contained HTML report of the ledger: deals by size, each with its sentences, and the documents.

    \b
    Example:
      interlock report --output deals.html
    """
    write_report(settings_of(ledger=ledger).ledger, output, title, now())
    if not quiet:
        click.echo(f"report written to {output}", err=True)
