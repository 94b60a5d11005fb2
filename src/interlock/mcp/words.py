"""Amounts in words beside their fields: a bound that stands in a field alone is soon lost."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from interlock.network.amounts import Amount, AmountBasis
from interlock.network.concentration import Interval
from interlock.reporting.amounts import amount_in_words, interval_in_words, ratio_in_words, share_in_words
from interlock.vocabulary import Bound

_AMOUNT = frozenset({"low", "high", "told", "bound", "basis"})
_INTERVAL = frozenset({"low", "high"})
_IN_WORDS: Mapping[str, Callable[[Interval], str]] = {
    "due": interval_in_words,
    "direct": interval_in_words,
    "network": interval_in_words,
    "total": interval_in_words,
    "needs_outside": interval_in_words,
    "gap": interval_in_words,
    "ratio": ratio_in_words,
    "largest_share": share_in_words,
}


def with_words(value: Any, field: str = "") -> Any:
    """The record with `words` in every amount, and in every interval whose field says what it measures."""
    if isinstance(value, Mapping):
        made = {key: with_words(each, str(key)) for key, each in value.items()}
        if value.keys() == _AMOUNT:
            made["words"] = amount_in_words(_amount(value))
        elif value.keys() == _INTERVAL and field in _IN_WORDS:
            made["words"] = _IN_WORDS[field](Interval(value["low"], _end(value["high"])))
        return made
    if isinstance(value, (list, tuple)):
        return [with_words(each, field) for each in value]
    return value


def _amount(record: Mapping[str, Any]) -> Amount:
    basis = AmountBasis(record["basis"])
    return Amount(record["low"], record["told"], _end(record["high"]), Bound(record["bound"]), basis)


def _end(high: float | None) -> float:
    return math.inf if high is None else high
