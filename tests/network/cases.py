"""The published and derived numeric cases that the network and the simulation must reproduce."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "data" / "simulation_cases.jsonl"
CASES: dict[str, dict[str, Any]] = {
    row["id"]: row for row in (json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines() if line)
}


def case(identity: str) -> tuple[dict[str, Any], dict[str, Any], Any]:
    """Inputs, expected values and tolerance of a case."""
    row = CASES[identity]
    return row["inputs"], row["expected"], row["tolerance"]
