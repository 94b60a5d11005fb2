"""The HTTP API: the answers of the verbs, descriptions that hold, and no question that breaks it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from web.kept import gold_copy
from web.stage import serving

from interlock.cli import main
from interlock.web.app import create_app

SAME_AS_VERBS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "facts": ("facts", {}),
    "facts --limit 7": ("facts", {"limit": "7"}),
    "facts --from OpenAI": ("facts", {"from": "OpenAI"}),
    "facts --to 英伟达": ("facts", {"to": "英伟达"}),
    "facts --kind invests_in --kind buys_from --status agreed": (
        "facts",
        {"kind": ["invests_in", "buys_from"], "status": "agreed"},
    ),
    "facts --amount-gte 10bn --currency USD": ("facts", {"amount_gte": "10bn", "currency": "USD"}),
    "facts --date-gte 2025 --date-lte 2025-10": ("facts", {"date_gte": "2025", "date_lte": "2025-10"}),
    "facts --language he": ("facts", {"language": "he"}),
    "facts --language zh --language fr": ("facts", {"language": ["zh", "fr"]}),
    "facts --origins-gte 2": ("facts", {"origins_gte": "2"}),
    "facts --disputed": ("facts", {"disputed": "true"}),
    "facts --roll-up --from Alphabet": ("facts", {"roll_up": "true", "from": "Alphabet"}),
    "facts --as-of 2025-10-15": ("facts", {"as_of": "2025-10-15"}),
    "facts --from nobody-at-all": ("facts", {"from": "nobody-at-all"}),
    "loops --redraws 100": ("loops", {}),
    "loops --redraws 100 --basis scheduled --actor openai": ("loops", {"basis": "scheduled", "actor": "openai"}),
    "exposure": ("exposure", {}),
    "exposure --actor nvidia --years 2026-2028": ("exposure", {"actor": "nvidia", "years": "2026-2028"}),
    "stress openai-pays-40-percent": ("stress", {"scenario": "openai-pays-40-percent"}),
    "stress --shock nvidia:funding=stop --shock openai:payments=40%": (
        "stress",
        {"shock": ["nvidia:funding=stop", "openai:payments=40%"]},
    ),
    "talent": ("talent", {}),
    "policy": ("policy", {}),
    "stories": ("stories", {}),
    "stories --documents-gte 3": ("stories", {"least": "3"}),
    "disputes": ("disputes", {}),
    "disputes --as-of 2025-11": ("disputes", {"as_of": "2025-11"}),
}
STRANGE = (
    "x" * 20_000,
    "\0",
    "a\0b",
    "\ud83d",
    "\udc80\ufffe",
    "-1",
    "9" * 400,
    "9" * 5000,
    "1e999",
    "nan",
    "[]",
    "true",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc/passwd",
    "\u202egnp.exe",
    "0000-9999",
    "2026-W99",
    "٣٣",
    "",
)
UNTYPED = {
    "/": ("as_of", "lang", "export"),
    "/map": ("as_of", "years", "actor", "loop", "focus", "least", "origins", "only"),
    "/deals": ("from", "to", "language", "amount_gte", "currency", "date_gte", "sort", "page"),
    "/actors": ("page", "sort_kind"),
    "/actors/openai": ("as_of", "export"),
    "/evidence": ("fact", "title"),
    "/talent": ("learned_by",),
    "/loops": ("actor", "years"),
    "/exposure": ("actor", "years"),
    "/stress": ("scenario", "versus", "shock", "years", "seed"),
    "/digest": ("since", "about", "export"),
    "/stories": ("as_of",),
    "/documents": ("page",),
    "/judge": ("saved",),
    "/judge/wrong": ("claim", "back"),
    "/look": ("back", "language", "theme"),
    "/game": ("a", "start"),
}
"""Parts of the addresses of pages that are more than a choice from a list."""
OWN_ADDRESS = re.compile(r"""(?:src|href)="([^"]+)""")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that the server shows."""
    return gold_copy(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def ask(ledger: Path) -> Iterator[httpx.Client]:
    """A client of a server over it."""
    with serving(ledger) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same ledger for the command line, which keeps the results that it tells."""
    return gold_copy(tmp_path_factory.mktemp("told"))


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("command", SAME_AS_VERBS)
def test_a_verb_and_its_address_give_the_same_bytes(
    command: str, form: str, ask: httpx.Client, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON Lines and CSV of the API are those of the command line; of `loops` those of the type loop."""
    path, parts = SAME_AS_VERBS[command]
    limit = {} if "limit" in parts else {"limit": "0"}
    answer = ask.get(f"/api/v1/{path}", params={**parts, **limit, "format": form})
    flag = "--json" if form == "jsonl" else "--csv"
    assert main([*command.split(), flag, "--ledger", str(told)]) == 0
    assert answer.status_code == 200
    lines = capsys.readouterr().out.splitlines(keepends=True)
    others = ('{"type": "round_trip"', '{"type": "circulation"')
    assert answer.text == "".join(line for line in lines if not line.startswith(others))


def test_the_json_object_holds_the_records_of_the_json_lines(ask: httpx.Client) -> None:
    """One object with items is the same answer in another coat."""
    for path in ("facts", "loops", "exposure", "talent", "policy", "stories", "disputes", "actors"):
        whole = ask.get(f"/api/v1/{path}", params={"limit": "0"}).json()
        lines = ask.get(f"/api/v1/{path}", params={"limit": "0", "format": "jsonl"}).text.splitlines()
        assert whole["items"] == [json.loads(line) for line in lines]
        assert whole["total"] == len(lines)
        assert lines


def test_parts_of_a_listing_put_together_are_the_whole(ask: httpx.Client) -> None:
    """Offset and limit neither lose nor repeat a row."""
    whole = ask.get("/api/v1/facts", params={"limit": "0"}).json()["items"]
    parts: list[Any] = []
    while len(parts) < len(whole):
        parts += ask.get("/api/v1/facts", params={"limit": "17", "offset": str(len(parts))}).json()["items"]
    assert parts == whole


def test_one_fact_comes_with_the_sentences_that_say_it(ask: httpx.Client) -> None:
    """Each quote is exactly what stands in the document between its offsets, and the claim is told as `explain` tells it."""
    for row in ask.get("/api/v1/facts", params={"limit": "12"}).json()["items"]:
        fact = ask.get(f"/api/v1/facts/{row['id'][:12]}").json()
        assert fact["id"] == row["id"]
        for said in fact["sentences"]:
            paper = ask.get(f"/api/v1/documents/{said['document']}").json()
            assert paper["text"][said["start"] : said["end"]] == said["quote"]
            assert said["claim"] in {claim["id"] for claim in paper["claims"]}


def test_a_claim_is_told_as_explain_tells_it(ask: httpx.Client, told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same record, by API and by command line."""
    fact = ask.get("/api/v1/facts", params={"limit": "1"}).json()["items"][0]
    claim = ask.get(f"/api/v1/facts/{fact['id']}").json()["sentences"][0]["claim"]
    assert main(["explain", claim, "--json", "--ledger", str(told)]) == 0
    assert ask.get(f"/api/v1/claims/{claim}").json() == json.loads(capsys.readouterr().out)


def test_ids_are_the_same_after_a_restart(ask: httpx.Client, ledger: Path) -> None:
    """An address that was written down still means the same when the server starts again."""
    addresses = ("facts?limit=0", "loops", "exposure", "stories", "disputes", "actors?limit=0", "network")
    before = {each: ask.get(f"/api/v1/{each}").json() for each in addresses}
    with serving(ledger) as again, httpx.Client(base_url=again, timeout=60) as client:
        assert {each: client.get(f"/api/v1/{each}").json() for each in addresses} == before


def test_every_reading_address_of_the_api_is_described(ask: httpx.Client) -> None:
    """The description has each route, with words for each, and refers to nothing that it lacks."""
    told = ask.get("/openapi.json").json()
    routes = {path for path in told["paths"] if path.startswith("/api/v1/")}
    assert len(routes) >= 17
    assert all(rows["get"]["description"] for rows in told["paths"].values())
    parts = set(told["components"]["schemas"])
    assert {each.rpartition("/")[2] for each in re.findall(r'"\$ref": "([^"]+)', json.dumps(told))} <= parts


def test_no_question_breaks_a_page_or_the_api(ask: httpx.Client) -> None:
    """Whatever a part of an address holds, the answer is an answer or a refusal that says why; the server lives on."""
    described = ask.get("/openapi.json").json()["paths"]
    asked = {path: [part["name"] for part in rows["get"].get("parameters", ())] for path, rows in described.items()}
    broken = [
        (path, name, value[:40])
        for path, names in (*asked.items(), *UNTYPED.items())
        for name in names
        for value in STRANGE
        if not _is_answered(ask, _address(path, name, value))
    ]
    assert broken == []
    assert ask.get("/healthz").status_code == 200


def test_a_shock_with_strange_parts_breaks_nothing(ask: httpx.Client) -> None:
    """The form of a stress test may send anything in each of its fields."""
    for value in map(_quoted, STRANGE):
        for parts in (f"who={value}", f"who=openai&what={value}&level=4", f"who=openai&what=payments&level={value}"):
            assert _is_answered(ask, f"/stress?what=payments&level=40&{parts}"), parts[:80]
            assert _is_answered(ask, f"/api/v1/stress?{parts}"), parts[:80]


def test_no_strange_path_breaks_the_server(ask: httpx.Client) -> None:
    """An id that is none is not found, whatever it is made of."""
    for stem in ("/facts/", "/actors/", "/stories/", "/documents/", "/static/", "/api/v1/facts/", "/api/v1/actors/", "/no/"):
        for value in STRANGE:
            assert _is_answered(ask, stem + _quoted(value)), (stem, value[:40])


def test_a_strange_part_of_a_document_is_its_first(ask: httpx.Client) -> None:
    """The number of a page and the claim to go to may be anything."""
    paper = ask.get("/api/v1/facts").json()["items"][0]["support"][0]["document"]
    for value in STRANGE:
        for name in ("page", "claim"):
            assert _is_answered(ask, f"/documents/{paper}?{name}={_quoted(value)}"), value[:40]


def test_a_way_back_that_is_no_address_leads_to_the_front_page(ask: httpx.Client) -> None:
    """Brackets that no host can have are no reason to fail."""
    for value in ("//[", "http://[::1", "/x?//[", "//[v1.x]/"):
        assert _is_answered(ask, f"/look?back={_quoted(value)}"), value


def test_thousands_of_parts_break_nothing(ask: httpx.Client) -> None:
    """The same part many times over is refused or answered."""
    for path, name, value in (
        ("/evidence", "fact", "ab"),
        ("/deals", "kind", "funds"),
        ("/game", "a", "b"),
        ("/map", "only", "x"),
    ):
        assert _is_answered(ask, f"{path}?" + "&".join([f"{name}={value}"] * 3000))


def test_the_description_for_people_loads_nothing_from_elsewhere(ask: httpx.Client) -> None:
    """/docs and what it loads are shipped."""
    page = ask.get("/docs").text
    addresses = OWN_ADDRESS.findall(page)
    assert any(each.endswith(".js") for each in addresses)
    assert all(each.startswith("/") and not each.startswith("//") for each in addresses)
    assert all(ask.get(each).status_code == 200 for each in addresses)


def test_a_server_says_that_it_lives_before_it_says_that_it_is_ready(ledger: Path, ask: httpx.Client) -> None:
    """Until the ledger is read, /readyz says 503 and pages ask the browser to come again."""
    assert ask.get("/readyz").json() == {"status": "ready"}
    starting = httpx.ASGITransport(create_app(ledger))  # its lifespan has not begun: it follows no ledger yet

    async def told(path: str) -> int:
        async with httpx.AsyncClient(transport=starting, base_url="http://localhost") as client:
            return (await client.get(path)).status_code

    assert [asyncio.run(told(path)) for path in ("/healthz", "/readyz")] == [200, 503]


def _address(path: str, name: str, value: str) -> str:
    if f"{{{name}}}" in path:
        return path.replace(f"{{{name}}}", _quoted(value) or "none")
    return f"{path.replace('{identity}', 'openai')}?{name}={_quoted(value)}"


def _quoted(value: str) -> str:
    return quote(value, safe="", errors="surrogatepass")


def _is_answered(ask: httpx.Client, address: str) -> bool:
    answer = ask.get(address)
    return answer.status_code < 500 and (bool(answer.content) or answer.is_redirect)
