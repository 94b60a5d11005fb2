"""`interlock facts`: what the claims of all documents say together."""

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
from interlock.pipeline.answers_facts import FactQuestion, answer_facts
from interlock.pipeline.roll_up import roll_up_for


@click.command("facts")
@filter_options
@click.option("--origins-gte", type=click.IntRange(1), default=1, metavar="N", help="Told from at least N independent origins.")
@click.option("--disputed", is_flag=True, help="Only facts that are told otherwise too.")
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
    origins_gte: int,
    disputed: bool,
    roll_up: bool,
    old_names: bool,
    **given: Any,
) -> None:
    """List facts, the largest sums first: claims that say the same are one fact, copies of a text one origin.

    A fact is shown with its best supported value and every other value told. Filters on language and document look at
    its claims.

    \b
    Examples:
      interlock facts --from OpenAI
      interlock facts --origins-gte 2 --as-of 2025-10
      interlock facts --to Alphabet --roll-up --json
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    claims = question_of(given)
    question = FactQuestion(
        claims, origins_gte, disputed, roll_up_for(settings.atlas, claims.said_by, parents=roll_up, old_names=old_names)
    )
    show(answer_facts(settings.ledger, question, form_of(as_json, as_csv), width(), settings.atlas), quiet)
