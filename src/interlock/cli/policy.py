"""`interlock policy`: rules in time, and the deals they touch."""

from __future__ import annotations

from typing import Any

import click

from interlock.cli.network_options import network_options, plot_from, plot_options, question_from
from interlock.cli.options import form_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_people import answer_policy


@click.command("policy")
@click.option("--actor", metavar="ACTOR", help="Only rules by or on this actor.")
@plot_options
@network_options
def command(actor: str | None, **given: Any) -> int:
    """List restrictions, easings and levies in time, each with the deals, firms and products that it touches.

    \b
    Examples:
      interlock policy
      interlock policy --actor china --status done --json
    """
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    answer = answer_policy(
        settings.ledger,
        question_from(given, "policy"),
        form_of(given["as_json"], given["as_csv"]),
        width(),
        actor=actor,
        limit=given["limit"],
        atlas=settings.atlas,
        plot=plot_from(given),
    )
    return show(answer, given["quiet"])
