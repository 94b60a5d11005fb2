"""Where the shipped model lies."""

from __future__ import annotations

from pathlib import Path

MODEL = Path(__file__).parent / "data" / "reading.model"
"""The trained model inside the package: one file, at most 60 MB."""
