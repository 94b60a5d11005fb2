"""How large an answer may be, and what of a text is shown: a client's context is small, and texts are written by anybody."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

MOST_BYTES = 32_000
"""Bytes of the items of an answer as JSON. The answer holds them twice: as fields and as text."""
MOST_EVIDENCE = 24_000
"""Bytes of the facts behind them, on top."""
MOST_ROWS = 100
LONGEST = {"quote": 600, "title": 300, "address": 500, "text": 4_000}
"""Characters of a text by its field."""
_LONGEST_ELSE = 1_000
_MOST_NOTES, _LONGEST_NOTE = 20, 400
_SHRINK = (40, 12, 4, 1)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_KEPT = frozenset("\n\t\u200c\u200d\u200e\u200f")  # what Hebrew, Arabic and Indic scripts and lines need


def visible(text: str) -> str:
    """The text without characters that nobody sees: controls, overrides of direction, tags, fillers, selectors that follow a
    selector. Each becomes U+FFFD.

    Words that a reader of the article never saw are how instructions are smuggled past him.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if _is_unseen(each, before) else each for before, each in pairwise(f" {text}"))


def _is_unseen(each: str, before: str) -> bool:
    if each in _KEPT:
        return False
    hidden = unicodedata.category(each) in _UNSEEN or each in _FILLERS
    return hidden or (_selects(each) and _selects(before))


def _selects(each: str) -> bool:
    """Whether it chooses a form of the letter before it: one does, more carry something else."""
    return "\ufe00" <= each <= "\ufe0f" or "\U000e0100" <= each <= "\U000e01ef"


def shown(value: Any, field: str = "") -> Any:
    """A JSON value with every text visible and no longer than its field allows; a cut one ends in '…'."""
    if isinstance(value, str):
        most = LONGEST.get(field, _LONGEST_ELSE)
        text = visible(value)
        return text if len(text) <= most else text[: most - 1] + "…"
    if isinstance(value, Mapping):
        return {str(key): shown(each, str(key)) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(each, field) for each in value]
    return value


def size(value: Any) -> int:
    """Bytes as JSON in UTF-8."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def fitted(items: Iterable[Mapping[str, Any]], most: int) -> list[dict[str, Any]]:
    """The first items that fit together. The very first one always does: its lists are cut as far as needed, and it says so."""
    kept: list[dict[str, Any]] = []
    used = 0
    for item in items:
        one = shown(item)
        needed = size(one) + 1
        if used + needed > most:
            if not kept:
                kept.append(_shrunk(one, most))
            break
        kept.append(one)
        used += needed
    return kept


def _shrunk(item: dict[str, Any], most: int) -> dict[str, Any]:
    for length in _SHRINK:
        smaller = {**_cut(item, length), "cut": f"lists are cut to {length}"}
        if size(smaller) <= most:
            return smaller
    return {name: value for name, value in item.items() if not isinstance(value, (dict, list))} | {"cut": "only the plain fields"}


def _cut(value: Any, length: int) -> Any:
    if isinstance(value, dict):
        return {key: _cut(each, length) for key, each in value.items()}
    if isinstance(value, list):
        return [_cut(each, length) for each in value[:length]]
    return value


def bounded_notes(notes: Sequence[str]) -> list[str]:
    """Notes, each once, not too many and not too long."""
    return [visible(note)[:_LONGEST_NOTE] for note in list(dict.fromkeys(notes))[:_MOST_NOTES]]
