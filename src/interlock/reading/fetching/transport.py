"""An HTTP client that connects only where the guard lets it, and never waits longer than the work at hand may take."""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from http.cookiejar import DefaultCookiePolicy
from threading import Event
from typing import Any

import httpcore
import httpx

from interlock.reading.fetching.guard import AddressGuard, Resolve, resolve

_SLICE = 0.5  # seconds after which a waiting read looks whether it is to stop
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class Stopped(Exception):
    """The run is to end; what is being fetched is given up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Everything that goes over the wire in this thread ends within so many seconds, however little comes each time."""
    mark = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(mark)


def _left(timeout: float | None) -> float:
    """Seconds that may still be waited. Raises ReadTimeout when the time is up."""
    end = _deadline.get()
    most = timeout if timeout is not None else 3600.0
    if end is None:
        return most
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return min(most, left)


class _Stream(httpcore.NetworkStream):
    """A connection whose reads end at the deadline, or when the run is to stop."""

    def __init__(self, inner: httpcore.NetworkStream, stop: Event) -> None:
        self._inner, self._stop = inner, stop

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        end = time.monotonic() + (timeout if timeout is not None else 3600.0)
        while True:
            if self._stop.is_set():
                raise Stopped
            wait = min(_SLICE, _left(max(end - time.monotonic(), 0.001)))
            try:
                return self._inner.read(max_bytes, wait)
            except httpcore.ReadTimeout:
                _left(None)
                if time.monotonic() >= end:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)), self._stop)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Opens connections to addresses that the guard has checked, and to no others."""

    def __init__(self, guard: AddressGuard, stop: Event) -> None:
        self._guard, self._stop, self._inner = guard, stop, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if self._stop.is_set():
            raise Stopped
        try:
            addresses = self._guard.addresses(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} is not known ({error.strerror or error})") from error
        last: Exception | None = None
        for address in addresses[:4]:
            try:
                # A literal address is not looked up again: this is the one that was checked.
                stream = self._inner.connect_tcp(address, port, _left(timeout), local_address, socket_options)
                return _Stream(stream, self._stop)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        assert last is not None
        raise last

    def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("sockets of this machine are not asked")

    def sleep(self, seconds: float) -> None:
        self._stop.wait(seconds)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport over connections that the guard has checked; Host header and SNI stay those of the name."""

    def __init__(self, guard: AddressGuard, stop: Event | None = None) -> None:
        super().__init__(trust_env=False)
        self._guard = guard
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=_Backend(guard, stop or Event()),
            max_connections=32,
            max_keepalive_connections=16,
            keepalive_expiry=5.0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises AddressRefused for an address that may not be asked, httpx's errors for what goes wrong."""
        self._guard.check_url(str(request.url))
        return super().handle_request(request)


def guarded_client(
    allow: Collection[str] = (),
    *,
    headers: Mapping[str, str] | None = None,
    stop: Event | None = None,
    resolver: Resolve = resolve,
) -> httpx.Client:
    """A client that follows no redirect, knows no proxy and keeps no cookie, and asks public hosts and those of `allow`.

    A request to any other raises AddressRefused.
    """
    client = httpx.Client(
        transport=GuardedTransport(AddressGuard(allow, resolver), stop),
        headers=headers,
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(15.0, connect=10.0),
    )
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
    return client
