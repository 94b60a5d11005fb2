"""`interlock deals`: who deals with whom, by size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from interlock.cli.options import LEDGER, QUIET, filter_options, form_of, form_options, question_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers import answer_deals


@click.command("deals")
@filter_options
@form_options
@LEDGER
@QUIET
def command(ledger: Path | None, as_json: bool, as_csv: bool, quiet: bool, **given: Any) -> None:
    """List deals by size, with status and bound.

    A deal is what is claimed between the same two actors in one kind. Its size is the largest amount told; nothing is
    added up. Amounts in different currencies are put in order at round rates, which serve for nothing else.

    \b
    Examples:
      interlock deals
      interlock deals --from OpenAI --status agreed --status done
      interlock deals --to Oracle --csv > deals.csv
    """
    show(answer_deals(settings_of(ledger=ledger).ledger, question_of(given), form_of(as_json, as_csv), width()), quiet)
