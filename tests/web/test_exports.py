"""Files for other tools over HTTP: those that the verb writes, with the filters of the API."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import networkx
import openpyxl
import pytest

from interlock.cli import main
from interlock.web.api.exports import Tool


@pytest.fixture(scope="module")
def ask(server: str) -> Iterator[httpx.Client]:
    """A client of the server."""
    with httpx.Client(base_url=server, timeout=60) as client:
        yield client


@pytest.mark.parametrize("tool", list(Tool))
def test_a_file_is_that_of_the_verb(ask: httpx.Client, gold_file: Path, tmp_path: Path, tool: Tool) -> None:
    """Byte for byte, to be saved under a name."""
    answer = ask.get(f"/api/v1/export/{tool}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="interlock.')
    place = tmp_path / "file"
    assert main(["export", "--format", str(tool), "--ledger", str(gold_file), "-q", "-o", str(place)]) == 0
    assert answer.content == place.read_bytes()


def test_filters_narrow_a_file(ask: httpx.Client) -> None:
    """By kind, actor and day."""
    every, some = (
        ask.get("/api/v1/export/ftm", params=asked).text for asked in ({}, {"kind": "leases_from", "as_of": "2025-11-10"})
    )
    assert len(some.splitlines()) < len(every.splitlines())
    assert {json.loads(line)["schema"] for line in some.splitlines()} >= {"Company", "Article"}
    book = openpyxl.load_workbook(io.BytesIO(ask.get("/api/v1/export/xlsx", params={"kind": "leases_from"}).content))
    assert book.sheetnames[0] == "leases_from"
    graph = networkx.read_gexf(io.BytesIO(ask.get("/api/v1/export/gexf", params={"from": "OpenAI"}).content))
    assert graph.number_of_edges() > 0


def test_the_page_of_deals_links_to_files_with_its_filters(ask: httpx.Client) -> None:
    """Each link gives a file, and only deals."""
    page = ask.get("/deals", params={"kind": "leases_from"}).text
    links = [html.unescape(each) for each in re.findall(r'href="(/api/v1/export/[^"]+)"', page)]
    assert len(links) == 8
    for link in links:
        assert "kind=leases_from" in link and "deals=true" in link
        assert ask.get(link).status_code == 200
    kinds = json.loads(ask.get("/api/v1/export/jsonld?deals=true").text)["@graph"]
    assert not any(node.get("kind") == "ilk:kind:reports" for node in kinds if node["id"].startswith("urn:interlock:fact"))


def test_no_other_format_is_given(ask: httpx.Client) -> None:
    assert ask.get("/api/v1/export/exe").status_code == 422
