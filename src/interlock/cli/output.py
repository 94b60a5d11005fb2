"""Standard output: data, and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.pipeline.answers import Answer

_WIDTH_WITHOUT_TERMINAL = 140


class OutputClosed(Exception):
    """Whoever read the output has closed it."""


def emit(pieces: Iterable[str]) -> None:
    """Write the pieces as they come."""
    for piece in pieces:
        try:
            sys.stdout.write(piece)
        except BrokenPipeError:
            raise OutputClosed from None
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputClosed from None


def show(answer: Answer, quiet: bool = False) -> int:
    """Print an answer: its text to standard output, its notes to standard error. Return the exit code that it asks for."""
    emit(answer.text)
    for failure in answer.failures:
        click.echo(f"interlock: {failure}", err=True)
    if not quiet:
        for note in answer.notes:
            click.echo(note, err=True)
    return SOME_FAILED if answer.failures else OK


def width() -> int:
    """Cells of the terminal, or a fixed number where the output goes elsewhere."""
    if "COLUMNS" in os.environ or sys.stdout.isatty():
        return shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 24)).columns
    return _WIDTH_WITHOUT_TERMINAL


def colour() -> bool:
    """Whether standard output is a terminal that wants colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
