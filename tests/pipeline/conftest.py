"""A ledger that the tests of the digest share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from web.stage import gold_ledger

from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.knowledge import Knowledge, knowledge


@pytest.fixture(scope="session")
def told_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped articles with their gold claims; nobody writes to it."""
    return gold_ledger(tmp_path_factory.mktemp("told") / "gold.db")


@pytest.fixture(scope="session")
def told(told_ledger: Path) -> Iterator[Knowledge]:
    """What it knows."""
    with ResolvedView(told_ledger) as view, view.steady():
        yield knowledge(view).settle()
