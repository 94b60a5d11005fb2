"""Running the app: where it may listen, what it prints, how it stops."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn

from interlock.ledger.resolved import ResolvedView
from interlock.vocabulary import InterlockError
from interlock.web.app import create_app
from interlock.web.security import is_local

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8765
_BACKLOG = 2048


class CannotServe(InterlockError):
    """The server may not, or cannot, listen where it was told to."""


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
    if token is None and not is_local(host):
        raise CannotServe(f"listening on {host} lets other machines in; give a --token that they must know, or --token auto")
    with ResolvedView(ledger):  # a ledger that cannot be read is told now, not on the first page
        pass
    with closing(listen(host, port)) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        app = create_app(ledger, atlas=atlas, token=token, read_only=read_only)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=5, timeout_graceful_shutdown=3
        )
        started(f"{address}?token={token}" if token else address)
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CannotServe where the port is taken or the name means nothing."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(_BACKLOG)
    except OSError as error:
        raise CannotServe(
            f"cannot listen on {host} port {port}: {error.strerror or error}; give another --port (0 takes a free one)"
        ) from None
    return listening
