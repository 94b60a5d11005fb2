"""Messages of a run on standard error: failures, a line for each document, progress on a terminal."""

from __future__ import annotations

import os
import sys
import time

import click

from interlock.pipeline.answers import for_terminal
from interlock.pipeline.runs import Progress
from interlock.vocabulary import UnreadableDocument

_QUIET_SECONDS = 1.0
_REDRAW_SECONDS = 0.2


class Messages:
    """Tells how a run goes. The progress line appears on a terminal only, and only once a run takes long."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self.failed = 0
        self._verbose = verbose and not quiet
        self._draws = sys.stderr.isatty() and not quiet and not verbose and os.environ.get("TERM") != "dumb"
        self._began = self._drawn = time.monotonic()
        self._line = False

    def failure(self, error: UnreadableDocument) -> None:
        """One line for a document that failed."""
        self.failed += 1
        self.clear()
        click.echo(f"failed: {for_terminal(str(error))}", err=True)

    def progress(self, progress: Progress) -> None:
        """A document is finished."""
        if self._verbose:
            click.echo(f"{progress.read + progress.known + progress.failed}: {for_terminal(progress.address)}", err=True)
        now = time.monotonic()
        if self._draws and now - self._began > _QUIET_SECONDS and now - self._drawn > _REDRAW_SECONDS:
            done = progress.read + progress.known + progress.failed
            rate = done / (now - self._began)
            sys.stderr.write(f"\r\x1b[K{done:,} documents, {progress.claims_new:,} new claims, {rate:,.1f} documents/s")
            sys.stderr.flush()
            self._drawn, self._line = now, True

    def clear(self) -> None:
        """Wipe the progress line away."""
        if self._line:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._line = False
