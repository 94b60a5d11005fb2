"""The queue of pairs that the rules leave open."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from resolution.press import LEARNED, Told, claim, document, dollars, firm

from interlock.cli.judge import command
from interlock.ledger import LedgerWriter
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers_judging import open_candidates
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import Kind


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A firm under a name in Hebrew that is near its English one, and others that are not."""
    papers: list[Told] = [
        document("a", "2026-02-10", [claim(Kind.INVESTS_IN, firm("Delphinar"), firm("Norvik"), amount=dollars(5e8))]),
        document(
            "b", "2026-02-11", [claim(Kind.INVESTS_IN, firm("דלפינוטה"), firm("Brenwick"), amount=dollars(6e8))], language="he"
        ),
    ]
    with LedgerWriter(tmp_path / "a.db") as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(tmp_path / "a.db")
    return tmp_path / "a.db"


def test_only_names_that_are_near_are_asked_about(ledger: Path) -> None:
    (candidate,) = open_candidates(ledger)
    assert {candidate.left.id, candidate.right.id} == {"firm:delphinar", "firm:דלפינוטה"}
    assert any("Norvik" in line for line in candidate.context)


@pytest.mark.parametrize(("answer", "left"), [("s", 0), ("d", 0), ("u", 0), ("", 1), ("q", 1)])
def test_an_answer_is_kept_and_not_asked_again(ledger: Path, answer: str, left: int) -> None:
    ran = CliRunner().invoke(command, ["--ledger", str(ledger), "--who", "ada"], input=f"{answer}\n", standalone_mode=False)
    assert ran.exception is None
    assert len(open_candidates(ledger)) == left
    with ResolvedView(ledger) as view:
        assert [row.who for row in view.judgements()] == ["ada"] * (1 - left)
