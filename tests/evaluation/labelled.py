"""Labelled passages made by hand, on sentences that the fake reader of the ledger's samples knows."""

from __future__ import annotations

import shutil
from pathlib import Path

PASSAGES = Path(__file__).parent / "passages"


def write_passages(folder: Path) -> Path:
    """A copy of the folder, with a file for each passage."""
    shutil.copytree(PASSAGES, folder)
    return folder
