"""`interlock claims`: the claims of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from interlock.cli.options import LEDGER, QUIET, filter_options, form_of, form_options, question_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers import answer_claims


@click.command("claims")
@filter_options
@form_options
@LEDGER
@QUIET
def command(ledger: Path | None, as_json: bool, as_csv: bool, quiet: bool, **given: Any) -> None:
    """List claims, document by document.

    \b
    Examples:
      interlock claims --kind leases_from
      interlock claims --from OpenAI --amount-gte 100bn
      interlock claims --language he --json > claims.jsonl
    """
    show(answer_claims(settings_of(ledger=ledger).ledger, question_of(given), form_of(as_json, as_csv), width()), quiet)
