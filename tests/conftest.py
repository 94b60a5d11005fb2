"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from web.browser import chromium, launched

# A busy machine is no fault of the code: examples have no deadline. Continuous integration repeats the same examples, so
# that a change is judged by itself; on a developer's machine each run looks for new ones.
settings.register_profile("interlock", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("interlock")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: one for all tests of a process, since a second one cannot be steered beside it."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium); INTERLOCK_CHROMIUM names one elsewhere")
    with launched() as found:
        yield found


_SHARED = Path(__file__).parents[2] / "shared"
"""Articles of other people that lie beside the project where it is developed. Who has the project alone tests without them."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """With INTERLOCK_NO_SKIPS set a skip is a failure, unless it is for want of ../shared."""
    report = yield
    if os.environ.get("INTERLOCK_NO_SKIPS") and report.skipped and not hasattr(report, "wasxfail"):
        told = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if _SHARED.is_dir() or "shared" not in told:
            report.outcome = "failed"
            report.longrepr = f"skipped where nothing may be: {told}"
    return report
