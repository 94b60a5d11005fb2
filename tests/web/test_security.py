"""Who is let in, what a page may do, and that nothing but a judgement on a form of ours writes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from web.kept import gold_copy
from web.stage import serving

from interlock.cli import main
from interlock.pipeline.listening import CannotServe, is_local, listen
from interlock.web.pages.look import own_path
from interlock.web.security import HEADERS, Guard
from interlock.web.serving import serve

TOKEN = "a-token-that-nobody-guesses"
ELSEWHERE = (
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\t\\evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "",
)
KINDS_OF_ANSWER = (
    "/",
    "/deals",
    "/no-such-page",
    "/deals?sort=no",
    "/api/v1/facts",
    "/api/v1/no",
    "/static/style.css",
    "/healthz",
)


class Links(HTMLParser):
    """The addresses that a page links to and the fields of its forms."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the element in."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "input" and given.get("type") == "hidden":
            self.fields[str(given.get("name"))] = str(given.get("value"))


def rows(ledger: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the ledger holds."""
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}  # noqa: S608
    finally:
        connection.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that may be written."""
    return gold_copy(tmp_path)


@pytest.fixture
def ask(ledger: Path) -> Iterator[httpx.Client]:
    """A visitor of a server over it."""
    with serving(ledger) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def judgement(ask: httpx.Client) -> tuple[str, dict[str, str]]:
    """A fact of one claim, and the form that says that the claim is wrong, as the page gives it to this visitor."""
    facts = ask.get("/api/v1/facts", params={"limit": "0"}).json()["items"]
    fact = next(row["id"] for row in facts if len(row["support"]) == 1)
    claim = ask.get(f"/api/v1/facts/{fact}").json()["sentences"][0]["claim"]
    page = ask.get("/judge/wrong", params={"claim": claim, "back": f"/facts/{fact}"}).text
    fields = Links(page).fields
    return fact, {name: fields[name] for name in ("token", "left", "verdict", "back")} | {"who": "Ada", "why": "misread"}


def test_every_answer_carries_the_headers(ask: httpx.Client) -> None:
    """Pages, refusals, data and files all forbid what is not ours."""
    for path in KINDS_OF_ANSWER:
        answer = ask.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS), path
        assert "server" not in answer.headers or answer.headers["server"] == "uvicorn"
    assert ask.post("/deals").headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_the_policy_allows_no_script_style_or_address_from_elsewhere(ask: httpx.Client) -> None:
    """Nothing inline, nothing evaluated, no frame, no other host."""
    policy = ask.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_no_page_has_a_script_or_style_of_its_own(ask: httpx.Client) -> None:
    """What the policy forbids is not there either: no inline script, style, or handler."""
    for path in ("/", "/map", "/deals", "/stress", "/loops", "/game", "/judge", "/docs"):
        page = ask.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), path


def test_another_name_for_this_machine_is_refused(ask: httpx.Client) -> None:
    """A page of another site that points its own name here gets nothing, not even by a name that looks like ours."""
    for host in (
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "0.0.0.0",
        "169.254.169.254",
        "",
        "[",
        "a b",
    ):
        answer = ask.get("/api/v1/facts", headers={"Host": host})
        assert answer.status_code in (400, 421), host
        assert "OpenAI" not in answer.text
    for host in ("localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765", "127.9.9.9"):
        assert ask.get("/healthz", headers={"Host": host}).status_code == 200, host


def test_without_the_token_nothing_is_told(ledger: Path) -> None:
    """Pages, data and files want it; whether the server lives may be asked without."""
    with serving(ledger, token=TOKEN) as address, httpx.Client(base_url=address, timeout=60) as client:
        for path in ("/", "/api/v1/facts", "/static/style.css", "/openapi.json", "/docs", "/facts/00", "/no-such-page"):
            assert client.get(path).status_code == 401, path
            assert client.get(path, params={"token": TOKEN[:-1]}).status_code == 401, path
            assert client.get(path, headers={"Authorization": "Bearer " + TOKEN.upper()}).status_code == 401, path
            assert client.get(path).headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
        assert client.post("/judge", data={"token": "x"}).status_code == 401
        for path in ("/healthz", "/readyz"):
            alive = client.get(path, params={"token": "a guess"})
            assert alive.status_code == 200
            assert "set-cookie" not in alive.headers


