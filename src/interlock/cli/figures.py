"""`interlock figures`: what is known of the accounts of firms."""

from __future__ import annotations

from typing import Any

import click

from interlock.cli.network_options import network_options, question_from
from interlock.cli.options import form_of, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.figures import answer_edgar, answer_figures


@click.command("figures")
@click.option("--actor", metavar="ACTOR", help="Only this firm; with --edgar: whose figures they are.")
@click.option("--edgar", metavar="FILE|CIK|TICKER", help="Import a firm's figures from SEC EDGAR, as CSV for --figures.")
@click.option("--identity", metavar="NAME+MAIL", help="Who asks, which the SEC demands: 'Jane Doe jane@example.org'.")
@network_options
def command(actor: str | None, edgar: str | None, identity: str | None, **given: Any) -> int:
    """List the figures of firms that stress tests use, with source and standing; or import them from SEC EDGAR.

    Your own figures (--figures) stand above what the ledger reports of a whole year, that above filings, those above press
    reports. With --edgar and a number or ticker the SEC is asked over the network; with a file nothing is.

    \b
    Examples:
      interlock figures --actor oracle
      interlock figures --edgar ORCL --identity "Jane Doe jane@example.org" > own.csv
      interlock stress funding-stop --figures own.csv
    """
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    if edgar is not None:
        return show(answer_edgar(edgar, identity, actor, settings.atlas), given["quiet"])
    answer = answer_figures(
        settings.ledger,
        question_from(given, "figures"),
        form_of(given["as_json"], given["as_csv"]),
        width(),
        actor=actor,
        limit=given["limit"],
        atlas=settings.atlas,
    )
    return show(answer, given["quiet"])
