"""What changed, as a table and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from interlock.reporting.fact_model import SHORT_ID, FactChange
from interlock.reporting.facts import fact_line
from interlock.reporting.figures import fact_quantities_in_words, told_in_words
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.vocabulary.fact_codec import dispute_to_record, fact_to_record

CHANGE_HEAD = ("change", "fact", "kind", "subject", "object", "field", "before", "after", "status", "origins", "documents")


def changes_text(changes: Sequence[FactChange], width: int) -> str:
    """A table of changes."""
    columns = (
        Column("Change"),
        Column("Fact"),
        Column("Who and whom", shrinks=True, least=24),
        Column("How much", shrinks=True, least=12),
        Column("What", shrinks=True, least=20),
        Column("Origins", right=True),
    )
    rows = [
        (
            str(change.kind),
            change.fact.id[:SHORT_ID],
            fact_line(change.fact),
            "; ".join(fact_quantities_in_words(change.fact)),
            _what(change),
            str(len(change.fact.origins)),
        )
        for change in changes
    ]
    return table(columns, rows, max(width, NARROWEST))


def _what(change: FactChange) -> str:
    field = change.field or ""
    before, after = (told_in_words(field, text) for text in (change.before, change.after))
    if change.before is None or change.after is None:
        told = " against ".join(told_in_words(field, side) for side in (after or before).split(" against "))
        return f"{field}: {told}" if field else told
    return f"{field}: {before} → {after}"


def change_rows(changes: Iterable[FactChange]) -> Iterator[dict[str, object]]:
    """Flat rows under CHANGE_HEAD."""
    for change in changes:
        fact = change.fact
        yield {
            "change": str(change.kind),
            "fact": fact.id,
            "kind": str(fact.kind),
            "subject": fact.subject.name,
            "object": fact.object.name if fact.object else None,
            "field": change.field,
            "before": change.before,
            "after": change.after,
            "status": str(fact.status),
            "origins": len(fact.origins),
            "documents": len(fact.documents),
        }


def change_records(changes: Iterable[FactChange]) -> Iterator[dict[str, Any]]:
    """Changes as JSON objects, each with its fact."""
    for change in changes:
        told = {"field": change.field, "before": change.before, "after": change.after}
        record: dict[str, Any] = {"change": str(change.kind), "fact": fact_to_record(change.fact)}
        record |= {name: value for name, value in told.items() if value is not None}
        yield record | ({"dispute": dispute_to_record(change.dispute)} if change.dispute else {})
