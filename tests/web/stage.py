"""What the tests of the web app stand on: a ledger of the shipped articles with their gold claims, and a server over it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import uvicorn

from interlock.atlas import load_atlas
from interlock.evaluation.gold import demo_articles, demo_gold, gold_cases
from interlock.evaluation.gold_claims import GoldClaims
from interlock.ledger import LedgerWriter
from interlock.pipeline.listening import listen
from interlock.pipeline.resolving import resolve_ledger
from interlock.reading import read_paths
from interlock.vocabulary import Claim, claim_from_record, claim_to_record
from interlock.web.app import create_app

LEARNED = "2026-01-10T08:00:00Z"


def refuse(error: Exception) -> None:
    """A fault where there should be none."""
    raise error


def gold_ledger(ledger: Path) -> Path:
    """The shipped articles with the claims that a careful person finds in them: does not change with the reader."""
    gold = GoldClaims(load_atlas())
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["gold/1"], [])
        for case in gold_cases(demo_gold(), demo_articles()):
            paper = next(iter(read_paths([str(case.text)], retrieved=None, on_failure=refuse)))
            claims, _ = gold.of_records(case.gold, paper)
            writer.add(paper, {"gold/1": list(filter(can_be_kept, claims))}, LEARNED)
    resolve_ledger(ledger)
    return ledger


def can_be_kept(claim: Claim) -> bool:
    """Gold may leave a side open that the ledger wants."""
    try:
        return claim_from_record(claim_to_record(claim)) is not None
    except ValueError:
        return False


@contextmanager
def serving(ledger: Path, *, token: str | None = None, read_only: bool = False) -> Iterator[str]:
    """A real server on a free port of this machine; its address. It stops with the block."""
    with closing(listen("127.0.0.1", 0)) as listening:
        app = create_app(ledger, token=token, read_only=read_only)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        app.state.site.snapshots.current()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