def test_the_token_lets_in_and_is_kept_as_a_cookie(ledger: Path) -> None:
    """The printed address opens the pages from then on; programs may send it as a header."""
    with serving(ledger, token=TOKEN) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert client.get("/api/v1/counts", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/").status_code == 401
        first = client.get("/deals", params={"token": TOKEN, "sort": "date"})
        assert (first.status_code, first.next_request and first.next_request.url.raw_path) == (303, b"/deals?sort=date")
        assert "HttpOnly" in first.headers["set-cookie"]
        assert client.get("/deals").status_code == 200
        assert client.get("/deals", headers={"Host": "ledger.example"}).status_code == 200


def test_a_server_for_other_machines_wants_a_token(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without one it does not start, and says what to do."""
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.org"):
        with pytest.raises(CannotServe, match="token"):
            serve(ledger, host=host, port=0)
    assert main(["serve", "--host", "0.0.0.0", "--port", "0", "--ledger", str(ledger)]) != 0
    assert "--token" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(ledger: Path) -> None:
    """The message names the port and another way."""
    with listen("127.0.0.1", 0) as taken, pytest.raises(CannotServe, match="give another --port"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_what_counts_as_this_machine() -> None:
    """Loopback by name or address, and nothing else."""
    assert all(map(is_local, ("localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]")))
    assert not any(map(is_local, ("", "0.0.0.0", "::", "10.0.0.1", "localhost.", "example.org", "::ffff:8.8.8.8")))


def test_a_wrong_reading_loses_its_fact_and_gets_it_back(ask: httpx.Client) -> None:
    """A judgement on the page takes the claim out of the facts at once; undoing it brings the same fact back."""
    fact, form = judgement(ask)
    saved = ask.post("/judge", data=form)
    assert saved.status_code == 303
    assert saved.headers["location"] == f"/facts/{fact}?saved=1"
    assert ask.get(f"/api/v1/facts/{fact}").status_code == 404
    page = ask.get("/judge").text
    row = re.search(r'name="judgement" value="([0-9a-f]+)"', page)
    assert row is not None
    undone = ask.post("/judge/undo", data={"token": form["token"], "judgement": row[1], "who": "Ada", "back": "/judge"})
    assert undone.status_code == 303
    assert ask.get(f"/api/v1/facts/{fact}").status_code == 200


def test_a_form_that_is_not_ours_writes_nothing(ask: httpx.Client, ledger: Path) -> None:
    """No token, a wrong one, another visitor's, another origin, another site: refused, and the ledger stays as it was."""
    before = rows(ledger)
    _, form = judgement(ask)
    with httpx.Client(base_url=ask.base_url, timeout=60) as other:
        another = judgement(other)[1]["token"]
    assert another != form["token"]
    refused: list[httpx.Response] = [
        ask.post("/judge", data={name: value for name, value in form.items() if name != "token"}),
        ask.post("/judge", data=form | {"token": ""}),
        ask.post("/judge", data=form | {"token": "0" * 64}),
        ask.post("/judge", data=form | {"token": "é"}),
        ask.post("/judge", data=form | {"token": another}),
        ask.post("/judge", data=form, headers={"Origin": "https://evil.example"}),
        ask.post("/judge", data=form, headers={"Origin": "null"}),
        ask.post("/judge", data=form, headers={"Origin": "http://["}),
        ask.post("/judge", data=form, headers={"Sec-Fetch-Site": "cross-site"}),
        ask.post("/judge", data=form, headers={"Sec-Fetch-Site": "same-site"}),
        httpx.post(f"{ask.base_url}/judge", data=form),
        ask.post("/judge/undo", data={"judgement": "00" * 8, "who": "Ada"}),
        ask.post("/judge/undo", data={"token": another, "judgement": "00" * 8, "who": "Ada"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert rows(ledger) == before


def test_a_judgement_that_means_nothing_is_refused_and_writes_nothing(ask: httpx.Client, ledger: Path) -> None:
    """No name, no such claim, a verdict that is none, too long a reason."""
    before = rows(ledger)
    _, form = judgement(ask)
    changed = ({"who": "  "}, {"left": "f" * 32}, {"left": "../x"}, {"verdict": "maybe"}, {"why": "x" * 5000}, {"about": "x"})
    for change in changed:
        assert 400 <= ask.post("/judge", data=form | change).status_code < 500, change
    assert 400 <= ask.post("/judge/undo", data={"token": form["token"], "judgement": "99", "who": "Ada"}).status_code < 500
    assert rows(ledger) == before


def test_a_server_that_only_reads_takes_no_judgement(ledger: Path) -> None:
    """The pages show no form, and a form sent all the same is refused."""
    before = rows(ledger)
    with serving(ledger, read_only=True) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert '<form method="post"' not in client.get("/judge").text
        visitor = client.cookies["interlock_visitor"]
        sent = {"token": Guard().form_token(visitor), "left": "f" * 32, "verdict": "wrong", "who": "Ada"}
        assert client.post("/judge", data=sent).status_code == 403
        assert client.post("/judge/undo", data={"token": sent["token"], "judgement": "1", "who": "Ada"}).status_code == 403
    assert rows(ledger) == before


def test_the_way_back_never_leads_elsewhere(ask: httpx.Client) -> None:
    """Whatever `back` says, the answer and the links of the page stay on this server."""
    _, form = judgement(ask)
    for address in ELSEWHERE:
        assert own_path(address) == "/", address
        assert ask.get("/look", params={"back": address}).headers["location"] == "/", address
        page = ask.get("/judge/wrong", params={"claim": form["left"], "back": address}).text
        assert all(re.match("/(?![/\\\\])|#", link) for link in Links(page).links), address
        assert Links(page).fields["back"] == "/", address
    saved = ask.post("/judge", data=form | {"back": "//evil.example"})
    assert saved.headers["location"] == "/?saved=1"


def test_reading_writes_nothing(ask: httpx.Client, ledger: Path) -> None:
    """Every link of the app followed, and every other method tried: the ledger holds what it held."""
    before = rows(ledger)
    seen, waiting = set[str](), ["/", "/docs", "/openapi.json", "/api/v1/network", "/api/v1/counts", "/api/v1/claims/00000000"]
    while waiting and len(seen) < 700:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = ask.get(address)
        assert answer.status_code < 500, address
        if "html" in answer.headers.get("content-type", ""):
            found = (each.partition("#")[0] for each in Links(answer.text).links)
            waiting += sorted({each for each in found if each.startswith("/") and "sort=" not in each})
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "POST"):
        for path in ("/", "/deals", "/facts/00000000", "/api/v1/facts", "/documents", "/static/app.js", "/look"):
            assert ask.request(method, path).status_code in (404, 405), (method, path)
    assert len(seen) > 300
    assert rows(ledger) == before
