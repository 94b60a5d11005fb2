"""`interlock actors`: who the claims name."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, LIMIT, QUIET, form_of, form_options, horizon_options, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers import Horizon, answer_actors
from interlock.vocabulary import ActorKind


@click.command("actors")
@click.option(
    "--kind", type=click.Choice([str(kind) for kind in ActorKind]), metavar="KIND", help=f"One of: {', '.join(ActorKind)}."
)
@LIMIT
@horizon_options
@form_options
@LEDGER
@QUIET
def command(
    kind: str | None,
    limit: int | None,
    as_of: str | None,
    learned_by: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: Path | None,
    quiet: bool,
) -> None:
    """List who the claims name, the most often named first, with the names as the texts write them.

    \b
    Examples:
      interlock actors --kind person
      interlock actors --json
    """
    wanted = ActorKind(kind) if kind else None
    show(
        answer_actors(
            settings_of(ledger=ledger).ledger, wanted, limit, form_of(as_json, as_csv), width(), Horizon(as_of, learned_by)
        ),
        quiet,
    )
