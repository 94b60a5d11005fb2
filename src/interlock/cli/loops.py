"""`interlock loops`: what goes round."""

from __future__ import annotations

from typing import Any

import click

from interlock.cli.network_options import network_options, plot_from, plot_options, question_from
from interlock.cli.options import form_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_network import answer_loops


@click.command("loops")
@click.option("--actor", metavar="ACTOR", help="Only loops through this actor.")
@click.option("--longest", type=click.IntRange(2, 8), default=6, show_default=True, help="Actors in a loop, at most.")
@click.option("--redraws", type=click.IntRange(20, 100_000), default=500, show_default=True, help="Networks redrawn to compare.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the redraws.")
@plot_options
@network_options
def command(actor: str | None, longest: int, redraws: int, seed: int, **given: Any) -> int:
    """List loops of money across equity, purchases, leases, loans, guarantees and warrants.

    Each leg is shown with its status and amount; a loop is as certain as its least certain leg, and at most its least leg
    can go all the way round. Loops that need an option, a plan or a talk stand apart, on paper only. Then: what may come
    back to each seller as its own sales, how circular the whole is, and whether so many loops are unusual.

    \b
    Examples:
      interlock loops
      interlock loops --actor nvidia --basis scheduled
      interlock loops --status agreed --status optional --json
    """
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    answer = answer_loops(
        settings.ledger,
        question_from(given, "loops"),
        form_of(given["as_json"], given["as_csv"]),
        width(),
        actor=actor,
        longest=longest,
        redraws=redraws,
        seed=seed,
        limit=given["limit"],
        atlas=settings.atlas,
        plot=plot_from(given),
    )
    return show(answer, given["quiet"])
