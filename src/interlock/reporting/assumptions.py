"""What a result rests on, in words."""

from __future__ import annotations

from collections.abc import Iterable


def assumptions_text(assumptions: Iterable[str]) -> str:
    """A line for each assumption, each once; nothing where there is none."""
    lines = list(dict.fromkeys(assumptions))
    return "".join(["\nThis rests on:\n", *(f"  - {line}\n" for line in lines)]) if lines else ""
