"""`interlock audit`: do the figures of a text add up?"""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import ATLAS, LEDGER, LIMIT, QUIET, form_of, form_options, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.auditing import Check, answer_audit


@click.command("audit")
@click.option(
    "--check", "checks", multiple=True, type=click.Choice([str(each) for each in Check]), help="Only these. May be given again."
)
@click.option("--document", metavar="ID", help="Beginning of a document id, or a part of its address.")
@LIMIT
@form_options
@ATLAS
@LEDGER
@QUIET
def command(
    checks: tuple[str, ...],
    document: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> None:
    """Check the arithmetic of the documents: totals, percentages, and what a firm is worth by a share of it.

    \b
    Examples:
      interlock audit
      interlock audit --check inconsistent
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    wanted = [Check(each) for each in checks]
    show(answer_audit(settings.ledger, wanted, document, limit, form_of(as_json, as_csv), width(), settings.atlas), quiet)
