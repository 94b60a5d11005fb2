"""A real browser follows the links to sentences: it scrolls to each quote, whatever its script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser

from interlock.exchange.fragments import fragment_link

PARAGRAPHS = (
    "The page begins here.",
    "לפי ההסכם, OpenAI תחכור מאנבידיה עד 5 מיליון מעבדים ב־350 מיליארד דולר.",
    "甲骨文與OpenAI簽下3,000億美元合約，為期五年。",
    "Under the contract, OpenAI will pay $300 billion – up 5-fold & more, it said.",
    "Nvidia paid. Later Nvidia paid.",
    "L’accord, d’une valeur de " + "plusieurs, voire de nombreux, " * 8 + "milliards d’euros\u202f; c’est signé.",
)
QUOTES = (
    (1, "אנבידיה עד 5 מיליון מעבדים"),
    (2, "OpenAI簽下3,000億美元"),
    (3, "pay $300 billion – up 5-fold & more"),
    (4, "Nvidia paid"),
    (5, PARAGRAPHS[5][len("L’accord, ") : -len("\u202f; c’est signé.")]),
)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A page of paragraphs far apart."""
    body = "<div style='height:3000px'></div>".join(f"<p id=p{place}>{words}</p>" for place, words in enumerate(PARAGRAPHS))

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<meta charset=utf-8>{body}".encode())

        def log_message(self, *told: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story"
    server.shutdown()


def test_each_link_scrolls_to_its_quote_and_a_wrong_one_to_none(site: str, browser: Browser) -> None:
    """Hebrew behind a prefix letter, Chinese inside a run, signs that divide directives, the second of twins, a long quote."""
    text = "\n".join(PARAGRAPHS)
    page = browser.new_page()
    for place, quote in QUOTES:
        start = text.rindex(quote)
        page.goto("about:blank")
        page.goto(str(fragment_link(site, text, start, start + len(quote), quote)))
        page.wait_for_function(
            f"scrollY > 0 && Math.abs(document.getElementById('p{place}').getBoundingClientRect().top) < innerHeight",
            timeout=5000,
        )
    page.goto("about:blank")
    page.goto(f"{site}#:~:text=nowhere%20on%20it")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
