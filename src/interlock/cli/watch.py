"""`interlock watch`: sources on the web, round after round, into the ledger."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import (
    ATLAS,
    LEDGER,
    LIMIT,
    QUIET,
    READER,
    VERBOSE,
    WORKERS,
    form_of,
    form_options,
    settings_of,
)
from interlock.cli.output import emit, show, width
from interlock.cli.web_options import web_of, web_options
from interlock.pipeline.answers import Form
from interlock.pipeline.gathering import gathering
from interlock.pipeline.settings import Settings
from interlock.pipeline.watching import Watched, Watcher, answer_watched

if TYPE_CHECKING:
    from interlock.pipeline.alerts import Alerting

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LONGEST_PAUSE = 30 * 86_400


class _Terminated(Exception):
    """The service manager wants an end (SIGTERM)."""


def _seconds(ctx: click.Context, param: click.Parameter, value: str) -> int:  # noqa: ARG001
    found = re.fullmatch(r"(\d{1,7})([smhd])", value)
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not 1 <= seconds <= _LONGEST_PAUSE:
        raise click.BadParameter(f"'{value}' is no pause from one second to thirty days; wanted: 90s, 30m, 6h, 1d")
    return seconds


@click.command("watch")
@click.argument("sources", metavar="[LIST]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option(
    "--every", callback=_seconds, default="30m", show_default=True, metavar="PAUSE", help="Between rounds: 90s, 30m, 6h, 1d."
)
@click.option(
    "--alerts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="RULES",
    help="Rules of what you want to be told, looked at after each round.",
)
@web_options
@LIMIT
@form_options
@LEDGER
@WORKERS
@ATLAS
@READER
@QUIET
@VERBOSE
def command(
    sources: Path | None,
    once: bool,
    every: int,
    alerts: Path | None,
    archive: Path | None,
    offline: bool,
    allow_host: tuple[str, ...],
    delay: float,
    contact: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    ledger: Path | None,
    workers: int | None,
    atlas: tuple[Path, ...],
    reader: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Read what is new from a list of sources on the web, and show what it changed.

    LIST is a file with one address a line (feeds, sitemaps, sites, pages), a TOML or OPML file, or an article list of
    GDELT. All is kept in an archive beside the ledger; --offline goes through its rounds again and fetches nothing.

    \b
    Examples:
      interlock watch sources.txt --once
      interlock watch sources.toml --every 2h --contact desk@example.org
      interlock watch --offline --archive press-archive --ledger again.db
    """
    if (sources is None) is not offline:
        told = "--offline goes through the archive, without a LIST" if offline else "which LIST is to be watched?"
        raise click.UsageError(told)
    settings = settings_of(ledger=ledger, workers=workers, atlas=atlas, reader=reader)
    web = web_of(settings.ledger, archive, offline, allow_host, delay, contact)
    form = form_of(as_json, as_csv)
    messages = Messages(quiet, verbose)
    telling = _Telling(messages, limit, form, quiet)
    try:
        with _ended_by_sigterm(), ExitStack() as open_:
            gather = open_.enter_context(gathering(web))
            if alerts is not None:
                telling.alerting = open_.enter_context(_alerting(alerts, settings, form))
            watcher = Watcher(settings, gather, messages.progress, messages.failure)
            if sources is None:
                for watched in watcher.replay():
                    telling(watched)
                return SOME_FAILED if messages.failed else OK
            telling(watcher.round(sources))
            while not once:
                gather.stop.wait(every)
                telling(watcher.round(sources))
            return SOME_FAILED if messages.failed else OK
    except _Terminated:
        messages.clear()
        if not quiet:
            click.echo("interlock: stopped; what was finished is kept", err=True)
        return OK


class _Telling:
    """Tells how a round went: what it changed, then the alerts."""

    def __init__(self, messages: Messages, limit: int | None, form: Form, quiet: bool) -> None:
        self._messages, self._limit, self._form, self._quiet = messages, limit, form, quiet
        self.alerting: Alerting | None = None

    def __call__(self, watched: Watched) -> None:
        self._messages.clear()
        show(answer_watched(watched, self._limit, self._form, width()), self._quiet)
        if self.alerting is not None:
            for failure in self.alerting.after_round().failures:
                self._messages.failed += 1
                click.echo(f"interlock: {failure}", err=True)


@contextmanager
def _alerting(rules: Path, settings: Settings, form: Form) -> Iterator[Alerting]:
    from interlock.pipeline.alerts import Alert, Alerting, alerts_text, as_json_line

    def say(alert: Alert) -> None:
        emit([as_json_line(alert)] if form is Form.JSON else alerts_text([alert]))

    with closing(Alerting(rules, settings.ledger, settings.atlas, say=say)) as alerting:
        yield alerting


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends what is done within as an exception that is ours."""

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
