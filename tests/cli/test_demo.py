"""The demo and the check-up with everything real: languages, atlas, reader, shipped articles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from interlock.evaluation import demo_articles
from interlock.extraction.neural.location import MODEL
from interlock.ledger import LedgerView

COMMAND = [sys.executable, "-m", "interlock"]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder, with a plain environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INTERLOCK_")}
    return subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_demo_reads_the_shipped_articles_and_ends(tmp_path: Path) -> None:
    """It prints counts, deals and one explained claim, and leaves ledger and report, twice in a row too."""
    for _ in range(2):
        done = run(tmp_path, "demo")
        assert done.returncode == 0, done.stderr
    articles = len(list(demo_articles().glob("*.txt")))
    assert f"{articles} documents (" in done.stdout
    assert "Deals by size" in done.stdout
    assert "up to $100bn" in done.stdout
    assert "⟦" in done.stdout
    assert "Try next:" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["demo-output"]
    assert "Content-Security-Policy" in (tmp_path / "demo-output/demo.html").read_text(encoding="utf-8")
    with LedgerView(tmp_path / "demo-output/demo.db") as view:
        assert view.counts().documents == articles


def test_the_demo_leaves_a_ledger_of_the_user_alone(tmp_path: Path) -> None:
    """Even in the same folder."""
    (tmp_path / "interlock.db").write_text("mine")
    assert run(tmp_path, "demo", "--folder", ".").returncode == 0
    assert (tmp_path / "interlock.db").read_text() == "mine"


def test_the_doctor_finds_everything_in_order(tmp_path: Path) -> None:
    """Every check is named; a ledger that is none is found wrong, with exit code 1."""
    done = run(tmp_path, "doctor", "--json")
    assert done.returncode == 0, done.stdout
    checks = {check["check"]: check["state"] for check in map(json.loads, done.stdout.splitlines())}
    assert checks.pop("ledger") == "note"
    assert checks.pop("model") == ("ok" if MODEL.exists() else "note")
    assert set(checks) == {"interlock", "python", "sqlite", "languages", "atlas", "readers", "meaning", "demo", "settings"}
    assert set(checks.values()) == {"ok"}
    (tmp_path / "interlock.db").write_text("no database" * 100)
    broken = run(tmp_path, "doctor")
    assert broken.returncode == 1
    assert "is no ledger" in broken.stdout


def test_bench_measures_and_checks(tmp_path: Path) -> None:
    """The floor that nobody reaches is exit code 4; the object has every language and kind."""
    done = run(tmp_path, "bench", "--json", "--min-f1", "1")
    assert done.returncode == 4
    assert "below 1.0" in done.stderr
    told = json.loads(done.stdout)
    assert set(told["languages"]) == {"en", "fr", "he", "zh-Hans", "zh-Hant"}
    assert told["total"]["evidence"] == 1.0
    figures = {"edges", "full", "family", "speech", "status", "bound", "date", "attributed", "unattributed"}
    assert set(told["kinds"]["invests_in"]) == {"gold", "judged", "hits", *figures}
    assert told["reliability"]["judged"] == sum(kind["judged"] for kind in told["kinds"].values())
