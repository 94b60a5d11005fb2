"""`interlock read`: documents into the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import ATLAS, LEDGER, QUIET, READER, VERBOSE, WORKERS, settings_of
from interlock.cli.web_options import PATHS_AND_ADDRESSES, web_of, web_options
from interlock.pipeline.runs import read_into_ledger
from interlock.vocabulary.document import is_web_address


@click.command("read")
@PATHS_AND_ADDRESSES
@LEDGER
@WORKERS
@ATLAS
@READER
@web_options
@QUIET
@VERBOSE
def command(
    paths: tuple[str, ...],
    ledger: Path | None,
    workers: int | None,
    atlas: tuple[Path, ...],
    reader: str | None,
    archive: Path | None,
    offline: bool,
    allow_host: tuple[str, ...],
    delay: float,
    contact: str | None,
    quiet: bool,
    verbose: bool,
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
    """
    settings = settings_of(ledger=ledger, workers=workers, atlas=atlas, reader=reader)
    messages = Messages(quiet, verbose)
    try:
        if any(map(is_web_address, paths)):
            from interlock.pipeline.gathering import gathering

            web = web_of(settings.ledger, archive, offline, allow_host, delay, contact)
            with gathering(web) as gather:
                report = read_into_ledger(
                    paths, settings.ledger, settings, messages.progress, messages.failure, source=gather.from_anywhere([])
                )
        else:
            report = read_into_ledger(paths, settings.ledger, settings, messages.progress, messages.failure)
    finally:
        messages.clear()
    if not quiet:
        failed = f", {report.failed} failed" if report.failed else ""
        click.echo(
            f"{report.read} read, {report.known} known already{failed}; {report.claims_new} new claims in "
            f"{settings.ledger} ({report.seconds:.1f} s)",
            err=True,
        )
    return SOME_FAILED if report.failed else OK
