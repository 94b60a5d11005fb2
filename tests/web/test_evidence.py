"""What the panel of a number tells beside the sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
from web.stage import LEARNED, can_be_kept, refuse, serving

from interlock.atlas import load_atlas
from interlock.evaluation.gold import demo_articles, demo_gold, gold_cases
from interlock.evaluation.gold_claims import GoldClaims
from interlock.ledger import LedgerWriter
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.resolving import resolve_ledger
from interlock.reading import read_paths


def test_every_reader_that_found_a_claim_is_named(gold_file: Path, tmp_path: Path) -> None:
    """Where a second reader makes the same claim, the panel names both."""
    ledger = Path(shutil.copy(gold_file, tmp_path / "own.db"))
    case = gold_cases(demo_gold(), demo_articles())[0]
    paper = next(iter(read_paths([str(case.text)], retrieved=None, on_failure=refuse)))
    claims = list(filter(can_be_kept, GoldClaims(load_atlas()).of_records(case.gold, paper)[0]))
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["second/1"], [])
        writer.add(paper, {"second/1": claims}, LEARNED)
    resolve_ledger(ledger)
    with ResolvedView(ledger) as view:
        fact = next(fact for fact in view.facts() if paper.id in fact.documents)
    with serving(ledger) as address:
        assert "gold/1, second/1" in httpx.get(f"{address}/facts/{fact.id}?part=1").text
