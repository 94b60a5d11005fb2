"""`interlock export`: everything as JSON Lines files."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import ATLAS, LEDGER, QUIET, horizon_options, settings_of
from interlock.pipeline.answers import Horizon
from interlock.pipeline.exporting import export_ledger


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
@horizon_options
@ATLAS
@LEDGER
@QUIET
def command(
    folder: Path, as_of: str | None, learned_by: str | None, atlas: tuple[Path, ...], ledger: Path | None, quiet: bool
) -> None:
    """Write claims, facts, stories, disputes, actors and judgements as JSON Lines into FOLDER.

    The same ledger gives the same bytes, whatever the order in which its documents were read.

    \b
    Example:
      interlock export out/ --as-of 2025-10
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    numbers, notes = export_ledger(settings.ledger, folder, Horizon(as_of, learned_by), settings.atlas)
    if not quiet:
        for note in notes:
            click.echo(note, err=True)
        click.echo(", ".join(f"{number} {name}" for name, number in numbers.items()) + f" in {folder}", err=True)
