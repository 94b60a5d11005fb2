"""`interlock explain`: what stands behind a fact, a claim or a computed result."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, settings_of
from interlock.cli.output import colour, show, width
from interlock.pipeline.answers import Form
from interlock.pipeline.answers_facts import answer_id


@click.command("explain")
@click.argument("claim", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@LEDGER
def command(claim: str, as_json: bool, ledger: Path | None) -> None:
    """Show what stands behind a fact, a claim or a result.

    A fact is shown as a tree: its origins, under each the documents and claims with their sentences, how the documents
    stand to each other, why each claim belongs to it, what is disputed, and why the names are one. A claim is shown with
    its sentence in its document, who says it, who found it. A result (a loop, an exposure, a loss) is shown with the way
    it takes, the facts on it down to their sentences, and what it rests on.

    ID is the beginning of an id, 8 digits or more, as 'interlock facts', 'claims', 'loops' and 'stress' show it.

    \b
    Example:
      interlock explain 3f2a91bc
    """
    try:
        show(answer_id(settings_of(ledger=ledger).ledger, claim, Form.JSON if as_json else Form.TABLE, width(), colour()))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
