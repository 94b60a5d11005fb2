"""A ledger, a server and a browser for all tests of the pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from web.browser import Watched
from web.stage import gold_ledger, serving

Visit = Callable[..., Watched]


@pytest.fixture(scope="session")
def gold_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped articles with their gold claims; nobody writes to it."""
    return gold_ledger(tmp_path_factory.mktemp("web") / "gold.db")


@pytest.fixture(scope="session")
def server(gold_file: Path) -> Iterator[str]:
    """A server over it."""
    with serving(gold_file, read_only=True) as address:
        yield address


@pytest.fixture
def own_server(gold_file: Path, tmp_path: Path) -> Iterator[str]:
    """A server over a copy that the test may write to."""
    copy = Path(shutil.copy(gold_file, tmp_path / "own.db"))
    with serving(copy) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens watched pages of the server; anything wrong on one fails the test."""
    opened: list[Watched] = []

    def start(address: str = server, **options: Any) -> Watched:
        opened.append(Watched(browser, address, **options))
        return opened[-1]

    yield start
    for each in opened:
        each.close()
