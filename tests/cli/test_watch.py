"""`interlock watch` and `interlock read URL` as processes of their own: what the documentation shows, kills, signals, alerts."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from pipeline.web_press import ENGLISH, FRENCH, HEBREW, feed, item, page
from reading.press_server import Page, PressServer, send

from interlock.ledger import LedgerView

COMMAND = [sys.executable, "-m", "interlock"]


@pytest.fixture
def server() -> Iterator[PressServer]:
    """A press with a feed of three pages."""
    server = PressServer()
    articles = {"/en": ENGLISH, "/he": HEBREW, "/fr": FRENCH}
    server.pages |= {path: Page(page(article)) for path, article in articles.items()}
    server.pages["/feed.xml"] = feed(*map(item, articles), etag="1")
    with server.running():
        yield server


def begin(folder: Path, server: PressServer, *arguments: str) -> subprocess.Popen[str]:
    """The command in a folder, allowed to ask the server."""
    web = ["--allow-host", server.host, "--delay", "0", "--reader", "grammar"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("INTERLOCK_")}
    return subprocess.Popen(
        [*COMMAND, *arguments, *web],
        cwd=folder,
        env=plain,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background hands on that it ignores it
    )


def run(folder: Path, server: PressServer, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    process = begin(folder, server, *arguments)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def without_times(text: str) -> str:
    """A text without the times of day at which something was learned."""
    return re.sub(r"T\d\d:\d\d:\d\dZ", "", text)


def listed(folder: Path, server: PressServer, *more: str) -> None:
    """The list of the documentation."""
    lines = ["# one address a line", f"{server.url}/feed.xml", *more]
    (folder / "sources.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_what_the_documentation_shows(tmp_path: Path, server: PressServer) -> None:
    """A round with a failure, its archive read again without a network, an address read by name."""
    listed(tmp_path, server, f"page {server.url}/gone.html")
    code, out, err = run(
        tmp_path, server, "watch", "sources.txt", "--once", "--ledger", "press.db", "--json", "--contact", "a@b.example"
    )
    assert code == 3, err
    assert f"failed: {server.url}/gone.html: answers HTTP 404 (Not Found)" in err
    assert "4 fetched, 0 unchanged, 1 failed; 3 read" in err
    changes = [json.loads(line) for line in out.splitlines()]
    assert {"nvidia", "openai", "mistral-ai"} <= {change["fact"]["subject"]["id"] for change in changes}
    assert all("a@b.example" in each.headers["user-agent"] for each in server.asked)
    server.asked.clear()
    code, again, err = run(tmp_path, server, "watch", "--offline", "--archive", "press-archive", "--ledger", "again.db", "--json")
    assert (code, without_times(again)) == (3, without_times(out))
    assert server.asked == []


def test_a_kill_in_the_middle_of_a_round_loses_nothing(tmp_path: Path, server: PressServer) -> None:
    """kill -9 while pages are under way: the next round reads all of them, and fetches only those that had not come."""
    came, go_on = threading.Event(), threading.Event()

    def hangs(handler: BaseHTTPRequestHandler) -> None:
        came.set()
        go_on.wait(60)
        send(handler, Page(page(FRENCH)))

    server.pages["/fr"] = hangs
    listed(tmp_path, server)
    process = begin(tmp_path, server, "watch", "sources.txt", "--once")
    log = tmp_path / "interlock-archive" / "fetched.log"
    assert came.wait(60)
    deadline = time.monotonic() + 60
    while not (log.exists() and "/he" in log.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    go_on.set()
    server.pages["/fr"] = Page(page(FRENCH))
    server.asked.clear()
    code, _, err = run(tmp_path, server, "watch", "sources.txt", "--once")
    assert code == 0, err
    assert sorted(server.paths()) == ["/feed.xml", "/fr"]
    with LedgerView(tmp_path / "interlock.db") as view:
        assert view.counts().documents == 3
    assert list((tmp_path / "interlock-archive").rglob(".*")) == []


@pytest.mark.parametrize(("number", "code", "told"), [(signal.SIGTERM, 0, "stopped"), (signal.SIGINT, 130, "interrupted")])
def test_a_service_ends_when_it_is_told_to(tmp_path: Path, server: PressServer, number: int, code: int, told: str) -> None:
    """In the middle of a fetch that hangs, within moments, in one line."""
    came, over = threading.Event(), threading.Event()

    def hangs(handler: BaseHTTPRequestHandler) -> None:
        came.set()
        over.wait(60)

    server.pages["/feed.xml"] = hangs
    listed(tmp_path, server)
    process = begin(tmp_path, server, "watch", "sources.txt", "--every", "1h")
    assert came.wait(60)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    over.set()
    assert process.returncode == code, err
    assert err.strip() == f"interlock: {told}; what was finished is kept"


def test_alerts_are_told_after_a_round(tmp_path: Path, server: PressServer) -> None:
    """What a later round brings is told by itself."""
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "new stakes"\nwhen = "fact"\nkind = "invests_in"\n', encoding="utf-8")
    listed(tmp_path, server)
    process = begin(tmp_path, server, "watch", "sources.txt", "--every", "1s", "--alerts", "rules.toml", "--json")
    assert process.stdout and process.stderr
    deadline = time.monotonic() + 60
    while server.paths().count("/feed.xml") < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    server.pages["/new"] = Page(page(("Oracle", "Oracle invests $700 million in Larkspur Compute.")))
    server.pages["/feed.xml"] = feed(item("/en"), item("/new"), etag="2")
    alerts = (each for line in process.stdout if (each := json.loads(line)).get("rule"))
    alert = next(each for each in alerts if "700 million" in json.dumps(each))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert (alert["rule"], process.returncode) == ("new stakes", 0)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["watch"], 2, "which LIST"),
        (["watch", "sources.txt", "--offline"], 2, "without a LIST"),
        (["watch", "sources.txt", "--every", "0s"], 2, "no pause"),
        (["watch", "missing.txt"], 2, "does not exist"),
        (["watch", "wrong.txt", "--once"], 1, "wrong.txt, line 2"),
        (["read", "http://127.0.0.1:9/"], 3, "not public"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    told: str,
) -> None:
    """In one line, with the exit code of its kind."""
    from interlock.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.txt").write_text("https://press.example/\n")
    (tmp_path / "wrong.txt").write_text("https://press.example/\nnonsense\n")
    assert main([*arguments, "--reader", "grammar"]) == code
    assert told in capsys.readouterr().err
