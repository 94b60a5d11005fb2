"""From the text that a model answers to the claims it proposes: whatever else it wrote around them."""

from __future__ import annotations

import json
from typing import Any

Proposed = dict[str, Any]
"""A claim as a model proposes it: JSON in the words of the vocabulary, nothing of it checked."""

MOST_CLAIMS = 60
"""Of one passage; what a model says beyond that is not read."""
_MOST_STARTS = 50


def proposed_claims(text: str) -> list[Proposed] | None:
    """The claims of an answer: an object with `claims`, a list, JSON Lines, in a fence or in prose; None without any JSON."""
    found: list[Proposed] = []
    seen = False
    for value in _values(text):
        seen = True
        found += _claims(value)
    return found[:MOST_CLAIMS] if seen else None


def _claims(value: Any) -> list[Proposed]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    if not isinstance(value, dict):
        return []
    inner = value.get("claims")
    if isinstance(inner, list):
        return [item for item in inner if isinstance(item, dict)]
    return [value] if "kind" in value and "subject" in value else []


def _values(text: str) -> list[Any]:
    """Every JSON object or list of the text that is not part of another, in order."""
    decoder, place, values = json.JSONDecoder(), 0, []
    for _ in range(_MOST_STARTS):
        starts = [at for sign in "{[" if (at := text.find(sign, place)) >= 0]
        if not starts:
            break
        start = min(starts)
        try:
            value, place = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            place = start + 1
            continue
        values.append(value)
    return values
