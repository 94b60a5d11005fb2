"""Serve the page of this folder and measure each drawing library in headless Chromium; a library has two minutes a size."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Error, sync_playwright

LIBRARIES = ("canvas", "cytoscape", "cytoscape-texture", "cytoscape-webgl", "sigma")
SIZES = ((60, 200), (1000, 5000))
ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--no-first-run", "--disable-background-networking"]
MOST_MS = 120_000


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a log."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main() -> None:
    """Print a line for each library and size."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="."))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        for actors, edges in SIZES:
            for library in LIBRARIES:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                page.set_default_timeout(MOST_MS)
                page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
                try:
                    page.evaluate(
                        f"window.done = window.measure('{library}', {actors}, {edges}).then((told) => (window.told = told))"
                    )
                    page.wait_for_function("window.told")
                    print(actors, edges, library, page.evaluate("JSON.stringify(window.told)"), flush=True)
                except Error as error:
                    print(actors, edges, library, "not finished:", str(error).splitlines()[0], flush=True)
                browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
