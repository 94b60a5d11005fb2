"""`interlock extract`: claims to standard output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import ATLAS, PATHS, QUIET, READER, WORKERS, model_options, settings_of
from interlock.cli.output import emit
from interlock.pipeline.answers import Form, written_claims
from interlock.pipeline.engine import extract
from interlock.vocabulary import Claim


@click.command("extract")
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="How the claims are written.",
)
@WORKERS
@ATLAS
@READER
@model_options
@QUIET
def command(
    paths: tuple[str, ...],
    form: str,
    workers: int | None,
    atlas: tuple[Path, ...],
    reader: str | None,
    quiet: bool,
    **model: Any,
) -> int:
    """Print the claims of documents as JSON Lines; no ledger is touched.

    PATH is a file, a folder, or - for standard input. The fields are those of docs/data-dictionary.md.

    \b
    Examples:
      interlock extract article.txt
      interlock extract articles/ | jq -r '.subject.name + " " + .kind'
    """
    settings = settings_of(workers=workers, atlas=atlas, reader=reader, **model)
    messages = Messages(quiet, verbose=False)

    def claims() -> Iterator[Claim]:
        for _, found in extract(paths, settings, messages.failure):
            yield from found

    emit(written_claims(claims(), Form.CSV if form == "csv" else Form.JSON))
    if messages.failed and not quiet:
        click.echo(f"{messages.failed} {'document' if messages.failed == 1 else 'documents'} failed", err=True)
    return SOME_FAILED if messages.failed else OK
