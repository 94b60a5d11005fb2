"""Options that the verbs of the network share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interlock.cli.options import ATLAS, LEDGER, LIMIT, QUIET, form_options, horizon_options, roll_up_options
from interlock.pipeline.network_question import BASES, NetworkQuestion, network_question
from interlock.pipeline.plotting import Plot
from interlock.vocabulary import Status

F = TypeVar("F", bound=Callable[..., Any])


def network_options(command: F) -> F:
    """--basis, --status, --years, --figures, and the options of every listing."""
    options = [
        click.option(
            "--basis",
            type=click.Choice(BASES),
            default=None,
            help="Which flows count: done; agreed; or done, agreed and planned. One at a time, never added. [default: announced]",
        ),
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=click.Choice([str(status) for status in Status]),
            metavar="STATUS",
            help="Let exactly these statuses count, whatever the basis. May be given again.",
        ),
        click.option(
            "--years", metavar="YEARS", help="The window, such as 2026-2030. [default: five years from the newest document]"
        ),
        click.option(
            "--figures",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE.csv",
            help="Your own figures of firms; they stand above the ledger's and the shipped ones. May be given again.",
        ),
        LIMIT,
    ]
    for option in (*options, roll_up_options, form_options, horizon_options, ATLAS, LEDGER, QUIET)[::-1]:
        command = option(command)
    return command


def plot_options(command: F) -> F:
    """--plot and --chart, for verbs that draw."""
    options = [
        click.option(
            "--plot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Draw it: FILE.svg or FILE.png."
        ),
        click.option("--chart", metavar="NAME", help="Which picture, where the verb draws several; a wrong NAME lists them."),
    ]
    for option in options[::-1]:
        command = option(command)
    return command


def plot_from(given: dict[str, Any]) -> Plot | None:
    """The picture that the options ask for."""
    if given["plot"] is None:
        if given["chart"] is not None:
            raise click.UsageError("--chart says which picture --plot FILE draws; give --plot too")
        return None
    return Plot(given["plot"], given["chart"])


def question_from(given: dict[str, Any], command: str) -> NetworkQuestion:
    """The question that the shared options ask."""
    return network_question(
        basis=given["basis"],
        statuses=given["statuses"],
        years=given["years"],
        figures=given["figures"],
        as_of=given["as_of"],
        learned_by=given["learned_by"],
        roll_up=given["roll_up"],
        old_names=given["old_names"],
        atlas=given["atlas"],
        command=" ".join([command, *_again(given)]),
    )


def _again(given: dict[str, Any]) -> list[str]:
    """The shared options as typed, so that a kept result can be made again."""
    words = []
    for name, value in (("basis", given["basis"]), ("years", given["years"]), ("as-of", given["as_of"])):
        words += [f"--{name} {value}"] if value else []
    words += [f"--status {each}" for each in given["statuses"]]
    words += [f"--figures {each}" for each in given["figures"]]
    return [*words, *(["--roll-up"] if given["roll_up"] else [])]
