"""Ways of drawing the map, in headless Chromium on the CPU: first picture, frames while it pans, zooms, and is pointed at.

    python -m benchmarks.map_drawing.measure [--rounds 3] [--only WAY] [--pictures FOLDER]

Needs `npm`, for the libraries (fetched into a temporary folder), and Chromium. A way has two minutes a size.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

_HERE = Path(__file__).parent
_DRAWINGS = ("cytoscape", "cytoscape-texture", "cytoscape-webgl", "sigma", "canvas")
_SIZES = ((60, 200), (1000, 5000))
_MOST_SECONDS = 120
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_MODULES = {
    "cytoscape": 'export { default } from "cytoscape";',
    "sigma": 'export { default } from "sigma"; export * from "graphology"; export * from "@sigma/edge-curve";',
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def build(folder: Path) -> None:
    """The page with all ways in one script, in `folder`; prints what each weighs as one minified module."""
    for file in _HERE.iterdir():
        if file.suffix in {".js", ".json", ".html"}:
            shutil.copy(file, folder)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    _bundle(folder, "bench.js", "bundle.js")
    for name, exports in _MODULES.items():
        (folder / f"{name}-alone.js").write_text(exports, encoding="utf-8")
        _bundle(folder, f"{name}-alone.js", f"{name}.mjs")
        content = (folder / f"{name}.mjs").read_bytes()
        print(f"{name}: {len(content) / 1000:.0f} kB, gzip {len(gzip.compress(content)) / 1000:.0f} kB")


def _bundle(folder: Path, source: str, target: str) -> None:
    tool = folder / "node_modules" / ".bin" / "esbuild"
    command = [str(tool), source, "--bundle", "--minify", "--format=esm", f"--outfile={target}", "--log-level=error"]
    subprocess.run(command, cwd=folder, check=True)


def measured(page: Page, drawing: str, actors: int, edges: int) -> dict[str, Any] | None:
    """One run of one way of drawing; None where it did not finish in time, or the browser gave up."""
    until = time.monotonic() + _MOST_SECONDS
    try:
        page.evaluate(f"void measure('{drawing}', {actors}, {edges}).then((result) => {{ window.result = result; }})")
        while time.monotonic() < until:
            page.wait_for_timeout(500)
            result: dict[str, Any] | None = page.evaluate("window.result ?? null")
            if result is not None:
                return result
    except Error:
        return None
    return None


def main() -> None:
    """Measures every way of drawing, in turn, and prints the middle of the rounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=_DRAWINGS, action="append")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        build(Path(name))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for actors, edges in _SIZES:
            for drawing in given.only or _DRAWINGS:
                results = []
                for _ in range(given.rounds):
                    browser = play.chromium.launch(executable_path=given.browser, args=list(_FLAGS))
                    page = browser.new_page(viewport={"width": 1400, "height": 900})
                    page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
                    result = measured(page, drawing, actors, edges)
                    if result is None:
                        browser.close()
                        break
                    results.append(result)
                    if given.pictures is not None:
                        page.screenshot(path=given.pictures / f"{drawing}-{actors}.png")
                    browser.close()
                print(f"{actors} actors, {edges} edges, {_line(drawing, results)}", flush=True)
        server.shutdown()


def _line(drawing: str, results: list[dict[str, Any]]) -> str:
    if not results:
        return f"{drawing}: not finished within {_MOST_SECONDS} s"
    parts = [f"{drawing}: first picture {statistics.median(one['first'] for one in results):.0f} ms"]
    for motion in ("pan", "zoom", "hover"):
        middle, late = (statistics.median(one[motion][part] for one in results) for part in ("median", "p95"))
        parts.append(f"{motion} {middle:.0f} / {late:.0f} ms")
    return "; ".join([*parts, f"pointed at an edge or actor {results[-1]['touched']} times"])


if __name__ == "__main__":
    main()
