"""Rows for programs: complete, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from ledger.samples import FakeReader, filled, samples

from interlock.ledger.resolved import ResolvedView
from interlock.pipeline import Question, list_deals
from interlock.pipeline.knowledge import knowledge
from interlock.reporting import claim_rows, csv_text, deal_rows, json_lines
from interlock.reporting.rows import ACTOR_HEAD, CLAIM_HEAD, DEAL_HEAD, deal_records


def test_claims_make_rows_under_the_documented_head() -> None:
    """No cell without a column and no column without a cell."""
    for claim in FakeReader().read(samples()[2]):
        row = next(iter(claim_rows([claim])))
        assert set(row) == set(CLAIM_HEAD)
    ranged = next(row for row in claim_rows(FakeReader().read(samples()[2])) if row["amount_bound"] == "between")
    assert (ranged["amount"], ranged["amount_low"], ranged["amount_high"], ranged["currency"]) == (None, 14e9, 15e9, "USD")


def test_deals_make_rows_and_objects(tmp_path: Path) -> None:
    """A row has the leading telling, an object all of them."""
    filled(tmp_path / "l.db", FakeReader())
    with ResolvedView(tmp_path / "l.db") as view:
        deals, _ = list_deals(knowledge(view), Question())
    assert all(set(row) == set(DEAL_HEAD) for row in deal_rows(deals))
    records = [json.loads(line) for line in json_lines(deal_records(deals))]
    assert [len(record["tellings"]) for record in records] == [2, 1, 1, 1, 1, 1, 1]
    assert records[0]["amount"] == {"value": 350e9, "currency": "USD", "bound": "exact", "text": "350 מיליארד דולר"}
    assert "amount" not in records[-1]
    assert len(set(ACTOR_HEAD)) == len(ACTOR_HEAD)


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "＝1+1"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    """An apostrophe in front makes it text."""
    lines = "".join(csv_text([{"quote": text, "number": -1.5}], ["quote", "number"]))
    cells = list(csv.reader(io.StringIO(lines, newline="")))[1]
    assert cells == ["'" + text, "-1.5"]
