"""`interlock exposure`: who hangs on whom."""

from __future__ import annotations

from typing import Any

import click

from interlock.cli.network_options import network_options, plot_from, plot_options, question_from
from interlock.cli.options import form_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_network import answer_exposure


@click.command("exposure")
@click.option("--actor", metavar="ACTOR", help="Only what this actor has at risk, or is the risk of.")
@plot_options
@network_options
def command(actor: str | None, **given: Any) -> int:
    """Show direct exposure by class, concentration, and how far commitments are covered.

    Amounts are intervals; what is unknown is counted as unknown, not as nothing. Coverage is what an actor has committed to
    pay in a year over its revenue and what others have committed to put into it.

    \b
    Examples:
      interlock exposure --actor openai --basis scheduled
      interlock exposure --figures own.csv --years 2026-2028
      interlock exposure --json
    """
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    answer = answer_exposure(
        settings.ledger,
        question_from(given, "exposure"),
        form_of(given["as_json"], given["as_csv"]),
        width(),
        actor=actor,
        limit=given["limit"],
        atlas=settings.atlas,
        plot=plot_from(given),
    )
    return show(answer, given["quiet"])
