"""One ledger of gold claims for all tests that ask over HTTP: made once, copied for each that may write."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from web.stage import gold_ledger


def gold_copy(folder: Path) -> Path:
    """A copy of the ledger of gold claims in a folder of one's own."""
    ledger = folder / "gold.db"
    ledger.write_bytes(_gold())
    return ledger


@cache
def _gold() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return gold_ledger(Path(folder) / "gold.db").read_bytes()
