"""A real web server on this machine, for tests: pages by path, misbehaviour by function, a log of all requests."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Page:
    """What a path answers. With an `etag` or `modified` a conditional request is answered by 304."""

    body: bytes | str
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    etag: str | None = None
    modified: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request that came in."""

    path: str
    headers: dict[str, str]


class PressServer:
    """Pages may be changed while it runs."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Behave] = {}
        self.asked: list[Asked] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from the pages."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                """Any path."""
                server.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
                page = server.pages.get(self.path)
                if callable(page):
                    self.close_connection = True
                    page(self)
                elif page is None:
                    send(self, Page("not here", "text/plain", 404))
                elif page.etag and self.headers["If-None-Match"] == page.etag:
                    send(self, Page("", status=304, etag=page.etag))
                elif page.modified and self.headers["If-Modified-Since"] == page.modified and not page.etag:
                    send(self, Page("", status=304, modified=page.modified))
                else:
                    send(self, page)

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        class Server(ThreadingHTTPServer):
            """Bears it in silence when a client goes away."""

            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Says nothing."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.host = f"localhost:{self.port}"
        self.url = f"http://{self.host}"

    def paths(self) -> list[str]:
        """What was asked, robots.txt aside."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    @contextmanager
    def running(self) -> Iterator[PressServer]:
        """Serve until the end of the block."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()


def send(handler: BaseHTTPRequestHandler, page: Page) -> None:
    """Answer with a page."""
    body = page.body.encode() if isinstance(page.body, str) else page.body
    told = {"ETag": page.etag, "Last-Modified": page.modified, **page.headers}
    handler.send_response(page.status)
    if page.status != 304:
        handler.send_header("Content-Type", page.content_type)
        told.setdefault("Content-Length", str(len(body)))
    for name, value in told.items():
        if value is not None:
            handler.send_header(name, value)
    handler.end_headers()
    if page.status != 304:
        handler.wfile.write(body)


def redirect(target: str) -> Page:
    """A page that lies elsewhere."""
    return Page("", status=302, headers={"Location": target})


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A page without end, as fast as it can be taken."""
    _begin(handler, "text/html")
    piece = b"<p>" + b"more and more of it " * 3_000
    try:
        while True:
            handler.wfile.write(piece)
    except OSError:
        pass


def dripping(stop: threading.Event) -> Behave:
    """A page that sends a letter now and then, until the test is over."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        _begin(handler, "text/html")
        try:
            while not stop.wait(0.05):
                handler.wfile.write(b"a")
                handler.wfile.flush()
        except OSError:
            pass

    return drip


def bomb(handler: BaseHTTPRequestHandler) -> None:
    """A gzip body of some 200 kB that unpacks to 200 MB."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(_BOMB)))
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(_BOMB)


_BOMB = gzip.compress(b"\0" * 1_000_000) * 200  # members behind each other: quickly made


def _begin(handler: BaseHTTPRequestHandler, content_type: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", content_type)
    handler.send_header("Connection", "close")
    handler.end_headers()
