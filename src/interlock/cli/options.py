"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interlock.pipeline.answers import Form
from interlock.pipeline.queries import Question, sum_asked
from interlock.pipeline.settings import (
    DEFAULT_READER,
    MOST_WORKERS,
    READERS,
    Settings,
    dollars,
    price,
    resolve_settings,
    seconds,
)
from interlock.vocabulary import Kind, Status
from interlock.vocabulary.dates import is_date

F = TypeVar("F", bound=Callable[..., Any])

ALL = 2**62


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    if value is not None and not is_date(value):
        raise click.BadParameter(f"'{value}' is no date; wanted: 2025, 2025-10, 2025-10-06 or 2025-W44")
    return value


def _amount(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:  # noqa: ARG001
    if value is None:
        return None
    try:
        return sum_asked(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _limit(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:  # noqa: ARG001
    return ALL if value == 0 else value


PATHS = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, allow_dash=True, readable=False)
)
LEDGER = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The ledger file. [default: INTERLOCK_LEDGER, else interlock.db]",
)
WORKERS = click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), metavar="N", help="Processes that read at once. [default: 1]"
)
ATLAS = click.option(
    "--atlas",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own file of actors, beside the shipped ones. May be given again.",
)
READER = click.option(
    "--reader",
    type=click.Choice(READERS),
    help="By the rules of the language files, by the trained network, by both weighed, by a language model (llm), or by both "
    f"and the language model (all). [default: {DEFAULT_READER}]",
)
SEVERAL_READERS = click.option(
    "--reader",
    "readers",
    multiple=True,
    type=click.Choice(READERS),
    help=f"The reader to measure. May be given again, to compare. [default: {DEFAULT_READER}]",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Only errors on standard error.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="One line for each document.")
LIMIT = click.option(
    "--limit",
    type=click.IntRange(0, ALL),
    callback=_limit,
    metavar="N",
    help="At most N rows; 0 for all. [default: 50 in a table, else all]",
)


def _typed(read: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:  # noqa: ARG001
        try:
            return None if value is None else read(value)
        except ValueError as error:
            raise click.BadParameter(f"'{value}': {error}") from None

    return checked


def model_options(command: F) -> F:
    """The options of the readers that ask a language model."""
    options = [
        click.option("--llm", metavar="MODEL", help="The language model to ask, as its provider calls it."),
        click.option(
            "--llm-provider",
            metavar="NAME|URL",
            help="openai, anthropic, gemini, ollama, or the address of an endpoint that speaks the OpenAI protocol. "
            "[default: OPENAI_BASE_URL, else openai]",
        ),
        click.option(
            "--llm-budget", metavar="DOLLARS", callback=_typed(dollars), help="Ask nothing more once it could cost more: 2.00."
        ),
        click.option("--llm-time", metavar="TIME", callback=_typed(seconds), help="Ask nothing more after this time: 10m."),
        click.option(
            "--llm-price",
            metavar="IN/OUT",
            callback=_typed(price),
            help="Dollars for a million tokens, asked and answered: 0.25/2. [default: a table that is shipped]",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def form_options(command: F) -> F:
    """--json and --csv."""
    command = click.option("--csv", "as_csv", is_flag=True, help="CSV with a head line.")(command)
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines: one object a line.")(command)


def form_of(as_json: bool, as_csv: bool) -> Form:
    """The form asked for."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE


def filter_options(command: F) -> F:
    """The options that narrow down claims and deals."""
    options = [
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice([str(kind) for kind in Kind]),
            metavar="KIND",
            help=f"One of: {', '.join(Kind)}. May be given again.",
        ),
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=click.Choice([str(status) for status in Status]),
            metavar="STATUS",
            help=f"One of: {', '.join(Status)}. May be given again.",
        ),
        click.option("--from", "subject", metavar="ACTOR", help="The one who does it: id, English name, or as the text has it."),
        click.option("--to", "object_", metavar="ACTOR", help="The one it is done to."),
        click.option(
            "--date-gte", callback=_date, metavar="DATE", help="Happens on this date or later; the undated are left out."
        ),
        click.option("--date-lte", callback=_date, metavar="DATE", help="Happens on this date or earlier."),
        click.option("--published-gte", callback=_date, metavar="DATE", help="Published on this date or later."),
        click.option("--published-lte", callback=_date, metavar="DATE", help="Published on this date or earlier."),
        click.option(
            "--amount-gte", callback=_amount, metavar="AMOUNT", help="At least so much, in its own currency: 500m, 100bn."
        ),
        click.option("--currency", metavar="CODE", help="ISO 4217: USD, EUR, ILS, CNY."),
        click.option(
            "--language", "languages", multiple=True, metavar="TAG", help="Language of the quote: he, zh, zh-Hant, fr, en."
        ),
        click.option("--document", metavar="ID", help="Beginning of a document id, or a part of its address."),
        LIMIT,
    ]
    for option in reversed(options):
        command = option(command)
    return horizon_options(command)


def horizon_options(command: F) -> F:
    """--as-of and --learned-by."""
    command = click.option(
        "--learned-by", callback=_date, metavar="DATE", help="As the ledger knew it on this date: documents first seen by then."
    )(command)
    return click.option(
        "--as-of", callback=_date, metavar="DATE", help="As it was told by this date: documents published by then."
    )(command)


def roll_up_options(command: F) -> F:
    """--roll-up and --old-names."""
    command = click.option(
        "--old-names", is_flag=True, help="Names as they were on the date of --as-of: Facebook before it was Meta."
    )(command)
    return click.option("--roll-up", is_flag=True, help="Count an actor as its parent (as of --as-of): DeepMind as Alphabet.")(
        command
    )


def question_of(given: dict[str, Any]) -> Question:
    """The question that the filter options ask."""
    return Question(
        kinds=tuple(map(Kind, given["kinds"])),
        statuses=tuple(map(Status, given["statuses"])),
        subject=given["subject"],
        object=given["object_"],
        date_gte=given["date_gte"],
        date_lte=given["date_lte"],
        published_gte=given["published_gte"],
        published_lte=given["published_lte"],
        amount_gte=given["amount_gte"],
        currency=given["currency"].upper() if given["currency"] else None,
        languages=given["languages"],
        document=given["document"],
        said_by=given["as_of"],
        learned_by=given["learned_by"],
        limit=given["limit"],
    )


def settings_of(**flags: Any) -> Settings:
    """Flags, environment, file and defaults, resolved."""
    return resolve_settings(flags)
