"""`interlock deals`: who deals with whom, by size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from interlock.cli.options import (
    ATLAS,
    LEDGER,
    QUIET,
    filter_options,
    form_of,
    form_options,
    question_of,
    roll_up_options,
    settings_of,
)
from interlock.cli.output import show, width
from interlock.pipeline.answers import answer_deals
from interlock.pipeline.roll_up import roll_up_for


@click.command("deals")
@filter_options
@roll_up_options
@form_options
@ATLAS
@LEDGER
@QUIET
def command(
    ledger: Path | None,
    atlas: tuple[Path, ...],
    as_json: bool,
    as_csv: bool,
    quiet: bool,
    roll_up: bool,
    old_names: bool,
    **given: Any,
) -> None:
    """List deals by size, with status and bound.

    A deal is what is claimed between the same two actors in one kind, whatever the texts call them. Its size is the
    largest amount told; nothing is added up. Amounts in different currencies are put in order at round rates, which
    serve for nothing else.

    \b
    Examples:
      interlock deals
      interlock deals --from OpenAI --status agreed --status done
      interlock deals --to Alphabet --roll-up
      interlock deals --to Oracle --csv > deals.csv
    """
    settings, question = settings_of(ledger=ledger, atlas=atlas), question_of(given)
    rolled = roll_up_for(settings.atlas, question.said_by, parents=roll_up, old_names=old_names)
    form = form_of(as_json, as_csv)
    show(answer_deals(settings.ledger, question, form, width(), settings.atlas, rolled), quiet)
