"""`interlock stress`: what a scenario costs whom."""

from __future__ import annotations

from typing import Any

import click

from interlock.cli.network_options import network_options, plot_from, plot_options, question_from
from interlock.cli.options import form_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_stress import DESIGNS, SENSITIVITIES, StressQuestion, answer_scenarios, answer_stress

_SHOCK = (
    "A shock; may be given again. FIELD: payments, revenue, financing, funding, cost, price, supply, start, guarantee. "
    "VALUE: 40%, -50%, +2, stop; @2027-2028 behind it for single years."
)


@click.command("stress")
@click.argument("scenario", required=False)
@click.option("--shock", "shocks", multiple=True, metavar="ACTOR:FIELD=VALUE", help=_SHOCK)
@click.option("--draws", type=click.IntRange(0, 1_000_000), default=0, metavar="N", help="Also draw all ranges N times.")
@click.option("--design", type=click.Choice(DESIGNS), default="random", show_default=True, help="How the draws are spread.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of all draws.")
@click.option("--sensitivity", type=click.Choice(SENSITIVITIES), help="Also tell which inputs move the result.")
@click.option("--rank", is_flag=True, help="Also tell who matters: what all lose where one pays nothing.")
@plot_options
@network_options
def command(
    scenario: str | None,
    shocks: tuple[str, ...],
    draws: int,
    design: str,
    seed: int,
    sensitivity: str | None,
    rank: bool,
    **given: Any,
) -> int:
    """Run a scenario on the deals of the ledger: losses by actor and year, direct and second-round, with bounds.

    SCENARIO is a TOML file, or the name of a shipped one; without any, the shipped ones are listed. A loss is always the
    baseline less the stressed run. What no text says is ranged or left out, and listed with the result.

    \b
    Examples:
      interlock stress openai-pays-40-percent
      interlock stress --shock openai:revenue=-50% --shock nvidia:funding=stop@2027-2028
      interlock stress mine.toml --draws 10000 --sensitivity tornado --rank
    """
    if scenario is None and not shocks:
        return show(answer_scenarios(), given["quiet"])
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    words = " ".join(["stress", *([scenario] if scenario else []), *(f"--shock {each}" for each in shocks)])
    answer = answer_stress(
        settings.ledger,
        question_from(given, words),
        StressQuestion(scenario, shocks, draws, design, seed, sensitivity, rank),
        given["basis"],
        form_of(given["as_json"], given["as_csv"]),
        width(),
        settings.atlas,
        plot_from(given),
    )
    return show(answer, given["quiet"])
