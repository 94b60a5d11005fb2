"""Alerts as text: the rule, what happened, the facts behind it with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from interlock.reporting.bidi import for_terminal
from interlock.reporting.fact_model import SHORT_ID


def alerts_text(alerts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each alert as a paragraph."""
    for alert in alerts:
        yield "".join(f"{for_terminal(line)}\n" for line in _lines(alert))


def _lines(alert: Mapping[str, Any]) -> Iterator[str]:
    yield f"{alert['rule']}: {alert['what']}"
    for fact in alert["facts"]:
        size = "; ".join(fact["in_words"]) or "no amount told"
        origins = f"{fact['origins']} origin{'s' if fact['origins'] != 1 else ''}"
        yield f"  fact {fact['id'][:SHORT_ID]}  {fact['told']}: {size}, {fact['status']}, {origins}"
        for each in fact["sentences"]:
            by = f", says {', '.join(each['by'])}" if each.get("by") else ""
            place = f"({each['language']}, {each['said'] or 'undated'}{by}, {each['address']})"
            yield f"    “{' '.join(each['quote'].split())}” {place}"
        if fact["sentences_left_out"]:
            yield f"    and {fact['sentences_left_out']} more: interlock explain {fact['id'][:SHORT_ID]}"
    if alert["facts_left_out"]:
        yield f"  and {alert['facts_left_out']} more facts"
    yield f"  alert {alert['id'][:SHORT_ID]}, from {alert['from']} to {alert['to']}"
