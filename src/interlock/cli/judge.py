"""`interlock judge`: what a person decides about names, claims and documents that may be one."""

from __future__ import annotations

import functools
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.options import ATLAS, LEDGER, QUIET, settings_of
from interlock.cli.output import emit, show, width
from interlock.pipeline.answers import for_terminal
from interlock.pipeline.answers_judging import answer_judgements, candidate_lines, open_candidates
from interlock.pipeline.judging import export_judgements, import_judgements, judge, undo
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import BadRecord, Judged, Verdict

F = TypeVar("F", bound=Callable[..., Any])
_ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}


def _who_and_why(command: F) -> F:
    command = click.option("--why", default="", metavar="TEXT", help="The reason, for those who read the log.")(command)
    return click.option(
        "--who", metavar="NAME", help="Who judges. [default: INTERLOCK_WHO, else the user's name]", envvar="INTERLOCK_WHO"
    )(command)


ABOUT = click.option(
    "--about", type=click.Choice([str(each) for each in Judged]), help="What the two are, where an id does not tell."
)


@click.group("judge", invoke_without_command=True)
@LEDGER
@ATLAS
@_who_and_why
@click.pass_context
def command(ctx: click.Context, ledger: Path | None, atlas: tuple[Path, ...], who: str | None, why: str) -> int:
    """Decide whether two names, claims or documents are one. Without a verb: a queue of what is open.

    A judgement is a row that stays; undoing it adds another. It holds on every rebuild, and facts, stories and actors
    follow it at once. 'different' and 'unsure' both keep two apart; 'unsure' says that somebody has looked.

    \b
    Examples:
      interlock judge                                   the queue, in a terminal
      interlock judge same openai "OpenAI Inc" --why "one firm"
      interlock judge different 3f2a91bc 77aa01de       two claims, by their ids
      interlock judge wrong 3f2a91bc --why "a hypothetical"
      interlock judge list
      interlock judge undo 9c0e11d2
      interlock judge export judgements.jsonl
    """
    ctx.obj = (ledger, atlas)
    if ctx.invoked_subcommand is None:
        return _ask(settings_of(ledger=ledger, atlas=atlas), _name(who), why)
    return OK


def _with_ledger(verb: Callable[..., Any]) -> Callable[..., Any]:
    """--ledger and --atlas, before the verb or after it."""

    @functools.wraps(verb)
    def settled(ledger: Path | None, atlas: tuple[Path, ...], **given: Any) -> Any:
        above = click.get_current_context().obj or (None, ())
        return verb(settings_of(ledger=ledger or above[0], atlas=atlas or above[1]), **given)

    return LEDGER(ATLAS(settled))


def _ask(settings: Any, who: str, why: str) -> int:
    asked = decided = 0
    for candidate in open_candidates(settings.ledger, settings.atlas):
        asked += 1
        click.echo(f"\n{for_terminal(candidate.left.words)}\n{for_terminal(candidate.right.words)}")
        click.echo(f"  {for_terminal(candidate.why)} ({candidate.score:.2f})")
        for line in candidate.context:
            click.echo(f"  {for_terminal(line)}")
        answer = click.prompt(
            "one and the same? [s]ame [d]ifferent [u]nsure, [enter] next, [q]uit", default="", show_default=False, err=True
        )
        if answer.strip().lower().startswith("q"):
            break
        verdict = _ANSWERS.get(answer.strip().lower()[:1])
        if verdict is not None:
            judge(settings.ledger, verdict, candidate.left.id, candidate.right.id, who, why, candidate.left.about)
            decided += 1
    if decided:
        resolve_ledger(settings.ledger, settings.atlas)
    click.echo(f"{asked} pairs shown, {decided} decided" if asked else "nothing is open", err=True)
    return OK


def _name(who: str | None) -> str:
    if who:
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _deciding(verdict: Verdict, told: str) -> click.Command:
    @click.argument("left")
    @click.argument("right")
    @ABOUT
    @_who_and_why
    @QUIET
    @_with_ledger
    def decide(settings: Any, left: str, right: str, about: str | None, who: str | None, why: str, quiet: bool) -> None:
        try:
            made = judge(settings.ledger, verdict, left, right, _name(who), why, Judged(about) if about else None)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        report = resolve_ledger(settings.ledger, settings.atlas)
        click.echo(made.id[:8])
        if not quiet:
            click.echo(f"{made.left} and {made.right}: {verdict}; {report.blocks} groups of claims made anew", err=True)

    decide.__doc__ = told
    return click.command(str(verdict))(decide)


command.add_command(_deciding(Verdict.SAME, "LEFT and RIGHT are one: names or ids of actors, claims or documents."))
command.add_command(_deciding(Verdict.DIFFERENT, "LEFT and RIGHT are two, whatever the rules say."))
command.add_command(
    _deciding(Verdict.UNSURE, "Nobody can say whether LEFT and RIGHT are one: they are kept apart and not asked again.")
)


@command.command("wrong")
@click.argument("claim")
@_who_and_why
@_with_ledger
def _wrong(settings: Any, claim: str, who: str | None, why: str) -> None:
    """CLAIM is no right reading of its sentence: it stays in the ledger and supports no fact."""
    made = judge(settings.ledger, Verdict.WRONG, claim, claim, _name(who), why)
    resolve_ledger(settings.ledger, settings.atlas)
    click.echo(made.id[:8])


@command.command("undo")
@click.argument("judgement", metavar="ID")
@_who_and_why
@_with_ledger
def _undo(settings: Any, judgement: str, who: str | None, why: str) -> None:
    """Take the judgement with this id (or beginning of one) back."""
    made = undo(settings.ledger, judgement, _name(who), why)
    resolve_ledger(settings.ledger, settings.atlas)
    click.echo(made.id[:8])


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, as 'judge export' writes them.")
@_with_ledger
def _list(settings: Any, as_json: bool) -> None:
    """The log: who judged what, when and why, and what was undone."""
    if as_json:
        emit(export_judgements(settings.ledger, None))
    else:
        show(answer_judgements(settings.ledger, width()))


@command.command("queue")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="At most N pairs.")
@_with_ledger
def _queue(settings: Any, limit: int) -> None:
    """The pairs that are open, as JSON Lines: for scripts."""
    emit(candidate_lines(open_candidates(settings.ledger, settings.atlas, limit)))


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@_with_ledger
def _export(settings: Any, file: Path) -> None:
    """Write the log to FILE as JSON Lines; - for standard output."""
    emit(export_judgements(settings.ledger, None if str(file) == "-" else file))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@QUIET
@_with_ledger
def _import(settings: Any, file: Path, quiet: bool) -> int:
    """Add the judgements of FILE, as 'judge export' wrote them; those that the ledger has are passed over."""
    bad: list[BadRecord] = []

    def note(error: BadRecord) -> None:
        bad.append(error)
        click.echo(f"failed: {for_terminal(str(error))}", err=True)

    added = import_judgements(settings.ledger, file, note)
    resolve_ledger(settings.ledger, settings.atlas)
    if not quiet:
        click.echo(f"{added} new judgements{f', {len(bad)} bad lines' if bad else ''}", err=True)
    return SOME_FAILED if bad else OK
