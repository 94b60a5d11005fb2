"""The library's own client, asked from ordinary tests: over standard input and output of a real process, and over HTTP."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult

from interlock.mcp.desk import Desk
from interlock.mcp.serving import PATH, http_app
from interlock.pipeline.listening import listen


@dataclass
class Asking:
    """A client that is connected."""

    client: Client
    portal: BlockingPortal

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """What a tool answers."""
        result = self.portal.call(self.client.call_tool, tool, arguments)
        assert isinstance(result, CallToolResult)
        return result

    def told(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The fields of an answer that is none of an error."""
        result = self.call(tool, **arguments)
        assert not result.is_error and isinstance(result.structured_content, dict), result.content
        return result.structured_content

    def refused(self, tool: str, **arguments: Any) -> str:
        """What an answer says that is an error."""
        result = self.call(tool, **arguments)
        assert result.is_error
        return str(getattr(result.content[0], "text", ""))

    def every(self, tool: str, **arguments: Any) -> list[dict[str, Any]]:
        """All items, page after page."""
        items: list[dict[str, Any]] = []
        offset: int | None = 0
        while offset is not None:
            page = self.told(tool, **arguments, offset=offset)
            assert page["returned"] == len(page["items"]) > 0 or page["total"] == 0
            items += page["items"]
            offset = page["next_offset"]
        return items


def process(ledger: Path, *more: str) -> StdioServerParameters:
    """`interlock mcp` on a ledger."""
    return StdioServerParameters(command=sys.executable, args=["-m", "interlock", "mcp", "--ledger", str(ledger), *more])


@contextmanager
def over_stdio(ledger: Path) -> Iterator[Asking]:
    """A client of a process of its own."""
    with start_blocking_portal() as portal:
        transport = stdio_client(process(ledger))
        with portal.wrap_async_context_manager(Client(transport)) as client:
            yield Asking(client, portal)


@contextmanager
def http_server(ledger: Path, token: str | None = None) -> Iterator[str]:
    """The app on a free port of this machine; its address."""
    with closing(listen("127.0.0.1", 0)) as listening, closing(Desk(ledger)) as desk:
        desk.start()
        server = uvicorn.Server(uvicorn.Config(http_app(desk, token=token), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def over_http(address: str, token: str | None = None) -> Iterator[Asking]:
    """A client of a server that listens there."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with ExitStack() as stack:
        portal = stack.enter_context(start_blocking_portal())
        asking = stack.enter_context(portal.wrap_async_context_manager(httpx2.AsyncClient(headers=headers, timeout=60)))
        transport = streamable_http_client(address, http_client=asking)
        client = stack.enter_context(portal.wrap_async_context_manager(Client(transport)))
        yield Asking(client, portal)
