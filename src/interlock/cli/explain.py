"""`interlock explain`: the sentence behind a claim."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, settings_of
from interlock.cli.output import colour, show, width
from interlock.pipeline.answers import Form, answer_explain


@click.command("explain")
@click.argument("claim", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@LEDGER
def command(claim: str, as_json: bool, ledger: Path | None) -> None:
    """Show what stands behind a claim: its sentence in its document, who says it, who found it.

    ID is the beginning of a claim id, 8 digits or more, as 'interlock claims' and 'interlock deals' show it.

    \b
    Example:
      interlock explain 3f2a91bc
    """
    try:
        show(answer_explain(settings_of(ledger=ledger).ledger, claim, Form.JSON if as_json else Form.TABLE, width(), colour()))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
