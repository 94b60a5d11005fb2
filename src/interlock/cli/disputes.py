"""`interlock disputes`: what cannot all be right, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from interlock.cli.options import ATLAS, LEDGER, QUIET, filter_options, form_of, form_options, question_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_facts import answer_disputes


@click.command("disputes")
@filter_options
@form_options
@ATLAS
@LEDGER
@QUIET
def command(ledger: Path | None, atlas: tuple[Path, ...], as_json: bool, as_csv: bool, quiet: bool, **given: Any) -> None:
    """List disputes: values, statuses, dates or parties that exclude each other, from independent origins.

    Each side is shown with its fact, how many origins tell it, since when, and the likely reason. Nothing is averaged.

    \b
    Examples:
      interlock disputes
      interlock disputes --from Meta --kind offers
      interlock disputes --as-of 2026-01 --json
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    show(answer_disputes(settings.ledger, question_of(given), form_of(as_json, as_csv), width(), settings.atlas), quiet)
