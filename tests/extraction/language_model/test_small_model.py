"""Once end to end against a real model: a small one, from packages that ship engine and weights (see small_model.mjs)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from extraction.language_model.gate_cases import ENGLISH

from interlock.ledger import ClaimFilter, LedgerView

ENGINE, WEIGHTS = os.environ.get("INTERLOCK_SMALL_ENGINE"), os.environ.get("INTERLOCK_SMALL_WEIGHTS")


@pytest.fixture
def address() -> Iterator[str]:
    """Where the model answers."""
    if not ENGINE or not WEIGHTS:
        pytest.xfail(
            "asked for by INTERLOCK_SMALL_ENGINE and INTERLOCK_SMALL_WEIGHTS only: 130 MB of packages, see small_model.mjs"
        )
    script = Path(__file__).with_name("small_model.mjs")
    with subprocess.Popen(
        ["node", str(script), ENGINE, WEIGHTS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as served:
        assert served.stdout is not None
        yield next(line.strip() for line in iter(served.stdout.readline, "") if line.startswith("http"))
        served.kill()


def test_a_real_model_is_read_through_the_command_line(address: str, tmp_path: Path) -> None:
    """It answers, whatever that is worth; nothing that it says stands in the ledger unless the text bears it out."""
    text = "\n\n".join(one.text for one in ENGLISH[:4])
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "interlock", "read", "--reader", "llm", "--llm", "smollm2", "--llm-provider", address]
    done = subprocess.run(
        [*command, "--ledger", "x.db", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "INTERLOCK_LLM_CACHE": str(tmp_path / "kept")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    sys.stdout.write(done.stderr)
    sys.stdout.writelines(kept.read_text(encoding="utf-8") + "\n" for kept in (tmp_path / "kept").rglob("*.json"))
    assert done.returncode == 0, done.stderr
    assert "questions answered" in done.stderr
    with LedgerView(tmp_path / "x.db") as view:
        assert all(claim.evidence.quote in text for claim in view.claims(ClaimFilter()))
