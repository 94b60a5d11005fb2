"""`interlock rebuild`: facts, stories and actors made again from claims and judgements."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.codes import CHECK_FAILED, OK
from interlock.cli.options import ATLAS, LEDGER, QUIET, settings_of
from interlock.pipeline.rebuilding import rebuild


@click.command("rebuild")
@click.option("--check", is_flag=True, help="Exit with 4 where the tables were not what the claims and judgements make.")
@ATLAS
@LEDGER
@QUIET
def command(check: bool, atlas: tuple[Path, ...], ledger: Path | None, quiet: bool) -> int:
    """Make actors, stories and facts again, from the claims and the judgements alone.

    'interlock read' and 'interlock judge' keep them up to date as they go; a rebuild gives the same, byte for byte in
    'interlock export'. It is needed after a change of the atlas or of the rules, which a run notices by itself.

    \b
    Examples:
      interlock rebuild
      interlock rebuild --check --ledger press.db
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    report = rebuild(settings.ledger, settings.atlas)
    if not quiet:
        same = "the same as before" if report.unchanged else "not the same as before"
        click.echo(
            f"{report.documents} documents: {report.facts} facts, {report.stories} stories, {report.actors} actors, "
            f"{same} ({report.seconds:.1f} s)",
            err=True,
        )
    return CHECK_FAILED if check and not report.unchanged else OK
