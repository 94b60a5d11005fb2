"""axe-core finds no violation of WCAG 2.2 AA on any page, in light and dark, from right to left, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from web.conftest import Visit
from web.test_browser_walks import PAGES

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "hebrew": {"locale": "he-IL"},
    "phone": {"viewport": {"width": 360, "height": 740}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_breaks_a_rule(visit: Visit, look: str) -> None:
    """Each page as it is, and with the panel of evidence open."""
    watched = visit(**LOOKS[look])
    found = []
    for path in PAGES:
        page = watched.open(path)
        if path == "/map":
            page.wait_for_selector("#map[data-ready=true]")
        if path == "/deals":
            page.locator("table.deals a.figure").first.click()
            page.locator("#panel blockquote").first.wait_for()
        answer = Axe().run(page, options=RULES)
        for broken in answer.response["violations"]:
            nodes = "; ".join(str(node["html"])[:140] for node in broken["nodes"][:3])
            found.append(f"{path}: {broken['id']} ({len(broken['nodes'])}): {nodes}")
    assert not found, "\n".join(found)
