"""Results of computations, kept so that each can be explained by its id: a loop, an exposure, a loss, with its facts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from interlock.ledger.connection import open_for_writing, writing
from interlock.ledger.errors import LedgerError


class KeptResult(NamedTuple):
    """A result: its id, what sort of result it is, the command that made it, and what it says."""

    id: str
    kind: str
    command: str
    record: dict[str, Any]


def keep_results(path: Path, results: Iterable[KeptResult]) -> bool:
    """Keep results in the ledger at `path`; one with the same id is replaced. False where the ledger cannot be written."""
    rows = [
        (bytes.fromhex(row.id), row.kind, row.command, json.dumps(row.record, ensure_ascii=False, sort_keys=True))
        for row in results
    ]
    if not rows:
        return True
    try:
        with closing(open_for_writing(path)) as connection, writing(connection, path):
            connection.executemany(
                "INSERT INTO results (id, kind, command, record) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET command = excluded.command, record = excluded.record",
                rows,
            )
    except (LedgerError, OSError):
        return False
    return True
