"""Which addresses may be asked: those of public hosts, and those that the user allows by name.

A feed, a redirect or a name server may point anywhere. What it points to is checked where the connection is made, and the
connection goes to the very address that was checked, so that a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, urlsplit

from interlock.vocabulary import InterlockError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
"""The addresses of a host name, as text. Raises OSError where there are none."""

LONGEST_URL = 2_000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96", "::/96", "5f00::/16")))
"""Addresses that carry another address within them, or that are routed within a site: nobody publishes at one."""


class AddressRefused(InterlockError):
    """An address may not be asked. The message is a clause that follows the address."""


def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver answers, without duplicates, in its order."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label of more than 63 letters
        raise OSError(f"'{host[:80]}' is no host name") from error
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody in the world can reach, and that is nobody's own network."""
    found: Address = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:  # how a network without IPv4 reaches the hosts that have nothing else
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.is_site_local or any(found in network for network in _CARRIERS):
            return False
    return found.is_global and not (
        found.is_private
        or found.is_loopback
        or found.is_link_local
        or found.is_multicast
        or found.is_reserved
        or found.is_unspecified
    )


class AddressGuard:
    """Says whether an address may be asked. `allow` holds host names, with a port or without: 'localhost', 'intranet:8080'."""

    def __init__(self, allow: Collection[str] = (), resolver: Resolve = resolve) -> None:
        self._allow = frozenset(name.strip().lower().rstrip(".") for name in allow)
        self._resolver = resolver

    def check_url(self, url: str) -> SplitResult:
        """The parts of an address that is http(s), whole and without a password. Raises AddressRefused."""
        if len(url) > LONGEST_URL:
            raise AddressRefused(f"is longer than {LONGEST_URL:,} characters")
        if any(character <= " " or character == "\x7f" for character in url):
            raise AddressRefused("holds a space or a control character")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise AddressRefused(f"is no web address ({error})") from None
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"is no http or https address but '{parts.scheme[:20]}'")
        if not parts.hostname:
            raise AddressRefused("names no host")
        if parts.username is not None or parts.password is not None or "@" in parts.netloc:
            raise AddressRefused("holds a user name or password; leave it out")
        if port == 0 or "\\" in parts.netloc:
            raise AddressRefused("is no web address")
        return parts

    def allows_by_name(self, host: str, port: int) -> bool:
        """Whether the user allows this host, whatever its address."""
        name = host.lower().rstrip(".")
        shown = f"[{name}]" if ":" in name else name
        return bool({name, shown, f"{shown}:{port}"} & self._allow)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses to connect to, each checked. Raises AddressRefused, or OSError where the name has none."""
        found = self._resolver(host, port)
        if not found:
            raise OSError(f"no address is known for '{host}'")
        if not self.allows_by_name(host, port):
            for address in found:
                if not is_public(address):
                    told = f"its host {host}" if address == host.strip("[]") else f"its host {host} ({address})"
                    raise AddressRefused(f"{told} is not public; '--allow-host {host}' allows it by name")
        return found
