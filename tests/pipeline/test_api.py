"""The Python interface for notebooks, and the notebook that shows it."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path

import pytest
from resolution.press import LEARNED, claim, document, dollars, firm

import interlock
from interlock.ledger import LedgerWriter
from interlock.pipeline import api
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import Bound, Kind, Status

OPENAI, NVIDIA, ORACLE = firm("OpenAI"), firm("Nvidia"), firm("Oracle")
HOSTILE = firm("Evil <script>alert(1)</script> Labs")


@pytest.fixture
def ledger(tmp_path: Path) -> interlock.Ledger:
    """A lease, a right to invest, a contract, and a firm whose name is markup."""
    papers = [
        document(
            "first",
            "2026-01-10",
            [
                claim(Kind.LEASES_FROM, OPENAI, NVIDIA, amount=dollars(350e9)),
                claim(Kind.INVESTS_IN, NVIDIA, OPENAI, Status.OPTIONAL, amount=dollars(100e9, Bound.AT_MOST)),
                claim(Kind.BUYS_FROM, OPENAI, ORACLE, amount=dollars(300e9), period="P5Y", date="2027"),
                claim(Kind.BUYS_FROM, HOSTILE, ORACLE, amount=dollars(1e9)),
            ],
        )
    ]
    with LedgerWriter(tmp_path / "interlock.db") as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(tmp_path / "interlock.db")
    return interlock.open_ledger(tmp_path / "interlock.db")


def test_a_table_keeps_low_high_basis_and_status_apart(ledger: interlock.Ledger) -> None:
    """An amount is never one bare number."""
    (loop,) = ledger.loops(redraws=20)
    assert (loop["status"], loop["counts"], loop["low"], loop["high"]) == ("optional", False, 0.0, 100e9)


def test_losses_and_totals_of_a_stress_test(ledger: interlock.Ledger) -> None:
    """Rows by year, totals over the window, what is not known in the note."""
    found = ledger.stress("openai-pays-40-percent")
    assert {row["year"]: row["total_high"] for row in found if row["actor"] == "oracle"}[2028] == pytest.approx(36e9)
    assert {row["actor"]: row["total_high"] for row in found.totals}["Nvidia"] == pytest.approx(210e9)
    assert "Not known:" in found.note


def test_evidence_is_the_sentence(ledger: interlock.Ledger) -> None:
    """A row knows its quotes."""
    found = ledger.stress(shocks=["openai:payments=40%"])
    place = next(n for n, row in enumerate(found) if row["actor"] == "oracle")
    assert "OpenAI" in found.evidence(place)[0].text


def test_hostile_text_is_escaped(ledger: interlock.Ledger) -> None:
    """Names and sentences of articles are text, never markup."""
    for table in (ledger.facts(), ledger.exposure(), ledger.coverage()):
        assert "<script>" not in table._repr_html_()
    assert "&lt;script&gt;" in ledger.facts()._repr_html_()


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_tables_become_frames(ledger: interlock.Ledger, package: str) -> None:
    """With as many rows and the same columns."""
    pytest.importorskip(package)
    table = ledger.exposure()
    frame = getattr(table, f"to_{package}")()
    assert len(frame) == len(table)
    assert list(frame.columns) == list(table[0])


def test_a_network_has_an_edge_for_each_flow(ledger: interlock.Ledger) -> None:
    """Parallel flows stay apart, each with its facts."""
    pytest.importorskip("networkx")
    graph = ledger.to_networkx()
    assert graph.number_of_edges() == len(ledger.network().flows)
    assert all(data["facts"] for *_, data in graph.edges(data=True))


def test_without_the_extra_the_error_names_it(ledger: interlock.Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says what to install."""
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(api.MissingExtra, match=r"interlock-ledger\[frames\]"):
        ledger.facts().to_polars()


def test_explain_is_that_of_the_command_line(ledger: interlock.Ledger) -> None:
    """The tree of a fact as text."""
    fact = ledger.facts()[0]
    assert "told by" in ledger.explain(str(fact["id"]))


NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "from-reading-to-stress.ipynb"


def test_the_notebook_prints_what_it_shows() -> None:
    """Its cells, run in order, give the text that is stored with them."""
    pytest.importorskip("pandas")
    cells = [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    space: dict[str, object] = {}
    for cell in cells:
        shown = "".join(line for out in cell["outputs"] if out["output_type"] == "stream" for line in out["text"])
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(ast.parse("".join(cell["source"])), "cell", "exec"), space)
        assert printed.getvalue() == shown
