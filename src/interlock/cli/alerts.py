"""`interlock alerts`: what rules tell between two states of a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.codes import CHECK_FAILED, OK, SOME_FAILED
from interlock.cli.options import ATLAS, LEDGER, QUIET, settings_of
from interlock.cli.output import emit, show
from interlock.pipeline.answers import Form


@click.command("alerts")
@click.argument("rules", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--since", metavar="A", help="What is compared with: a date, or a run of 'interlock read' (run:3).")
@click.option("--until", metavar="B", default="now", show_default=True, help="What is looked at: a date, a run, or 'now'.")
@click.option("--check", is_flag=True, help="Only check the file: keys, names, secrets.")
@click.option("--deliver", is_flag=True, help="Deliver what is new since the last time, as 'interlock watch' does.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one alert a line.")
@ATLAS
@LEDGER
@QUIET
def command(
    rules: Path,
    since: str | None,
    until: str,
    check: bool,
    deliver: bool,
    as_json: bool,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> int:
    """Evaluate a file of alert rules: new loops, statuses, facts, disputes, origins, exposure above a bound.

    With --since nothing is delivered or kept: the alerts from A to B are printed. With --deliver they go where the file says,
    each once; the first time of all nothing is told, since what is in the ledger by then is no news.

    \b
    Examples:
      interlock alerts rules.toml --check
      interlock alerts rules.toml --since 2025-09
      interlock read articles/ && interlock alerts rules.toml --deliver
    """
    if [since is not None, check, deliver].count(True) != 1:
        raise click.UsageError("one of --since, --check and --deliver is wanted")
    settings = settings_of(ledger=ledger, atlas=atlas)
    if deliver:
        return _deliver(rules, settings.ledger, settings.atlas, as_json, quiet)
    from interlock.pipeline.answers_alerts import answer_alerts, answer_check

    if check:
        return CHECK_FAILED if show(answer_check(rules, settings.ledger, settings.atlas), quiet) else OK
    assert since is not None
    form = Form.JSON if as_json else Form.TABLE
    return show(answer_alerts(rules, settings.ledger, since, until, form, settings.atlas), quiet)


def _deliver(rules: Path, ledger: Path, atlas: tuple[Path, ...], as_json: bool, quiet: bool) -> int:
    from contextlib import closing

    from interlock.pipeline.alerts import Alert, Alerting, alerts_text, as_json_line

    def say(alert: Alert) -> None:
        emit([as_json_line(alert)] if as_json else alerts_text([alert]))

    with closing(Alerting(rules, ledger, atlas, say=say)) as alerting:
        told = alerting.after_round()
    for failure in told.failures:
        click.echo(f"interlock: {failure}", err=True)
    if not quiet:
        click.echo(f"{len(told.alerts)} new alert{'' if len(told.alerts) == 1 else 's'}", err=True)
    return SOME_FAILED if told.failures else OK
