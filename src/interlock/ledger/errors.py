"""What can be wrong with a ledger file. Each message says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from interlock.vocabulary import InterlockError


class LedgerError(InterlockError):
    """The ledger file cannot be used as it is."""


class LedgerMissing(LedgerError, FileNotFoundError):
    """There is no file, or not even a folder, where the ledger should be."""


def explained(error: sqlite3.Error, path: Path) -> LedgerError:
    """The error of the database engine as a sentence for the user."""
    told = str(error).lower()
    if "not a database" in told:
        return LedgerError(f"{path} is no ledger: it is not a database file; name another file with --ledger")
    if "malformed" in told or "disk image" in told:
        return LedgerError(f"{path} is damaged ({error}); restore a copy of it, or read the documents into a new ledger")
    if "locked" in told or "busy" in told:
        return LedgerError(f"another process has kept {path} locked; wait until it is done and try again")
    if "readonly" in told or "read-only" in told:
        return LedgerError(f"{path} cannot be written: the file or its folder is read-only; choose another with --ledger")
    if "unable to open" in told:
        return LedgerError(f"{path} cannot be opened; may its folder be written? name another with --ledger")
    if "full" in told:
        return LedgerError(f"{path} cannot grow: the disk is full; what was read so far is kept")
    return LedgerError(f"{path}: {error}")
