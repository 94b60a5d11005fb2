"""`interlock read`: documents into the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import ATLAS, LEDGER, PATHS, QUIET, READER, VERBOSE, WORKERS, settings_of
from interlock.pipeline.runs import read_into_ledger


@click.command("read")
@PATHS
@LEDGER
@WORKERS
@ATLAS
@READER
@QUIET
@VERBOSE
def command(
    paths: tuple[str, ...],
    ledger: Path | None,
    workers: int | None,
    atlas: tuple[Path, ...],
    reader: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Read documents into the ledger.

    PATH is a file (.txt, .md, .html, .pdf, .jsonl), a folder of them, or - for standard input. What the ledger knows
    already is passed over; a run that was cut short goes on where it stopped.

    \b
    Examples:
      interlock read articles/
      interlock read --workers 4 --ledger press.db archive/ today.html
      curl -s https://example.org/story.html | interlock read -
    """
    settings = settings_of(ledger=ledger, workers=workers, atlas=atlas, reader=reader)
    messages = Messages(quiet, verbose)
    try:
        report = read_into_ledger(paths, settings.ledger, settings, messages.progress, messages.failure)
    finally:
        messages.clear()
    if not quiet:
        failed = f", {report.failed} failed" if report.failed else ""
        click.echo(
            f"{report.read} read, {report.known} known already{failed}; {report.claims_new} new claims in "
            f"{settings.ledger} ({report.seconds:.1f} s)",
            err=True,
        )
    return SOME_FAILED if report.failed else OK
