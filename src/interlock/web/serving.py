"""Running the app: where it may listen, what it prints, how it stops."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn

from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.listening import check_reach, listen, shown_address
from interlock.web.app import create_app

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8765


def serve(
    ledger: Path,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    token: str | None = None,
    read_only: bool = False,
    atlas: tuple[Path, ...] = (),
    started: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the ledger until interrupted; `started` is called with the address to open.

    Raises CannotServe for another machine's reach without a token and for a port that is taken, LedgerError for a ledger that
    cannot be read.
    """
    check_reach(host, token)
    with ResolvedView(ledger):  # a ledger that cannot be read is told now, not on the first page
        pass
    with closing(listen(host, port)) as listening:
        address = shown_address(host, listening)
        app = create_app(ledger, atlas=atlas, token=token, read_only=read_only)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=5, timeout_graceful_shutdown=3
        )
        started(f"{address}?token={token}" if token else address)
        uvicorn.Server(config).run(sockets=[listening])
