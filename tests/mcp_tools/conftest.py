"""One ledger and one client for all tests of the tools.

The folder is not called `mcp`: on the path of the tests it would stand in the way of the library of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp_tools.stage import Asking, over_stdio
from web.kept import gold_copy


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped articles with their gold claims; nobody writes to it."""
    return gold_copy(tmp_path_factory.mktemp("mcp"))


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy for the verbs, which keep what they compute."""
    return gold_copy(tmp_path_factory.mktemp("verbs"))


@pytest.fixture(scope="session")
def tools(gold: Path) -> Iterator[Asking]:
    """A client of a process that serves it over standard input and output."""
    with over_stdio(gold) as asking:
        yield asking
