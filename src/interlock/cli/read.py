"""`interlock read`: documents into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import ATLAS, LEDGER, QUIET, READER, VERBOSE, WORKERS, model_options, settings_of
from interlock.cli.web_options import PATHS_AND_ADDRESSES, web_of, web_options
from interlock.pipeline.readers import readers_of
from interlock.pipeline.runs import read_into_ledger
from interlock.pipeline.settings import WITH_MODEL, Settings
from interlock.vocabulary import UnreadableDocument
from interlock.vocabulary.document import is_web_address

if TYPE_CHECKING:
    from interlock.pipeline.language_model import Questions


@click.command("read")
@PATHS_AND_ADDRESSES
@LEDGER
@WORKERS
@ATLAS
@READER
@model_options
@click.option("--dry-run", is_flag=True, help="Only tell what the language model would be asked, and what it would cost.")
@web_options
@QUIET
@VERBOSE
def command(
    paths: tuple[str, ...],
    ledger: Path | None,
    workers: int | None,
    atlas: tuple[Path, ...],
    reader: str | None,
    dry_run: bool,
    archive: Path | None,
    offline: bool,
    allow_host: tuple[str, ...],
    delay: float,
    contact: str | None,
    quiet: bool,
    verbose: bool,
    **model: Any,
) -> int:
    """Read documents into the ledger.

    PATH is a file (.txt, .md, .html, .pdf, .mhtml, .jsonl, .json, .warc), a folder of them, - for standard input, or the
    web address of a page, a feed or a sitemap. What the ledger knows already is passed over; a run that was cut short goes
    on where it stopped.

    \b
    Examples:
      interlock read articles/
      interlock read --workers 4 --ledger press.db archive/ today.html
      interlock read https://example.org/feed.xml https://example.org/story.html
      curl -s https://example.org/story.html | interlock read -
      interlock read --reader all --llm gpt-5-mini --llm-budget 2.00 articles/
    """
    settings = settings_of(ledger=ledger, workers=workers, atlas=atlas, reader=reader, **model)
    messages = Messages(quiet, verbose)
    questions = _questions(paths, settings, dry_run, quiet)
    if dry_run:
        return OK
    readers = readers_of(settings, questions=questions)
    try:
        if any(map(is_web_address, paths)):
            from interlock.pipeline.gathering import gathering

            web = web_of(settings.ledger, archive, offline, allow_host, delay, contact)
            with gathering(web) as gather:
                source = gather.from_anywhere([])
                report = read_into_ledger(
                    paths, settings.ledger, settings, messages.progress, messages.failure, source=source, readers=readers
                )
        else:
            report = read_into_ledger(paths, settings.ledger, settings, messages.progress, messages.failure, readers=readers)
    finally:
        messages.clear()
    if not quiet:
        failed = f", {report.failed} failed" if report.failed else ""
        click.echo(
            f"{report.read} read, {report.known} known already{failed}; {report.claims_new} new claims in "
            f"{settings.ledger} ({report.seconds:.1f} s)",
            err=True,
        )
        if questions is not None:
            from interlock.pipeline.language_model import outcome_text

            click.echo(outcome_text(questions), err=True)
    return SOME_FAILED if report.failed else OK


def _questions(paths: tuple[str, ...], settings: Settings, dry_run: bool, quiet: bool) -> Questions | None:
    """The questions to a language model, with what they will cost told; None where the reader asks none."""
    if settings.reader not in WITH_MODEL:
        if dry_run:
            raise click.UsageError("--dry-run tells what a language model would be asked: it wants --reader llm or all")
        return None
    from interlock.pipeline.language_model import forecast, forecast_text, questions_of

    questions = questions_of(settings, only_estimate=dry_run)
    if "-" in paths or any(map(is_web_address, paths)):
        if dry_run:
            raise click.UsageError("--dry-run looks at files; what comes from the web or standard input is not read twice")
        return questions
    if dry_run or not quiet:
        click.echo(forecast_text(forecast(paths, questions, _passed_over)), err=not dry_run)
    return questions


def _passed_over(error: UnreadableDocument) -> None:
    """The run itself tells of it."""
