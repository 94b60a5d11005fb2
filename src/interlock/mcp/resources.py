"""What can be read by address: facts, claims and documents."""

from __future__ import annotations

import json

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError

from interlock.ledger.horizon import EVERYTHING
from interlock.mcp.bounds import MOST_BYTES, fitted
from interlock.mcp.desk import NOTICE, Desk
from interlock.mcp.tracing import document_start, explained
from interlock.mcp.words import with_words

_JSON = "application/json"


def add_resources(server: MCPServer, desk: Desk) -> None:
    """Templates of addresses: interlock://fact/ID, interlock://claim/ID, interlock://document/ID."""

    def told(wanted: str, identity: str) -> str:
        try:
            with desk.asked(EVERYTHING) as asked:
                record = document_start(asked, identity) if wanted == "document" else explained(desk, asked, identity)
                if record.get("type", wanted) != wanted:
                    raise ResourceNotFoundError(f"{identity} is no {wanted} but a {record['type']}")
                (kept,) = fitted([with_words(record)], MOST_BYTES)
                return json.dumps({"notice": NOTICE, **kept}, ensure_ascii=False)
        except ToolError as error:
            raise ResourceNotFoundError(str(error)) from error

    @server.resource("interlock://fact/{id}", name="fact", mime_type=_JSON, description="A fact with all its sentences.")
    def fact(id: str) -> str:
        return told("fact", id)

    @server.resource("interlock://claim/{id}", name="claim", mime_type=_JSON, description="A claim in its document.")
    def claim(id: str) -> str:
        return told("claim", id)

    @server.resource(
        "interlock://document/{id}", name="document", mime_type=_JSON, description="The beginning of a document, with its claims."
    )
    def document(id: str) -> str:
        return told("document", id)
