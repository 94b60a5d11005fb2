"""Pictures of every page: `make screenshots` writes them to docs/screenshots/, for people to look at.

python tests/web/screenshots.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page
from web.browser import launched
from web.stage import gold_ledger, serving

PAGES = {
    "overview": "/",
    "map": "/map",
    "deals": "/deals",
    "actor": "/actors/nvidia",
    "actors": "/actors",
    "loops": "/loops",
    "exposure": "/exposure",
    "stress": "/stress?scenario=openai-pays-40-percent&versus=power-delayed",
    "talent": "/talent",
    "policy": "/policy",
    "stories": "/stories",
    "disputes": "/disputes",
    "documents": "/documents",
    "judge": "/judge",
    "method": "/method",
    "game": "/game?start=1",
    "search": "/search?q=輝達",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "hebrew": {"viewport": {"width": 1360, "height": 900}, "locale": "he-IL"},
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2},
    "chinese": {"viewport": {"width": 1360, "height": 900}, "locale": "zh-TW"},
    "french": {"viewport": {"width": 1360, "height": 900}, "locale": "fr-FR"},
    "4k": {"viewport": {"width": 3840, "height": 2160}},
}
LOOP = 3
"""Which loop of the listing the picture of the map shows."""


def ready(page: Page, path: str) -> None:
    """Wait until nothing moves any more."""
    if path.startswith("/map"):
        page.wait_for_selector("#map[data-ready=true]")
    page.wait_for_timeout(400)


def everything(browser: Browser, address: str, folder: Path) -> None:
    """Each page in each look, and a document and a story."""
    for look, options in LOOKS.items():
        page = browser.new_context(reduced_motion="reduce", **options).new_page()
        page.goto(f"{address}/stories")
        story = page.locator("article.story h2 a").first.get_attribute("href") or "/stories"
        document = page.locator(".copies a").first.get_attribute("href") or "/documents"
        for name, path in {**PAGES, "story": story, "document": document}.items():
            page.goto(address + path)
            ready(page, path)
            page.screenshot(path=folder / f"{look}-{name}.png")
        page.context.close()


def best(browser: Browser, address: str, folder: Path) -> None:
    """The two that the README shows: a loop on the map, and a Hebrew sentence beside its deal."""
    page = browser.new_context(viewport={"width": 1480, "height": 860}, reduced_motion="reduce").new_page()
    page.goto(f"{address}/loops")
    page.locator("a[href*='/map?']").nth(LOOP).click()
    ready(page, "/map")
    page.locator("#map").get_by_role("button", name="Zoom out").click()
    page.mouse.move(0, 0)
    page.evaluate("document.getElementById('map').scrollIntoView({ block: 'center' })")
    page.locator("#map").screenshot(path=folder / "map.png")
    page.goto(f"{address}/deals?from=Nvidia&to=OpenAI")
    page.locator("table.deals a.figure").first.click()
    page.locator("#panel blockquote").first.wait_for()
    page.screenshot(path=folder / "deals-evidence.png")
    page.context.close()
    for name in ("map.png", "deals-evidence.png"):
        with Image.open(folder / name) as picture:
            picture.convert("RGB").save(folder / name, optimize=True)


def main(folder: Path) -> None:
    """All of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        ledger = gold_ledger(Path(place) / "gold.db")
        with serving(ledger, read_only=False) as address, launched() as browser:
            everything(browser, address, folder)
            best(browser, address, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
