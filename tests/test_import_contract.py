"""The rooms of the house: who may import whom (see docs/architecture.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULE_LIMIT = 400


def test_every_contract_is_kept() -> None:
    """import-linter finds no broken contract in pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_planted_violation_is_found(tmp_path: Path) -> None:
    """The contract is alive: with one wrong import added to a copy, import-linter fails."""
    import shutil

    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    kinds = tmp_path / "src/interlock/vocabulary/kinds.py"
    kinds.write_text(kinds.read_text(encoding="utf-8") + "\nimport interlock.ledger\n", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command; "
        "lint_imports_command(['--no-cache'])",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "BROKEN" in done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_stay_small(path: Path) -> None:
    """A module does one thing: none has more than 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LIMIT
