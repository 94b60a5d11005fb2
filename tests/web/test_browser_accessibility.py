"""axe-core finds no violation of WCAG 2.2 AA on any page, in light and dark, from right to left, on a phone."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize
from web.conftest import Visit
from web.test_browser_walks import PAGES

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
"""All rules of WCAG 2.2 up to level AA."""
SHAPE = {**EVERY, "rules": {"color-contrast": {"enabled": False}}}
"""The same without contrast, the slowest: neither language nor width changes a colour."""
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
LOOKS: dict[str, list[tuple[Literal["light", "dark"], ViewportSize, dict[str, Any]]]] = {
    "en": [("light", WIDE, EVERY), ("dark", WIDE, CONTRAST), ("light", PHONE, SHAPE)],
    "he-IL": [("light", WIDE, SHAPE)],
}
"""How each page is looked at, for each language."""
FEWER = {"/deals": "/deals?from=OpenAI", "/actors": "/actors?of_kind=fund"}
"""Pages of many like rows, with fewer of them."""
INNER = {"/stories": "article.story h2 a", "/documents": "td.title a", "/deals": "#panel-link"}


@pytest.mark.parametrize("language", LOOKS)
def test_no_page_breaks_a_rule(visit: Visit, language: str) -> None:
    """Each page as it is; deals with the panel of evidence open; a story, a document and a fact."""
    watched = visit(locale=language)
    found = []
    for path in PAGES:
        page = watched.open(FEWER.get(path, path))
        if path == "/map":
            page.wait_for_selector("#map[data-ready=true]")
        if path == "/deals":
            page.locator("table.deals a.figure").first.click()
            page.locator("#panel blockquote").first.wait_for()
        found += looked_at(page, language)
        if path in INNER:
            page.locator(INNER[path]).first.click()
            page.wait_for_url(re.compile("/(stories|documents|facts)/"))
            found += looked_at(page, language)
    assert not found, "\n".join(found)


def looked_at(page: Page, language: str) -> list[str]:
    """What is broken on a page in any look; it is left as it was."""
    found = []
    for scheme, size, rules in LOOKS[language]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        found += [f"{scheme} {size['width']} {each}" for each in broken(page, rules)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    return found


def broken(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe-core finds on a page."""
    violations = Axe().run(page, options=rules).response["violations"]
    return [
        f"{page.url}: {each['id']} ({len(each['nodes'])}): {'; '.join(str(node['html'])[:140] for node in each['nodes'][:3])}"
        for each in violations
    ]
