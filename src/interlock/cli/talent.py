"""`interlock talent`: who moves from where to where."""

from __future__ import annotations

from typing import Any

import click

from interlock.cli.network_options import network_options, plot_from, plot_options, question_from
from interlock.cli.options import form_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_people import answer_talent


@click.command("talent")
@click.option("--actor", metavar="ACTOR", help="Only moves to or from this organisation.")
@plot_options
@network_options
def command(actor: str | None, **given: Any) -> int:
    """List moves of people between organisations, and offers.

    Named people and counted groups stand together, and nobody is counted twice: "eleven, seven of them from A, three from B, one
    from C" is eleven. Offers are listed by size.

    \b
    Examples:
      interlock talent
      interlock talent --actor meta --as-of 2025-10 --csv
    """
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    form = form_of(given["as_json"], given["as_csv"])
    question = question_from(given, "talent")
    plot = plot_from(given)
    answer = answer_talent(settings.ledger, question, form, width(), actor=actor, atlas=settings.atlas, plot=plot)
    return show(answer, given["quiet"])
