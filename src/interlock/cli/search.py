"""`interlock search`: actors, facts and sentences by their words, in any language."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, QUIET, form_of, form_options, horizon_options, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers import Horizon

_MOST = 1000


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, metavar="N", help="At most N of each sort, up to 1000. [default: 20]"
)
@horizon_options
@form_options
@LEDGER
@QUIET
def command(
    words: tuple[str, ...],
    limit: int,
    as_of: str | None,
    learned_by: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: Path | None,
    quiet: bool,
) -> None:
    """Find actors by their names, facts by their parties, sentences and titles by their words, the best first.

    All words must be there; the last one may be a beginning. Accents, vowel points, Hebrew prefixes and the two Chinese
    scripts make no difference. No mark is syntax.

    \b
    Examples:
      interlock search nvidia openai
      interlock search 輝達
      interlock search בנבידיה --as-of 2025-11 --json
    """
    from interlock.pipeline.answers_search import answer_search  # the help does without it: it starts faster

    form = form_of(as_json, as_csv)
    asked = " ".join(words)
    show(answer_search(settings_of(ledger=ledger).ledger, asked, limit, form, width(), Horizon(as_of, learned_by)), quiet)
