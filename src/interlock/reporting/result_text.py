"""A kept result as text: from the number back to the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interlock.reporting.assumptions import assumptions_text
from interlock.reporting.fact_model import SHORT_ID, FactTree
from interlock.reporting.trees import fact_tree_text


def result_text(
    identity: str, kind: str, command: str, record: Mapping[str, Any], trees: Sequence[FactTree], gone: Sequence[str], width: int
) -> Iterator[str]:
    """Title, figure, the way it takes, each fact as a tree, what it rests on, and how to make it again."""
    yield f"Result {identity[:SHORT_ID]} ({kind})  {record.get('title', '')}\n\n"
    yield f"  figure     {record.get('figure', '')}\n"
    if record.get("status"):
        yield f"  status     {record['status']}\n"
    if record.get("path"):
        yield f"  way        {' → '.join(map(str, record['path']))}\n"
    yield f"  made by    interlock {command}\n"
    for tree in trees:
        yield "\n" + fact_tree_text(tree, width)
    if gone:
        lost = ", ".join(each[:SHORT_ID] for each in gone)
        yield f"\nNo longer in the ledger, so that this result may be out of date: facts {lost}\n"
    yield assumptions_text(map(str, record.get("assumptions", ())))
