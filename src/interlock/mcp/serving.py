"""Running the server: over standard input and output, or over HTTP on this machine."""

from __future__ import annotations

import hmac
import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from interlock.ledger.resolved import ResolvedView
from interlock.mcp.desk import Desk
from interlock.mcp.server import make_server
from interlock.pipeline.listening import check_reach, is_local, listen, shown_address

PATH = "/mcp"
_MOST_BODY = 256_000
_MOST_SESSIONS = 200


def serve_stdio(ledger: Path, atlas: tuple[Path, ...] = ()) -> None:
    """Serve until standard input ends. Standard output carries the protocol alone. Raises LedgerError."""
    with ResolvedView(ledger):  # a ledger that cannot be read is told now, not in the first answer
        pass
    signal.signal(signal.SIGINT, _leave)
    with closing(Desk(ledger, atlas)) as desk:
        desk.start()
        make_server(desk).run("stdio")


def _leave(*_: object) -> None:
    """End at once: the thread that waits for a line of the client cannot be woken, and nothing is half written."""
    os.write(2, b"interlock: interrupted\n")
    os._exit(130)


def serve_http(
    ledger: Path,
    *,
    host: str,
    port: int,
    token: str | None = None,
    atlas: tuple[Path, ...] = (),
    started: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve streamable HTTP until interrupted; `started` is called with the address.

    Raises CannotServe for another machine's reach without a token and for a port that is taken, LedgerError.
    """
    check_reach(host, token)
    with ResolvedView(ledger):
        pass
    with closing(listen(host, port)) as listening, closing(Desk(ledger, atlas)) as desk:
        desk.start()
        app = http_app(desk, host=host, token=token)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3)
        started(shown_address(host, listening).rstrip("/") + PATH)
        uvicorn.Server(config).run(sockets=[listening])


def http_app(desk: Desk, *, host: str = "127.0.0.1", token: str | None = None) -> ASGIApp:
    """The app. Without a token only names of this machine are answered to, so that a page of another site that points a name
    of its own here (DNS rebinding) gets nothing, and no other origin; with one, everybody who has it is answered."""
    local = ["127.0.0.1", "localhost", "[::1]", *([host] if is_local(host) else [])]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=token is None,
        allowed_hosts=[each for name in local for each in (name, f"{name}:*")],
        allowed_origins=[each for name in local for each in (f"http://{name}", f"http://{name}:*")],
    )
    app = make_server(desk).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        transport_security=security,
        max_request_body_size=_MOST_BODY,
        max_sessions=_MOST_SESSIONS,
        host=host,
    )
    return app if token is None else _Bearer(app, token)


class _Bearer:
    """Lets in who has the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._wanted = app, f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
            if not hmac.compare_digest(given, self._wanted):
                refused = PlainTextResponse(
                    "a token is wanted: Authorization: Bearer TOKEN\n", 401, {"WWW-Authenticate": "Bearer"}
                )
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)
