"""Interlock reads the press on the AI economy and rebuilds the system of its deals, each with its sentence."""

from __future__ import annotations

from typing import Any

__version__ = "0.2.0"
__all__ = ["Ledger", "Table", "__version__", "demo_articles", "open_ledger", "read"]


def __getattr__(name: str) -> Any:
    """The Python interface, loaded when it is asked for: the command line starts without it."""
    if name in ("Ledger", "Table", "demo_articles", "open_ledger", "read"):
        from interlock.pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module 'interlock' has no attribute '{name}'")
