"""`interlock stories`: which documents tell the same, and which of them is only a copy."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import ATLAS, LEDGER, LIMIT, QUIET, form_of, form_options, horizon_options, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers import Horizon
from interlock.pipeline.answers_facts import answer_stories


@click.command("stories")
@click.argument("story", metavar="[ID]", required=False)
@click.option(
    "--documents-gte", type=click.IntRange(1), default=2, show_default=True, metavar="N", help="Told by at least N documents."
)
@LIMIT
@horizon_options
@form_options
@ATLAS
@LEDGER
@QUIET
def command(
    story: str | None,
    documents_gte: int,
    limit: int | None,
    as_of: str | None,
    learned_by: str | None,
    as_json: bool,
    as_csv: bool,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> None:
    """List stories, the most often told first; with an ID, show one as the tree of its copies.

    ID is the beginning of a story's or a document's id, 8 digits or more. The tree says for each telling what it adds
    (+), drops (-) and changes (~) beside the one it comes from.

    \b
    Examples:
      interlock stories
      interlock stories 3f2a91bc
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    form = form_of(as_json, as_csv)
    horizon = Horizon(as_of, learned_by)
    show(answer_stories(settings.ledger, story, documents_gte, limit, horizon, form, width(), settings.atlas), quiet)
