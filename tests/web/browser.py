"""A real browser for the tests: Debian's Chromium, driven by Playwright; a page that fails on any error or foreign request."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Where the browser is; INTERLOCK_CHROMIUM names one."""
    return os.environ.get("INTERLOCK_CHROMIUM") or next((found for name in _NAMES if (found := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that looks for nothing on the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


class Watched:
    """A page of the app with everything that goes wrong on it."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en", "reduced_motion": "reduce", **options}
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and not request.url.startswith((self.address, "file:")):
            self.faults.append(f"asked {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure and "ABORTED" not in request.failure:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def open(self, path: str) -> Page:
        """Go to a page of the app."""
        self.page.goto(path if path.startswith("file:") else self.address + path)
        return self.page

    def close(self) -> None:
        """Close it; raise AssertionError where anything went wrong on it."""
        self.context.close()
        assert not self.faults, self.faults
