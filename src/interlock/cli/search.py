"""`interlock search`: actors, facts and sentences by their words, in any language."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.options import LEDGER, QUIET, form_of, form_options, horizon_options, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers import Horizon

_MOST = 1000


@click.command("search")
@click.argument("words", nargs=-1, metavar="WORDS...")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, metavar="N", help="At most N of each sort, up to 1000. [default: 20]"
)
@click.option(
    "--by",
    type=click.Choice(["words", "meaning", "both"]),
    help="Go by words, by meaning (in whatever language), or by both. [default: both where the ledger has vectors]",
)
@click.option(
    "--index", is_flag=True, help="Make the vectors that a search by meaning needs, and keep them up to date from now on."
)
@horizon_options
@form_options
@LEDGER
@QUIET
def command(
    words: tuple[str, ...],
    limit: int,
    by: str | None,
    index: bool,
    as_of: str | None,
    learned_by: str | None,
    as_json: bool,
    as_csv: bool,
    ledger: Path | None,
    quiet: bool,
) -> None:
    """Find actors by their names, facts by their parties, sentences and titles by their words, the best first.

    All words must be there; the last one may be a beginning. Accents, vowel points, Hebrew prefixes and the two Chinese
    scripts make no difference. No mark is syntax. With the extra 'meaning' and after --index, sentences and titles are found
    that say something near in another language or in other words, too; each says why it is there.

    \b
    Examples:
      interlock search nvidia openai
      interlock search 輝達
      interlock search בנבידיה --as-of 2025-11 --json
      interlock search --index
      interlock search --by meaning "qui se porte garant des emprunts ?"
    """
    from interlock.pipeline.answers_search import answer_search, index_search  # the help does without it: it starts faster

    path, form, asked = settings_of(ledger=ledger).ledger, form_of(as_json, as_csv), " ".join(words)
    if not index and not words:
        raise click.UsageError("give words to search for, or --index")
    if index:
        done = index_search(path, None if quiet else lambda line: click.echo(line, err=True))
        if not quiet:
            click.echo(done, err=True)
    if words:
        show(answer_search(path, asked, limit, form, width(), Horizon(as_of, learned_by), by), quiet)
