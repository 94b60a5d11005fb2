"""Opening a ledger file: checks, settings of the engine, migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import pathname2url

from interlock.ledger.errors import LedgerError, LedgerMissing, explained
from interlock.ledger.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, statements

BUSY_SECONDS = 30.0
_OLDEST_SQLITE = (3, 38, 0)  # STRICT tables and JSON functions


def open_for_writing(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection that may write, on a ledger of the newest schema; made where there is none."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; --ledger wants a file")
    if not path.absolute().parent.is_dir():
        raise LedgerMissing(f"{path} cannot be made: its folder does not exist; make the folder, or name another with --ledger")
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LedgerError(f"the SQLite of this Python is {sqlite3.sqlite_version}; a ledger needs 3.38 or newer")
    with _explaining(path):
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
        try:
            check_identity(connection, path, may_be_empty=True)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -16384")
            migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_viewing(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A read-only connection; usable while another process writes."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; --ledger wants a file")
    if not path.exists():
        raise LedgerMissing(f"there is no ledger at {path}; make one with 'interlock read PATH', or name another with --ledger")
    with _explaining(path):
        connection = _connect_readonly(path, busy_seconds)
        try:
            connection.execute("PRAGMA query_only = ON")
            check_identity(connection, path, may_be_empty=False)
            if _version(connection) < SCHEMA_VERSION:
                raise LedgerError(
                    f"{path} was made by an older Interlock; run 'interlock rebuild' on it once to bring it up to date"
                )
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_readonly(path: Path, busy_seconds: float) -> sqlite3.Connection:
    address = "file:" + pathname2url(str(path.absolute()))
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=busy_seconds, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        # A WAL database in a folder that may not be written opens only as unchangeable, which is true there.
        beside = path.with_name(path.name + "-wal")
        if "locked" in str(error) or (beside.exists() and beside.stat().st_size > 0):
            raise
    return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, timeout=busy_seconds, isolation_level=None)


def check_identity(connection: sqlite3.Connection, path: Path, *, may_be_empty: bool) -> None:
    """Raise LedgerError where the file is not a ledger that this version can use."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        if tables == 0 and may_be_empty:
            return
        if tables == 0:
            raise LedgerError(f"{path} is empty; fill it with 'interlock read PATH', or name another with --ledger")
        raise LedgerError(f"{path} is a database, but no Interlock ledger; name another file with --ledger")
    if _version(connection) > SCHEMA_VERSION:
        raise LedgerError(
            f"{path} was made by a newer Interlock (its schema is {_version(connection)}, this one knows {SCHEMA_VERSION}); "
            "update Interlock, or name another ledger"
        )


def migrate(connection: sqlite3.Connection, path: Path, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the ledger up to date; each step commits together with its own record, or not at all."""
    while _version(connection) < len(migrations):
        with transaction(connection):
            at = _version(connection)  # another process may have taken the step while this one waited
            if at < len(migrations):
                check_identity(connection, path, may_be_empty=True)
                for statement in statements(migrations[at]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {at + 1}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: the lock is taken at once; any error, Ctrl-C included, rolls back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One write transaction on the ledger at `path`, whose errors are told in the user's words.

    A broken constraint is a fault of the program and stays an IntegrityError.
    """
    try:
        with transaction(connection):
            yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise explained(error, path) from error


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def sqlite_facts() -> dict[str, Any]:
    """What the SQLite of this Python can do: its version, WAL on disk, full-text search, JSON."""
    connection = sqlite3.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    facts: dict[str, Any] = {
        "version": sqlite3.sqlite_version,
        "new_enough": sqlite3.sqlite_version_info >= _OLDEST_SQLITE,
        "wal": "OMIT_WAL" not in options,
        "fts5": _works(connection, "CREATE VIRTUAL TABLE words USING fts5 (word)"),
        "json": _works(connection, "SELECT json_extract('{}', '$.a')"),
    }
    connection.close()
    return facts


def _works(connection: sqlite3.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.Error:
        return False
    return True


def ledger_state(path: Path) -> dict[str, Any]:
    """Facts about the file at `path` for a check-up: whether it is whole, its size, schema and journal mode."""
    with _explaining(path):
        connection = open_for_viewing(path)
        try:
            whole = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            return {
                "path": str(path),
                "bytes": path.stat().st_size,
                "schema": _version(connection),
                "check": whole,
                "journal": connection.execute("PRAGMA journal_mode").fetchone()[0],
            }
        finally:
            connection.close()
