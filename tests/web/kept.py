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


def meant_copy(folder: Path) -> Path:
    """A copy of it with vectors, in a folder of one's own."""
    ledger = folder / "meant.db"
    ledger.write_bytes(_meant())
    return ledger


@cache
def _meant() -> bytes:
    from interlock.pipeline.meaning import index_by_meaning  # what it needs is an extra

    with tempfile.TemporaryDirectory() as folder:
        ledger = gold_copy(Path(folder))
        index_by_meaning(ledger)
        return ledger.read_bytes()


@cache
def _gold() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return gold_ledger(Path(folder) / "gold.db").read_bytes()
