"""`interlock diff`: what changed between two dates or runs."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.codes import CHECK_FAILED, OK
from interlock.cli.options import ATLAS, LEDGER, LIMIT, QUIET, form_of, form_options, settings_of
from interlock.cli.output import show, width
from interlock.pipeline.answers_facts import ChangeKind, answer_changes

_KINDS = click.Choice([str(kind) for kind in ChangeKind])


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default="now")
@click.option("--change", "kinds", multiple=True, type=_KINDS, help="Only changes of this kind. May be given again.")
@click.option("--fail-on", multiple=True, type=_KINDS, help="Exit with 4 where there is such a change. May be given again.")
@LIMIT
@form_options
@ATLAS
@LEDGER
@QUIET
def command(
    before: str,
    after: str,
    kinds: tuple[str, ...],
    fail_on: tuple[str, ...],
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> int:
    """Show what changed from A to B: new facts, ended ones, revised ones, new disputes, facts that are gone.

    A and B are dates (what was published by then: 2025, 2025-10, 2025-10-06), runs of 'interlock read' (run:3: what the
    ledger held after it), or 'now', which B is where it is left out.

    \b
    Examples:
      interlock diff 2025-09 2025-10
      interlock diff run:1 --change ended --fail-on ended
    """
    settings = settings_of(ledger=ledger, atlas=atlas)
    wanted = [ChangeKind(kind) for kind in kinds]
    answer, found = answer_changes(
        settings.ledger, before, after, wanted, limit, form_of(as_json, as_csv), width(), settings.atlas
    )
    show(answer, quiet)
    return CHECK_FAILED if found() & set(map(ChangeKind, fail_on)) else OK
