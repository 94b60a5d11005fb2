"""Where a server of ours may listen: on this machine, or beyond it with a token."""

from __future__ import annotations

import ipaddress
import socket

from interlock.vocabulary import InterlockError

_LOCAL_NAMES = frozenset({"localhost", "ip6-localhost"})
_BACKLOG = 2048


class CannotServe(InterlockError):
    """The server may not, or cannot, listen where it was told to."""


def is_local(host: str) -> bool:
    """Whether a name or address is this machine only."""
    if host.lower() in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_reach(host: str, token: str | None) -> None:
    """Raise CannotServe where other machines would be let in without a token."""
    if token is None and not is_local(host):
        raise CannotServe(f"listening on {host} lets other machines in; give a --token that they must know, or --token auto")


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


def shown_address(host: str, listening: socket.socket) -> str:
    """The address of a server that listens there, as a browser takes it."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}/"
