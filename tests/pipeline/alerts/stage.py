"""A ledger that grows by runs, rules in a file, and a server that alerts are posted to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from resolution.press import LEARNED, Told

from interlock.ledger import LedgerWriter
from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.alerts.evaluating import Alert, evaluate
from interlock.pipeline.alerts.rules import Rules, read_rules
from interlock.pipeline.knowledge import knowledge
from interlock.pipeline.resolving import resolve_ledger


def run(ledger: Path, press: Sequence[Told]) -> None:
    """One run that reads these documents, from its begin to its end."""
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in press:
            writer.add(paper, {"hand/1": told}, LEARNED)
        writer.end_run(LEARNED, read=len(press), known=0, failed=0, claims_new=0)
    resolve_ledger(ledger)


def rules_in(folder: Path, text: str) -> Rules:
    """The rules that a file of this text holds."""
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


def between(ledger: Path, rules: Rules, first: int, second: int) -> list[Alert]:
    """The alerts from after one run to after another."""
    with ResolvedView(ledger) as view:
        before, after = (knowledge(view, Horizon(run=number)) for number in (first, second))
        alerts, notes = evaluate(rules, before, after, (f"run:{first}", f"run:{second}"), LEARNED)
        assert not notes
        return alerts


@dataclass
class Receiver:
    """What a webhook was sent. `answer` says with which status, headers to answer the request of this number."""

    address: str = ""
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Callable[[int], tuple[int, dict[str, str]]] = lambda number: (200, {})


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A real server on this machine that keeps what is posted to it."""
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.bodies.append(self.rfile.read(int(self.headers["content-length"])))
            kept.headers.append({name.lower(): value for name, value in self.headers.items()})
            code, headers = kept.answer(len(kept.bodies))
            self.send_response(code)
            for name, value in ({"content-length": "0"} | headers).items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.address = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
