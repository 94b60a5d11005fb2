"""The errors that a user of Interlock may meet. Each message says what was wrong, where, and what to do."""

from __future__ import annotations


class InterlockError(Exception):
    """Root of every error that Interlock raises on purpose."""


class UnreadableDocument(InterlockError):
    """One document could not be read; the run goes on without it.

    `address` is the path or URL; `reason` is one sentence for the user.
    """

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(f"{address}: {reason}")


class ReadingUnfinished(InterlockError):
    """A reader could not finish a document now; another run may. What other readers found in it counts all the same."""


class BadRecord(InterlockError):
    """A line of a JSON Lines file does not hold what it should.

    `line` counts from 1; `field` is the key at fault, or None where the whole line is.
    """

    def __init__(self, source: str, line: int, field: str | None, reason: str) -> None:
        self.source = source
        self.line = line
        self.field = field
        self.reason = reason
        where = f"{source}, line {line}" + (f", field '{field}'" if field else "")
        super().__init__(f"{where}: {reason}")


class DataFileError(InterlockError):
    """A data file (language, atlas, settings) has a wrong key, value or pattern at `line`."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        self.source = source
        self.line = line
        self.reason = reason
        super().__init__(f"{source}, line {line}: {reason}")
