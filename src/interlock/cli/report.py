"""`interlock report`: the ledger as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, QUIET, horizon_options, settings_of
from interlock.pipeline.answers import Horizon

INTERFACES = ("en", "he", "zh-Hant", "fr")


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
@click.option("--interface", type=click.Choice(INTERFACES), default="en", show_default=True, help="The language of its words.")
@horizon_options
@LEDGER
@QUIET
def command(
    output: Path, title: str, interface: str, as_of: str | None, learned_by: str | None, ledger: Path | None, quiet: bool
) -> None:
    """Write a self-contained HTML report of the ledger: map, deals, loops, a stress test, disputes, each with its sentences.

    \b
    Example:
      interlock report --output deals.html
    """
    from interlock.web.report import write_report

    write_report(settings_of(ledger=ledger).ledger, output, title, language=interface, horizon=Horizon(as_of, learned_by))
    if not quiet:
        click.echo(f"report written to {output}", err=True)
