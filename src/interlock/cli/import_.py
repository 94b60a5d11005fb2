"""`interlock import`: files of other tools and of other ledgers into the ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.options import ATLAS, LEDGER, QUIET, settings_of
from interlock.pipeline.answers import for_terminal
from interlock.pipeline.importing import FORMATS, import_file


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path), metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="What FILE holds. [default: told by its name and its first line]"
)
@click.option("--dataset", metavar="NAME", help="Whose records these are, where they do not say. [default: the name of the file]")
@click.option("--json", "as_json", is_flag=True, help="The numbers as one JSON object.")
@ATLAS
@LEDGER
@QUIET
def command(
    file: Path,
    form: str | None,
    dataset: str | None,
    as_json: bool,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> int:
    """Take the records of FILE into the ledger: FollowTheMoney, a table of deals, judgements, or an export of another ledger.

    Each record becomes a document whose text is the record, and its claim quotes it: it says no more than that this data set
    says so. A record that cannot be used is named with its line, the others are taken. The same file twice adds nothing.

    \b
    Examples:
      interlock import sanctions.ftm.json
      interlock import deals.xlsx --dataset "desk sheet"
      interlock import out/ --ledger copy.db
    """
    settings = settings_of(ledger=ledger, atlas=atlas)

    def failed(number: int, reason: str) -> None:
        click.echo(f"failed: {for_terminal(f'{file}, line {number}: {reason}')}", err=True)

    report = import_file(file, settings.ledger, settings.atlas, form, dataset, failed)
    if as_json:
        click.echo(json.dumps(asdict(report) | {"left_out": dict(report.left_out)}, ensure_ascii=False))
    if not quiet:
        numbers = f"{report.documents} documents, {report.claims} claims, {report.judgements} judgements new"
        known = f"; {report.known} known already" if report.known else ""
        bad = f"; {report.failed} failed" if report.failed else ""
        click.echo(f"{numbers}{known}{bad} in {settings.ledger} ({report.format})", err=True)
        for reason, number in sorted(report.left_out.items()):
            click.echo(f"{number} × {for_terminal(reason)}", err=True)
    return SOME_FAILED if report.failed else OK
